import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTeamsBot, type TeamsBot } from "../../support/teams-bot.ts";

describe("where Teams takes no messages for one person alone", () => {
  let bot: TeamsBot;
  const typed = async (who: string, where: string, text: string) => {
    await bot.teams.say(who, where, text);
    await bot.settled();
  };

  beforeAll(async () => {
    bot = await startTeamsBot();
    bot.teams.takeTargeted(false);
    await bot.openSolbacken();
  });
  afterAll(() => bot.stop());

  test("a form that staff ask for in a channel is opened from their private chat, and answered in the channel", async () => {
    await typed("anna", "solbacken", "logga");
    const brought = bot.teams.reads("anna", "personal").at(-1);
    if (brought === undefined) throw new Error("Nothing was brought to anna's private chat");
    expect(brought.text.trim()).toMatch(/^Gäller solbacken/);
    expect(bot.reads("erik", "solbacken")).toContain("Anna Lind, svaret finns i vår privata chatt.");
    const [label = ""] = brought.buttons;
    const { dialog, shown } = await bot.teams.press("anna", brought.message, label);
    if (dialog === undefined) throw new Error(`No dialog opened: ${shown}`);
    await bot.teams.submit("anna", dialog, { time: "2h30", activity: "configuration", note: "svarsgrupper" });
    await bot.settled();
    expect((await bot.facts()).work).toMatchObject([{ ref: "H1", minutes: 150 }]);
    expect(bot.reads("erik", "solbacken")).toContain("H1");
    expect(bot.reads("anna", "personal")).not.toContain("H1");
  });

  test("a customer's refusal is behind a button that shows it to nobody else (A1)", async () => {
    await typed("johan", "solbacken-kund", "log 2h configuration");
    expect(bot.reads("johan", "solbacken-kund")).not.toMatch(/leverantör/i);
    const cover = bot.teams.reads("johan", "solbacken-kund").at(-1);
    if (cover === undefined) throw new Error("Nothing was said to johan");
    const [label = ""] = cover.buttons;
    const others = await bot.teams.press("karin", cover.message, label);
    expect(others.card).toBeUndefined();
    expect(others.shown).toMatch(/någon annan/);
    const own = await bot.teams.press("johan", cover.message, label);
    expect(JSON.stringify(own.card)).toMatch(/bara|behörig|leverantör/i);
    expect((await bot.facts()).work).toHaveLength(1);
  });

  test("a year later nothing of it is kept, and who presses is told that it is past", async () => {
    expect(await bot.keptInTheEnd()).not.toMatch(/"collection":"(?:forms|shown|elsewhere)"/);
    // Johan's own client has the reply in its place; the others still have the button.
    const cover = bot.teams.reads("karin", "solbacken-kund").findLast(({ buttons }) => buttons.includes("Visa"));
    if (cover === undefined) throw new Error("The cover is gone");
    const late = await bot.teams.press("karin", cover.message, "Visa");
    expect(late.card).toBeUndefined();
    expect(late.shown).toMatch(/inte längre|gammal|finns inte/i);
  });
});
