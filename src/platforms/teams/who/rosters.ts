import { createCache } from "../../cache.ts";
import { isShut } from "../errors.ts";
import type { ConversationRef } from "./conversation-ref.ts";
import { type Conversations, toldOf } from "./conversations.ts";
import type { Roster } from "./identity.ts";
import { life, type Members } from "./members.ts";

/** Who is in each conversation, remembered for a while. */
export interface Rosters {
  /** Nobody asks who is in a private chat. */
  of(ref: ConversationRef): Promise<Roster>;
  get(conversation: string): Promise<Roster>;
  /** What was known, however long ago. */
  known(conversation: string): Roster;
  /** To be asked again; what was known holds while nobody answers. */
  expire(conversation: string): void;
  forget(conversation: string): void;
}

export function createRosters(conversations: Pick<Conversations, "of">, members: Pick<Members, "all">): Rosters {
  const rosters = createCache<Roster>(
    async (id) => members.all(await toldOf(conversations, id)),
    life,
    (error) => !isShut(error),
  );
  const { get, known, expire, forget } = rosters;
  return { get, known, expire, forget, of: async (ref) => (ref.kind === "personal" ? undefined : get(ref.id)) };
}
