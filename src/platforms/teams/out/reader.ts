import { isWithheld } from "../errors.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Directory } from "../who/directory.ts";

/** Whom a reply is for, as Teams knows them. */
export interface Reader {
  readonly id: string;
  /**
   * Unset where Teams does not say who is there: what is shown then names nobody, and opens for its reader all the
   * same.
   */
  readonly name?: string | undefined;
}

/** The reader of a reply for one person in a conversation. */
export async function readerOf(
  directory: Pick<Directory, "account">,
  ref: ConversationRef,
  id: string,
): Promise<Reader> {
  try {
    return { id, name: (await directory.account(ref, { id })).name };
  } catch (error) {
    if (ref.kind === "channel" && isWithheld(error)) return { id };
    throw error;
  }
}
