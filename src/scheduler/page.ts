import { setImmediate as turn } from "node:timers/promises";
import type { Agreement } from "../domain/agreement.ts";
import { addDays } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { daysKept } from "../domain/kept-true.ts";
import { type Listed, listedBy } from "../domain/listed.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { type ToldPerson, tellPersonJob } from "../store/contract/jobs.ts";
import { whatStopped } from "../store/engine/conflict.ts";
import { LedgerInTheOpen } from "../store/records/messages.ts";
import type { Nag, Revision, Store, StoredMessage, ToLookAt } from "../store/store.ts";
import { besideEach, onceEach } from "./beside.ts";
import { snapshotOf } from "./due.ts";
import { coming, type Moment, nextLook, nextPassing, type Sayable, sayable } from "./look.ts";
import { proposalSubject, withoutPassed } from "./proposal.ts";
import { isSame } from "./refresh.ts";
import type { Snapshot } from "./reminder.ts";
import { nothingSaid, type Saying, sayingOf, together } from "./saying.ts";
import { toldWithoutChannel } from "./without-channel.ts";

/** A message of each project that says what is late by now: every look brings it up to date. */
export interface Card {
  readonly subject: string;
  content(facts: ProjectFacts, agreement: Agreement, today: Day): Content;
}
export interface Looking {
  readonly at: number;
  readonly card: Card | undefined;
  /** The agreements that have been read: a version never changes (P1). */
  readonly agreements: Map<Id, Agreement>;
  /** Hears what kept something about a project from being said. */
  readonly problem: (project: Id, what: string, error: unknown) => void;
}

/** What a look has found out about a project, without its facts: those of a whole page are not held at once. */
interface Seen extends Pick<Snapshot, "agreement" | "today" | "now"> {
  readonly id: Id;
  /** Reads its facts anew. */
  snapshot(): Snapshot;
  readonly internal: Id | undefined;
  /** It is office hours. */
  readonly open: boolean;
  /** What the rest of its day may bring. */
  readonly moments: readonly Moment[];
  /** What can be said now. */
  readonly says: readonly Sayable[];
  /** Something is held back that could be said. */
  readonly held: boolean;
  /** What lists go by. */
  readonly listed: Listed;
  /** A time for a call that was proposed has passed. */
  readonly passed: boolean;
  /** When the next one has. */
  readonly passing: number;
}

/** How long everything else may wait for a page, milliseconds. */
const breath = 10;

/**
 * Looks at the projects of a page, in the transaction that took them: all their facts are one query; what is due and
 * has not been said is claimed, and said in their channels; their cards are brought up to date; and when to look again
 * is kept, with what lists go by. A project that cannot be looked at is the next tick's, as is what cannot be said.
 */
export async function lookAt(store: Store, page: readonly ToLookAt[], looking: Looking): Promise<void> {
  const { at, card } = looking;
  const seen = await heldBack(store, await see(store, page, looking), looking);
  const ids = seen.map(({ id }) => id);
  const unsent = await store.inBulk.unsent(ids);
  const claimed = await store.inBulk.claim(
    seen.map(({ id, today, says }) => ({ project: id, keys: keysOf(says), on: today })),
  );
  const before = await store.inBulk.claimed(
    seen.map(({ id, says, moments }) => ({ project: id, keys: keysAhead(moments, says) })),
  );
  const speaking = seen.filter(({ id, open }) => claimed.has(id) || (open && unsent.has(id)));
  const noticed = await noticedOn(store, speaking);
  const cards = card === undefined ? new Map<Id, StoredMessage>() : await store.inBulk.withSubject(ids, card.subject);

  const sayings: Saying[] = [];
  const again = new Set(seen.flatMap(({ id, held }) => (held ? [id] : [])));
  const privately: ToldPerson[] = [];
  const shared = await besideEach(store, speaking, claimed);
  await inTurn(seen, (one) => {
    const { id } = one;
    const [speaks, stands] = [speaking.includes(one), cards.get(id)];
    if (!speaks && stands === undefined) return;
    const snapshot = one.snapshot();
    if (speaks) {
      if (one.internal === undefined && tellsUs(one, claimed)) {
        const told = toldWithoutChannel(snapshot);
        if (told !== undefined) privately.push(told);
      }
      const saying = sayingOf(snapshot, claimed.get(id) ?? new Set(), ...shared.of(one, noticed.get(id) ?? []));
      shared.said(saying);
      sayings.push(saying);
    }
    try {
      sayings.push({ ...nothingSaid, revisions: cardRevision(snapshot, card, stands) });
    } catch (error) {
      looking.problem(id, "a project's card could not be brought up to date", error);
      again.add(id);
    }
  });
  sayings.push(await passedTimes(store, seen));
  await write(store, onceEach(together(sayings)));
  for (const told of privately) await store.jobs.add(tellPersonJob, told);

  const next = new Map<Id, { readonly at: number; readonly listed?: Listed }>(
    page.map(({ project }) => [project, { at: at + 1 }]),
  );
  for (const { id, moments, says, listed, passing, ...instant } of seen) {
    const said = new Set([...(before.get(id) ?? []), ...keysOf(says)]);
    next.set(id, {
      at: again.has(id) ? at + 1 : Math.min(passing, nextLook(instant, moments, { said, unsent: unsent.has(id) })),
      listed,
    });
  }
  await store.looks.keep(next);
}

/** The projects of a page that can be looked at. */
async function see(
  store: Store,
  page: readonly ToLookAt[],
  { at, agreements, problem }: Looking,
): Promise<readonly Seen[]> {
  const pinned = new Map(page.map(({ project, agreement }) => [project, agreement]));
  for (const id of new Set(pinned.values())) {
    if (agreements.has(id)) continue;
    const agreement = await store.agreements.get(id).catch((error: unknown) => {
      if (whatStopped(error) !== undefined) throw error;
      for (const [project, of] of pinned)
        if (of === id) problem(project, "a project's agreement cannot be read: it is not reminded", error);
    });
    if (agreement !== undefined) agreements.set(id, agreement);
  }
  const found: Seen[] = [];
  const readable = page.filter(({ agreement }) => agreements.has(agreement)).map(({ project }) => project);
  await inTurn(await store.projects.each(readable), (unread) => {
    const id = unread.project;
    const agreement = agreements.get(pinned.get(id) ?? "");
    if (agreement === undefined) return;
    const anew = () => snapshotOf(unread.facts(), agreement, at);
    try {
      const snapshot = anew();
      const { facts, today, now } = snapshot;
      const open = snapshot.calendar.withinOfficeHours(at);
      const says = open ? sayable(snapshot) : [];
      found.push({
        ...{ id, agreement, today, now, open, snapshot: anew, internal: facts.project.internal },
        ...{ says, moments: coming(snapshot), held: false },
        ...{ listed: listedBy(facts, agreement, today), passing: nextPassing(snapshot) },
        passed: facts.proposal?.times.some((time) => time <= now) === true,
      });
    } catch (error) {
      problem(id, "a project could not be looked at: it is not reminded", error);
    }
  });
  return found;
}

/**
 * An internal channel that outsiders have joined gets no ledger (A1), which does not silence the customer's: what is
 * for it waits.
 */
async function heldBack(store: Store, seen: readonly Seen[], { problem }: Looking): Promise<readonly Seen[]> {
  const conversations = seen.flatMap(({ internal, says }) => (says.length > 0 ? (internal ?? []) : []));
  const free = await store.inBulk.mayHoldLedger(conversations);
  return seen.map((one) => {
    const { internal } = one;
    const says = internal === undefined || free.has(internal) ? one.says : toShared(one.says);
    if (says.length === one.says.length) return one;
    problem(
      one.id,
      "outsiders are in a project's internal channel: it is not reminded there",
      new LedgerInTheOpen(internal ?? ""),
    );
    return { ...one, says, held: true };
  });
}

/** Without what is for the internal channel. */
function toShared(says: readonly Sayable[]): readonly Sayable[] {
  const inside = new Set(keysOf(says.filter(({ where }) => where === "internal")));
  return says.filter(({ key }) => !inside.has(key));
}

/** Something for us has been claimed just now. */
const tellsUs = ({ id, says }: Seen, claimed: ReadonlyMap<Id, ReadonlySet<string>>): boolean =>
  says.some(({ key, where }) => where === "internal" && claimed.get(id)?.has(key) === true);

const keysOf = (says: readonly Sayable[]): readonly string[] => says.map(({ key }) => key);

/** What the rest of the day may bring beside what is said now. */
function keysAhead(moments: readonly Moment[], says: readonly Sayable[]): readonly string[] {
  const now = new Set(keysOf(says));
  return [...new Set(moments.flatMap((moment) => keysOf(moment.says)))].filter((key) => !now.has(key));
}

/** The messages of the last weeks that hold notices of those that have something to say. */
async function noticedOn(store: Store, speaking: readonly Seen[]): Promise<ReadonlyMap<Id, readonly Nag[]>> {
  const [first] = speaking.map(({ today }) => today).toSorted();
  if (first === undefined) return new Map();
  return store.inBulk.noticed(
    speaking.map(({ id }) => id),
    addDays(first, -daysKept),
  );
}

/** What a project's card should say by now, where it says something else. */
function cardRevision(
  { facts, agreement, today }: Snapshot,
  card: Card | undefined,
  stands: StoredMessage | undefined,
): readonly Revision[] {
  if (card === undefined || stands === undefined || stands.conversation !== facts.project.shared) return [];
  const content = card.content(facts, agreement, today);
  return isSame(stands.content, content) ? [] : [{ message: stands, content }];
}

/** The cards of proposed times lose the buttons of those that have passed. */
async function passedTimes(store: Store, seen: readonly Seen[]): Promise<Saying> {
  const over = seen.filter(({ passed }) => passed);
  if (over.length === 0) return nothingSaid;
  const cards = await store.inBulk.withSubject(
    over.map(({ id }) => id),
    proposalSubject,
  );
  const revisions = over.flatMap(({ id, now }): readonly Revision[] => {
    const message = cards.get(id);
    const content = message && withoutPassed(message.content, now);
    return message === undefined || content === undefined ? [] : [{ message, content }];
  });
  return { ...nothingSaid, revisions };
}

async function write({ inBulk }: Store, { posts, puts, revisions, withdrawn }: Saying): Promise<void> {
  await inBulk.post(posts);
  await inBulk.put(puts);
  await inBulk.revise(revisions);
  await inBulk.withdraw(withdrawn);
}

/** Some work for each, which lets everything else of the process have its turn in between. */
async function inTurn<T>(all: readonly T[], work: (one: T) => void): Promise<void> {
  let since = performance.now();
  for (const one of all) {
    work(one);
    if (performance.now() - since < breath) continue;
    await turn();
    since = performance.now();
  }
}
