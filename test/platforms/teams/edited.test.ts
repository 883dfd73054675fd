import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";

/**
 * A line that is edited is one line: it takes effect once, and whoever edits it reads what it did and how to take that
 * back.
 */
describe("edited lines, in Teams", () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startTeamsBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());
  const minutes = async () => (await bot.facts()).work.filter(({ undone }) => !undone).map((entry) => entry.minutes);
  const taken = (text: string) => text.match(/already been carried out/g)?.length ?? 0;

  test("in a channel: carried out once, and the edit gets a word; a repeat, a deletion and its undoing get none", async () => {
    await bot.teams.say("anna", "solbacken", "log 2h documentation", { key: "first" });
    await bot.settled();
    const edit = await bot.teams.edit("first", "@Startklar log 3h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120]);
    expect(bot.reads("anna", "solbacken")).toMatch(/already been carried out.*H1.*undo H1/s);
    await bot.teams.retry(edit);
    expect((await bot.teams.unsay("first", "softDeleteMessage")).status).toBe(200);
    expect((await bot.teams.unsay("first", "undeleteMessage")).status).toBe(200);
    await bot.settled();
    expect(taken(bot.reads("anna", "solbacken"))).toBe(1);
  });

  test("what was refused is put right by editing it, once, in its thread", async () => {
    await bot.teams.say("anna", "solbacken", "log 5x documentation", { key: "wrong" });
    await bot.settled();
    await bot.teams.edit("wrong", "@Startklar log 5h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120, 300]);
    await bot.teams.edit("wrong", "@Startklar log 6h documentation");
    await bot.settled();
    expect(await minutes()).toEqual([120, 300]);
    expect(bot.reads("anna", "solbacken")).toMatch(/already been carried out.*undo H2/s);
  });

  test("in a private chat the same", async () => {
    await bot.teams.say("anna", "personal", "log 1h documentation", { key: "private" });
    await bot.settled();
    const before = await minutes();
    await bot.teams.edit("private", "log 4h documentation");
    await bot.settled();
    expect(await minutes()).toEqual(before);
    expect(taken(bot.reads("anna", "personal"))).toBe(1);
  });
});
