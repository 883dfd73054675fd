import type { Agreement } from "../domain/agreement.ts";
import type { Id } from "../domain/units.ts";
import type { Store } from "../store/store.ts";
import { digestDue, digestSubject } from "./digests/due.ts";
import { internalDigest } from "./digests/internal.ts";
import { sharedDigest } from "./digests/shared.ts";
import { allDue, snapshotOf } from "./due.ts";
import { nagContent, nagSubject } from "./nag.ts";
import { refresh } from "./refresh.ts";
import type { Due, Snapshot } from "./reminder.ts";

/** The project's channels that something may have to be said in now: cheap, from facts read in bulk. */
export function channelsWithWork(snapshot: Snapshot): readonly Due["to"][] {
  const { facts, calendar, now } = snapshot;
  if (facts.project.state !== "open" || !calendar.withinOfficeHours(now)) return [];
  const digest = digestDue(snapshot) !== undefined;
  const due = allDue(snapshot);
  return (["shared", "internal"] as const).filter((where) => {
    return facts.project[where] !== undefined && (digest || due.some(({ to }) => to === where));
  });
}

/**
 * Says in one channel of a project what has not been said, within one transaction: the project is locked and looked at anew, the
 * store holds each key once, and what is new joins the channel's one message of the day. The weekly digest is a message of its own.
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
  if (due.length === 0) return;
  const claimed = await store.notices.claim(
    project,
    due.map(({ key }) => key),
    today,
  );
  if (claimed.length === 0) return;
  const subject = nagSubject(today);
  const said = await store.messages.bySubject(project, subject, conversation);
  const earlier = said && (await store.notices.since(project, today)).find(({ message }) => message.id === said.id);
  const content = nagContent(snapshot, where, [...(earlier?.keys ?? []), ...claimed]);
  if (said !== undefined) await store.messages.revise(said.id, content);
  const message = said?.id ?? (await store.messages.post({ conversation, project, content, subject, saidAt: now }));
  await store.notices.putInto(message, project, claimed);
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
}
