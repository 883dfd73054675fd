import type { webApi } from "@slack/bolt";
import type { Delivery } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import type { SlackMessage } from "../draw/render.ts";
import type { Looks } from "./looks.ts";
import type { Pace } from "./pace.ts";
import { findSent, metadataOf } from "./sent.ts";

/** Posts and edits in one channel; gives the timestamps. */
export interface Posting {
  /**
   * Posts every part, or edits what was sent: parts that are no longer needed are taken away. Undefined where it was to
   * be sent only where it is already, and is not there.
   */
  put(delivery: Delivery, drawn: readonly SlackMessage[]): Promise<readonly string[] | undefined>;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly pace: Pace;
  readonly looks: Looks;
}

export function createPosting({ client, pace, looks }: Parts): Posting {
  /** What was sent before, by part; found again where nobody noted it. */
  async function beforeOf({ sent, again, to, message, thread }: Delivery): Promise<readonly string[]> {
    if (sent !== undefined) return sent.split(",");
    return again === true ? findSent(client, to.conversation, message, thread) : [];
  }

  return {
    async put(delivery, drawn) {
      const { message, to, thread, sent, keep } = delivery;
      const channel = to.conversation;
      const before = await beforeOf(delivery);
      if (delivery.ifThere === true && before.every((ts) => ts === "")) return undefined;
      const ids = await looks.each(drawn, async ({ text, blocks }, part) => {
        const shown = { channel, text, blocks, metadata: metadataOf(message, part) };
        const ts = before[part];
        if (ts !== undefined && ts !== "") {
          // Found again, it may show an earlier revision.
          if (sent !== undefined || delivery.revision > 1) {
            await keep?.();
            await client.chat.update({ ...shown, ts });
          }
          return ts;
        }
        const rest = await pace.turn(channel);
        if (rest !== undefined) throw new NotYet(rest, part > 0);
        await keep?.();
        return (await client.chat.postMessage({ ...shown, thread_ts: thread, unfurl_links: false, unfurl_media: false })).ts ?? "";
      });
      if (before.length > ids.length) await keep?.();
      for (const ts of before.slice(ids.length)) await client.chat.delete({ channel, ts });
      return ids;
    },
  };
}
