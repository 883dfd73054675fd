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
  expect(dm("anna")).toMatch(/T1: Send floor plan|T1 Send floor plan/);
  const told = bot.slack.messages(bot.slack.im("anna").id).length;
  await bot.slack.join("karin", "solbacken-kund");
  await bot.slack.leave("karin", "solbacken-kund");
  await bot.settled();
  expect(bot.slack.messages(bot.slack.im("anna").id)).toHaveLength(told);
});

test("who answered for the customer: the data that is asked of them is named", async () => {
  await bot.slack.leave("johan", "solbacken-kund");
  await bot.settled();
  expect(dm("anna")).toMatch(/Waiting for Johan Berg: .*data/i);
});

test("L3: a closed account gets no task, and is known as open when it is opened again", async () => {
  const answer = async (line: string) => (await bot.slack.command("anna", "solbacken", line)).answer?.text;
  const gone = async (who: string) =>
    (await bot.test.pool.query("select gone from accounts where handle = $1", [who])).rows.map(
      (row: { gone: string | null }) => row.gone,
    );
  await answer("team add @petra partner");
  await bot.settled();
  await bot.slack.changeUser("petra", { deleted: true });
  await bot.settled();
  expect(await gone("petra")).toEqual(["deactivated"]);
  expect(await answer('task add "Floor plan" who:petra')).toMatch(/no longer has an account/);
  await bot.slack.changeUser("petra", { deleted: false });
  await bot.settled();
  expect(await gone("petra")).toEqual([null]);
});

test("the lead's account is closed: the other staff hear it, and the lead is staff no more", async () => {
  await bot.slack.changeUser("anna", { deleted: true });
  await bot.settled();
  expect(dm("erik")).toMatch(/Anna Lind no longer has an account/);
  const { rows } = await bot.test.pool.query("select staff from accounts where handle = 'anna'");
  expect(rows).toEqual([{ staff: false }]);
});
