import type { Logger } from "pino";
import type { Dispatch } from "./bot/incoming.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import { allocate } from "./domain/hours.ts";
import { phaseOf } from "./domain/phase.ts";
import { comingDates } from "./domain/plan.ts";
import type { Day, Id } from "./domain/units.ts";
import { waiting } from "./domain/waiting.ts";
import type { Content } from "./messages/content.ts";
import { type Phrase, phrase, time } from "./messages/phrase.ts";
import { comingWords, partyWords, phaseWords } from "./messages/project-words.ts";
import type { Words } from "./messages/words.ts";
import { createSlackPlatform, type HomeProject, type SlackOptions, type SlackPlatform } from "./platforms/index.ts";
import type { Account, Conversation, Database, Store } from "./store/store.ts";
import type { Untold } from "./store/work.ts";

interface Parts {
  readonly config: Pick<Config, "language" | "timeZone"> & { readonly slack: NonNullable<Config["slack"]> };
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly words: Words;
  readonly log: Logger;
  readonly failed: (error: unknown, details: object) => string;
}

type Met = Omit<Conversation, "id" | "language">;

/** Slack in the house: what it needs of the store, and whom it tells what becomes of its channels. */
export interface SlackHouse extends SlackPlatform {
  /** Tells staff of a project directly what could not be told in its internal channel. */
  tellStaff(untold: Untold): Promise<void>;
}

/** Puts Slack together over the store. */
export function composeSlack({ config, database, dispatch, words, log, failed }: Parts): SlackHouse {
  const { language, timeZone, slack: credentials } = config;
  const slack: SlackPlatform = createSlackPlatform({
    ...{ credentials, dispatch, words, language, timeZone, now: database.now },
    keeping: database.keeping("slack"),
    jobs: { add: (payload) => database.transaction(async (store) => void (await store.jobs.add("slack", payload))) },
    meet: (account) => database.transaction(async (store) => (await store.people.meet(account)).handle),
    usersOf: (persons) =>
      database.transaction(async (store) => {
        const found = new Map<string, string>();
        for (const person of persons) {
          const account = (await store.people.accounts(person)).find(({ platform }) => platform === "slack");
          if (account !== undefined) found.set(person, account.user);
        }
        return found;
      }),
    channels: {
      met: (place) => database.transaction(async (store) => void (await store.places.meet(place))),
      peopled: (accounts) =>
        database.transaction(async (store) => {
          for (const account of accounts) await store.people.meet(account);
        }),
      bound: (external) => database.transaction(async (store) => (await bindingsOf(store, external)).length > 0),
      renamed: (from, to) =>
        slack.tenant().then((tenant) => database.transaction(async (store) => void (await store.places.rename("slack", tenant, from, to)))),
      changed,
      troubled: async (external, why) => {
        const projects = await database.transaction(async (store) => bindingsOf(store, external));
        for (const { project, as } of projects) {
          const notice = noticeOf(why);
          if (as === "internal" || !(await tellInternally(project.id, notice))) await tellStaff({ project: project.id, notice });
        }
      },
      opened: async (external) => void (await database.outboxRows.unpark("slack", await slack.tenant(), external)),
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

  async function bindingsOf(store: Store, external: string) {
    const found = (await store.places.find(external, "slack")).find((one) => one.platform === "slack" && one.external === external);
    return found === undefined ? [] : store.places.projectsOf(found.id);
  }

  /** A channel that we know is kept up to date; what it means for its projects is told once a day at most. */
  async function changed(place: Met): Promise<void> {
    const now = await database.now();
    const untold = await database.transaction(async (store): Promise<readonly Untold[]> => {
      const known = (await store.places.find(place.external, "slack")).some(
        (one) => one.external === place.external && one.tenant === place.tenant,
      );
      if (!known) return [];
      const met = await store.places.meet(place);
      const found: Untold[] = [];
      for (const { project, as } of await store.places.projectsOf(met.id)) {
        if (as !== "internal" || !met.outsiders) continue;
        const today = dayOf(now, timeZone);
        if ((await store.notices.claim(project.id, [`opened/${met.id}/${today}`], today)).length === 0) continue;
        const text = phrase("slack.channel.opened", { channel: met.name, customer: project.customer });
        found.push({ project: project.id, notice: noticeOf(text) });
      }
      return found;
    });
    for (const one of untold) await tellStaff(one);
  }

  /** In the internal channel, while nobody from outside is there. */
  async function tellInternally(project: Id, content: Content): Promise<boolean> {
    const saidAt = await database.now();
    return database.transaction(async (store) => {
      const { internal } = (await store.projects.facts(project)).project;
      const channel = internal === undefined ? undefined : await store.places.get(internal);
      if (channel === undefined || channel.outsiders) return false;
      await store.messages.post({ conversation: channel.id, project, content, saidAt });
      return true;
    });
  }

  /** The lead, and staff on the project, each in their private chat with the bot. */
  async function tellStaff({ project, notice }: Untold): Promise<void> {
    const users = await database.transaction(async (store) => {
      const { members } = await store.projects.facts(project);
      const found = new Set<string>();
      for (const { id } of members.filter(({ role }) => role === "lead" || role === "staff")) {
        for (const account of await store.people.accounts(id)) if (account.platform === "slack" && account.staff) found.add(account.user);
      }
      return [...found];
    });
    if (users.length === 0) log.error({ project }, "slack: nobody of the project's staff can be told");
    for (const user of users) {
      try {
        const [external, tenant, saidAt] = [await slack.chat(user), await slack.tenant(), await database.now()];
        const chat: Met = { platform: "slack", tenant, external, name: "Startklar", outsiders: false, private: true };
        await database.transaction(async (store) => {
          const { id: conversation } = await store.places.meet(chat);
          await store.messages.post({ conversation, project, content: notice, saidAt });
        });
      } catch (error) {
        failed(error, { platform: "slack", project });
      }
    }
  }

  return { ...slack, tellStaff };
}

const noticeOf = (text: Phrase): Content => ({ audience: "public", blocks: [{ kind: "text", tone: "warning", text }] });

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
