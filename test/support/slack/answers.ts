import { acceptBlocks } from "./blocks.ts";
import { SlackRefusal } from "./refusal.ts";
import type { Channel, Fields, Message } from "./types.ts";
import type { World } from "./world.ts";

/** Where an answer goes: to whoever acted, in the place they acted in. */
export interface Place {
  readonly channel: Channel;
  readonly user: string;
  /** The message whose button was pressed: it may be replaced. */
  readonly origin?: Message | undefined;
}

/**
 * Shows what the bot answers, in an acknowledgement or through a `response_url`. The one who acted alone sees it,
 * unless it says `in_channel`.
 *
 * @throws SlackRefusal `invalid_blocks`, `no_text`, `msg_too_long`.
 */
export function showAnswer(world: World, { channel, user, origin }: Place, answer: Fields): Message | undefined {
  if (answer.delete_original === true) {
    if (origin !== undefined) world.messages.splice(world.messages.indexOf(origin), 1);
    return undefined;
  }
  const text = typeof answer.text === "string" ? answer.text : "";
  const blocks = answer.blocks === undefined ? [] : acceptBlocks(answer.blocks, "answered", world.lacks);
  if (text === "" && blocks.length === 0) throw new SlackRefusal("no_text");
  if (text.length > 40_000) throw new SlackRefusal("msg_too_long");
  if (answer.replace_original === true && origin !== undefined) {
    origin.edits.push({ text: origin.text, blocks: origin.blocks });
    origin.text = text;
    origin.blocks = blocks;
    return origin;
  }
  const ephemeralTo = answer.response_type === "in_channel" ? undefined : user;
  const threadTs = typeof answer.thread_ts === "string" ? answer.thread_ts : origin?.threadTs;
  return world.post({ channel, user: world.botUser, text, blocks, ephemeralTo, threadTs });
}

/** The `response_url`s that are out: five answers each, within thirty minutes. */
export interface ResponseUrls {
  issue(place: Place): string;
  /** Status and body for a POST to one of them. */
  take(id: string, answer: Fields): { readonly status: number; readonly body: string };
}

export function createResponseUrls(world: World): ResponseUrls {
  const issued = new Map<string, { readonly place: Place; readonly at: number; uses: number }>();
  return {
    issue(place) {
      const id = world.newId("R");
      issued.set(id, { place, at: Date.now(), uses: 0 });
      return `${world.origin()}/hooks/${id}`;
    },
    take(id, answer) {
      const one = issued.get(id);
      const refused = (status: number, error: string) => ({ status, body: JSON.stringify({ ok: false, error }) });
      if (one === undefined || Date.now() - one.at > 30 * 60_000) return refused(404, "expired_url");
      if (one.uses >= 5) return refused(404, "used_url");
      one.uses += 1;
      try {
        showAnswer(world, one.place, answer);
        return { status: 200, body: "ok" };
      } catch (error) {
        if (error instanceof SlackRefusal) return refused(400, error.code);
        throw error;
      }
    },
  };
}
