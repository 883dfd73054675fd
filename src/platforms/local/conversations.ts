import type { MetConversation } from "../../bot/incoming.ts";
import type { Keeping } from "../../messages/keeping.ts";
import { type LocalPerson, people, tenant } from "./identity.ts";

/** A conversation of the local workspace. */
export interface LocalConversation {
  readonly id: string;
  readonly name: string;
  /** People from outside are in it. */
  readonly shared: boolean;
  /** The person whose private chat with the bot it is. */
  readonly private?: string;
}

const collection = "conversations";
/** There from the start, so that the first line has somewhere to be typed. */
const office: LocalConversation = { id: "kontoret", name: "kontoret", shared: false };

/** The conversations, kept; the private chats are a fact and not kept. */
export interface Conversations {
  get(id: string): Promise<LocalConversation | undefined>;
  /** Those that a viewer may see; without a viewer all but the private ones. */
  list(viewer: LocalPerson | undefined): Promise<readonly LocalConversation[]>;
  /** Makes or renames one; undefined when the id is another kind of conversation's. */
  put(conversation: LocalConversation): Promise<LocalConversation | undefined>;
}

export function createConversations(keeping: Keeping): Conversations {
  const chats = new Map(people.map((person) => [chatOf(person).id, chatOf(person)]));
  const get = async (id: string): Promise<LocalConversation | undefined> =>
    // What is kept in this collection was put below.
    chats.get(id) ??
    (id === office.id ? office : ((await keeping.get(collection, id)) as LocalConversation | undefined));
  return {
    get,
    async list(viewer) {
      const kept = (await keeping.list(collection)).map(({ value }) => value as LocalConversation);
      const all = [office, ...kept.filter(({ id }) => id !== office.id)];
      if (viewer === undefined) return all;
      return [...all.filter((conversation) => isIn(viewer, conversation)), chatOf(viewer)];
    },
    async put(conversation) {
      const there = await get(conversation.id);
      if (there !== undefined && (there.private !== undefined || there.shared !== conversation.shared))
        return undefined;
      if (there?.name === conversation.name || conversation.id === office.id) return there;
      await keeping.put(collection, conversation.id, conversation);
      return conversation;
    },
  };
}

/** The private chat of a person with the bot. */
export function chatOf(person: LocalPerson): LocalConversation {
  return { id: `dm-${person.id}`, name: "Startklar", shared: false, private: person.id };
}

/** Who is in a conversation: its person in a private one, everybody in a shared one, staff in any other. */
export function isIn(person: LocalPerson, conversation: LocalConversation): boolean {
  if (conversation.private !== undefined) return conversation.private === person.id;
  return conversation.shared || person.role === "staff";
}

/** How the bot knows a conversation. */
export function placeOf(conversation: LocalConversation): MetConversation {
  return {
    platform: "local",
    tenant,
    external: conversation.id,
    name: conversation.name,
    outsiders: conversation.private === undefined ? conversation.shared : false,
    private: conversation.private !== undefined,
  };
}

/** A conversation as the page is told of it. */
export function shownConversation({ id, name, shared, private: owner }: LocalConversation) {
  return { id, name, shared, private: owner === undefined ? undefined : true };
}
