import { expect } from "vitest";
import type { Acked, Message, Teams } from "../support/teams/index.ts";
import { startTeamsBot } from "../support/teams-bot.ts";
import { beginning, type Card, type Stage, type Who } from "./onboarding.ts";

const internal = "solbacken";
const shared = "solbacken-kund";

/** What customers do in a conversation of Teams, and what they are shown there. */
function teamsCustomers(teams: Teams, where: string, settled: () => Promise<void>) {
  const shown: { readonly who: string; readonly text: string }[] = [];
  const note = (who: string, acked: Acked): void => {
    expect(acked.status).toBe(200);
    expect(acked.refused).toBeUndefined();
    if (acked.shown !== undefined) shown.push({ who, text: acked.shown });
  };
  const own = (who: string): string =>
    [
      ...shown.filter((one) => one.who === who).map(({ text }) => text),
      ...teams.reads(who, where).flatMap(({ targetedTo, text }) => (targetedTo === undefined ? [] : [text])),
    ].join("\n");
  return {
    cards: (who: string): readonly Card[] =>
      teams.reads(who, where).map(({ id, text, buttons, message }) => ({
        ...{ id, text, buttons, edits: message.edits.length, shown: { ...message } },
      })),
    own,
    everything: (who: string): string =>
      [
        own(who),
        ...teams.conversations.flatMap(({ id, members }) =>
          members.has(teams.user(who).id) || teams.reads(who, id).length > 0
            ? teams.reads(who, id).map(({ text }) => text)
            : [],
        ),
      ].join("\n"),
    async writes(who: Who, text: string): Promise<void> {
      note(who, await teams.say(who, where, text));
      await settled();
    },
    async press(who: string, { shown: message }: Card, label: RegExp): Promise<void> {
      note(who, await teams.press(who, message as Message, label));
      await settled();
    },
    async fill(who: string, values: Readonly<Record<string, string>>): Promise<void> {
      const dialog = teams.dialog(who);
      if (dialog === undefined) throw new Error(`${who} has no dialog open`);
      note(who, await teams.submit(who, dialog, values));
      await settled();
      expect(teams.dialog(who)).toBeUndefined();
    },
  };
}

/** A conversation of Teams takes 60 messages in 30 seconds: who is quicker than people are waits for the next ones. */
export const teamsWindow = 31;

/** What a person types in a conversation of Teams, and what she is answered there. */
export async function typed(
  teams: Teams,
  who: Who,
  where: string,
  text: string,
  settled: () => Promise<void>,
): Promise<string> {
  const before = new Set(teams.reads(who, where).map(({ id }) => id));
  const acked = await teams.say(who, where, text);
  expect(acked.status, text).toBe(200);
  const answer = (): string =>
    teams
      .reads(who, where)
      .filter(({ id, message }) => !before.has(id) && message.from === teams.bot.id)
      .map((one) => one.text)
      .join("\n");
  await settled();
  // Teams takes an activity before it is worked on: on a busy machine there is nothing to settle yet.
  for (const until = Date.now() + 2 * teamsWindow * 1_000; answer() === "" && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await settled();
  }
  return answer();
}

/** What the stand-in refused. */
export const refusedBy = (teams: Teams): readonly string[] =>
  teams.calls.filter(({ status }) => status >= 400).map(({ method, path, status }) => `${method} ${path} ${status}`);

/** The story's stage in Teams. */
export async function teamsStage(
  options: Omit<NonNullable<Parameters<typeof startTeamsBot>[0]>, "clock">,
): Promise<Stage> {
  const bot = await startTeamsBot({ ...options, clock: beginning });
  const { teams } = bot;
  const settled = () => bot.settled(teamsWindow);
  const customers = teamsCustomers(teams, shared, settled);
  return {
    shared,
    types: (text) => typed(teams, "anna", internal, text, settled),
    writes: customers.writes,
    async typesShared(text) {
      const [before, alone] = [customers.cards("karin").length, customers.own("anna").length];
      await typed(teams, "anna", shared, text, settled);
      return {
        alone: customers.own("anna").slice(alone),
        all: customers
          .cards("karin")
          .slice(before)
          .filter(({ shown }) => (shown as Message).from === teams.bot.id)
          .map((one) => one.text)
          .join("\n"),
      };
    },
    cards: customers.cards,
    async pressesOurs(label) {
      const asked = teams.reads("anna", internal).findLast(({ buttons }) => buttons.length > 0);
      if (asked === undefined) throw new Error("There is nothing to press");
      expect((await teams.press("anna", asked.message, label)).status).toBe(200);
      await settled();
    },
    ledger: () =>
      teams
        .reads("anna", internal)
        .map(({ text }) => text)
        .join("\n"),
    ownOf: customers.own,
    everything: customers.everything,
    press: customers.press,
    fill: customers.fill,
    async playTo(instant) {
      await bot.house().scheduler.playTo(instant);
      await settled();
    },
    facts: () => bot.facts(),
    restart: () => bot.restart(),
    keptInTheEnd: () => bot.keptInTheEnd(),
    async troubles() {
      return [...refusedBy(teams), ...(await bot.undelivered()).map((id) => `${id} was not delivered`), ...bot.logged];
    },
    stop: () => bot.stop(),
  };
}
