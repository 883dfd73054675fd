import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

const people = 6_000;

/** A workspace of a large company, with Slack's real patience for each method. */
describe(`a workspace of ${people} members`, () => {
  let bot: SlackBot;
  let from = 0;
  const called = (method: string) => bot.slack.calls.slice(from).filter((call) => call.method === method).length;
  const answer = async (who: string, channel: string, line: string) => {
    const { answer: given } = await bot.slack.command(who, channel, line);
    await bot.settled();
    return given?.text ?? bot.reads(who, channel);
  };
  /** What is internal is said in the channel; with people from outside in it, to the one who asks alone. */
  const ledger = async () => {
    const { answer: given } = await bot.slack.command("anna", "solbacken", "invoice");
    await bot.settled();
    if (given === undefined) throw new Error("No answer");
    return !/only for the project’s internal channel/.test(given.text);
  };

  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", standIn: { rates: "tiers" } });
    for (let index = 0; index < people; index += 1) bot.slack.addUser({ name: `member${index}` });
    await bot.openSolbacken("language:en");
  }, 120_000);
  afterAll(() => bot.stop());
  beforeEach(() => {
    from = bot.slack.calls.length;
  });

  test("members change their status all day: nobody reads the whole list, and each command is answered", async () => {
    for (let index = 0; index < 60; index += 1)
      await bot.slack.changeUser(`member${index}`, { realName: `On holiday ${index}` });
    for (let index = 0; index < 8; index += 1) {
      await bot.slack.changeUser("erik", { realName: `Erik Holm ${index}` });
      expect(await answer("anna", "solbacken", "status")).toMatch(/Solbacken/);
    }
    expect(called("users.list")).toBe(0);
    expect(called("users.info")).toBeLessThanOrEqual(5);
    expect(bot.slack.calls.slice(from).filter((call) => call.answer.ok !== true)).toEqual([]);
  });

  test("guests whom nobody has met change their status: nothing is asked for them", async () => {
    const guests = Array.from({ length: 60 }, (_, index) => `guest${index}`);
    for (const name of guests) bot.slack.addUser({ name, guest: "multi-channel" });
    for (const name of guests) await bot.slack.changeUser(name, { realName: `${name} on holiday` });
    expect(bot.slack.calls.slice(from).map(({ method }) => method)).toEqual([]);
  });

  test("fields that want no channel ask for none", async () => {
    for (let index = 0; index < 10; index += 1)
      await answer("anna", "solbacken", `task add "Floor plan ${index}" who:johan due:2027-12-04`);
    expect(called("conversations.list") + called("users.conversations")).toBe(0);
    for (let index = 0; index < 5; index += 1)
      await answer("anna", "solbacken", 'open "Fyren AB" shared:no-such-channel');
    expect(called("conversations.list")).toBe(0);
    expect(called("users.conversations")).toBeLessThanOrEqual(1);
  });

  test("a guest comes and goes: the ledger closes, and opens again at once", async () => {
    expect(await ledger()).toBe(true);
    await bot.slack.join("olle", "solbacken");
    await bot.settled();
    expect(await ledger()).toBe(false);
    await bot.slack.leave("olle", "solbacken");
    await bot.settled();
    expect(await ledger()).toBe(true);
    expect(called("users.list")).toBe(0);
  });

  test("a member who becomes a guest closes it at once, and one who no longer is opens it", async () => {
    await bot.slack.changeUser("erik", { guest: "multi-channel" });
    await bot.settled();
    expect(await ledger()).toBe(false);
    await bot.slack.changeUser("erik", { guest: undefined });
    await bot.settled();
    expect(await ledger()).toBe(true);
  });

  test("a channel of the whole company: known in one reading of the list", async () => {
    bot.slack.addChannel({
      name: "everybody",
      members: ["anna", ...Array.from({ length: people }, (_, index) => `member${index}`)],
    });
    expect(await answer("anna", "everybody", "help")).toMatch(/What you can do here/);
    expect(called("users.list")).toBeLessThanOrEqual(7);
    expect(called("users.info")).toBeLessThanOrEqual(80);
  });

  test("people stream through a channel of no project: nobody looks at it for each of them, and commands are answered", async () => {
    const newcomers = Array.from({ length: 40 }, (_, index) => `newcomer${index}`);
    for (const name of newcomers) bot.slack.addUser({ name });
    await Promise.all(newcomers.map((name) => bot.slack.join(name, "everybody")));
    await Promise.all(newcomers.map((name) => bot.slack.leave(name, "everybody")));
    expect(bot.slack.calls.slice(from).map(({ method }) => method)).toEqual([]);
    expect(await answer("anna", "everybody", "help")).toMatch(/What you can do here/);
  });

  test("many come into a project's channel at once: they are looked at together", async () => {
    const visitors = Array.from({ length: 30 }, (_, index) => `visitor${index}`);
    for (const name of visitors) bot.slack.addUser({ name });
    await Promise.all(visitors.map((name) => bot.slack.join(name, "solbacken-kund")));
    expect(called("conversations.info")).toBeLessThanOrEqual(5);
    expect(called("conversations.members")).toBeLessThanOrEqual(5);
    await Promise.all(visitors.map((name) => bot.slack.leave(name, "solbacken-kund")));
    expect(called("conversations.info")).toBeLessThanOrEqual(10);
    expect(bot.slack.calls.slice(from).filter((call) => call.answer.ok !== true)).toEqual([]);
  });

  test("a channel's old name is nobody's once it has another", async () => {
    bot.slack.addChannel({ name: "first-name", members: ["anna"] });
    await answer("anna", "first-name", "help");
    await bot.slack.rename("first-name", "second-name");
    bot.slack.addChannel({ name: "first-name", members: ["anna"] });
    await bot.settled();
    await answer("anna", "first-name", "help");
    await answer("anna", "solbacken", 'open "Namn AB" internal:first-name');
    await bot.settled();
    const { internal = "" } = (await bot.facts("namn")).project;
    const { rows } = await bot.test.pool.query("select external from conversations where id = $1", [internal]);
    expect(rows).toEqual([{ external: bot.slack.channel("first-name").id }]);
  });

  test("Slack does not say who somebody is for a while: what was known holds", async () => {
    await answer("anna", "solbacken", "status");
    for (const method of ["users.info", "users.conversations", "conversations.info", "conversations.members"])
      bot.slack.trouble(method, { kind: "status", status: 503 }, 1_000);
    await bot.slack.leave("member0", "solbacken");
    expect(await ledger()).toBe(true);
  });
});
