import { randomUUID } from "node:crypto";
import { dayOf } from "../domain/calendar.ts";
import type { Id } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import type { Nag, NoticedIn, Posted, Revision, StoredMessage } from "../store/store.ts";
import { digestDue, digestSubject, isDigest, type Week } from "./digests/due.ts";
import { internalDigest } from "./digests/internal.ts";
import { quietDigest, quietSince } from "./digests/quiet.ts";
import { sharedDigest } from "./digests/shared.ts";
import { channels } from "./look.ts";
import { dueIn, nagContent, nagSubject, namedOfEach, supersededContent, withReminders } from "./nag.ts";
import { outcomes } from "./outcome.ts";
import { holdsOthers, partsWith, withPart } from "./parts.ts";
import { refreshed } from "./refresh.ts";
import { type Due, nudgedAbout, type Snapshot } from "./reminder.ts";

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
 * What is said on a project of the keys that were claimed for it just now: in each channel one message of the day,
 * which names everything that is due there. On the day of the weekly digest that is the digest. What it says takes the
 * place of earlier reminders, which go; of those that tell what became of something, that is left. What a platform that
 * was down has not been sent meanwhile is not sent late. `noticed`: the messages of the last weeks that hold notices,
 * newest first; `beside`: what else is in its internal channel.
 */
export function sayingOf(
  snapshot: Snapshot,
  claimed: ReadonlySet<string>,
  noticed: readonly Nag[],
  beside: Beside = alone,
): Saying {
  const said = together(channels.flatMap((where) => sayIn(snapshot, where, claimed, { noticed, beside })));
  const isNew = new Set(said.posts.map(({ id }) => id));
  const goes = new Set(said.withdrawn);
  const again = refreshed(snapshot, standing(said, noticed)).filter(
    ({ message: { id } }) => !isNew.has(id) && !goes.has(id),
  );
  const revised = new Set(said.revisions.map(({ message }) => message.id));
  const revisions = again.flatMap(({ message, content }) =>
    content === undefined || revised.has(message.id) ? [] : [{ message, content }],
  );
  const withdrawn = again.flatMap((one) => (one.withdrawn ? [one.message.id] : []));
  return together([said, { ...nothingSaid, revisions, withdrawn }]);
}

/** What an internal channel of several projects holds besides. */
export interface Beside {
  /** The channel's message of the day, of whichever project. */
  readonly message?: StoredMessage | undefined;
  /** How many projects say something there now, this one among them. */
  readonly projects: number;
}
const alone: Beside = { projects: 1 };

/** What a channel is told now: a digest, what is due, or both in one message. */
function sayIn(
  snapshot: Snapshot,
  where: Due["to"],
  claimed: ReadonlySet<string>,
  { noticed, beside }: { readonly noticed: readonly Nag[]; readonly beside: Beside },
): readonly Saying[] {
  const { facts, today, now, calendar } = snapshot;
  const { id: project, [where]: conversation } = facts.project;
  if (conversation === undefined) return [];
  const due = dueIn(snapshot, where);
  const week = digestDue(snapshot);
  const digest =
    week === undefined || !claimed.has(digestSubject(week, where)) ? undefined : digestSubject(week, where);
  const isNews = due.some(({ key }) => claimed.has(key));
  if (digest === undefined && !isNews) return [];
  const here = noticed.filter(({ message }) => message.conversation === conversation);
  const ofToday = ({ message }: Nag) =>
    message.subject === nagSubject(today) ||
    (isDigest(message.subject) && dayOf(message.saidAt, calendar.timeZone) === today);
  const own = digest === undefined ? here.find(ofToday) : undefined;
  const others = where === "internal" && digest === undefined ? beside.message : undefined;
  const stands = own?.message ?? others;
  // What still holds moves here, with what an earlier nudge said of it.
  const holds = new Set(due.map(({ key }) => nudgedAbout(key)));
  const moved = here.flatMap(({ keys }) => keys.filter((key) => !isDigest(key) && holds.has(nudgedAbout(key))));
  const stood = (own?.keys ?? []).filter((key) => !isDigest(key));
  const keys = [...new Set([...due.map(({ key }) => key), ...moved, ...stood])];
  const id = stands?.id ?? randomUUID();
  const content = contentOf(snapshot, {
    where,
    week: digest === undefined ? undefined : week,
    stands,
    keys,
    projects: where === "internal" ? beside.projects : 1,
  });
  const goes = here.filter((nag) => nag.message.id !== id && isWorthless(nag, { keys, digest, snapshot }));
  const left = supersededContent(where, today);
  return [
    {
      posts:
        stands === undefined
          ? [{ id, conversation, project, content, subject: digest ?? nagSubject(today), saidAt: now }]
          : [],
      puts: [{ message: id, project, keys: digest === undefined ? keys : [...keys, digest] }],
      revisions: [
        ...(stands === undefined ? [] : [{ message: stands, content }]),
        ...goes.flatMap(({ message }) =>
          isDigest(message.subject) ? [] : [{ message, content: withPart(message, project, undefined) ?? left }],
        ),
      ],
      withdrawn: goes.flatMap(({ message }) => (holdsOthers(message, project) ? [] : [message.id])),
    },
  ];
}

/**
 * An earlier message that says nothing once others of its notices stand elsewhere: that of a reminder which tells of
 * nothing that was done, and a digest that nobody has seen when the next one is there.
 */
function isWorthless(
  { message, keys, unseen }: Nag,
  now: { readonly keys: readonly string[]; readonly digest: string | undefined; readonly snapshot: Snapshot },
): boolean {
  if (isDigest(message.subject)) return unseen && now.digest !== undefined;
  const left = keys.filter((key) => !now.keys.includes(key));
  return left.length === 0 || !outcomes(left, now.snapshot).some(({ done }) => done);
}

interface Carrier {
  readonly where: Due["to"];
  /** The week of the digest that is said now. */
  readonly week: Week | undefined;
  /** The message of the day, where there is one already. */
  readonly stands: StoredMessage | undefined;
  readonly keys: readonly string[];
  /** How many projects share the message. */
  readonly projects: number;
}

const digestOf = (snapshot: Snapshot, where: Due["to"], week: Week): Content =>
  where === "internal" ? internalDigest(snapshot, week) : sharedDigest(snapshot, week);

function contentOf(snapshot: Snapshot, { where, week, stands, keys, projects }: Carrier): Content {
  if (week !== undefined) {
    const quiet = quietSince(snapshot);
    const digest = quiet === undefined ? digestOf(snapshot, where, week) : quietDigest(snapshot, where, week, quiet);
    return withReminders(digest, snapshot, where, keys);
  }
  const digest = stands !== undefined && isDigest(stands.subject) ? stands.content : undefined;
  if (digest !== undefined) return withReminders(digest, snapshot, where, keys);
  const { id } = snapshot.facts.project;
  const sharing = Math.max(projects, stands === undefined ? 1 : partsWith(stands, id));
  const part = nagContent(snapshot, where, keys, namedOfEach(sharing));
  return stands === undefined ? part : withPart(stands, id, part);
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
