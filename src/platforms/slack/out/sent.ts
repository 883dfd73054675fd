import type { webApi } from "@slack/bolt";

/** The type of our messages' metadata. Other apps can read it: an id, and nothing else. */
const eventType = "startklar_message";

/** What goes with a message, so that it is found again: our id of it, and which of its parts it is. */
export function metadataOf(
  message: string,
  part: number,
): { readonly event_type: string; readonly event_payload: Record<string, string | number> } {
  return { event_type: eventType, event_payload: { id: message, part } };
}

const page = 200;
/** How far back a message is looked for: far more than is said in a channel while a process is down. */
const pages = 5;

/**
 * The timestamps of the parts of a message that were sent already, by part: what a crash between the send and its
 * record has left behind. Throws what Slack refuses, so that nothing is sent twice for want of a look.
 */
export async function findSent(
  client: webApi.WebClient,
  channel: string,
  message: string,
  thread?: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let at = 0; at < pages; at += 1) {
    const look = { channel, limit: page, include_all_metadata: true, cursor };
    // What stands in a thread is not in the channel's own history.
    const history = await (thread === undefined
      ? client.conversations.history(look)
      : client.conversations.replies({ ...look, ts: thread }));
    for (const { metadata, ts } of history.messages ?? []) {
      const payload = metadata?.event_payload as { readonly id?: unknown; readonly part?: unknown } | undefined;
      if (metadata?.event_type !== eventType || payload?.id !== message || typeof payload.part !== "number") continue;
      if (ts !== undefined) found[payload.part] = ts;
    }
    cursor = history.response_metadata?.next_cursor || undefined;
    if (found[0] !== undefined || cursor === undefined) break;
  }
  return Array.from(found, (ts) => ts ?? "");
}
