import type { Keeping } from "../../../messages/keeping.ts";
import { ConnectorError } from "../errors.ts";
import { type ConversationRef, type Happening, isPrivateId, plainId, readRef } from "./conversation-ref.ts";
import { type Gone, goneThen, isNews } from "./gone.ts";

/** The conversations that the bot knows, over what is kept: they survive a restart. */
export interface Conversations {
  /**
   * Where an activity happened, as far as it and what is kept tell; nothing more is kept.
   *
   * @throws TypeError when the activity does not say where it happened.
   */
  read(activity: Happening): Promise<ConversationRef>;
  /**
   * Learns where a verified activity happened. Where people speak to us we can write again; what is told of a
   * conversation itself says so on its own.
   *
   * @throws TypeError when the activity does not say where it happened.
   */
  learn(activity: Happening): Promise<ConversationRef>;
  of(id: string): Promise<ConversationRef | undefined>;
  /** Keeps a conversation as it is now; writes only what has changed. */
  put(ref: ConversationRef): Promise<void>;
  /** Nothing reaches it any more; why it is gone may be what was known before. True when that is news. */
  gone(id: string, why: Gone): Promise<boolean>;
  /** A conversation has another id than it had: what was bound to the old one is bound to this one. */
  move(ref: ConversationRef, from: string): Promise<void>;
  all(): Promise<readonly ConversationRef[]>;
  /** The channels of a team that are known. */
  ofTeam(team: string): Promise<readonly ConversationRef[]>;
  /** The private chat with a user, and a conversation in which they were seen. */
  person(user: string): Promise<Seen | undefined>;
}

/** Where a user was seen: ids of conversations. */
export interface Seen {
  readonly chat?: string;
  readonly seen: string;
}

interface Parts {
  readonly keeping: Keeping;
  /** The tenant of a conversation that names none, as local clients do; `local` where unset. */
  readonly tenant?: string | undefined;
  /** A conversation has another id: what was bound to the old one is bound to the new one. */
  readonly moved: (tenant: string, from: string, to: string) => Promise<void>;
}

/** Other processes keep conversations, too. */
const fresh = 30_000;
const most = 5_000;

/** What was kept before ids were looked at may call such a chat private. */
const asKept = (value: unknown): ConversationRef => {
  const ref = value as ConversationRef;
  return ref.kind === "personal" && !isPrivateId(ref.id) ? { ...ref, kind: "groupChat" } : ref;
};
const asSeen = (value: unknown): Seen => {
  const { chat, seen } = value as Seen;
  return chat === undefined || !isPrivateId(chat) ? { seen } : { chat, seen };
};

/** A channel keeps the first half of its id when Teams moves it to another kind of thread. */
const stem = (id: string): string | undefined => /^(19:.+)@thread\.[a-z0-9]+$/u.exec(id)?.[1];

export function createConversations({ keeping, tenant: assumed = "local", moved }: Parts): Conversations {
  const cache = new Map<string, { readonly ref: ConversationRef; readonly until: number }>();
  const people = new Map<string, Seen>();

  const remember = (ref: ConversationRef): void => {
    cache.set(ref.id, { ref, until: Date.now() + fresh });
    if (cache.size > most) cache.delete(cache.keys().next().value ?? ref.id);
  };

  async function of(id: string): Promise<ConversationRef | undefined> {
    const there = cache.get(id);
    if (there !== undefined && there.until > Date.now()) return there.ref;
    const kept = await keeping.get("conversations", id);
    if (kept === undefined) return undefined;
    const ref = asKept(kept);
    remember(ref);
    return ref;
  }

  const beforeOf = async ({ conversation }: Happening): Promise<ConversationRef | undefined> =>
    conversation === undefined ? undefined : of(plainId(conversation.id));

  async function put(ref: ConversationRef): Promise<void> {
    const before = await of(ref.id);
    if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(ref))) await keeping.put("conversations", ref.id, ref);
    remember(ref);
  }

  async function person(user: string): Promise<Seen | undefined> {
    const there = people.get(user);
    if (there !== undefined) return there;
    const kept = await keeping.get("people", user);
    if (kept === undefined) return undefined;
    const known = asSeen(kept);
    people.set(user, known);
    return known;
  }

  /** Notes where somebody was seen; gives the private chat that they had before, when they have another one now. */
  async function see(user: string, ref: ConversationRef): Promise<string | undefined> {
    const before = await person(user);
    const now: Seen =
      ref.kind === "personal" ? { chat: ref.id, seen: before?.seen ?? ref.id } : (before ?? { seen: ref.id });
    if (before?.chat !== now.chat || before?.seen !== now.seen) await keeping.put("people", user, now);
    people.set(user, now);
    if (people.size > most) people.delete(people.keys().next().value ?? user);
    return before?.chat === now.chat ? undefined : before?.chat;
  }

  async function all(): Promise<readonly ConversationRef[]> {
    return (await keeping.list("conversations")).map(({ value }) => asKept(value));
  }

  async function gone(id: string, why: Gone): Promise<boolean> {
    const ref = await of(id);
    if (ref === undefined) return false;
    const now = goneThen(ref.gone, why);
    await put({ ...ref, gone: now });
    return isNews(ref.gone, now);
  }

  async function move(ref: ConversationRef, from: string): Promise<void> {
    await gone(from, "deleted");
    await moved(ref.tenant, from, ref.id);
  }

  return {
    ...{ of, put, person, all, gone, move },
    async ofTeam(team) {
      return (await all()).filter((one) => one.team?.id === team);
    },
    read: async (activity) => readRef(activity, await beforeOf(activity), assumed),
    async learn(activity) {
      const { from } = activity;
      const before = await beforeOf(activity);
      const ref = readRef(activity, before, assumed);
      await put(ref);
      const chatBefore = from === undefined || from.id === ref.bot.id ? undefined : await see(from.id, ref);
      if (chatBefore !== undefined) await move(ref, chatBefore);
      const { id, kind } = ref;
      const first = stem(id);
      if (before === undefined && kind === "channel" && first !== undefined) {
        const same = (await all()).find((one) => one.id !== id && stem(one.id) === first);
        if (same !== undefined && (same.gone === undefined || same.gone === "missing")) await move(ref, same.id);
      }
      return ref;
    },
  };
}

/**
 * The conversation of an id.
 *
 * @throws ConnectorError where nobody told us of it.
 */
export async function toldOf(conversations: Pick<Conversations, "of">, id: string): Promise<ConversationRef> {
  const ref = await conversations.of(id);
  if (ref === undefined)
    throw new ConnectorError("a conversation that nobody told us of", { status: 404, code: "ConversationNotFound" });
  return ref;
}

/** The same, with its keys in one order: a database gives them back in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
