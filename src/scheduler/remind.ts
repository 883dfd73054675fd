import type { Agreement } from "../domain/agreement.ts";
import { addDays } from "../domain/calendar.ts";
import type { Id } from "../domain/units.ts";
import type { Store } from "../store/store.ts";
import { digestDue, digestSubject, isDigest } from "./digests/due.ts";
import { internalDigest } from "./digests/internal.ts";
import { sharedDigest } from "./digests/shared.ts";
import { allDue, snapshotOf } from "./due.ts";
import { nagContent, nagDay, nagSubject, supersededContent } from "./nag.ts";
import { daysKept, refresh, revise } from "./refresh.ts";
import type { Due, Snapshot } from "./reminder.ts";

/**
 * The project's channels that something may have to be said in now, or in which what was said has not been sent (`unseen`: their
 * ids): cheap, from facts read in bulk.
 */
export function channelsWithWork(snapshot: Snapshot, unseen: ReadonlySet<Id> = new Set()): readonly Due["to"][] {
  const { facts, calendar, now } = snapshot;
  if (facts.project.state !== "open" || !calendar.withinOfficeHours(now)) return [];
  const digest = digestDue(snapshot) !== undefined;
  const due = allDue(snapshot);
  return (["shared", "internal"] as const).filter((where) => {
    const conversation = facts.project[where];
    return conversation !== undefined && (digest || unseen.has(conversation) || due.some(({ to }) => to === where));
  });
}

/**
 * Says in one channel of a project what has not been said, within one transaction: the project is locked and looked at anew, the
 * store holds each key once, and what is new joins the channel's one message of the day. The weekly digest is a message of its own.
 * What a platform that was down has not been sent meanwhile is not sent late: what still holds of it joins the message of the day, and
 * a new digest takes the place of an old one.
 */
export async function remind(store: Store, project: Id, where: Due["to"], agreement: Agreement, now: number): Promise<void> {
  await store.projects.lock(project);
  const snapshot = snapshotOf(await store.projects.facts(project), agreement, now);
  const conversation = snapshot.facts.project[where];
  if (conversation === undefined || snapshot.facts.project.state !== "open") return;
  await nag(store, snapshot, where, conversation);
  await digest(store, snapshot, where, conversation);
}

async function nag(store: Store, snapshot: Snapshot, where: Due["to"], conversation: Id): Promise<void> {
  const { facts, agreement, today, now } = snapshot;
  const project = facts.project.id;
  const due = allDue(snapshot).filter(({ to }) => to === where);
  const keys = due.map(({ key }) => key);
  const claimed = keys.length === 0 ? [] : await store.notices.claim(project, keys, today);
  const late = (await unseenIn(store, snapshot, conversation)).filter(({ message }) => (nagDay(message.subject) ?? today) < today);
  if (claimed.length === 0) return void (late.length > 0 && (await refresh(store, project, now, agreement)));
  const carried = [...late.flatMap((one) => one.keys), ...claimed];
  const subject = nagSubject(today);
  const said = await store.messages.bySubject(project, subject, conversation);
  const earlier = said && (await store.notices.since(project, today)).find(({ message }) => message.id === said.id);
  const content = nagContent(snapshot, where, [...(earlier?.keys ?? []), ...carried]);
  if (said !== undefined) await store.messages.revise(said.id, content);
  const message = said?.id ?? (await store.messages.post({ conversation, project, content, subject, saidAt: now }));
  await store.notices.putInto(message, project, carried);
  for (const one of late) {
    await revise(store, one.message, supersededContent(where));
    await store.messages.withdraw(one.message.id);
  }
  // Earlier messages no longer say what this one says.
  if (said === undefined) await refresh(store, project, now, agreement);
}

async function digest(store: Store, snapshot: Snapshot, where: Due["to"], conversation: Id): Promise<void> {
  const { facts, today, now } = snapshot;
  const project = facts.project.id;
  const week = digestDue(snapshot);
  if (week === undefined) return;
  const subject = digestSubject(week, where);
  const claimed = await store.notices.claim(project, [subject], today);
  if (claimed.length === 0) return;
  const content = where === "internal" ? internalDigest(snapshot, week) : sharedDigest(snapshot, week);
  const message = await store.messages.post({ conversation, project, content, subject, saidAt: now });
  await store.notices.putInto(message, project, claimed);
  for (const { message: earlier } of await unseenIn(store, snapshot, conversation)) {
    if (isDigest(earlier.subject) && earlier.id !== message) await store.messages.withdraw(earlier.id);
  }
}

/** What of the last weeks' notices has not been sent to a channel yet. */
async function unseenIn(store: Store, { facts, today }: Snapshot, conversation: Id) {
  const recent = await store.notices.since(facts.project.id, addDays(today, -daysKept));
  return recent.filter(({ message, unseen }) => unseen && message.conversation === conversation);
}
