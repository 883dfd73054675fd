import { randomUUID } from "node:crypto";
import type { Id } from "../domain/units.ts";
import type { Nag, NoticedIn, Posted, Revision } from "../store/store.ts";
import { digestDue, digestSubject, isDigest } from "./digests/due.ts";
import { internalDigest } from "./digests/internal.ts";
import { sharedDigest } from "./digests/shared.ts";
import { allDue } from "./due.ts";
import { channels } from "./look.ts";
import { nagContent, nagDay, nagSubject, supersededContent } from "./nag.ts";
import { refreshed } from "./refresh.ts";
import type { Due, Snapshot } from "./reminder.ts";

/** What a look at projects writes, in this order. */
export interface Saying {
  readonly posts: readonly Posted[];
  /** Which notices stand in which message. */
  readonly puts: readonly NoticedIn[];
  readonly revisions: readonly Revision[];
  /** Messages that nobody needs to see any more. */
  readonly withdrawn: readonly Id[];
}

export const nothingSaid: Saying = { posts: [], puts: [], revisions: [], withdrawn: [] };

/** What several say, one after the other. */
export const together = (all: readonly Saying[]): Saying => ({
  posts: all.flatMap(({ posts }) => posts),
  puts: all.flatMap(({ puts }) => puts),
  revisions: all.flatMap(({ revisions }) => revisions),
  withdrawn: all.flatMap(({ withdrawn }) => withdrawn),
});

/**
 * What is said on a project of the keys that were claimed for it just now: in each channel what is new joins the one
 * message of the day, and the weekly digest is a message of its own. What a platform that was down has not been sent
 * meanwhile is not sent late: what still holds of it joins the message of the day, and a new digest takes the place of
 * an old one. Earlier messages no longer say what a new one says. `noticed`: the messages of the last weeks that hold
 * notices, newest first.
 */
export function sayingOf(snapshot: Snapshot, claimed: ReadonlySet<string>, noticed: readonly Nag[]): Saying {
  const said = together(
    channels.flatMap((where) => [...nag(snapshot, where, claimed, noticed), ...digest(snapshot, where, claimed, noticed)]),
  );
  const isNew = new Set(said.posts.map(({ id }) => id));
  const again = refreshed(snapshot, standing(said, noticed)).filter(({ message }) => !isNew.has(message.id));
  const revisions = again.flatMap(({ message, content }) => (content === undefined ? [] : [{ message, content }]));
  const withdrawn = again.flatMap((one) => (one.withdrawn ? [one.message.id] : []));
  return together([said, { ...nothingSaid, revisions, withdrawn }]);
}

function nag(snapshot: Snapshot, where: Due["to"], claimed: ReadonlySet<string>, noticed: readonly Nag[]): readonly Saying[] {
  const { facts, today, now } = snapshot;
  const { id: project, [where]: conversation } = facts.project;
  const keys = allDue(snapshot).flatMap(({ key, to }) => (to === where && claimed.has(key) ? [key] : []));
  if (conversation === undefined || keys.length === 0) return [];
  const here = noticed.filter(({ message }) => message.conversation === conversation);
  const late = here.filter(({ message, unseen }) => unseen && (nagDay(message.subject) ?? today) < today);
  const carried = [...late.flatMap((one) => one.keys), ...keys];
  const subject = nagSubject(today);
  const said = here.find(({ message }) => message.subject === subject);
  const content = nagContent(snapshot, where, [...(said?.keys ?? []), ...carried]);
  const id = said?.message.id ?? randomUUID();
  const superseded = late.map(({ message }) => ({ message, content: supersededContent(where) }));
  return [
    {
      posts: said === undefined ? [{ id, conversation, project, content, subject, saidAt: now }] : [],
      puts: [{ message: id, project, keys: carried }],
      revisions: said === undefined ? superseded : [{ message: said.message, content }, ...superseded],
      withdrawn: late.map(({ message }) => message.id),
    },
  ];
}

function digest(snapshot: Snapshot, where: Due["to"], claimed: ReadonlySet<string>, noticed: readonly Nag[]): readonly Saying[] {
  const { id: project, [where]: conversation } = snapshot.facts.project;
  const week = digestDue(snapshot);
  if (week === undefined || conversation === undefined) return [];
  const subject = digestSubject(week, where);
  if (!claimed.has(subject)) return [];
  const id = randomUUID();
  const content = where === "internal" ? internalDigest(snapshot, week) : sharedDigest(snapshot, week);
  const before = noticed.filter(({ message, unseen }) => unseen && message.conversation === conversation && isDigest(message.subject));
  return [
    {
      posts: [{ id, conversation, project, content, subject, saidAt: snapshot.now }],
      puts: [{ message: id, project, keys: [subject] }],
      revisions: [],
      withdrawn: before.map(({ message }) => message.id),
    },
  ];
}

/** The messages that hold notices once something has been said, newest first. */
function standing({ posts, puts, revisions }: Saying, noticed: readonly Nag[]): readonly Nag[] {
  const moved = new Map(puts.flatMap(({ message, keys }) => keys.map((key) => [key, message])));
  const putInto = (id: Id) => [...moved].flatMap(([key, message]) => (message === id ? [key] : []));
  const contents = new Map(revisions.map(({ message, content }) => [message.id, content]));
  const anew = posts.map((post): Nag => ({ message: { ...post, revision: 1 }, keys: putInto(post.id), unseen: true }));
  const before = noticed.map(
    ({ message, keys, unseen }): Nag => ({
      message: { ...message, content: contents.get(message.id) ?? message.content },
      keys: [...keys.filter((key) => !moved.has(key)), ...putInto(message.id)],
      unseen,
    }),
  );
  return [...anew.toReversed(), ...before].filter(({ keys }) => keys.length > 0);
}
