import { afterAll, beforeAll, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

let bot: SlackBot;
const dm = (who: string) => bot.reads(who, bot.slack.im(who).id);
beforeAll(async () => {
  bot = await startSlackBot({ language: "en" });
  await bot.openSolbacken("language:en");
  await bot.slack.command("anna", "solbacken", "team add erik");
  await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:karin');
  await bot.settled();
});
afterAll(() => bot.stop());

test("an approver leaves the shared channel: the lead hears what waits for them, once", async () => {
  await bot.slack.leave("karin", "solbacken-kund");
  await bot.settled();
  expect(dm("anna")).toMatch(/Karin Ek has left a channel.*Solbacken Vård AB/);
  expect(dm("anna")).toMatch(/T1 Send floor plan/);
});

test("the lead's account is closed: the other staff hear it, and the lead is staff no more", async () => {
  await bot.slack.changeUser("anna", { deleted: true });
  await bot.settled();
  expect(dm("erik")).toMatch(/Anna Lind no longer has an account/);
  const { rows } = await bot.test.pool.query("select staff from accounts where handle = 'anna'");
  expect(rows).toEqual([{ staff: false }]);
});
