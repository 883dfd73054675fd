import type { types } from "@slack/bolt";
import type { Element } from "./blocks.ts";
import { elementsOf } from "./blocks.ts";
import type { Block, Message } from "./types.ts";
import type { World } from "./world.ts";

/** Marks that nobody sees, with which a renderer may keep people's own signs from acting. */
const unseen = /[\u200B\u2060\uFEFF]/g;
/** Whoever reads here is in Sweden: their Slack draws an instant as its fallback says, without whose time that is. */
const ownZone = / \((?:svensk tid|Swedish time)\)$/u;

/**
 * Text in Slack's markup as a person reads it: `*bold*` without its stars, mentions as names, links as their labels. A
 * sign that does not act, for want of a partner or because something unseen stands behind it, is read as it is.
 */
export function readMarkup(world: World, markup: string): string {
  const held: string[] = [];
  const hold = (text: string): string => `\uE000${held.push(text) - 1}\uE000`;
  const acting = (sign: string) =>
    new RegExp(
      `(?<![\\p{L}\\p{N}${sign}])[${sign}](?=[^\\s\\u200B\\u2060\\uFEFF])([^${sign}\\n]*[^\\s${sign}])[${sign}](?![\\p{L}\\p{N}${sign}])`,
      "gu",
    );
  let text = markup
    .replace(/```([\s\S]+?)```/g, (_, code: string) => hold(code))
    .replace(/`([^`\n]+)`/g, (_, code: string) => hold(code))
    .replace(/<([^<>\n]+)>/g, (_, inside: string) => hold(mentioned(world, inside)));
  for (const sign of ["*", "_", "~"]) text = text.replace(acting(sign), "$1");
  text = text.replace(/^&gt; ?/gm, "");
  while (text.includes("\uE000"))
    text = text.replace(/\uE000(\d+)\uE000/g, (_, index: string) => held[Number(index)] ?? "");
  return asTyped(text).replace(unseen, "");
}

const asTyped = (text: string): string => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** What stands between < and >. */
function mentioned(world: World, inside: string): string {
  const [what = "", label] = inside.split("|");
  if (what.startsWith("@")) return `@${world.findUser(what.slice(1))?.realName ?? what.slice(1)}`;
  if (what.startsWith("#")) return `#${world.findChannel(what.slice(1))?.name ?? what.slice(1)}`;
  if (what.startsWith("!date")) return label?.replace(ownZone, "") ?? what;
  if (what.startsWith("!")) return `@${what.slice(1).replace(/^subteam\^/, "")}`;
  return label ?? what;
}

const textIn = (world: World, one: types.TextObject): string =>
  one.type === "mrkdwn" ? readMarkup(world, one.text) : one.text.replace(unseen, "");

function richIn(world: World, part: types.RichTextBlockElement | types.RichTextElement): string {
  switch (part.type) {
    case "rich_text_list":
      return part.elements.map((one) => `• ${richIn(world, one)}`).join("\n");
    case "rich_text_section":
    case "rich_text_quote":
    case "rich_text_preformatted":
      return part.elements.map((one) => richIn(world, one)).join("");
    case "text":
      return part.text.replace(unseen, "");
    case "link":
      return part.text ?? part.url;
    case "user":
      return `@${world.findUser(part.user_id)?.realName ?? part.user_id}`;
    case "usergroup":
      return `@${part.usergroup_id}`;
    case "channel":
      return `#${world.findChannel(part.channel_id)?.name ?? part.channel_id}`;
    case "broadcast":
      return `@${part.range}`;
    case "emoji":
      return `:${part.name}:`;
    case "date":
      return part.fallback?.replace(ownZone, "") ?? new Date(part.timestamp * 1000).toISOString();
    case "color":
      return part.value;
    case "team":
      return part.team_id;
  }
}
const richBlock = (world: World, { elements }: types.RichTextBlock): string =>
  elements.map((one) => richIn(world, one)).join("\n");

function blockIn(world: World, block: Block): string {
  const say = (one: types.TextObject) => textIn(world, one);
  switch (block.type) {
    case "header":
      return say(block.text);
    case "alert":
      return say(block.text);
    case "section":
      return [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])].map(say).join("\n");
    case "context":
      return block.elements.map((one) => (one.type === "image" ? one.alt_text : say(one))).join(" ");
    case "rich_text":
      return richBlock(world, block);
    case "table":
    case "data_table":
      return block.rows
        .map((row) => row.map((cell) => (cell.type === "rich_text" ? richBlock(world, cell) : cell.text)).join(" | "))
        .join("\n");
    case "card":
      return [block.title, block.subtitle, block.body].flatMap((one) => (one === undefined ? [] : say(one))).join("\n");
    case "carousel":
      return block.elements.map((one) => blockIn(world, one)).join("\n");
    case "container":
      return [
        ...(block.title === undefined ? [] : [block.title.text]),
        ...block.child_blocks.map((one) => blockIn(world, one)),
      ].join("\n");
    case "markdown":
      return block.text;
    case "image":
    case "video":
      return block.alt_text;
    case "data_visualization":
      return [
        block.title,
        ...block.chart.series.flatMap(({ name, data }) =>
          data.map(({ label, value }) => `${label}, ${name}: ${value}`),
        ),
      ].join("\n");
    case "input":
      return [block.label, ...(block.hint === undefined ? [] : [block.hint])].map(say).join("\n");
    case "plan":
    case "task_card":
      return block.title;
    default:
      return "";
  }
}

/** Blocks as a person reads them, top to bottom. */
const readBlocks = (world: World, blocks: readonly Block[]): string =>
  blocks
    .map((block) => blockIn(world, block))
    .filter((text) => text !== "")
    .join("\n");

/** A message as a person reads it: where there are blocks, `text` is not shown. */
export const readMessage = (world: World, { text, blocks }: Message): string =>
  blocks.length > 0 ? readBlocks(world, blocks) : readMarkup(world, text);

export interface Placed {
  readonly block: string;
  readonly element: Element;
}
/** What a person can act on in these blocks, with the block that holds it. */
export const placedElements = (blocks: readonly Block[]): readonly Placed[] =>
  blocks.flatMap((block) => elementsOf(block).map((element) => ({ block: block.block_id ?? "", element })));

export const labelsOf = (blocks: readonly Block[]): readonly string[] =>
  placedElements(blocks).flatMap(({ element }) =>
    element.type === "button" && element.text !== undefined ? [element.text.text] : [],
  );

/** Whom a message pings, by its own text and by its blocks: `channel`, `here`, `everyone`, ids of people and groups. */
export function pingsOf({ text, blocks }: Message): readonly string[] {
  const inMarkup = (markup: string): readonly string[] =>
    [
      ...markup.matchAll(
        /<!(channel|here|everyone)(?:\|[^>]*)?>|<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g,
      ),
    ].flatMap(([, broadcast, user, group]) => broadcast ?? user ?? group ?? []);
  const inPart = (part: unknown): readonly string[] => {
    if (Array.isArray(part)) return part.flatMap(inPart);
    if (typeof part !== "object" || part === null) return [];
    const one = part as Readonly<Record<string, unknown>>;
    if (one.type === "mrkdwn") return inMarkup(String(one.text));
    const named = { broadcast: one.range, user: one.user_id, usergroup: one.usergroup_id }[String(one.type)];
    return typeof named === "string" ? [named] : Object.values(one).flatMap(inPart);
  };
  return [...new Set([...inMarkup(text), ...blocks.flatMap(inPart)])];
}
