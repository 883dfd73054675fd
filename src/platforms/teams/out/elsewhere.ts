import type { Keeping } from "../../../messages/keeping.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";

/**
 * What was said in a conversation for one person alone, and brought to their private chat: pressed there, it is pressed
 * where it was said. Messages and forms, by our ids.
 */
export interface Elsewhere {
  keep(what: string, conversation: string): Promise<void>;
  /** Where it belongs; undefined for what belongs to the chat itself. */
  of(what: string): Promise<ConversationRef | undefined>;
}

const collection = "elsewhere";

export function createElsewhere(keeping: Keeping, conversations: Pick<Conversations, "of">): Elsewhere {
  return {
    keep: (what, conversation) => keeping.put(collection, what, conversation, "passing"),
    async of(what) {
      const conversation = await keeping.get(collection, what);
      return typeof conversation === "string" ? conversations.of(conversation) : undefined;
    },
  };
}
