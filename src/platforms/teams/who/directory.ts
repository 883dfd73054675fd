import { type Cache, createCache } from "../../cache.ts";
import type { Connectors } from "../connector.ts";
import { ConnectorError, isWithheld, Unreachable } from "../errors.ts";
import type { Account, Place, TeamsAccess } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import { createFollowing } from "./following.ts";
import type { Group } from "./group.ts";
import { accountOf, isOwn, type Member, nameOf, placeOf, type Roster } from "./identity.ts";
import { createNaming } from "./naming.ts";

/** Who and where: what Teams knows of its people and conversations, asked once and remembered for a while. */
export interface Directory {
  /** The supplier's tenant; undefined before the first conversation of a bot that was told none. */
  home(): Promise<string | undefined>;
  /** Throws {@link Unreachable} when Teams does not say who somebody is: nobody is taken for staff, or for a customer, unseen. */
  account(ref: ConversationRef, from: Member): Promise<Account>;
  /** A conversation that we cannot look into counts as one with people from outside. Throws {@link Unreachable} when nobody answers. */
  place(ref: ConversationRef): Promise<Place>;
  /** The people of a conversation, the bot not among them. */
  members(ref: ConversationRef): Promise<readonly Account[]>;
  /**
   * True for somebody of the home tenant who is no guest: only they are ever written to in a private chat. Where a channel's people
   * are withheld, the private chat that they have with the bot says it; without one, false.
   */
  own(ref: ConversationRef, user: string): Promise<boolean>;
  /** The ids of who is in a conversation; undefined where nobody says. */
  present(ref: ConversationRef): Promise<ReadonlySet<string> | undefined>;
  /** The conversation of a name, among those that the bot knows. */
  named(name: string): Promise<string | undefined>;
  /** The private chat with somebody, opened if need be. Throws {@link Unreachable}. */
  personal(user: string): Promise<ConversationRef>;
  /** Somebody came into a conversation, or only went: then what was known of it holds while nobody answers. */
  moved(conversation: string, came: boolean): void;
  /** Who is in a conversation, or what it is called, has changed. */
  forget(conversation: string): void;
}

interface Parts {
  readonly access: TeamsAccess;
  readonly connectors: Connectors;
  readonly conversations: Conversations;
  /** Unset: everybody of the home tenant is staff. */
  readonly group?: Group | undefined;
  /** Teams does not let us see who is in a conversation that we are in: somebody has to be told. */
  readonly withheld?: ((ref: ConversationRef) => void) | undefined;
  /** Now it does: what was held back there can be sent. */
  readonly shown?: ((ref: ConversationRef) => Promise<void>) | undefined;
}

const minute = 60_000;
/** A connector of a local client may know nobody. */
const unknowing = new Set([404, 405, 501]);
/** Refused: we are not in it, or it is no more. Nothing that was known before is believed any longer. */
const refused = (error: unknown): boolean => error instanceof ConnectorError && [400, 403, 404].includes(error.status ?? 0);

export function createDirectory({ access, connectors, conversations, group, withheld, shown }: Parts): Directory {
  const local = access.kind === "insecure-local";
  let homeTenant = access.tenantId;

  const rosters = createCache<Roster>(
    // Teams tells who came and went; the while is for what it told when nobody could hear it.
    async (id) => look(await refOf(id)),
    10 * minute,
    (error) => !refused(error),
  );
  /** By conversation, so that all of one are forgotten at once. */
  const people = new Map<string, Cache<Member | undefined>>();

  async function refOf(id: string): Promise<ConversationRef> {
    const ref = await conversations.of(id);
    if (ref === undefined) throw new ConnectorError("a conversation that nobody told us of", { status: 404, code: "ConversationNotFound" });
    return ref;
  }

  async function home(): Promise<string | undefined> {
    // The first conversation that was ever kept: so it stays, whoever comes later.
    homeTenant ??= (await conversations.all())[0]?.tenant;
    return homeTenant;
  }

  /** Somebody whose tenant a local client does not say is of the conversation's. */
  const complete = (member: Member, ref: ConversationRef): Member =>
    local ? { ...member, tenantId: member.tenantId ?? ref.tenant } : member;

  async function look(ref: ConversationRef): Promise<Roster> {
    try {
      return (await connectors(ref.serviceUrl).members(ref.id)).map((member) => complete(member, ref));
    } catch (error) {
      if (local && error instanceof ConnectorError && unknowing.has(error.status ?? 0)) return undefined;
      throw error;
    }
  }

  function peopleOf(conversation: string): Cache<Member | undefined> {
    const found =
      people.get(conversation) ??
      createCache<Member | undefined>(
        async (user) => {
          const ref = await refOf(conversation);
          try {
            return complete(await connectors(ref.serviceUrl).member(ref.id, user), ref);
          } catch (error) {
            if (local && error instanceof ConnectorError && unknowing.has(error.status ?? 0)) return undefined;
            throw error;
          }
        },
        10 * minute,
        (error) => !refused(error),
      );
    people.set(conversation, found);
    if (people.size > 5_000) people.delete([...people.keys()][0] ?? conversation);
    return found;
  }

  /** Somebody as their conversation shows them or, where that withholds its people, their private chat with the bot. */
  async function seenAnywhere(ref: ConversationRef, user: string): Promise<Member | undefined> {
    try {
      return await peopleOf(ref.id).get(user);
    } catch (error) {
      if (ref.kind !== "channel" || !isWithheld(error)) throw error;
      const chat = (await conversations.person(user))?.chat;
      if (chat === undefined || (await conversations.of(chat))?.gone !== undefined) return undefined;
      return peopleOf(chat)
        .get(user)
        .catch((problem: unknown) => {
          if (refused(problem)) return undefined;
          throw problem;
        });
    }
  }

  async function accountFor(member: Member): Promise<Account> {
    const at = await home();
    const { tenantId } = member;
    if (at === undefined || !tenantId) throw new Error("Teams did not say of which tenant somebody is");
    const needsGroup = group !== undefined && isOwn(member, at);
    const inGroup = needsGroup ? member.aadObjectId !== undefined && (await group.has(member.aadObjectId)) : true;
    return accountOf({ ...member, tenantId }, at, inGroup);
  }

  /** Where the connector knows nobody, what the local client says of its own people is taken. */
  async function said(ref: ConversationRef, from: Member): Promise<Member> {
    const member = complete(from, ref);
    const at = await home();
    if (at !== undefined && ref.kind !== "personal" && !isOwn(member, at) && ref.visited === undefined) {
      await conversations.put({ ...ref, visited: true });
    }
    return member;
  }

  async function rosterOf(ref: ConversationRef): Promise<Roster> {
    if (ref.kind === "personal") return undefined;
    return rosters.get(ref.id);
  }

  const named = createNaming({ conversations, connectors });
  const unseen = new Set<string>();
  const follow = createFollowing({ conversations, connectors, rosters });

  async function place(asked: ConversationRef): Promise<Place> {
    const ref = await named((await conversations.of(asked.id)) ?? asked);
    await follow(ref);
    const at = await home();
    try {
      const roster = await rosterOf(ref);
      if (unseen.delete(ref.id)) await shown?.(ref);
      // Where a local client does not say who is in it, who spoke there was heard.
      return placeOf(ref, at, local && roster === undefined ? [] : roster);
    } catch (error) {
      if (!refused(error)) throw error;
      if (ref.kind !== "channel" || !isWithheld(error)) return placeOf(ref, at, undefined);
      unseen.add(ref.id);
      withheld?.(ref);
      return placeOf(ref, at, undefined, true);
    }
  }

  async function personal(user: string): Promise<ConversationRef> {
    const seen = await conversations.person(user);
    const chat = seen?.chat === undefined ? undefined : await conversations.of(seen.chat);
    if (chat?.gone !== undefined) throw new ConnectorError("they have taken the app out", { status: 403, code: "NotInstalled" });
    if (chat !== undefined) return chat;
    const at = await home();
    const near = seen === undefined ? undefined : await conversations.of(seen.seen);
    const from = near ?? (await conversations.all()).find((ref) => ref.tenant === at && ref.gone === undefined);
    if (from === undefined)
      throw new ConnectorError("no conversation that they could be reached from", { status: 403, code: "NotInstalled" });
    const tenant = at ?? from.tenant;
    const id = await connectors(from.serviceUrl).open({ bot: from.bot, user, tenant });
    return conversations.learn({
      ...{ serviceUrl: from.serviceUrl, from: { id: user }, recipient: from.bot },
      conversation: { id, tenantId: tenant, conversationType: "personal" },
    });
  }

  const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof Unreachable ? error : new Unreachable(error);
    }
  };

  return {
    home,
    account: (ref, from) =>
      reaching(async () => {
        try {
          return await accountFor((await peopleOf(ref.id).get(from.id)) ?? (await said(ref, from)));
        } catch (error) {
          if (ref.kind === "channel" && isWithheld(error)) withheld?.(ref);
          throw error;
        }
      }),
    place: (ref) => reaching(() => place(ref)),
    members: (ref) =>
      reaching(async () => {
        const found: Account[] = [];
        // One after the other: a channel's people are many, and nobody waits for them.
        for (const member of (await look(ref)) ?? []) if (member.id !== ref.bot.id) found.push(await accountFor(member));
        return found;
      }),
    own: (ref, user) =>
      reaching(async () => {
        const at = await home();
        const member = await seenAnywhere(ref, user);
        return at !== undefined && member !== undefined && isOwn(member, at);
      }),
    present: (ref) =>
      reaching(async () => {
        const roster = await rosterOf(ref);
        return roster === undefined ? undefined : new Set(roster.map(({ id }) => id));
      }),
    async named(name) {
      const wanted = name.replace(/^#/u, "").toLowerCase();
      const known = (await conversations.all()).filter((ref) => ref.gone === undefined && ref.kind !== "personal");
      return known.find((ref) => nameOf(ref, undefined).toLowerCase() === wanted)?.id;
    },
    personal: (user) => reaching(() => personal(user)),
    moved(conversation, came) {
      if (came) rosters.forget(conversation);
      else rosters.expire(conversation);
      people.delete(conversation);
    },
    forget(conversation) {
      rosters.forget(conversation);
      people.delete(conversation);
    },
  };
}
