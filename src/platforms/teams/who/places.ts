import type { Connectors } from "../connector.ts";
import { isShut, isWithheld } from "../errors.ts";
import type { MetConversation } from "../options.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";
import { createFollowing } from "./following.ts";
import type { HomeTenant } from "./home.ts";
import { placeOf } from "./identity.ts";
import { createNaming } from "./naming.ts";
import type { Rosters } from "./rosters.ts";

/** How the bot knows a conversation: what it is called, and whether people from outside are in it. */
export type Places = (ref: ConversationRef) => Promise<MetConversation>;

interface Parts {
  readonly home: HomeTenant;
  readonly rosters: Rosters;
  readonly conversations: Conversations;
  readonly connectors: Connectors;
  /** Teams does not let us see who is in a conversation that we are in: somebody has to be told. */
  readonly withheld?: ((ref: ConversationRef) => void) | undefined;
  /** Now it does: what was held back there can be sent. */
  readonly shown?: ((ref: ConversationRef) => Promise<void>) | undefined;
}

export function createPlaces({ home, rosters, conversations, connectors, withheld, shown }: Parts): Places {
  const named = createNaming({ conversations, connectors });
  const follow = createFollowing({ conversations, connectors, rosters });
  const unseen = new Set<string>();

  return async (asked) => {
    const ref = await named((await conversations.of(asked.id)) ?? asked);
    await follow(ref);
    const at = await home();
    try {
      const roster = await rosters.of(ref);
      if (unseen.delete(ref.id)) await shown?.(ref);
      // Where a local client does not say who is in it, who spoke there was heard.
      return placeOf(ref, at, roster ?? []);
    } catch (error) {
      if (!isShut(error)) throw error;
      if (ref.kind !== "channel" || !isWithheld(error)) return placeOf(ref, at, undefined);
      unseen.add(ref.id);
      withheld?.(ref);
      return placeOf(ref, at, undefined, true);
    }
  };
}
