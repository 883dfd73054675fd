import type { IMention, IRichTextBlock, ITextBlock, ITextRun } from "@microsoft/teams.cards";
import { parts } from "../../../messages/cut.ts";
import { inHouseTime, type Mark, pieces } from "../../../messages/marks.ts";
import { raw, type Text } from "../../../messages/phrase.ts";
import { limits } from "./limits.ts";
import { literal, type Mentioned, safe, say, type Writing } from "./text.ts";

/** How a text looks, in the theme's own sizes and colours. */
export type Style = Readonly<Pick<ITextRun, "size" | "weight" | "color" | "isSubtle" | "fontType">>;

/** One drawn text: what Teams shows, what it says where nothing of it is drawn (P2), and whom it mentions. */
export interface DrawnText {
  readonly element: IRichTextBlock | ITextBlock;
  readonly text: string;
  readonly mentions?: readonly IMention[];
}

/**
 * A text as Teams shows it. It is drawn as rich text, in which nobody's words are markdown; only a text that mentions
 * somebody or names an instant is a text block, since Teams knows mentions and the reader's zone nowhere else. A text
 * longer than an element takes is drawn in several.
 */
export function inline(writing: Writing, text: Text, style: Style = {}, before = ""): readonly DrawnText[] {
  const found = pieces(text, (one) => say(writing, one));
  const plain = found.map((piece) => wordsOfPiece(writing, piece)).join("");
  const names = mentionTexts(writing.mentions);
  const placed = found.map((piece): IMention | string | undefined => {
    if (typeof piece === "string") return undefined;
    return "at" in piece ? instantText(piece.at) : names.get(piece.person);
  });
  if (placed.every((one) => one === undefined)) return runs(plain, style, before);
  if (plain.length > limits.text) return runs(wordsHere(writing, text), style, before);
  // What people wrote is made safe as a whole, so the mentions are put in afterwards: a character that nobody types
  // keeps their places.
  const places = found
    .map((piece, index) => (placed[index] === undefined ? wordsOfPiece(writing, piece) : place))
    .join("");
  const acting = placed.filter((one) => one !== undefined);
  const mentions = acting.filter((one) => typeof one !== "string");
  const written = safe(places)
    .split(place)
    .map((words, index) => words + textOfActing(acting[index]))
    .join("");
  const element: ITextBlock = { type: "TextBlock", text: before + written, wrap: true, ...style };
  return [
    { element, text: wordsHere(writing, text), ...(mentions.length === 0 ? {} : { mentions: [...new Set(mentions)] }) },
  ];
}

const textOfActing = (one: IMention | string | undefined): string =>
  typeof one === "string" ? one : (one?.text ?? "");

/**
 * An instant, which Teams writes in the reader's zone and language: in a text block, and nowhere else. Its day goes
 * with it, or it would be another instant (P2).
 */
function instantText(instant: number): string {
  const iso = new Date(instant).toISOString().replace(/\.\d+Z$/u, "Z");
  return `{{DATE(${iso}, SHORT)}} {{TIME(${iso})}}`;
}

/** A text of a card where nothing is drawn: its instants in words. */
export const withoutInstants = (text: string, write: (instant: number) => string): string =>
  text.replace(/\{\{DATE\(([^,()]{1,40}), SHORT\)\}\} \{\{TIME\(\1\)\}\}/gu, (_, iso: string) =>
    write(Date.parse(iso)),
  );

const place = "\uE000";
const wordsOfPiece = (writing: Writing, piece: string | Mark): string =>
  typeof piece === "string" ? piece : say(writing, piece);

/** Literal text as rich text, in as many elements as it needs; none when there is no text. */
export function runs(text: string, style: Style = {}, before = ""): readonly DrawnText[] {
  if (text === "") return [];
  return parts(text, limits.text).map((part, index) => ({
    element: { type: "RichTextBlock", inlines: [run((index === 0 ? before : "") + part.text, style)] },
    text: part.text,
  }));
}

/** Literal text as a heading, in one line. */
export function headingOf(text: string): ITextBlock {
  return {
    type: "TextBlock",
    text: safe(text.replace(/\s+/gu, " ").trim()),
    style: "heading",
    size: "Medium",
    weight: "Bolder",
    wrap: true,
  };
}

/** One run of literal text. */
export const run = (text: string, style: Style = {}): ITextRun => ({ type: "TextRun", text: literal(text), ...style });

/** A text in words, without anybody mentioned and nothing that turns what stands around it. */
export const wordsOf = (writing: Writing, text: Text): string =>
  pieces(text, (one) => say(writing, one))
    .map((piece) => wordsOfPiece(writing, piece))
    .join("");

/** The same where Teams draws no instant in the reader's zone: whose time it is stands with it (P2). */
export const wordsHere = (writing: Writing, text: Text): string => wordsOf(writing, inHouseTime(text));

/** People's own words, in words. */
export const ownWords = (writing: Writing, text: string): string => wordsOf(writing, raw(text));

/**
 * A name as it stands in a mention's markup: without what would end it, or act as markdown around it. A low line is
 * part of a name, so it stays as one that is no markdown.
 */
export const calledIn = (name: string): string =>
  name
    .replaceAll("_", "\uFF3F")
    .replace(/[<>&*`~[\]{}\\\p{Cc}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim() || "–";

/**
 * What is written for each mention. Teams finds a mention by its text, so two people of one name differ by a letter
 * that none sees.
 */
function mentionTexts(mentions: ReadonlyMap<string, Mentioned> = new Map()): ReadonlyMap<string, IMention> {
  const taken = new Set<string>();
  return new Map(
    [...mentions].map(([person, { id, name }]): [string, IMention] => {
      const called = calledIn(name);
      let text = `<at>${called}</at>`;
      for (let more = 1; taken.has(text); more += 1) text = `<at>${called}${"\u2060".repeat(more)}</at>`;
      taken.add(text);
      return [person, { type: "mention", text, mentioned: { id, name: called } }];
    }),
  );
}
