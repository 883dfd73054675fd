import type { types } from "@slack/bolt";
import type { Block, Button, Content, FileLink } from "../../../messages/content.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { madeOf, pictureId } from "../../../messages/made-file.ts";
import { buttonTimes, instantsIn } from "../../../messages/marks.ts";
import { phrase, raw, type Text } from "../../../messages/phrase.ts";
import type { Words } from "../../../messages/words.ts";
import { elementsOf, fitting, inline, markupOf, type Run, run, textOf } from "./inline.ts";
import { limits } from "./limits.ts";
import { picturePieces } from "./picture.ts";
import { type BlockPiece, packed, type SlackBlock } from "./piece.ts";
import { tablePieces, tableText } from "./table.ts";
import { cut, parts, plain, safe, say, sayHere, type Writing } from "./text.ts";

/** What is posted: blocks to look at, and their text for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** A message as the platform draws it. */
export interface ToDraw {
  /** Our id: every button brings it back. */
  readonly id: string;
  readonly content: Content;
  /** The day when it was said. */
  readonly today?: Day;
  /** The Slack user of a person, by our id. */
  readonly mentions?: ReadonlyMap<string, string>;
  /** Where each of its files is opened, by our id, for as long as our pages are reached. */
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * Draws a message: one of Slack's, or more when it is longer than Slack takes, with the buttons on the last. No word of
 * it is read as markup, so nobody pings a channel through a note.
 */
export function renderMessage(words: Words, language: Language, message: ToDraw): readonly SlackMessage[] {
  const { content, today, mentions, files } = message;
  const writing = { words, language, today, mentions };
  return packed(piecesOf(writing, message, withFiles(content, files))).map((pieces) => ({
    text: fallback(
      pieces
        .map(({ text }) => text)
        .filter((text) => text !== "")
        .join("\n"),
    ),
    blocks: pieces.map(({ block }) => block),
  }));
}

/** Slack asks nobody how their screen looks: it shows what is light. */
export const shownPicture = (message: string, which: number, language: Language): string =>
  pictureId(message, which, { theme: "light", language });

/** The files of a message, with where each is opened. */
interface FilesBlock {
  readonly kind: "files";
  readonly files: readonly FileLink[];
  readonly urls: ReadonlyMap<string, string>;
}

/**
 * A message's files stand above its buttons. What we make is in no Slack: where our pages are not reached, that is
 * said.
 */
function withFiles(
  { blocks, files = [] }: Content,
  urls: ReadonlyMap<string, string> = new Map(),
): readonly (Block | FilesBlock)[] {
  const isAbsent = ({ id }: FileLink): boolean => madeOf(id) !== undefined && !urls.has(id);
  const there = files.filter((file) => !isAbsent(file));
  const shown: readonly (Block | FilesBlock)[] = [
    ...(there.length === 0 ? [] : [{ kind: "files", files: there, urls } as const]),
    ...files
      .filter(isAbsent)
      .map(({ name }) => ({ kind: "text", text: phrase("file.unreachable", { name }), tone: "quiet" }) as const),
  ];
  const at = blocks.findIndex(({ kind }) => kind === "buttons");
  return at < 0 ? [...blocks, ...shown] : [...blocks.slice(0, at), ...shown, ...blocks.slice(at)];
}

/** Files by their names, each a link where our pages are reached; those that were dropped stand in Slack themselves. */
function filesRuns(writing: Writing, { files, urls }: FilesBlock): readonly Run[] {
  const linked = files.map(({ id, name }): readonly Run[] => {
    const url = urls.get(id);
    return url === undefined || url.length > limits.url
      ? run(name)
      : [{ element: { type: "link", url, text: name }, text: name }];
  });
  return [
    ...run(`${say(writing, phrase("slack.files", { count: files.length }))} `),
    ...linked.flatMap((one, index) => [...run(index === 0 ? "" : ", "), ...one]),
  ];
}

const pressed = "press:";

/** The button of our message that an action is a press of; undefined when the action is none of ours. */
export function buttonOf(actionId: string): string | undefined {
  return actionId.startsWith(pressed) && actionId.length > pressed.length ? actionId.slice(pressed.length) : undefined;
}

/** The text beside the blocks. Escaping makes it longer: what is too long then is cut by as much more. */
function fallback(text: string): string {
  let most: number = limits.fallback;
  let written = safe(cut(text, most));
  while (written.length > limits.fallback) {
    most = Math.floor((most * limits.fallback) / written.length) - 1;
    written = safe(cut(text, most));
  }
  return written === "" ? "–" : written;
}

function piecesOf(
  writing: Writing,
  { id, files }: ToDraw,
  blocks: readonly (Block | FilesBlock)[],
): readonly BlockPiece[] {
  const found: BlockPiece[] = [];
  let actions = 0;
  let pictures = 0;
  for (const block of blocks) {
    if (block.kind === "buttons") {
      const times = buttonTimes(block.buttons);
      if (times !== undefined) found.push(...quietPieces(writing, times).map((piece) => ({ ...piece, text: "" })));
      for (let at = 0; at < block.buttons.length; at += limits.buttons) {
        found.push(buttonsPiece(writing, id, actions, block.buttons.slice(at, at + limits.buttons)));
        actions += 1;
      }
    } else if (block.kind === "table") {
      // A message holds one table: a short one beside it is written as text.
      const text = found.some(({ table }) => table === true) ? tableText(writing, block) : undefined;
      found.push(...(text === undefined ? tablePieces(writing, block) : [text]));
    } else if (block.kind === "picture") {
      found.push(...picturePieces(writing, block.picture, files?.get(shownPicture(id, pictures, writing.language))));
      pictures += 1;
    } else if (block.kind === "files") found.push(...sectionPieces(filesRuns(writing, block)));
    else found.push(...piecesOfText(writing, block));
  }
  return found.length > 0 ? found : sectionPieces(run("–"));
}

function piecesOfText(
  writing: Writing,
  block: Exclude<Block, { kind: "buttons" | "table" | "picture" }>,
): readonly BlockPiece[] {
  switch (block.kind) {
    case "heading": {
      const text = say(writing, block.text);
      if (text.length > limits.header) return sectionPieces(inline(writing, block.text, { bold: true }));
      return text === "" ? [] : [pieceOf({ type: "header", text: plain(text) }, text)];
    }
    case "text":
      return textPieces(writing, block);
    case "list":
      return listPieces(block.items.map((item) => inline(writing, item)));
    case "facts":
      return sectionPieces(
        block.rows.flatMap(({ label, value }, index) => [
          ...run(index === 0 ? "" : "\n"),
          ...inline(writing, label, { bold: true }),
          ...run(": "),
          ...inline(writing, value),
        ]),
      );
    case "quote":
      return fitting(inline(writing, raw(block.text))).map((part) =>
        pieceOf(rich({ type: "rich_text_quote", elements: elementsOf(part) }), textOf(part).replace(/^/gmu, "> ")),
      );
    case "line":
      return parts(block.line, limits.text).map(({ text }) =>
        pieceOf(rich({ type: "rich_text_preformatted", elements: [{ type: "text", text }] }), text),
      );
  }
}

const icons = { success: "white_check_mark", warning: "warning" } as const;

function textPieces(writing: Writing, { text, tone }: Extract<Block, { kind: "text" }>): readonly BlockPiece[] {
  const runs = inline(writing, text);
  if (runs.length === 0) return [];
  if (tone === "quiet") return quietPieces(writing, text);
  if (tone === undefined || tone === "plain") return sectionPieces(runs);
  return sectionPieces([{ element: { type: "emoji", name: icons[tone] }, text: "" }, ...run(" "), ...runs]);
}

/** Small print: plain text, or mrkdwn in which nothing acts but the instants that it speaks of (P2). */
function quietPieces(writing: Writing, text: Text): readonly BlockPiece[] {
  const said = say(writing, text);
  const markup = instantsIn(text).length === 0 ? "" : markupOf(writing, text);
  if (markup !== "" && markup.length <= limits.quiet)
    return [pieceOf({ type: "context", elements: [{ type: "mrkdwn", text: markup, verbatim: true }] }, said)];
  return parts(sayHere(writing, text), limits.quiet).map((part) =>
    pieceOf({ type: "context", elements: [plain(part.text)] }, part.text),
  );
}

function listPieces(items: readonly (readonly Run[])[]): readonly BlockPiece[] {
  const found: BlockPiece[] = [];
  let together: (readonly Run[])[] = [];
  const close = (): void => {
    if (together.length > 0) found.push(listPiece(together));
    together = [];
  };
  // An item longer than a block is parted into items of its own.
  for (const item of items.flatMap((one) => fitting(one, limits.text - bullet.length))) {
    if (listText([...together, item]).length > limits.text) close();
    together.push(item);
  }
  close();
  return found;
}

const bullet = "• ";
const listText = (items: readonly (readonly Run[])[]): string =>
  items.map((item) => `${bullet}${textOf(item)}`).join("\n");

function listPiece(items: readonly (readonly Run[])[]): BlockPiece {
  const elements = items.map((item) => ({ type: "rich_text_section" as const, elements: elementsOf(item) }));
  return pieceOf(rich({ type: "rich_text_list", style: "bullet", elements }), listText(items));
}

const rich = (element: types.RichTextBlockElement): types.RichTextBlock => ({ type: "rich_text", elements: [element] });
const sectionPieces = (runs: readonly Run[]): readonly BlockPiece[] =>
  fitting(runs).map((part) =>
    pieceOf(rich({ type: "rich_text_section", elements: elementsOf(part) }), textOf(part).trimStart()),
  );

const pieceOf = (block: SlackBlock, text: string): BlockPiece => ({ block, text, size: JSON.stringify(block).length });

function buttonsPiece(writing: Writing, id: string, index: number, buttons: readonly Button[]): BlockPiece {
  const block: types.ActionsBlock = {
    type: "actions",
    block_id: index === 0 ? `m:${id}` : `m:${id}:${index}`,
    elements: buttons.map((button) => ({
      type: "button",
      action_id: `${pressed}${button.id}`,
      value: id,
      text: plain(say(writing, button.label), limits.buttonText),
      style: button.style,
    })),
  };
  return { ...pieceOf(block, ""), buttons: true };
}
