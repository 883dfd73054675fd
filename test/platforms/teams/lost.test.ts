import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";

describe("the bot comes into a team, and is taken out of it", () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startTeamsBot({ language: "en" });
  });
  afterAll(() => bot.stop());
  const texts = (user: string, where: string) => bot.teams.reads(user, where).map(({ text }) => text);

  test("it says once what to do next, in the channel that was chosen for it", async () => {
    bot.teams.addTeam({ name: "Nya", members: ["anna"], installed: false });
    bot.teams.addChannel({ team: "Nya", name: "akero" });
    for (const _again of [1, 2]) await bot.teams.install("Nya", { chosen: "akero" });
    await bot.settled();
    expect(texts("anna", "akero").filter((one) => one.includes("I am Startklar"))).toHaveLength(1);
    expect(texts("anna", "akero").join()).toContain('open "<customer>"');
  });

  test("whoever leads several projects there reads one sentence about all of their channels, in their private chat", async () => {
    await bot.teams.say("anna", "solbacken", 'open "Solbacken Vård AB" shared:solbacken-delad');
    await bot.teams.say("anna", "solbacken-privat", 'open "Ekbackens Bygg AB"');
    await bot.settled();
    await bot.teams.uninstall("Leverans");
    await bot.settled();
    const told = texts("anna", "personal").filter((one) => one.includes("I am not in"));
    expect(told).toHaveLength(1);
    for (const name of ["solbacken", "solbacken-privat", "solbacken-delad"]) expect(told[0]).toContain(name);
  });
});
