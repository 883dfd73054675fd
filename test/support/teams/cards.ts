import { adaptive } from "./adaptive-cards.ts";
import { TeamsRefusal } from "./refusal.ts";
import type { Card, Fields } from "./types.ts";

export const cardType = "application/vnd.microsoft.card.adaptive";

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The newest version that Teams renders on every device. */
const newest = [1, 5] as const;

/** All objects within a card that have a type, itself first. */
export function partsOf(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (!isFields(value)) return [];
  const { data: _data, msteams: _teams, fallback: _fallback, ...rest } = value;
  return [...(typeof value.type === "string" ? [value] : []), ...Object.values(rest).flatMap(partsOf)];
}

/** What is wrong with a card: what the official library warns of, and what Teams does not draw. */
export function problemsOf(card: unknown): readonly string[] {
  if (!isFields(card) || card.type !== "AdaptiveCard") return ["it is no AdaptiveCard"];
  const problems: string[] = [];
  const [major = 0, minor = 0] = textOf(card.version).split(".").map(Number);
  if (!/^\d+\.\d+$/.test(textOf(card.version)) || major > newest[0] || (major === newest[0] && minor > newest[1]))
    problems.push(`version ${String(card.version)}: Teams renders up to ${newest.join(".")}`);
  const context = new adaptive.SerializationContext();
  const parsed = new adaptive.AdaptiveCard();
  // Its pattern of a language remembers where it stopped, and refuses every second card.
  const { regEx } = adaptive.AdaptiveCard.langProperty;
  if (regEx !== undefined) regEx.lastIndex = 0;
  // The library changes what it parses.
  parsed.parse(structuredClone(card), context);
  for (let at = 0; at < context.eventCount; at += 1) problems.push(context.getEventAt(at).message);
  for (const { event } of parsed.validateProperties().validationEvents) problems.push(String(event));
  const parts = partsOf(card);
  const ids = parts.flatMap(({ type, id }) => (textOf(type).startsWith("Input.") ? [textOf(id)] : []));
  if (ids.includes("")) problems.push("an input without id");
  if (new Set(ids).size < ids.length) problems.push("two inputs have one id");
  for (const part of parts) {
    if (part.type === "Image" && textOf(part.altText) === "") problems.push("an image without altText");
    if (textOf(part.type).startsWith("Action.") && textOf(part.title) === "") problems.push("an action without title");
    if (part.type === "Action.Execute" && textOf(part.verb) === "") problems.push("an Action.Execute without verb");
  }
  const written = JSON.stringify(card);
  for (const { type, text, mentioned } of entitiesOf(card)) {
    if (type !== "mention") continue;
    if (!isFields(mentioned) || textOf(mentioned.id) === "") problems.push("a mention of nobody");
    if (!written.replace(/"entities":\[.*?\]/, "").includes(JSON.stringify(textOf(text)).slice(1, -1)))
      problems.push(`a mention whose text ${String(text)} is not in the card`);
  }
  return problems;
}

/** What a card says to Teams besides itself: whom it mentions. */
export const entitiesOf = ({ msteams }: Card): readonly Fields[] => (isFields(msteams) ? listOf(msteams.entities) : []);

/**
 * A card that Teams draws. `lacks`: the kinds of elements that it does not.
 *
 * @throws TeamsRefusal 400 with everything that is wrong with it.
 */
export function acceptCard(card: unknown, lacks: ReadonlySet<string> = new Set()): Card {
  const problems = [
    ...problemsOf(card),
    ...partsOf(card).flatMap(({ type }) => (lacks.has(String(type)) ? [`no ${String(type)}`] : [])),
  ];
  if (problems.length > 0) throw new TeamsRefusal(400, "BadSyntax", problems.join("; "));
  return structuredClone(card) as Card;
}

/** @throws TeamsRefusal 400 for any attachment that is not an adaptive card that Teams draws. */
export function acceptAttachments(attachments: unknown, lacks: ReadonlySet<string> = new Set()): readonly Card[] {
  if (attachments === undefined || attachments === null) return [];
  if (!Array.isArray(attachments)) throw new TeamsRefusal(400, "BadSyntax", "attachments is no list");
  return attachments.map((one: unknown) => {
    if (!isFields(one) || one.contentType !== cardType)
      throw new TeamsRefusal(400, "BadSyntax", "an attachment that is no adaptive card");
    return acceptCard(one.content, lacks);
  });
}
