import { acceptBlocks } from "../blocks.ts";
import type { Context } from "../method.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Block, Metadata } from "../types.ts";

/** Slack cuts a longer text without a word; the stand-in refuses it, so that nothing is lost unseen. */
const longestText = 40_000;
/** An edit takes less (ChatGPT-in-Slack issue 102). */
const longestEdit = 4000;

/** What a message is to say, taken as Slack takes it. `undefined` blocks: not given. */
export interface Given {
  readonly text: string | undefined;
  readonly blocks: readonly Block[] | undefined;
  readonly metadata: Metadata | undefined;
}

/**
 * @throws SlackRefusal `invalid_blocks`, `invalid_blocks_format`, `no_text`, `msg_too_long`, `msg_blocks_too_long`,
 * `invalid_metadata_format`, …
 */
export function contentArgs({ args, world }: Context, kind: "post" | "edit"): Given {
  const text = args.textOr("text");
  const given = args.json("blocks", "invalid_blocks_format");
  if (given !== undefined && !Array.isArray(given)) throw new SlackRefusal("invalid_blocks_format");
  const blocks = given === undefined ? undefined : acceptBlocks(given, "posted", world.lacks);
  if (text === undefined && (blocks === undefined || blocks.length === 0)) throw new SlackRefusal("no_text");
  if ((text ?? "").length > (kind === "edit" ? longestEdit : longestText)) throw new SlackRefusal("msg_too_long");
  return { text, blocks, metadata: readMetadata(args.json("metadata", "invalid_metadata_format")) };
}

function readMetadata(given: unknown): Metadata | undefined {
  if (given === undefined) return undefined;
  const { event_type: type, event_payload: payload } = (given ?? {}) as Partial<Metadata>;
  if (typeof type !== "string" || !/^[\w.-]{1,255}$/.test(type) || typeof payload !== "object" || payload === null)
    throw new SlackRefusal("invalid_metadata_format");
  if (JSON.stringify(payload).length > 16_384) throw new SlackRefusal("metadata_too_large");
  return { event_type: type, event_payload: payload };
}
