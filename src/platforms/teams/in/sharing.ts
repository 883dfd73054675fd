import { phrase } from "../../../messages/phrase.ts";
import type { TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Reach } from "../who/reach.ts";

/** Channels that are shared with teams of other tenants, by the tenants' ids. */
export interface Sharing {
  began(ref: ConversationRef, tenants: readonly string[]): Promise<void>;
  /** Where nobody from outside is left in the channel, it is said there. */
  ended(ref: ConversationRef, tenants: readonly string[]): Promise<void>;
}

interface Parts {
  readonly conversations: Pick<Conversations, "put">;
  readonly reach: Pick<Reach, "look" | "placed">;
  readonly channels: TeamsOptions["channels"];
}

export function createSharing({ conversations, reach, channels }: Parts): Sharing {
  return {
    async began(ref, tenants) {
      const sharedWith = [...new Set([...(ref.sharedWith ?? []), ...tenants])].filter(
        (tenant) => tenant !== ref.tenant,
      );
      const known: ConversationRef = {
        ...ref,
        channelType: "shared",
        ...(sharedWith.length === 0 ? {} : { sharedWith }),
      };
      await conversations.put(known);
      await reach.look(known);
    },
    async ended(ref, tenants) {
      const { sharedWith = [], ...rest } = ref;
      const left = sharedWith.filter((tenant) => !tenants.includes(tenant));
      const known: ConversationRef = left.length === 0 ? rest : { ...rest, sharedWith: left };
      await conversations.put(known);
      const place = await reach.placed(known);
      await channels.changed(place);
      if (place.outsiders || !tenants.some((tenant) => tenant !== known.tenant)) return;
      await channels.troubled(known.id, phrase("teams.channel.closed", { place: place.name }));
    },
  };
}
