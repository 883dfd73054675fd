import { type Cache, createCache } from "../../cache.ts";
import { isShut, isWithheld } from "../errors.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import { type Conversations, toldOf } from "./conversations.ts";
import type { Member } from "./identity.ts";
import { life, type Members } from "./members.ts";

/** Who somebody is, as a conversation shows them, remembered for a while. */
export interface People {
  /** Undefined where a local client knows nobody. */
  get(conversation: string, user: string): Promise<Member | undefined>;
  /** As their conversation shows them or, where that withholds its people, their private chat with the bot. */
  seen(ref: ConversationRef, user: string): Promise<Member | undefined>;
  /** Whatever was known of those in a conversation. */
  forget(conversation: string): void;
}

const most = 5_000;

export function createPeople(
  conversations: Pick<Conversations, "of" | "person">,
  members: Pick<Members, "one">,
): People {
  /** By conversation, so that all of one are forgotten at once. */
  const people = new Map<string, Cache<Member | undefined>>();

  function of(conversation: string): Cache<Member | undefined> {
    const found =
      people.get(conversation) ??
      createCache<Member | undefined>(
        async (user) => members.one(await toldOf(conversations, conversation), user),
        life,
        (error) => !isShut(error),
      );
    people.set(conversation, found);
    if (people.size > most) people.delete(people.keys().next().value ?? conversation);
    return found;
  }

  async function inTheirChat(user: string): Promise<Member | undefined> {
    const chat = (await conversations.person(user))?.chat;
    if (chat === undefined || (await conversations.of(chat))?.gone !== undefined) return undefined;
    try {
      return await of(chat).get(user);
    } catch (error) {
      if (isShut(error)) return undefined;
      throw error;
    }
  }

  return {
    get: (conversation, user) => of(conversation).get(user),
    async seen(ref, user) {
      try {
        return await of(ref.id).get(user);
      } catch (error) {
        if (ref.kind !== "channel" || !isWithheld(error)) throw error;
        return inTheirChat(user);
      }
    },
    forget: (conversation) => void people.delete(conversation),
  };
}
