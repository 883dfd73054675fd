import type { Connectors } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import type { Conversations } from "./conversations.ts";

interface Parts {
  readonly conversations: Pick<Conversations, "put">;
  readonly connectors: Connectors;
}

/** A channel's name and its team's are not told with what is said there: asked once, and kept. */
export function createNaming({ conversations, connectors }: Parts): (ref: ConversationRef) => Promise<ConversationRef> {
  return async (ref) => {
    const { team } = ref;
    if (ref.kind !== "channel" || team === undefined) return ref;
    const general = ref.id === team.id;
    if (general ? team.name !== undefined : ref.name !== undefined) return ref;
    const connector = connectors(ref.serviceUrl);
    try {
      if (general) {
        const name = await connector.teamName(team.id);
        if (name === undefined) return ref;
        const known = { ...ref, team: { ...team, name } };
        await conversations.put(known);
        return known;
      }
      const found = (await connector.channels(team.id)).find(({ id }) => id === ref.id);
      if (found?.name === undefined) return ref;
      const known = { ...ref, name: found.name, channelType: ref.channelType ?? found.type ?? "standard" } as const;
      await conversations.put(known);
      return known;
    } catch (error) {
      // Called by its id until somebody says more.
      if (error instanceof ConnectorError) return ref;
      throw error;
    }
  };
}
