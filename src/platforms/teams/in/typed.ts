import { type Addressed, addressed } from "../../addressed.ts";
import type { Activity, Entity } from "./activity.ts";
import { htmlPieces, type MarkupPiece, quotes, textPieces } from "./markup.ts";

/** Looks up what a line mentions, so that commands find it by the name that lines know it by. */
export interface Mentioned {
  /** The handle of somebody. */
  person(id: string, name: string | undefined): Promise<string | undefined>;
  /** The name of a channel. */
  channel(id: string, name: string | undefined): Promise<string | undefined>;
}

type Written = Pick<Activity, "text" | "textFormat" | "entities" | "attachments" | "recipient">;

/** What a person typed to the bot, out of Teams' markup: people as `@handle`, channels as `#name`. */
export async function typedText(written: Written, mentioned: Mentioned): Promise<Addressed> {
  const pieces = identified(piecesOf(written), written.entities ?? []);
  const line: string[] = [""];
  for (const piece of pieces) {
    if ("text" in piece) line.push(`${line.pop() ?? ""}${piece.text}`);
    else if (piece.who?.id === written.recipient.id) line.push("");
    else line.push(`${line.pop() ?? ""}${await wordsOf(piece, mentioned)}`);
  }
  return addressed(line.map((text) => plainSpaces(text).replace(outerEdges, "")));
}

/** What stands in a message of somebody's, for people to read: mentions as they are shown. */
export function shownText(html: string): string {
  return visible(
    htmlPieces(html)
      .map((piece) => ("text" in piece ? piece.text : `@${piece.at}`))
      .join(""),
  ).trim();
}

/**
 * The plain text is what people typed, letter by letter. Rich text is read where the plain text has lost something: all
 * of it, its lines, or which part of it is a quote.
 */
function piecesOf({ text = "", textFormat, attachments = [] }: Written): readonly MarkupPiece[] {
  if (textFormat === "xml") return htmlPieces(text);
  const plain = textPieces(text);
  const html = attachments.find(
    ({ contentType, content }) => contentType === "text/html" && typeof content === "string",
  )?.content;
  if (typeof html !== "string") return plain;
  const rich = htmlPieces(html);
  const lost = wordsIn(plain) === "" || quotes(html) || (!/[\r\n]/u.test(text.trim()) && wordsIn(rich).includes("\n"));
  return lost && wordsIn(rich) !== "" ? rich : plain;
}

const wordsIn = (pieces: readonly MarkupPiece[]): string =>
  pieces
    .map((piece) => ("text" in piece ? piece.text : ""))
    .join("")
    .trim();

type Identified =
  | { readonly text: string }
  | { readonly at: string; readonly who?: { readonly id: string; readonly name?: string | undefined } };

const same = (one: string): string => visible(one).replace(/\s+/gu, " ").trim().toLowerCase();
const innerOf = ({ text, mentioned }: Entity): string => {
  const [piece] = textPieces(text ?? "").filter((one) => "at" in one);
  return same(piece !== undefined && "at" in piece ? piece.at : (mentioned?.name ?? ""));
};

/**
 * Each mention with whom it means: in the order in which Teams lists those of one name. A tag that Teams does not list
 * was typed by hand, and means nobody.
 */
function identified(pieces: readonly MarkupPiece[], entities: readonly Entity[]): readonly Identified[] {
  const listed = new Map<string, Entity[]>();
  for (const entity of entities) {
    if (entity.type !== "mention" || entity.mentioned === undefined) continue;
    const name = innerOf(entity);
    const before = listed.get(name);
    if (before === undefined) listed.set(name, [entity]);
    else before.push(entity);
  }
  const taken = new Map<string, number>();
  return pieces.map((piece): Identified => {
    if ("text" in piece) return piece;
    const name = same(piece.at);
    const ofName = listed.get(name) ?? [];
    const next = taken.get(name) ?? 0;
    taken.set(name, next + 1);
    const entity = ofName[next] ?? ofName[0];
    return entity?.mentioned === undefined ? { at: piece.at } : { at: piece.at, who: entity.mentioned };
  });
}

async function wordsOf({ at, who }: Extract<Identified, { at: string }>, mentioned: Mentioned): Promise<string> {
  if (who === undefined || who.id.startsWith("28:")) return `@${at}`;
  if (who.id.startsWith("19:")) return `#${(await mentioned.channel(who.id, who.name ?? at)) ?? at}`;
  return `@${(await mentioned.person(who.id, who.name ?? at)) ?? at}`;
}

/** Spaces of every width as the one that people type. */
const plainSpaces = (text: string): string =>
  text.replace(/\r\n?/gu, "\n").replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, " ");

/** What has no width, around what was typed: within it, it is the reader's of notes to mark (M1). */
const outerEdges = /^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu;

/** As people see it: without what has no width. */
const visible = (text: string): string => plainSpaces(text).replace(/[\u200b\u2060\ufeff]/gu, "");
