import type { webApi } from "@slack/bolt";
import type { Delivery } from "../../../messages/platform.ts";
import { NotYet } from "../../not-yet.ts";
import type { SlackMessage } from "../draw/render.ts";
import { codeOf } from "../errors.ts";
import type { Looks } from "./looks.ts";
import type { Pace } from "./pace.ts";
import { findSent, metadataOf } from "./sent.ts";

/** Posts and edits in one channel; gives the timestamps. */
export interface Posting {
  /**
   * Posts every part, or edits what was sent: parts that are no longer needed are taken away.
   */
  put(delivery: Delivery, drawn: readonly SlackMessage[]): Promise<readonly string[]>;
  /**
   * Takes every part away; gives those that Slack does not let us take away, as some workspaces keep all that is said.
   */
  remove(delivery: Delivery): Promise<readonly string[]>;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly pace: Pace;
  readonly looks: Looks;
}

/** What Slack answers where a message may not be deleted. */
const keptThere = new Set(["cant_delete_message", "compliance_exports_prevent_deletion", "no_permission"]);

export function createPosting({ client, pace, looks }: Parts): Posting {
  /** What was sent before, by part; found again where nobody noted it. */
  async function beforeOf({ sent, again, to, message, thread }: Delivery): Promise<readonly string[]> {
    if (sent !== undefined) return sent.split(",");
    return again === true ? findSent(client, to.conversation, message, thread) : [];
  }

  /** False where it stays. One that is gone already is as good as taken away. */
  async function takeAway(channel: string, ts: string): Promise<boolean> {
    try {
      await client.chat.delete({ channel, ts });
      return true;
    } catch (error) {
      const code = codeOf(error) ?? "";
      if (code === "message_not_found") return true;
      if (!keptThere.has(code)) throw error;
      return false;
    }
  }

  return {
    async put(delivery, drawn) {
      const { message, to, thread, sent, keep } = delivery;
      const channel = to.conversation;
      const before = await beforeOf(delivery);
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
        return (
          (await client.chat.postMessage({ ...shown, thread_ts: thread, unfurl_links: false, unfurl_media: false }))
            .ts ?? ""
        );
      });
      if (before.length > ids.length) await keep?.();
      for (const ts of before.slice(ids.length)) await takeAway(channel, ts);
      return ids;
    },
    async remove(delivery) {
      const left: string[] = [];
      for (const ts of await beforeOf(delivery)) {
        if (ts === "") continue;
        await delivery.keep?.();
        if (!(await takeAway(delivery.to.conversation, ts))) left.push(ts);
      }
      return left;
    },
  };
}
