import type { Keeping } from "../../messages/keeping.ts";

/** Why a conversation cannot be written to: the bot was taken out, it was deleted, or archived with its team. */
export type Gone = "removed" | "deleted" | "archived";

/** A conversation as its verified activities told of it: a message to it goes to this service address and no other. */
export interface ConversationRef {
  /** Without `;messageid=`. */
  readonly id: string;
  readonly serviceUrl: string;
  /** The tenant that hosts it. */
  readonly tenant: string;
  readonly kind: "personal" | "groupChat" | "channel";
  readonly name?: string;
  readonly team?: { readonly id: string; readonly name?: string; readonly aadGroupId?: string };
  readonly channelType?: "standard" | "private" | "shared";
  /** The tenants, other than the host, that a shared channel is shared with. */
  readonly sharedWith?: readonly string[];
  /** Somebody from outside spoke in it, where nobody can be asked who is in it. */
  readonly visited?: true;
  readonly bot: { readonly id: string; readonly name?: string };
  readonly gone?: Gone;
}

/** What is read of an activity to know where it happened. */
export interface Happening {
  readonly type?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly conversation?:
    | {
        readonly id: string;
        readonly tenantId?: string | undefined;
        readonly conversationType?: unknown;
        readonly isGroup?: boolean | undefined;
        readonly name?: string | undefined;
      }
    | undefined;
  readonly from?: { readonly id: string } | undefined;
  readonly recipient?: { readonly id: string; readonly name?: string | undefined } | undefined;
  readonly channelData?:
    | {
        readonly tenant?: { readonly id?: string | undefined } | undefined;
        readonly team?:
          | { readonly id?: string | undefined; readonly name?: string | undefined; readonly aadGroupId?: string | undefined }
          | undefined;
        readonly channel?:
          | { readonly id?: string | undefined; readonly name?: string | undefined; readonly type?: string | undefined }
          | undefined;
      }
    | undefined;
}

/** The conversations that the bot knows, over what is kept: they survive a restart. */
export interface Conversations {
  /**
   * Learns where a verified activity happened. Where people speak to us we can write again; what is told of a conversation itself says
   * so on its own.
   *
   * @throws TypeError when the activity does not say where it happened.
   */
  learn(activity: Happening): Promise<ConversationRef>;
  of(id: string): Promise<ConversationRef | undefined>;
  /** Keeps a conversation as it is now; writes only what has changed. */
  put(ref: ConversationRef): Promise<void>;
  /** Nothing reaches it any more. True when that is news. */
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

/** The id of a conversation without the thread that it may name. */
export const plainId = (id: string): string => id.split(";messageid=")[0] ?? id;

/** Other processes keep conversations, too. */
const fresh = 30_000;
const most = 5_000;

const kindOf = (type: unknown, isGroup: boolean | undefined): ConversationRef["kind"] =>
  type === "personal" || type === "groupChat" || type === "channel" ? type : isGroup === true ? "groupChat" : "personal";

/** A channel keeps the first half of its id when Teams moves it to another kind of thread. */
const stem = (id: string): string | undefined => /^(19:.+)@thread\.[a-z0-9]+$/u.exec(id)?.[1];

export function createConversations({ keeping, tenant: assumed = "local", moved }: Parts): Conversations {
  const cache = new Map<string, { readonly ref: ConversationRef; readonly until: number }>();
  const people = new Map<string, Seen>();

  const remember = (ref: ConversationRef): void => {
    cache.set(ref.id, { ref, until: Date.now() + fresh });
    if (cache.size > most) cache.delete([...cache.keys()][0] ?? ref.id);
  };

  async function of(id: string): Promise<ConversationRef | undefined> {
    const there = cache.get(id);
    if (there !== undefined && there.until > Date.now()) return there.ref;
    const kept = (await keeping.get("conversations", id)) as ConversationRef | undefined;
    if (kept !== undefined) remember(kept);
    return kept;
  }

  async function put(ref: ConversationRef): Promise<void> {
    const before = await of(ref.id);
    if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(ref))) await keeping.put("conversations", ref.id, ref);
    remember(ref);
  }

  async function person(user: string): Promise<Seen | undefined> {
    const known = people.get(user) ?? ((await keeping.get("people", user)) as Seen | undefined);
    if (known !== undefined) people.set(user, known);
    return known;
  }

  /** Notes where somebody was seen; gives the private chat that they had before, when they have another one now. */
  async function see(user: string, ref: ConversationRef): Promise<string | undefined> {
    const before = await person(user);
    const now: Seen = ref.kind === "personal" ? { chat: ref.id, seen: before?.seen ?? ref.id } : (before ?? { seen: ref.id });
    if (before?.chat !== now.chat || before?.seen !== now.seen) await keeping.put("people", user, now);
    people.set(user, now);
    if (people.size > most) people.delete([...people.keys()][0] ?? user);
    return before?.chat === now.chat ? undefined : before?.chat;
  }

  async function all(): Promise<readonly ConversationRef[]> {
    return (await keeping.list("conversations")).map(({ value }) => value as ConversationRef);
  }

  async function gone(id: string, why: Gone): Promise<boolean> {
    const ref = await of(id);
    if (ref === undefined || ref.gone === why) return false;
    await put({ ...ref, gone: why });
    return ref.gone === undefined;
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
    async learn(activity) {
      const { serviceUrl, conversation, from, recipient, channelData } = activity;
      const tenant = conversation?.tenantId ?? channelData?.tenant?.id ?? assumed;
      if (!serviceUrl || !conversation?.id || !recipient?.id || !tenant)
        throw new TypeError("An activity that does not say where it happened");
      const id = plainId(conversation.id);
      const kind = kindOf(conversation.conversationType, conversation.isGroup);
      const before = await of(id);
      const here = channelData?.channel?.id === id ? channelData.channel : undefined;
      const team = kind === "channel" ? (channelData?.team?.id ?? before?.team?.id) : undefined;
      const name = kind === "channel" ? (here?.name ?? before?.name) : (conversation.name ?? before?.name);
      const type = channelTypeOf(here?.type) ?? before?.channelType;
      const teamName = channelData?.team?.name ?? before?.team?.name;
      const aadGroupId = channelData?.team?.aadGroupId ?? before?.team?.aadGroupId;
      const ref: ConversationRef = {
        ...{ id, serviceUrl, tenant, kind },
        ...(name === undefined || kind === "personal" ? {} : { name }),
        ...(team === undefined
          ? {}
          : {
              team: {
                id: team,
                ...(teamName === undefined ? {} : { name: teamName }),
                ...(aadGroupId === undefined ? {} : { aadGroupId }),
              },
            }),
        ...(type === undefined ? {} : { channelType: type }),
        ...(before?.sharedWith === undefined ? {} : { sharedWith: before.sharedWith }),
        ...(before?.visited === undefined ? {} : { visited: before.visited }),
        bot: { id: recipient.id, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
        ...(before?.gone === undefined || !["conversationUpdate", "installationUpdate"].includes(activity.type ?? "")
          ? {}
          : { gone: before.gone }),
      };
      await put(ref);
      const chatBefore = from === undefined || from.id === recipient.id ? undefined : await see(from.id, ref);
      if (chatBefore !== undefined) await move(ref, chatBefore);
      const first = stem(id);
      if (before === undefined && kind === "channel" && first !== undefined) {
        const same = (await all()).find((one) => one.id !== id && stem(one.id) === first);
        if (same !== undefined && same.gone === undefined) await move(ref, same.id);
      }
      return ref;
    },
  };
}

const channelTypeOf = (type: string | undefined): ConversationRef["channelType"] =>
  type === "standard" || type === "private" || type === "shared" ? type : undefined;

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
