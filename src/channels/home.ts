import { isInternal } from "../bot/turn/place.ts";
import { overviewOf } from "../domain/overview.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Language } from "../messages/language.ts";
import { phrase, time } from "../messages/phrase.ts";
import type { HomeProject, PlatformName } from "../messages/platform.ts";
import { nextWords, phaseWords, waitsWords } from "../messages/project-words.ts";
import type { Account, Conversation, Store } from "../store/store.ts";

/** A person's own projects at a glance. */
export interface Glance {
  readonly language: Language;
  /** How many there are: more than are shown, perhaps. */
  readonly count: number;
  readonly projects: readonly HomeProject[];
}

interface Looking {
  readonly account: Account;
  readonly platform: PlatformName;
  /** The language of whoever has no project. */
  readonly usual: Language;
  readonly today: Day;
  /** How many projects are shown: no more are read. */
  readonly most: number;
}

/**
 * A person's own projects at a glance, as they read them in private: the ledger is told where a line may tell it (A1).
 */
export async function homeOf(store: Store, { account, platform, usual, today, most }: Looking): Promise<Glance> {
  const person = await store.people.meet(account);
  const ledgered = isInternal({ kind: "private" }, person);
  const own = await store.projects.ofPerson(person.id);
  const shown = own.slice(0, most).map(({ id }) => id);
  const terms = await store.agreements.ofMany(shown);
  const projects = [];
  for (const facts of await store.projects.several(shown)) {
    const agreement = terms.get(facts.project.id);
    if (agreement === undefined) continue;
    const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
    projects.push({
      ...{ code: facts.project.code, customer: facts.project.customer, phase: phaseWords(phase) },
      waits: waitsWords(waits, facts, agreement),
      ...(ledgered && { hoursLeft: phrase("cell.time", { time: time(ledger.left) }) }),
      ...(next && { nextDate: nextWords(next) }),
      channel: await channelOf(store, platform, person.staff ? facts.project.internal : facts.project.shared),
    });
  }
  return { language: own[0]?.language ?? usual, count: own.length, projects };
}

async function channelOf(store: Store, platform: PlatformName, id: Id | undefined): Promise<Conversation | undefined> {
  const found = id === undefined ? undefined : await store.places.get(id);
  return found?.platform === platform ? found : undefined;
}
