import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { type Message, type Slack, startSlack } from "./support/slack/index.ts";

let slack: Slack;
let bot: BotProcess;
const idOf = ({ metadata }: Message) => (metadata?.event_payload as { readonly id?: string } | undefined)?.id;
const until = async (seen: () => boolean, seconds = 60): Promise<void> => {
  for (let tries = 0; tries < seconds * 50 && !seen(); tries += 1) await wait(20);
  expect(seen()).toBe(true);
};

/** Writes to the bot, as Slack does: what is not taken in its time comes again. */
const asks = async (line: string): Promise<void> => {
  let acked = await slack.mention("anna", "solbacken", line);
  for (let tries = 1; acked.status !== 200 && tries < 20; tries += 1) acked = await slack.retry(acked);
  expect(acked.status).toBe(200);
};

beforeAll(async () => {
  slack = await startSlack({ rates: "none" });
  bot = await botProcess({
    ...{
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.url,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      LOCALE: "en",
    },
  });
  await bot.start();
  slack.connect(bot.url());
  await asks('open "Solbacken AB" internal:solbacken shared:solbacken-kund rate:1200');
  await until(() => slack.messages("solbacken").filter(idOf).length > 0);
}, 120_000);
afterAll(async () => {
  await bot.remove();
  await slack.stop();
});

test("told to stop while a send hangs it ends with 0 in time, and the next start sends it, once", {
  timeout: 120_000,
}, async () => {
  await wait(2_000);
  slack.trouble("chat.postMessage", { kind: "slow", ms: 25_000 });
  await slack.mention("anna", "solbacken", 'log 1m documentation "hangs"');
  await wait(500);
  const began = performance.now();
  expect(await bot.stop()).toBe(0);
  // Its limit: well before whoever stops it loses patience.
  expect(performance.now() - began).toBeLessThan(20_000);
  await bot.start();
  slack.connect(bot.url());
  await until(() => slack.messages("solbacken").some(({ text }) => text.includes("H1")));
  // The request that hung arrives meanwhile.
  await wait(Math.max(0, 27_000 - (performance.now() - began)));
  expect(slack.messages("solbacken").filter(({ text }) => text.includes("H1"))).toHaveLength(1);
});

test("an answer whose acknowledgement was empty before a crash is brought within seconds of the start", {
  timeout: 120_000,
}, async () => {
  const before = slack.messages("solbacken").filter(idOf).length;
  for (let number = 0; number < 7; number += 1) {
    await asks(`log 1m documentation "crash${number}"`);
  }
  // After a burst each waits for its turn, about a second, while the outbox has it in its hands.
  await until(() => slack.messages("solbacken").filter(idOf).length >= before + 4);
  await wait(250);
  await bot.kill();
  await bot.start();
  slack.connect(bot.url());
  // The lease of what the dead process had in its hands is 20 s; it used to be a minute.
  await until(() => slack.messages("solbacken").filter(idOf).length === before + 7, 50);
});

test("a slash command that was acknowledged empty before a crash is answered within seconds of the start", {
  timeout: 120_000,
}, async () => {
  // Slack takes longer to say where somebody is than it gives for an acknowledgement.
  slack.trouble("conversations.info", { kind: "slow", ms: 10_000 }, 20);
  slack.addChannel({ name: "elsewhere", members: ["anna"], bot: false });
  const acked = await slack.command("anna", "elsewhere", "status in:solbacken");
  expect(acked.status).toBe(200);
  expect(acked.answer).toBeUndefined();
  await bot.kill();
  slack.mend();
  await bot.start();
  slack.connect(bot.url());
  const answers = () =>
    slack.reads("anna", "elsewhere").filter(({ text }) => text.includes("does not belong to a project"));
  // The lease of the dead process' job is 12 s.
  await until(() => answers().length > 0, 50);
  await wait(1_000);
  expect(answers()).toHaveLength(1);
});
