import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/**
 * A line that is edited is one line: it takes effect once, and whoever edits it reads what it did and how to take that
 * back.
 */
describe("edited lines, in Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());
  const minutes = async () => (await bot.facts()).work.filter(({ undone }) => !undone).map((entry) => entry.minutes);
  const answers = (channel: string) =>
    bot.slack
      .messages(channel)
      .concat(bot.slack.ephemerals(channel))
      .map(({ text }) => text);
  const last = (channel: string) => bot.slack.ephemerals(channel).at(-1)?.text ?? "";

  test("a mention that was carried out and is edited is not done again: what it did, and how to take it back", async () => {
    await bot.slack.mention("anna", "solbacken", "log 2h documentation");
    await bot.settled();
    const edit = await bot.slack.edit("anna", "solbacken", "log 2h", "log 3h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120]);
    expect(last("solbacken")).toMatch(/already been carried out.*H1.*undo H1/s);
    const before = answers("solbacken").length;
    await bot.slack.retry(edit, 1);
    await bot.settled();
    expect(answers("solbacken")).toHaveLength(before);
    await bot.slack.edit("anna", "solbacken", "log 3h", "log 4h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120]);
    expect(answers("solbacken")).toHaveLength(before + 1);
  });

  test("what was refused is put right by editing it, once; after it was taken back, a new line is asked for", async () => {
    await bot.slack.mention("anna", "solbacken", "log 5x documentation");
    await bot.settled();
    await bot.slack.edit("anna", "solbacken", "log 5x", "log 5y documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120]);
    const [first, second] = await Promise.all([
      bot.slack.edit("anna", "solbacken", "log 5y", "log 5h documentation"),
      bot.slack.edit("anna", "solbacken", "log 5", "log 5h training"),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    await bot.settled();
    expect(await minutes()).toEqual([120, 300]);
    expect(last("solbacken")).toMatch(/already been carried out.*undo H2/s);
    await bot.slack.command("anna", "solbacken", "undo H2");
    await bot.slack.edit("anna", "solbacken", "log 5h", "log 6h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120]);
    expect(last("solbacken")).toMatch(/already been carried out.*as a new line/s);
    expect(last("solbacken")).not.toContain("undo");
  });

  test("what was only read is read again, also where the mention came with the edit", async () => {
    await bot.slack.say("anna", "solbacken", "what do we have?");
    const before = await bot.facts();
    await bot.slack.edit("anna", "solbacken", "what do we", "status");
    await bot.settled();
    const shown = answers("solbacken").length;
    await bot.slack.edit("anna", "solbacken", "status", "log");
    await bot.settled();
    expect(answers("solbacken").length).toBe(shown + 1);
    expect(last("solbacken")).not.toContain("already");
    await bot.slack.edit("anna", "solbacken", "log", "log 1h documentation");
    await bot.settled();
    expect((await bot.facts()).work).toHaveLength(before.work.length + 1);
  });

  test("in a private chat the same; the preview of a link and a deleted line are no line", async () => {
    const dm = () => answers(bot.slack.im("anna").id).length;
    const before = await minutes();
    await bot.slack.dm("anna", "log 7x documentation https://example.com/");
    await bot.settled();
    const refused = dm();
    await bot.slack.unfurl("anna", "log 7x");
    await bot.settled();
    expect(dm()).toBe(refused);
    await bot.slack.edit("anna", "dm", "log 7x", "log 2h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([...before, 120]);
    const done = dm();
    await bot.slack.edit("anna", "dm", "log 2h", "log 3h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([...before, 120]);
    expect(dm()).toBe(done + 1);
    expect(answers(bot.slack.im("anna").id).at(-1)).toMatch(/already been carried out.*undo H/s);
    await bot.slack.unsay("anna", "log 3h");
    await bot.settled();
    expect(dm()).toBe(done + 1);
  });
});
