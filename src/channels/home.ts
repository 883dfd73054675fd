import { listProjects } from "../bot/listing.ts";
import { isInternal } from "../bot/turn/place.ts";
import { overviewOf } from "../domain/overview.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Language } from "../messages/language.ts";
import { phrase, time } from "../messages/phrase.ts";
import type { HomePage, PlatformName } from "../messages/platform.ts";
import { nextWords, phaseWords, waitsWords } from "../messages/project-words.ts";
import type { Account, Conversation, Store } from "../store/store.ts";

interface Looking {
  readonly account: Account;
  readonly platform: PlatformName;
  /** The language of whoever has no project. */
  readonly usual: Language;
  readonly today: Day;
  /** How many projects are shown: no more are read. */
  readonly most: number;
  /** Where the page before ended. */
  readonly after?: string | undefined;
}

/**
 * A person's own projects at a glance, what is late first, as they read them in private: the ledger is told where a
 * line may tell it (A1).
 */
export async function homeOf(
  store: Store,
  { account, platform, usual, today, most, after }: Looking,
): Promise<HomePage> {
  const person = await store.people.meet(account);
  const ledgered = isInternal({ kind: "private" }, person);
  const member = person.staff ? undefined : person.id;
  const { shown, count, before, next: rest } = await listProjects(store, { state: "open", member, today, most, after });
  const [first] = await store.projects.ofPerson(person.id, 1);
  const projects = [];
  for (const { facts, agreement } of shown) {
    const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
    projects.push({
      ...{ code: facts.project.code, customer: facts.project.customer, phase: phaseWords(phase) },
      waits: waitsWords(waits, facts, agreement),
      ...(ledgered && { hoursLeft: phrase("cell.time", { time: time(ledger.left) }) }),
      ...(next && { nextDate: nextWords(next) }),
      channel: await channelOf(store, platform, person.staff ? facts.project.internal : facts.project.shared),
    });
  }
  return { language: first?.language ?? usual, count, before, projects, next: rest };
}

async function channelOf(store: Store, platform: PlatformName, id: Id | undefined): Promise<Conversation | undefined> {
  const found = id === undefined ? undefined : await store.places.get(id);
  return found?.platform === platform ? found : undefined;
}
