import { reaching } from "../../unreachable.ts";
import type { Connectors } from "../connector.ts";
import type { Account, MetConversation, TeamsAccess } from "../options.ts";
import { createAccounts } from "./accounts.ts";
import { createChats } from "./chats.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import type { Group } from "./group.ts";
import { createHome } from "./home.ts";
import { isOwn, type Member, nameOf } from "./identity.ts";
import { createMembers } from "./members.ts";
import { createPeople } from "./people.ts";
import { createPlaces } from "./places.ts";
import { createRosters } from "./rosters.ts";

/** Who and where: what Teams knows of its people and conversations, asked once and remembered for a while. */
export interface Directory {
  /** The supplier's tenant; undefined before the first conversation of a bot that was told none. */
  home(): Promise<string | undefined>;
  /**
   * Throws {@link Unreachable} when Teams does not say who somebody is: nobody is taken for staff, or for a customer,
   * unseen.
   */
  account(ref: ConversationRef, from: Member): Promise<Account>;
  /**
   * A conversation that we cannot look into counts as one with people from outside. Throws {@link Unreachable} when
   * nobody answers.
   */
  place(ref: ConversationRef): Promise<MetConversation>;
  /** The people of a conversation, the bot not among them. */
  members(ref: ConversationRef): Promise<readonly Account[]>;
  /**
   * True for somebody of the home tenant who is no guest: only they are ever written to in a private chat. Where a
   * channel's people are withheld, the private chat that they have with the bot says it; without one, false.
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

export function createDirectory({ access, connectors, conversations, group, withheld, shown }: Parts): Directory {
  const home = createHome(access, conversations);
  const members = createMembers({ access, connectors });
  const rosters = createRosters(conversations, members);
  const people = createPeople(conversations, members);
  const accounts = createAccounts({ home, people, members, conversations, group, withheld });
  const place = createPlaces({ home, rosters, conversations, connectors, withheld, shown });
  const personal = createChats({ home, conversations, connectors });

  return {
    home,
    account: (ref, from) => reaching(() => accounts.acting(ref, from)),
    place: (ref) => reaching(() => place(ref)),
    members: (ref) =>
      reaching(async () => {
        const found: Account[] = [];
        // One after the other: a channel's people are many, and nobody waits for them.
        for (const member of (await members.all(ref)) ?? [])
          if (member.id !== ref.bot.id) found.push(await accounts.of(member));
        return found;
      }),
    own: (ref, user) =>
      reaching(async () => {
        const at = await home();
        const member = await people.seen(ref, user);
        return at !== undefined && member !== undefined && isOwn(member, at);
      }),
    present: (ref) =>
      reaching(async () => {
        const roster = await rosters.of(ref);
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
      people.forget(conversation);
    },
    forget(conversation) {
      rosters.forget(conversation);
      people.forget(conversation);
    },
  };
}
