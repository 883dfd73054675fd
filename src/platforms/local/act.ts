import type { Intent } from "../../bot/incoming.ts";
import type { LocalConversation } from "./conversations.ts";
import type { LocalPerson } from "./identity.ts";

/** What somebody did on the page. */
export interface Act {
  readonly person: LocalPerson;
  readonly conversation: LocalConversation;
  /** The requester's own: dispatch gives a repeat the first answer, and what was kept here is kept once. */
  readonly requestId?: string | undefined;
  readonly intent: Intent;
}
