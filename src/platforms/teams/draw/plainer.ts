import type { ActivityParams } from "@microsoft/teams.api";
import type { IAdaptiveCard } from "@microsoft/teams.cards";
import { parts } from "../../../messages/cut.ts";
import { withoutInstants } from "./inline.ts";
import { cardAttachment, type TeamsMessage } from "./render.ts";
import { safe } from "./text.ts";

/** What is sent: a message of the bot's. */
export type Outgoing = ActivityParams & { readonly summary?: string };

/** How plain a message is sent: as it is drawn, as a card of texts and buttons alone, or as text. */
const plainness = ["drawn", "plain", "text"] as const;
export type Plainness = (typeof plainness)[number];

/** The next plainer way. */
export const plainerThan = (how: Plainness): Plainness | undefined => plainness[plainness.indexOf(how) + 1];

/** What is written where nothing is drawn: the buttons that are not there, and an instant. */
export interface PlainWords {
  readonly unshown: (labels: string) => string;
  readonly instant: (instant: number) => string;
}

/** A message as an activity, as plain as wanted. */
export function outgoing({ summary, card }: TeamsMessage, how: Plainness, say: PlainWords): Outgoing {
  switch (how) {
    case "drawn":
      return { type: "message", summary, attachments: [cardAttachment(card)] };
    case "plain":
      return { type: "message", summary, attachments: [cardAttachment(plainCard(card))] };
    case "text":
      return { type: "message", summary, textFormat: "plain", text: textOf(card, say) };
  }
}

/** Characters of one text of a card. */
const most = 3_500;

/**
 * A card of texts and the same buttons, which bring the same as they did: nothing in it that only newer clients draw.
 */
function plainCard({ lang, msteams, body = [], actions = [] }: IAdaptiveCard): IAdaptiveCard {
  const texts = spoken(body).flatMap((text) =>
    parts(text, most).map((part) => ({ type: "TextBlock", text: part.text, wrap: true })),
  );
  const sets = partsOf(body).flatMap((part) =>
    part.type === "ActionSet" ? [{ ...part, actions: (part.actions ?? []).map(older) }] : [],
  );
  const card = {
    type: "AdaptiveCard",
    version: "1.2",
    lang,
    body: [...texts, ...sets],
    msteams: { entities: msteams?.entities ?? [] },
  };
  return { ...card, actions: actions.map((one) => older(one as Part)) } as unknown as IAdaptiveCard;
}

/** All that a card says where nothing is read as markup. */
function textOf({ body = [], actions = [] }: IAdaptiveCard, { unshown, instant }: PlainWords): string {
  const buttons = [...partsOf(body).flatMap((part) => part.actions ?? []), ...(actions as readonly Part[])];
  const labels = buttons.map(({ title = "", url }) => (url === undefined ? title : `${title} ${url}`)).join(", ");
  const said = spoken(body).map((text) =>
    withoutInstants(text, instant)
      .replace(/<at>(.*?)<\/at>/gu, "$1")
      .replace(/\\([\\*_`~])/gu, "$1")
      .replaceAll("\u2060", ""),
  );
  return [...said, ...(labels === "" ? [] : [unshown(labels)])].join("\n");
}

/** What the parts of a card have, as far as they say something or are pressed. */
interface Part {
  readonly type?: string;
  readonly text?: string;
  readonly title?: string;
  readonly url?: string;
  readonly inlines?: readonly Part[];
  readonly items?: readonly Part[];
  readonly rows?: readonly Part[];
  readonly cells?: readonly Part[];
  readonly facts?: readonly { readonly title: string; readonly value: string }[];
  readonly actions?: readonly Part[];
  readonly fallback?: Part;
}

const partsOf = (body: IAdaptiveCard["body"]): readonly Part[] => (body ?? []) as readonly Part[];
const older = (action: Part): Part => action.fallback ?? action;
const spoken = (body: IAdaptiveCard["body"]): readonly string[] =>
  partsOf(body)
    .map(words)
    .filter((text) => text.trim() !== "");

/** A part in words, as markdown in which nobody's words act. */
function words({ type, text = "", inlines = [], items = [], rows = [], cells = [], facts = [] }: Part): string {
  switch (type) {
    case "TextBlock":
      return text;
    case "RichTextBlock":
      return safe(inlines.map((one) => one.text ?? "").join(""));
    case "Container":
    case "TableCell":
      return items.map(words).join("\n\n");
    case "FactSet":
      return facts.map(({ title, value }) => `${title}: ${value}`).join("\n\n");
    case "Table":
      return rows.map(words).join("\n\n");
    case "TableRow":
      return cells.map(words).join(" | ");
    default:
      return "";
  }
}
