import { listProjects, type Unreadable } from "../bot/listing.ts";
import { isInternal } from "../bot/turn/place.ts";
import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { overviewOf } from "../domain/overview.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Language } from "../messages/language.ts";
import { phrase, time } from "../messages/phrase.ts";
import type { HomePage, HomeProject, PlatformName } from "../messages/platform.ts";
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
  readonly unreadable: Unreadable;
}

/**
 * A person's own projects at a glance, what is late first, as they read them in private: the ledger is told where a
 * line may tell it (A1).
 */
export async function homeOf(
  store: Store,
  { account, platform, usual, today, most, after, unreadable }: Looking,
): Promise<HomePage> {
  const person = await store.people.meet(account);
  const ledgered = isInternal({ kind: "private" }, person);
  const member = person.staff ? undefined : person.id;
  const asked = { state: "open", member, today, most, after } as const;
  const { shown, lost, unknown, count, before, next: rest } = await listProjects(store, asked, unreadable);
  const [first] = await store.projects.ofPerson(person.id, 1);
  // Where they stand nobody knows: they end the list.
  const theirs = lost.filter(({ project }) => project.state === "open");
  const projects = [];
  for (const one of [...shown, ...(rest === undefined ? theirs.map((facts) => ({ facts })) : [])]) {
    const { code, customer, id, internal, shared } = one.facts.project;
    let stands: Stands = cannotRead;
    try {
      if ("agreement" in one) stands = standsOf(one.facts, one.agreement, { today, ledgered });
    } catch (error) {
      unreadable(id, error);
    }
    projects.push({
      ...{ code, customer, ...stands },
      channel: await channelOf(store, platform, person.staff ? internal : shared),
    });
  }
  const all = count + theirs.length;
  return { language: first?.language ?? usual, count: all, unknown, before, projects, next: rest };
}

type Stands = Omit<HomeProject, "code" | "customer" | "channel">;
const cannotRead: Stands = { phase: phrase("list.unreadable"), waits: [] };

function standsOf(
  facts: ProjectFacts,
  agreement: Agreement,
  { today, ledgered }: { readonly today: Day; readonly ledgered: boolean },
): Stands {
  const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
  return {
    phase: phaseWords(phase),
    waits: waitsWords(waits, facts, agreement),
    ...(ledgered && { hoursLeft: phrase("cell.time", { time: time(ledger.left) }) }),
    ...(next && { nextDate: nextWords(next) }),
  };
}

async function channelOf(store: Store, platform: PlatformName, id: Id | undefined): Promise<Conversation | undefined> {
  const found = id === undefined ? undefined : await store.places.get(id);
  return found?.platform === platform ? found : undefined;
}
