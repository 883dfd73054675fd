import type { IAdaptiveCard, IContainer } from "@microsoft/teams.cards";
import type { Block, Content } from "../../../messages/content.ts";
import { cut } from "../../../messages/cut.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { pictureId } from "../../../messages/made-file.ts";
import { buttonTimes } from "../../../messages/marks.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Theme } from "../../../messages/picture.ts";
import type { Words } from "../../../messages/words.ts";
import { actionPieces, buttonAction, handInAction, linkAction } from "./button.ts";
import { headingOf, inline, ownWords, run, runs, type Style, wordsHere } from "./inline.ts";
import { limits } from "./limits.ts";
import { picturePieces } from "./picture.ts";
import { type ElementPiece, packed, pieceOf, piecesOf } from "./piece.ts";
import { tablePieces } from "./table.ts";
import { type Mentioned, safe, type Writing } from "./text.ts";

/** What is posted: a card to look at, and its words for the notification. */
export interface TeamsMessage {
  readonly summary: string;
  readonly card: IAdaptiveCard;
}

/** A message as the platform draws it. */
export interface Drawing {
  /** Our id: every button brings it back. */
  readonly id: string;
  readonly content: Content;
  /** The day when it was said. */
  readonly today?: Day;
  /** The Teams user of a person, by our id. */
  readonly mentions?: ReadonlyMap<string, Mentioned>;
  /** A link to each of its files, by id; a file without one cannot be opened from outside. */
  readonly files?: ReadonlyMap<string, string | undefined>;
  /** True in a personal chat, where files are dropped as they are. */
  readonly personal?: boolean;
}

/**
 * Draws a message: one of Teams', or more when it is longer than Teams takes, with the buttons on the last. No word of
 * it is read as markup, so nobody mentions anyone through a note.
 */
export function renderMessage(words: Words, language: Language, message: Drawing): readonly TeamsMessage[] {
  const { today, mentions } = message;
  const writing = { words, language, today, mentions };
  return packed(piecesOfMessage(writing, message)).map((pieces) => {
    const summary = cut(
      pieces
        .map(({ text }) => text.trim())
        .filter((text) => text !== "")
        .join(" ")
        .replace(/\s+/gu, " "),
      limits.summary,
    );
    return { summary: summary === "" ? "–" : summary, card: cardOf(pieces, summary, language) };
  });
}

/** A card as it is attached to an activity. */
export const cardAttachment = (
  card: IAdaptiveCard,
): { readonly contentType: string; readonly content: IAdaptiveCard } => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: card,
});

function cardOf(pieces: readonly ElementPiece[], summary: string, language: Language): IAdaptiveCard {
  const entities = [...new Map(pieces.flatMap(({ mentions = [] }) => mentions).map((one) => [one.text, one])).values()];
  const wide = pieces.some((piece) => piece.wide === true);
  const teams = { ...(wide ? { width: "full" as const } : {}), ...(entities.length === 0 ? {} : { entities }) };
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    // What a screen reader reads it in.
    lang: language,
    // Shown where a card of this version is not.
    ...(summary === "" ? {} : { fallbackText: safe(summary) }),
    ...(Object.keys(teams).length === 0 ? {} : { msteams: teams }),
    body: pieces.map(({ element }) => element),
  };
}

function piecesOfMessage(writing: Writing, { id, content, files, personal = false }: Drawing): readonly ElementPiece[] {
  const links = (content.files ?? []).map((file) => ({ ...file, url: files?.get(file.id) }));
  const unreachable = links
    .filter(({ url }) => url === undefined)
    .flatMap(({ name }) => piecesOf(inline(writing, phrase("file.unreachable", { name }), quiet)));
  const actions = links.flatMap(({ name, url }) => (url === undefined ? [] : [linkAction(name, url)]));
  const handIn = content.takesFiles === true && !personal ? [handInAction(writing)] : [];
  const pictures = content.blocks.filter(({ kind }) => kind === "picture");
  const drawn = content.blocks.map((block) => {
    const urlOf = (theme: Theme) =>
      files?.get(pictureId(id, pictures.indexOf(block), { theme, language: writing.language }));
    return {
      block,
      pieces:
        block.kind === "picture" ? picturePieces(writing, block.picture, urlOf) : piecesOfBlock(writing, id, block),
    };
  });
  // Files stand with what is said, the buttons that answer it below them.
  const spoken = drawn.findLastIndex(({ block }) => block.kind !== "buttons") + 1;
  const below = drawn.slice(spoken).flatMap(({ block }) => (block.kind === "buttons" ? block.buttons : []));
  const times = buttonTimes(below);
  const found = [
    ...drawn.slice(0, spoken).flatMap(({ pieces }) => pieces),
    ...unreachable,
    ...actionPieces(actions),
    ...(times === undefined ? [] : timesPieces(writing, times)),
    ...actionPieces([...below.map((button) => buttonAction(writing, id, button)), ...handIn]),
  ];
  return found.length > 0 ? found : piecesOf(runs("–"));
}

/** Whose times stand on the buttons below, which no notification needs. */
const timesPieces = (writing: Writing, times: Phrase): readonly ElementPiece[] =>
  piecesOf(inline(writing, times, quiet)).map((piece) => ({ ...piece, text: "" }));

const quiet: Style = { isSubtle: true, size: "Small" };

function piecesOfBlock(
  writing: Writing,
  id: string,
  block: Exclude<Block, { kind: "picture" }>,
): readonly ElementPiece[] {
  switch (block.kind) {
    case "heading":
      return headingPieces(wordsHere(writing, block.text));
    case "text":
      return textPieces(writing, block);
    case "list":
      return block.items.flatMap((item) =>
        piecesOf(inline(writing, item, {}, "• ")).map((piece) => ({ ...piece, text: `• ${piece.text}` })),
      );
    case "facts":
      return factPieces(
        block.rows.map(({ label, value }) => ({ label: wordsHere(writing, label), value: wordsHere(writing, value) })),
      );
    case "table":
      return tablePieces(writing, block);
    case "quote":
      return runs(ownWords(writing, block.text)).map(({ element, text }) => {
        const container: IContainer = {
          type: "Container",
          style: "emphasis",
          showBorder: true,
          roundedCorners: true,
          items: [element],
        };
        return pieceOf(container, text);
      });
    case "line":
      return piecesOf(
        runs(block.line, block.instead === true ? { ...quiet, fontType: "Monospace" } : { fontType: "Monospace" }),
      );
    case "buttons": {
      const times = buttonTimes(block.buttons);
      const actions = actionPieces(block.buttons.map((button) => buttonAction(writing, id, button)));
      return times === undefined ? actions : [...timesPieces(writing, times), ...actions];
    }
  }
}

function headingPieces(text: string): readonly ElementPiece[] {
  if (text.trim() === "") return [];
  if (text.length > limits.text) return piecesOf(runs(text, { weight: "Bolder" }));
  return [pieceOf(headingOf(text), text, { heading: true })];
}

function textPieces(writing: Writing, { text, tone }: Extract<Block, { kind: "text" }>): readonly ElementPiece[] {
  switch (tone) {
    case "quiet":
      return piecesOf(inline(writing, text, quiet));
    case "success":
      return piecesOf(inline(writing, text, {}, "✅ "));
    case "warning":
      // Its sign says it too, for whoever sees no colours.
      return inline(writing, text, {}, "⚠️ ").map(({ element, text: said, mentions }) =>
        pieceOf(
          { type: "Container", style: "warning", items: [element] },
          said,
          mentions === undefined ? {} : { mentions },
        ),
      );
    default:
      return piecesOf(inline(writing, text));
  }
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Facts as a set; one that is too long for it is a text of its own. */
function factPieces(facts: readonly Fact[]): readonly ElementPiece[] {
  const found: ElementPiece[] = [];
  let together: Fact[] = [];
  const close = (): void => {
    if (together.length > 0) {
      const set = together.map(({ label, value }) => ({ title: safe(label), value: value === "" ? " " : safe(value) }));
      found.push(pieceOf({ type: "FactSet", facts: set }, together.map(line).join("\n")));
    }
    together = [];
  };
  for (const fact of facts) {
    if (fact.label.length + fact.value.length > limits.fact) {
      close();
      found.push(...longFact(fact));
    } else {
      if (together.map(line).join("\n").length + line(fact).length > limits.text) close();
      together.push(fact);
    }
  }
  close();
  return found;
}

const line = ({ label, value }: Fact): string => `${label}: ${value}`;

function longFact(fact: Fact): readonly ElementPiece[] {
  if (fact.label.length > limits.fact) return piecesOf(runs(line(fact)));
  const title = `${fact.label}: `;
  const [first, ...rest] = runs(line(fact));
  if (first === undefined) return [];
  const inlines = [run(title, { weight: "Bolder" }), run(first.text.slice(title.length))];
  return [pieceOf({ type: "RichTextBlock", inlines }, first.text), ...piecesOf(rest)];
}
