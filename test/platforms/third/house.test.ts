import { afterAll, beforeAll, expect, test } from "vitest";
import { platforms } from "../../../src/composition/platforms.ts";
import { type RunningBot, startRunningBot } from "../../support/running-bot.ts";
import { type Chat, startChat } from "../../support/webhook-chat/chat.ts";
import { webhookChat } from "../../support/webhook-chat/platform.ts";

let chat: Chat;
let bot: RunningBot;

beforeAll(async () => {
  chat = await startChat();
  bot = await startRunningBot({
    config: {},
    platforms: [...platforms, webhookChat(chat.access)],
    listens: (url) => chat.connect(url),
  });
});
afterAll(async () => {
  await bot.stop();
  await chat.stop();
});

const says = async (user: string, channel: string, text: string) => {
  const before = chat.reads(user, channel).length;
  await chat.types(user, channel, text, `${user}-${text}`);
  await bot.settled();
  return chat
    .reads(user, channel)
    .slice(before)
    .map((one) => one.text)
    .join("\n");
};

test("a platform that nobody has heard of runs an onboarding, by one entry of the list", async () => {
  expect(await says("anna", "inside", 'open "Solbacken Vård AB" internal:inside')).toContain("Solbacken Vård AB");
  expect(await says("anna", "outside", "bind shared in:solbacken")).toContain("Solbacken");
  expect(await says("anna", "inside", 'log 2h documentation "Nummerplan"')).toMatch(/H1/);
  expect(await says("anna", "outside", "invoice")).toMatch(/hör bara hemma i projektets interna kanal/);
  const facts = await bot.facts();
  expect(facts?.work.map(({ minutes }) => minutes)).toEqual([120]);
  expect(facts?.project.code).toBe("solbacken");
});

test("A1: the ledger stays inside there too", async () => {
  expect(await says("karin", "outside", "status")).not.toBe("");
  expect(await says("karin", "outside", "portfolio")).not.toMatch(/120|2 h|kr/);
});
