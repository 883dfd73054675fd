import type { Activity } from "./activity.ts";
import type { ConversationRef } from "./conversation-ref.ts";

/** An activity that was verified, and the conversation that it came from. */
export interface Arrived {
  readonly activity: Activity;
  readonly ref: ConversationRef;
}
