import { isDeepStrictEqual } from "node:util";
import type { Agreement } from "../domain/agreement.ts";
import { addDays, dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { daysKept } from "../domain/kept-true.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import { LedgerInTheOpen } from "../store/records/messages.ts";
import type { Nag, Store, StoredMessage } from "../store/store.ts";
import { isDigest } from "./digests/due.ts";
import { snapshotOf } from "./due.ts";
import { nagContent, nagDay, namedOfEach, stillSays, supersededContent, withReminders } from "./nag.ts";
import { holds, holdsOthers, partsWith, withPart } from "./parts.ts";
import { type Due, nudgedAbout, type Snapshot } from "./reminder.ts";

/**
 * Brings the reminder messages of the last days up to date with what a command has just written, in the command's
 * transaction: what no longer holds disappears from them. `now` is business time, milliseconds since 1970; `agreement`
 * is the project's, where it is at hand. Returns the messages that it edited.
 *
 * ```ts
 * await refresh(store, project.id, now);
 * ```
 */
export async function refresh(store: Store, project: Id, now: number, agreement?: Agreement): Promise<readonly Id[]> {
  const terms = agreement ?? (await store.agreements.of(project));
  const said = await store.notices.since(project, keptSince(now, terms));
  return said.length === 0 ? [] : follow(store, snapshotOf(await store.projects.facts(project), terms, now), said);
}

/** Messages that hold notices are kept true if they were said on this day, or later. */
export const keptSince = (now: number, { calendar }: Agreement): Day =>
  addDays(dayOf(now, calendar.timeZone), -daysKept);

/** The same for messages that were looked up already, newest first. */
export async function follow(store: Store, snapshot: Snapshot, said: readonly Nag[]): Promise<readonly Id[]> {
  const edited: Id[] = [];
  for (const { message, content, withdrawn } of refreshed(snapshot, said)) {
    const revised = content !== undefined && (await revise(store, message, content));
    if (withdrawn) await store.messages.withdraw(message.id);
    else if (revised) edited.push(message.id);
  }
  return edited;
}

/**
 * What becomes of a message: another content, or withdrawn, as nobody has seen it and it has nothing to say any more.
 */
export interface Refreshed {
  readonly message: StoredMessage;
  readonly content?: Content;
  readonly withdrawn: boolean;
}

/**
 * What reminder messages, newest first, should say by now. Each is seen with the eyes of its own day, so that a later
 * nudge does not clear an earlier message. What nobody has been sent yet is seen with the eyes of today, and withdrawn
 * when it would say nothing: it is not sent late.
 */
export function refreshed(snapshot: Snapshot, noticed: readonly Nag[]): readonly Refreshed[] {
  const nudgedLater = { shared: new Set<string>(), internal: new Set<string>() };
  return noticed.flatMap((nag) => {
    const { message, unseen } = nag;
    const keys = nag.keys.filter((key) => !isDigest(key));
    const digest = isDigest(message.subject);
    const day = nagDay(message.subject) ?? (digest ? dayOf(message.saidAt, snapshot.calendar.timeZone) : undefined);
    const where = channelOf(message, snapshot.facts);
    if (day === undefined || where === undefined) return [];
    // Newest first: what a later nudge says is gone from the earlier message, so that each thing is named once.
    const current = keys.filter((key) => !nudgedLater[where].has(nudgedAbout(key)));
    const superseded = current.length === 0 && keys.length > 0;
    const seen = unseen ? snapshot : { ...snapshot, today: day };
    const { id } = snapshot.facts.project;
    const most = namedOfEach(digest ? 1 : partsWith(message, id));
    const own = digest
      ? withReminders(message.content, seen, where, current)
      : superseded
        ? supersededContent(where, snapshot.today)
        : nagContent(seen, where, current, most);
    for (const key of keys) nudgedLater[where].add(nudgedAbout(key));
    const gone = !digest && (superseded || (unseen && !stillSays(seen, where, current)));
    // What a message says of other projects stays there.
    const others = !digest && holdsOthers(message, id);
    const withdrawn = gone && !others;
    // It says nothing of this one any more.
    if (others && !holds(message, id)) return [];
    const content = digest || withdrawn ? own : (withPart(message, id, gone ? undefined : own) ?? own);
    return [{ message, withdrawn, ...(isSame(message.content, content) ? {} : { content }) }];
  });
}

/** What is stored says the same: mostly to the letter, else whatever the order in which it is said. */
export function isSame(stored: Content, content: Content): boolean {
  const said = JSON.stringify(content);
  return said === JSON.stringify(stored) || isDeepStrictEqual(stored, JSON.parse(said));
}

/**
 * Which of the project's channels a message is in; undefined in one that is not bound any more: what it says there
 * stays.
 */
function channelOf({ conversation }: StoredMessage, { project }: ProjectFacts): Due["to"] | undefined {
  if (conversation === project.shared) return "shared";
  return conversation === project.internal ? "internal" : undefined;
}

/**
 * Revises a message. False where an internal channel that outsiders have joined gets no more of the ledger (A1), which
 * is no reason to refuse a command.
 */
async function revise(store: Store, message: StoredMessage, content: Content): Promise<boolean> {
  try {
    await store.messages.revise(message, content);
    return true;
  } catch (error) {
    if (!(error instanceof LedgerInTheOpen)) throw error;
    return false;
  }
}
