import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Dispatch } from "../bot/incoming.ts";
import type { Config } from "../config.ts";
import { dayOf } from "../domain/calendar.ts";
import { allocate } from "../domain/hours.ts";
import { phaseOf } from "../domain/phase.ts";
import { comingDates } from "../domain/plan.ts";
import type { Day, Id } from "../domain/units.ts";
import { waiting } from "../domain/waiting.ts";
import { phrase, time } from "../messages/phrase.ts";
import { comingWords, partyWords, phaseWords } from "../messages/project-words.ts";
import type { Words } from "../messages/words.ts";
import { createSlackPlatform, type HomeProject, type SlackOptions, type SlackPlatform } from "../platforms/index.ts";
import type { Account, Conversation, Database, Store } from "../store/store.ts";
import { usersOf } from "./accounts.ts";
import { projectChannels } from "./channels.ts";

interface Parts {
  readonly config: Pick<Config, "language" | "timeZone"> & { readonly slack: NonNullable<Config["slack"]> };
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly placeKeys: ReadonlySet<string>;
  readonly words: Words;
  readonly log: Logger;
  readonly failed: (error: unknown, details: object) => string;
}

/** Puts Slack together over the store. */
export function composeSlack({ config, database, dispatch, placeKeys, words, log, failed }: Parts): SlackPlatform {
  const { language, timeZone, slack: credentials } = config;
  const channels = projectChannels({ platform: "slack", database, timeZone });
  const slack: SlackPlatform = createSlackPlatform({
    ...{ credentials, dispatch, placeKeys, words, language, timeZone, now: database.now },
    keeping: database.keeping("slack"),
    shown: database.outboxRows.shown,
    jobs: { add: (payload) => database.once(`slack/${randomUUID()}`, async (store) => void (await store.jobs.add("slack", payload))) },
    meet: (account) => database.transaction(async (store) => (await store.people.meet(account)).handle),
    usersOf: usersOf(database, "slack"),
    channels: {
      ...channels,
      renamed: async (from, to) => channels.renamed(await slack.tenant(), from, to),
      opened: async (external) => channels.opened(await slack.tenant(), external),
    },
    portfolio: async (account) => {
      const today = dayOf(await database.now(), timeZone);
      return database.transaction((store) => portfolioOf(store, account, language, today));
    },
    log: {
      info: (event, details) => log.info(details ?? {}, `slack: ${event}`),
      trouble: (event, details) => log.error(details, `slack: ${event}`),
      failed: (error, details) => failed(error, { platform: "slack", ...details }),
    },
  });
  return slack;
}

/** A person's projects as their Home tab shows them; hours are for staff only (A1). */
async function portfolioOf(
  store: Store,
  account: Account,
  language: Config["language"],
  today: Day,
): ReturnType<SlackOptions["portfolio"]> {
  const person = await store.people.meet(account);
  const projects: HomeProject[] = [];
  const own = await store.projects.ofPerson(person.id);
  for (const { id } of own) {
    const facts = await store.projects.facts(id);
    const agreement = await store.agreements.of(id);
    const all = waiting(facts, agreement, today);
    const waits = (["customer", "partner", "supplier"] as const).flatMap((who) => {
      const count = all.filter((item) => item.who === who).length;
      return count === 0 ? [] : [phrase("portfolio.waits", { who: partyWords(who, facts, agreement), count })];
    });
    const left = allocate(facts, agreement).packages.reduce((sum, use) => sum + use.left, 0);
    const [next] = comingDates(facts, today);
    const coming = next === undefined ? undefined : comingWords(next);
    const channel = await channelOf(store, person.staff ? facts.project.internal : facts.project.shared);
    projects.push({
      ...{ code: facts.project.code, customer: facts.project.customer, phase: phaseWords(phaseOf(facts)), waits },
      ...(person.staff ? { hoursLeft: phrase("cell.time", { time: time(left) }) } : {}),
      ...(coming === undefined ? {} : { nextDate: phrase("portfolio.next", { what: coming.label, on: coming.value }) }),
      ...(channel === undefined ? {} : { url: `https://slack.com/app_redirect?channel=${channel.external}&team=${channel.tenant}` }),
    });
  }
  return { language: own[0]?.language ?? language, projects };
}

async function channelOf(store: Store, id: Id | undefined): Promise<Conversation | undefined> {
  const found = id === undefined ? undefined : await store.places.get(id);
  return found?.platform === "slack" ? found : undefined;
}
