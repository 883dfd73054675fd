import type { TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Directory } from "../who/directory.ts";

/** A card that stays, which opens a conversation to a project. */
export interface Pinned {
  /** The people of its conversation are known from now on, before they have said anything. */
  put(ref: ConversationRef): Promise<void>;
}

interface Parts extends Pick<TeamsOptions, "channels" | "log"> {
  readonly directory: Pick<Directory, "members">;
}

export function createPinned({ directory, channels, log }: Parts): Pinned {
  return {
    async put(ref) {
      try {
        await channels.peopled(await directory.members(ref));
      } catch (error) {
        log.info("the people of a conversation could not be read", { conversation: ref.id, err: error });
      }
    },
  };
}
