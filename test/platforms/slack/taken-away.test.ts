import { afterAll, beforeAll, expect, test } from "vitest";
import type { Delivery } from "../../../src/messages/platform.ts";
import { startPlatform } from "../../support/slack-bot.ts";

type Trial = Awaited<ReturnType<typeof startPlatform>>;
let trial: Trial;
beforeAll(async () => {
  const dispatch = {
    handle: async () => ({ outcome: "done" as const, language: "sv" as const, caused: [], repeated: false }),
    system: async () => undefined,
  };
  trial = await startPlatform(dispatch, { mode: "http", pace: 1, standIn: { rates: "none" } });
});
afterAll(() => trial.stop());

const deliver = (message: string, raw: string, more: Partial<Delivery> = {}) =>
  trial.platform.platform.deliver({
    ...{
      message,
      revision: 1,
      language: "sv",
      saidAt: Date.now(),
      content: { audience: "public", blocks: [{ kind: "text", text: { raw } }] },
    },
    to: { platform: "slack", tenant: trial.slack.home.id, conversation: trial.slack.channel("solbacken-kund").id },
    ...more,
  });
const reads = () => trial.slack.reads("karin", "solbacken-kund").map(({ text }) => text);

test("a workspace that keeps all that is said gets the one line that is left of it instead", async () => {
  const first = await deliver("kept", "Påminnelse");
  if (first.outcome !== "sent") throw new Error(first.outcome);
  trial.slack.trouble("chat.delete", { kind: "refuse", error: "cant_delete_message" });
  expect(await deliver("kept", "Ersatt", { revision: 2, sent: first.id, gone: true })).toEqual(first);
  expect(reads()).toEqual(["Ersatt"]);
  await deliver("kept", "Ersatt", { revision: 2, sent: first.id, gone: true });
  expect(reads()).toEqual([]);
});

test("what may have been sent is found, and goes; asked to wait, it waits", async () => {
  await deliver("unsure", "Påminnelse");
  trial.slack.trouble("chat.delete", { kind: "status", status: 429, retryAfter: 1 });
  expect(await deliver("unsure", "Ersatt", { again: true, gone: true })).toMatchObject({
    outcome: "later",
    retryAfter: 1_000,
  });
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect(await deliver("unsure", "Ersatt", { again: true, gone: true })).toEqual({ outcome: "dropped" });
  expect(reads()).toEqual([]);
});
