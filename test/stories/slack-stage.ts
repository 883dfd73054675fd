import { expect } from "vitest";
import type { Message, Slack } from "../support/slack/index.ts";
import { startSlackBot } from "../support/slack-bot.ts";
import { beginning, type Stage, type Who } from "./onboarding.ts";

const internal = "solbacken";
const shared = "solbacken-kund";

/** What a person types in a channel of Slack, and what they are answered there. */
export async function typedInSlack(
  slack: Slack,
  who: Who,
  where: string,
  text: string,
  settled: () => Promise<void>,
): Promise<string> {
  const before = slack.reads(who, where).at(-1)?.ts ?? "";
  const acked = await slack.command(who, where, text);
  expect(acked.status, text).toBe(200);
  expect(acked.refused, text).toBeUndefined();
  await settled();
  return slack
    .reads(who, where)
    .filter(({ ts }) => ts > before)
    .map((one) => one.text)
    .join("\n");
}

/** What people do in a channel of Slack that is shared with customers, and what they are shown there. */
export function slackCustomers(slack: Slack, where: string, settled: () => Promise<void>) {
  const modalOf = async (who: Who) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const view = slack.modal(who);
      if (view !== undefined) return view;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${who} has no modal open`);
  };
  const ownOf = (who: Who): string =>
    slack
      .ephemerals(where)
      .filter(({ ephemeralTo }) => ephemeralTo === slack.user(who).id)
      .map(({ text }) => text)
      .join("\n");
  const said = (who: Who, channel: string): string =>
    slack
      .reads(who, channel)
      .map(({ text }) => text)
      .join("\n");
  return {
    cards: (who: Who) =>
      slack.reads(who, where).map(({ ts, text, buttons, message }) => ({
        ...{ id: ts, text, buttons, edits: message.edits.length, shown: { ...message } as unknown },
      })),
    ownOf,
    everything: (who: Who): string =>
      slack.channels
        .filter(({ members }) => members.has(slack.user(who).id))
        .map(({ name, id }) => said(who, name === "" ? id : name))
        .join("\n"),
    async typesShared(text: string) {
      const [before, alone] = [said("karin", where), ownOf("anna")];
      await typedInSlack(slack, "anna", where, text, settled);
      return { alone: ownOf("anna").slice(alone.length), all: said("karin", where).slice(before.length) };
    },
    async writes(who: Who, text: string): Promise<void> {
      expect((await slack.mention(who, where, text)).status).toBe(200);
      await settled();
    },
    async press(who: Who, card: { readonly shown: unknown }, label: RegExp): Promise<void> {
      const acked = await slack.press(who, card.shown as Message, label);
      expect(acked.status).toBe(200);
      await settled();
    },
    async fill(who: Who, values: Readonly<Record<string, string>>): Promise<void> {
      // Several of a list are chosen one by one.
      const chosen = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, name === "area" ? value.split(",") : value]),
      );
      await slack.submit(who, await modalOf(who), chosen);
      await settled();
      expect(slack.modal(who)).toBeUndefined();
    },
    /** What Slack refused. */
    refused: (): readonly string[] =>
      slack.calls
        .filter(({ answer }) => answer.ok !== true)
        .map(({ method, answer }) => `${method} ${String(answer.error)}`),
  };
}

/** The story's stage in Slack: the customers are of another organisation. */
export async function slackStage(
  options: Omit<NonNullable<Parameters<typeof startSlackBot>[0]>, "clock">,
): Promise<Stage> {
  const bot = await startSlackBot({ ...options, clock: beginning });
  const { refused, ...customers } = slackCustomers(bot.slack, shared, bot.settled);
  return {
    shared,
    ...customers,
    types: (text) => typedInSlack(bot.slack, "anna", internal, text, bot.settled),
    async pressesOurs(label) {
      const asked = bot.slack.reads("anna", internal).findLast(({ buttons }) => buttons.length > 0);
      if (asked === undefined) throw new Error("There is nothing to press");
      expect((await bot.slack.press("anna", asked.message, label)).status).toBe(200);
      await bot.settled();
    },
    ledger: () => bot.reads("anna", internal),
    async playTo(instant) {
      await bot.house().scheduler.playTo(instant);
      await bot.settled();
    },
    facts: () => bot.facts(),
    restart: () => bot.restart(),
    keptInTheEnd: () => bot.keptInTheEnd(),
    async troubles() {
      return [...refused(), ...(await bot.undelivered()).map((id) => `${id} was not delivered`), ...bot.logged];
    },
    stop: () => bot.stop(),
  };
}
