import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothBot, startBothBot } from "../support/both-bot.ts";

/**
 * Nothing that was typed beside a mention of the bot vanishes: two commands are told apart, words to people are left
 * alone.
 */
describe("what stands beside a mention", () => {
  let bot: BothBot;
  beforeAll(async () => {
    bot = await startBothBot();
    await bot.teams.say("anna", "solbacken", 'open "Solbacken Vård AB" shared:solbacken-kund language:en');
    await bot.settled();
  });
  afterAll(() => bot.stop());
  const minutes = async () => (await bot.facts()).work.map((entry) => entry.minutes);

  test.each([
    "log 1h documentation\n@Startklar log 2h documentation",
    "@Startklar log 1h documentation @Startklar log 2h documentation",
    "hej!\nlog 1h documentation\n@Startklar log 2h documentation",
  ])("in Teams: %j is two commands, and none is run", async (text) => {
    await bot.teams.say("anna", "solbacken", text);
    await bot.settled();
    const read = bot.teams.reads("anna", "solbacken").at(-1)?.text ?? "";
    expect(read).toMatch(/log(?:ga)? 1h do[ck]umentation/);
    expect(read).toMatch(/log(?:ga)? 2h do[ck]umentation/);
    expect(await minutes()).toEqual([]);
  });

  test("in Slack too", async () => {
    await bot.slack.mention("anna", "solbacken", "log 1h documentation @startklar log 2h documentation");
    await bot.settled();
    const read = JSON.stringify(bot.slack.reads("anna", "solbacken").at(-1));
    expect(read).toMatch(/log(?:ga)? 1h do[ck]umentation/);
    expect(read).toMatch(/log(?:ga)? 2h do[ck]umentation/);
    expect(await minutes()).toEqual([]);
  });

  test("words to people before a line are theirs", async () => {
    await bot.teams.say("anna", "solbacken", "Hej allihop, nu loggar jag: @Startklar log 2h documentation");
    await bot.settled();
    expect(bot.teams.reads("anna", "solbacken").at(-1)?.text).toMatch(/H1/);
    expect(await minutes()).toEqual([120]);
  });
});
