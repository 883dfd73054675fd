import type { types } from "@slack/bolt";
import { limits } from "./limits.ts";
import { type BlockPiece, packed, type SlackBlock } from "./piece.ts";
import type { SlackMessage } from "./render.ts";
import { evenPiece, evenText } from "./table.ts";
import { cut, mention, parts, plain, safe } from "./text.ts";

type Block = SlackBlock;

/** What is plain already: what else a message shows loses its look alone when it is written as one of these. */
const plainest: ReadonlySet<string> = new Set(["section", "actions"]);

/** The kinds of block of a message that can be drawn plainer. */
export const lookingKinds = ({ blocks }: SlackMessage): readonly string[] => [
  ...new Set(blocks.map(({ type }) => type).filter((type) => !plainest.has(type))),
];

/**
 * The message with its blocks of some kinds written as plain ones; more than one when that is longer than Slack takes.
 * Its buttons stay.
 */
export function without(message: SlackMessage, kinds: ReadonlySet<string>): readonly SlackMessage[] {
  if (!message.blocks.some(({ type }) => kinds.has(type))) return [message];
  return together(
    message,
    message.blocks.flatMap((block) =>
      kinds.has(block.type) ? plainPieces(block, kinds.has("rich_text")) : [pieceOf(block)],
    ),
  );
}

/** The message in two, since Slack finds it too long; undefined when there is nothing to part. */
export function halved(message: SlackMessage): readonly SlackMessage[] | undefined {
  const pieces = message.blocks.map(pieceOf);
  const half = pieces.reduce((sum, { size }) => sum + size, 0) / 2;
  const found = packed(pieces, half);
  return found.length > 1 ? found.map(messageOf) : undefined;
}

/** The message as nothing but text, with `unshown` in place of its buttons; in as many as its words need. */
export function textOnly(message: SlackMessage, unshown: (labels: string) => string): readonly SlackMessage[] {
  const labels = message.blocks.flatMap((block) => (block.type === "actions" ? labelsOf(block) : []));
  const said = [...message.blocks.map(wordsOf), labels.length === 0 ? "" : safe(unshown(labels.join(", ")))];
  const text = said.filter((one) => one !== "").join("\n");
  return parts(text === "" ? message.text : text, limits.fallback).map((part) => ({ text: part.text, blocks: [] }));
}

/** One message as it was, where it still is one: so is the text beside its blocks. */
function together({ text }: SlackMessage, pieces: readonly BlockPiece[]): readonly SlackMessage[] {
  const found = packed(pieces);
  return found.length === 1 ? [{ text, blocks: pieces.map(({ block }) => block) }] : found.map(messageOf);
}

function messageOf(pieces: readonly BlockPiece[]): SlackMessage {
  const said = pieces.map(({ text }) => text).filter((text) => text !== "");
  return { text: cut(said.join("\n"), limits.fallback) || "–", blocks: pieces.map(({ block }) => block) };
}

function pieceOf(block: Block): BlockPiece {
  const text = wordsOf(block);
  const table = block.type === "table" || undefined;
  const chart = block.type === "data_visualization" || undefined;
  // Slack counts a table by itself.
  const size = table === true ? text.length : JSON.stringify(block).length;
  return {
    block,
    text,
    size,
    table,
    chart,
    buttons: block.type === "actions" || undefined,
    heading: block.type === "header",
  };
}

/** What a block says as sections; a table as text of even width, unless `bare`. */
function plainPieces(block: Block, bare: boolean): readonly BlockPiece[] {
  const mentions = JSON.stringify(block).includes('"type":"user"');
  if (block.type === "table" && !bare && !mentions) {
    const even = evenText(cellsOf(block), rightOf(block));
    if (even !== undefined) return parts(even, limits.text).map(({ text }) => evenPiece(text));
  }
  const said = parts(mentions ? wordsOf(block) : plainWordsOf(block), limits.text).filter(
    ({ text }) => text.trim() !== "",
  );
  return said.map(({ text }) => pieceOf({ type: "section", text: mentions ? { type: "mrkdwn", text } : plain(text) }));
}

const cellsOf = ({ rows }: types.TableBlock) =>
  rows.map((row) => row.map((cell) => plainWordsOf(cell as Block).trim()));
const rightOf = ({ column_settings: columns = [] }: types.TableBlock) => columns.map((one) => one?.align === "right");
const labelsOf = ({ elements }: types.ActionsBlock): readonly string[] =>
  elements.flatMap((element) => ("text" in element && typeof element.text === "object" ? [element.text.text] : []));

/** What a block says as mrkdwn, in which nothing acts but its mentions. Buttons say nothing by themselves. */
const wordsOf = (block: Block): string => spoken(block, safe);
/** The same where nothing is read as markup. */
const plainWordsOf = (block: Block): string => spoken(block, (text) => text);

/** What all parts of a block have, as far as they say something. */
interface Part {
  readonly type?: string;
  readonly text?: string | Part;
  readonly elements?: readonly Part[];
  readonly rows?: readonly (readonly Part[])[];
  readonly fallback?: string;
  readonly name?: string;
  readonly user_id?: string;
}

const signs: Readonly<Record<string, string>> = { white_check_mark: "✅", warning: "⚠️" };

function spoken(block: Block, write: (text: string) => string): string {
  const all = (inner: readonly Part[] = [], between = "", before = ""): string =>
    inner.map((one) => before + say(one)).join(between);
  function say(part: Part): string {
    switch (part.type) {
      case "actions":
        return "";
      case "user":
        return mention(part.user_id ?? "");
      case "emoji":
        return signs[part.name ?? ""] ?? "";
      case "date":
        return write(part.fallback ?? "");
      case "mrkdwn":
        return String(part.text);
      case "table":
        return (part.rows ?? []).map((row) => all(row, " | ")).join("\n");
      case "rich_text":
      case "context":
        return all(part.elements, "\n");
      case "rich_text_list":
        return all(part.elements, "\n", "• ");
      case "rich_text_quote":
        return `> ${all(part.elements).replaceAll("\n", "\n> ")}`;
      default:
        if (part.elements !== undefined) return all(part.elements);
        return typeof part.text === "object" ? say(part.text) : write(part.text ?? "");
    }
  }
  return say(block as Part);
}
