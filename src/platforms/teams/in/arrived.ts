import type { ConversationRef } from "../who/conversation-ref.ts";
import type { Activity } from "./activity.ts";

/** An activity that was verified, and the conversation that it came from. */
export interface Arrived {
  readonly activity: Activity;
  readonly ref: ConversationRef;
  /** The app is not in the conversation: `ref` is only as the activity tells it, and nothing of it is kept. */
  readonly away?: true;
}
