import { entitiesOf, isFields, listOf, partsOf, textOf } from "./cards.ts";
import type { Card, Fields, Message, Said } from "./types.ts";

/** Marks that nobody sees, with which a renderer may keep people's own signs from acting. */
const unseen = /[\u200B\u2060\uFEFF]/g;
const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00A0" };

/** HTML's character references as the signs they stand for. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name ?? ""] ?? whole;
  });

/**
 * Text in the part of Markdown that Teams draws, as a person reads it: bold and italics without their signs, links as
 * their labels, mentions as names. A sign that is escaped, or that has no partner, is read as it is.
 */
export function readMarkdown(markdown: string): string {
  const held: string[] = [];
  const hold = (text: string): string => `\uE000${held.push(text) - 1}\uE000`;
  let text = withInstants(markdown)
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => hold(sign))
    .replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, (reference) => hold(decoded(reference)))
    .replace(/<at>(.*?)<\/at>/g, "$1")
    .replace(/!?\[([^\]\n]*)\]\(([^()\s]+)\)/g, "$1");
  for (const sign of ["\\*\\*", "__", "\\*", "_"])
    text = text.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?=\\S)(.+?)(?<=\\S)${sign}(?![\\p{L}\\p{N}])`, "gu"),
      "$1",
    );
  text = lines(text.replace(/^ {0,3}[-*+] +/gm, "• "));
  while (text.includes("\uE000"))
    text = text.replace(/\uE000(\d+)\uE000/g, (_, index: string) => held[Number(index)] ?? "");
  return text.replace(unseen, "");
}

/** An instant as Teams writes it for a reader in Sweden, but for the year. */
const withInstants = (markdown: string, timeZone = "Europe/Stockholm"): string =>
  markdown.replace(
    /\{\{(DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?:, SHORT)?\)\}\}/gu,
    (_, what: string, iso: string) =>
      what === "TIME"
        ? new Date(iso).toLocaleTimeString("sv-SE", { timeZone, hour: "2-digit", minute: "2-digit" })
        : new Date(iso)
            .toLocaleDateString("sv-SE", { timeZone, weekday: "short", day: "numeric", month: "short" })
            .replaceAll(".", ""),
  );

/** A line break is none within a paragraph; items of a list stand on their own. */
const lines = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\n(?!• |\d+[.)] )/g, " "))
    .join("\n");

const inlineIn = (inline: unknown): string =>
  typeof inline === "string" ? inline : isFields(inline) ? textOf(inline.text) : "";

/** An element of a card as a person reads it: its text and that of everything in it, top to bottom. */
function elementIn(element: Fields): readonly string[] {
  if (element.isVisible === false) return [];
  const all = (value: unknown) => listOf(value).flatMap(elementIn);
  switch (element.type) {
    case "TextBlock":
      return [readMarkdown(textOf(element.text))];
    case "RichTextBlock":
      return [(Array.isArray(element.inlines) ? element.inlines : []).map(inlineIn).join("").replace(unseen, "")];
    case "FactSet":
      return listOf(element.facts).map(
        ({ title, value }) => `${readMarkdown(textOf(title))}: ${readMarkdown(textOf(value))}`,
      );
    case "Table":
      return listOf(element.rows).map((row) =>
        listOf(row.cells)
          .map((cell) => all(cell.items).join("\n"))
          .join(" | "),
      );
    case "ColumnSet":
      return listOf(element.columns).flatMap(({ items }) => all(items));
    case "Container":
      return all(element.items);
    case "Image":
      return [textOf(element.altText)];
    case "Input.Text":
    case "Input.Number":
    case "Input.Date":
    case "Input.Time":
    case "Input.ChoiceSet":
    case "Input.Toggle":
      return [element.label, element.title].flatMap((one) => (textOf(one) === "" ? [] : [readMarkdown(textOf(one))]));
    default:
      return [];
  }
}

/** A card as a person reads it. */
export const readCard = (card: Card): string =>
  listOf(card.body)
    .flatMap(elementIn)
    .filter((text) => text !== "")
    .join("\n");

/** The cards that a person sees of a message. */
export const cardsFor = ({ said, views }: Message, user: string): readonly Card[] => {
  const own = views.get(user);
  return own === undefined ? said.cards : [own];
};

/** A message as a person reads it. */
export const readMessage = (message: Message, user: string): string =>
  [textIn(message), ...cardsFor(message, user).map(readCard)].filter(Boolean).join("\n");
/** What people write is read as they typed it; what a bot writes is Markdown. */
const textIn = ({ from, said }: Message): string => (from.startsWith("28:") ? readMarkdown(said.text) : said.text);

/** What can be pressed on a card. */
export const actionsOf = (card: Card): readonly Fields[] =>
  partsOf(card).filter(({ type }) => textOf(type).startsWith("Action."));
export const labelsOf = (card: Card): readonly string[] =>
  actionsOf(card).flatMap(({ type, title }) =>
    type === "Action.Execute" || type === "Action.Submit" ? [textOf(title)] : [],
  );

/** Where a card leads in the browser: its buttons, and the links in its text. */
export const linksOf = (card: Card): readonly { readonly title: string; readonly url: string }[] =>
  partsOf(card).flatMap((part) => {
    if (part.type === "Action.OpenUrl") return [{ title: textOf(part.title), url: textOf(part.url) }];
    if (part.type !== "TextBlock") return [];
    const links = textOf(part.text).matchAll(/(?<!\\)\[((?:\\.|[^\]\n])*)\]\(([^()\s]+)\)/g);
    return [...links].map(([, title = "", url = ""]) => ({ title: readMarkdown(title), url: decoded(url) }));
  });

/** Whom a message mentions: their ids. */
export const mentionsOf = ({ entities, cards }: Said): readonly string[] =>
  [...entities, ...cards.flatMap(entitiesOf)].flatMap(({ type, mentioned }) =>
    type === "mention" && isFields(mentioned) ? [textOf(mentioned.id)] : [],
  );
