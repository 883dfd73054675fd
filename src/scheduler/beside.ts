import type { Day, Id } from "../domain/units.ts";
import type { Nag, Store, StoredMessage } from "../store/store.ts";
import { nagDay, nagSubject } from "./nag.ts";
import type { Beside, Saying } from "./saying.ts";

interface Speaking {
  readonly id: Id;
  readonly internal: Id | undefined;
  readonly today: Day;
  readonly says: readonly { readonly key: string; readonly where: "shared" | "internal" }[];
}
/** What is in the internal channels of those that speak, as a page goes from one to the next. */
interface Shared {
  /** A project's messages as they stand by now, and what else is in its internal channel. */
  of(one: Speaking, noticed: readonly Nag[]): [readonly Nag[], Beside];
  said(saying: Saying): void;
}

const placeOf = (conversation: Id, subject: string): string => `${conversation} ${subject}`;

/**
 * An internal channel of several projects has one reminder message a day, which holds a part of each. The channel is
 * held until the end of the transaction, so that two pages never begin one each.
 */
export async function besideEach(
  store: Store,
  speaking: readonly Speaking[],
  claimed: ReadonlyMap<Id, ReadonlySet<string>>,
): Promise<Shared> {
  const inside = speaking.filter(
    ({ id, says }) => says.some(({ key, where }) => where === "internal" && claimed.get(id)?.has(key)) === true,
  );
  const projects = new Map<Id, number>();
  for (const { internal } of inside)
    if (internal !== undefined) projects.set(internal, (projects.get(internal) ?? 0) + 1);
  const subjects = [...new Set(inside.map(({ today }) => nagSubject(today)))];
  const ofDay = new Map(
    (await store.inBulk.inShared([...projects.keys()], subjects)).map((one) => [
      placeOf(one.conversation, one.subject ?? ""),
      one,
    ]),
  );
  const current = new Map<Id, StoredMessage>();
  const keep = (message: StoredMessage) => {
    current.set(message.id, message);
    if (nagDay(message.subject) !== undefined) ofDay.set(placeOf(message.conversation, message.subject ?? ""), message);
  };
  return {
    of({ internal, today }, noticed) {
      const message = internal === undefined ? undefined : ofDay.get(placeOf(internal, nagSubject(today)));
      const nags = noticed.map((nag) => ({ ...nag, message: current.get(nag.message.id) ?? nag.message }));
      return [nags, { message, projects: (internal === undefined ? undefined : projects.get(internal)) ?? 1 }];
    },
    said({ posts, revisions, withdrawn }) {
      for (const post of posts) keep({ ...post, revision: 1 });
      for (const { message, content } of revisions) current.set(message.id, { ...message, content });
      for (const [place, { id }] of ofDay) {
        const revised = current.get(id);
        if (withdrawn.includes(id)) ofDay.delete(place);
        else if (revised !== undefined) ofDay.set(place, revised);
      }
    },
  };
}

/** Several projects of a page say it in one message: it is written once, as the last of them left it. */
export function onceEach(saying: Saying): Saying {
  const last = new Map(saying.revisions.map((revision) => [revision.message.id, revision]));
  const posts = saying.posts.map((post) => ({ ...post, content: last.get(post.id)?.content ?? post.content }));
  for (const { id } of posts) last.delete(id);
  return { ...saying, posts, revisions: [...last.values()] };
}
