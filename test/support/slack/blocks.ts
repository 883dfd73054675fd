import { z } from "zod";
import { hasOneImage, id, imageElement, imageParts, mrkdwn, plain, text, webUrl } from "./composition.ts";
import { accessory, action, button, contextAction, input } from "./elements.ts";
import { SlackRefusal } from "./refusal.ts";
import { richText } from "./rich-text.ts";
import type { Block } from "./types.ts";

const block = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), block_id: id.optional(), ...shape });

const actions = block("actions", { elements: z.array(action).min(1).max(25) });
const context = block("context", {
  elements: z
    .array(z.discriminatedUnion("type", [plain(2000), mrkdwn(2000), imageElement]))
    .min(1)
    .max(10),
});
const divider = block("divider", {});
const header = block("header", { text: plain(150) });
const image = block("image", { ...imageParts, title: plain(2000).optional() }).refine(
  hasOneImage,
  "image_url or slack_file",
);
const section = block("section", {
  text: text(3000).optional(),
  fields: z.array(text(2000)).min(1).max(10).optional(),
  accessory: accessory.optional(),
  expand: z.boolean().optional(),
}).refine((one) => one.text !== undefined || one.fields !== undefined, "missing required field: text or fields");
const video = block("video", {
  video_url: webUrl(3000),
  thumbnail_url: webUrl(3000),
  alt_text: z.string().min(1).max(2000),
  title: plain(199),
  title_url: webUrl(3000).optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: webUrl(3000).optional(),
  description: plain(200).optional(),
});

const words = z.string().min(1);
const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: words }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: words }),
  richText,
]);
const rows = z.array(z.array(cell).min(1).max(20)).min(1);
const column = z.strictObject({
  align: z.enum(["left", "center", "right"]).optional(),
  is_wrapped: z.boolean().optional(),
});
const table = block("table", { rows: rows.max(100), column_settings: z.array(column.nullable()).max(20).optional() });
const dataTable = block("data_table", {
  rows,
  caption: words,
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).optional(),
});
const chartLabel = z.string().min(1).max(20);
const series = z.strictObject({
  name: chartLabel,
  data: z
    .array(z.strictObject({ label: chartLabel, value: z.number() }))
    .min(1)
    .max(20),
});
const chart = block("data_visualization", {
  title: z.string().min(1).max(50),
  chart: z.strictObject({
    type: z.literal("bar"),
    series: z.array(series).min(1).max(6),
    axis_config: z.strictObject({
      categories: z.array(chartLabel).min(1).max(20),
      x_label: z.string().max(50).optional(),
      y_label: z.string().max(50).optional(),
    }),
  }),
}).refine(
  ({ chart: { series: all, axis_config } }) =>
    new Set(all.map(({ name }) => name)).size === all.length &&
    all.every(({ data }) => data.map(({ label }) => label).join("\n") === axis_config.categories.join("\n")) &&
    new Set(axis_config.categories).size === axis_config.categories.length,
  "series must have unique names and one data point for each category",
);
const card = block("card", {
  hero_image: imageElement.optional(),
  icon: imageElement.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  actions: z.array(button).min(1).optional(),
}).refine(
  (one) => [one.hero_image, one.title, one.actions, one.body].some((part) => part !== undefined),
  "card is empty",
);
const task = block("task_card", {
  task_id: words,
  title: words,
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal("url"), url: words, text: words })).optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
});
const container = block("container", {
  title: plain(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: text(150).optional(),
  child_blocks: z
    .array(z.discriminatedUnion("type", [actions, context, divider, header, image, richText, section, table, video]))
    .min(1)
    .max(10),
  width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
  icon: imageElement.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
}).refine((one) => one.title !== undefined || one.rich_text_title !== undefined, "missing required field: title");

const anywhere = [actions, context, divider, header, image, richText, section, video] as const;
const inputBlock = block("input", {
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  element: input,
  dispatch_action: z.boolean().optional(),
});

/** The blocks that each surface takes. A remote file's block is Slack's own to draw, so no surface takes it. */
const surfaces = {
  message: z.array(
    z.discriminatedUnion("type", [
      ...anywhere,
      card,
      block("carousel", { elements: z.array(card).min(1).max(10) }),
      container,
      block("context_actions", { elements: z.array(contextAction).min(1).max(5) }),
      dataTable,
      chart,
      block("markdown", { text: z.string().min(1).max(12_000) }),
      block("plan", { title: words, tasks: z.array(task).optional() }),
      table,
      task,
    ]),
  ),
  modal: z.array(
    z.discriminatedUnion("type", [
      ...anywhere,
      inputBlock,
      block("alert", { text: text(200), level: z.enum(["default", "info", "warning", "error", "success"]).optional() }),
    ]),
  ),
  home: z.array(z.discriminatedUnion("type", [...anywhere, inputBlock])),
};
export type Surface = keyof typeof surfaces;

/**
 * What Slack would say is wrong with these blocks on this surface, each with where. Empty when it would take them.
 */
export function blockProblems(surface: Surface, blocks: unknown): readonly string[] {
  const max = surface === "message" ? 50 : 100;
  const parsed = surfaces[surface].max(max, `no more than ${max} items allowed`).safeParse(blocks);
  const at = (path: readonly PropertyKey[]) => `[json-pointer:${["/blocks", ...path.map(String)].join("/")}]`;
  if (!parsed.success)
    return parsed.error.issues.map(
      ({ message, path, code }) => `${code === "invalid_union" ? "unsupported type" : message} ${at(path)}`,
    );
  const drawn = parsed.data as readonly Block[];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [index, { block_id }] of drawn.entries()) {
    if (block_id !== undefined && seen.has(block_id))
      problems.push(`block_id "${block_id}" already exists ${at([index, "block_id"])}`);
    if (block_id !== undefined) seen.add(block_id);
    const actionIds = elementsOf(drawn[index] as Block).flatMap(({ action_id }) => action_id ?? []);
    const twice = actionIds.find((one, first) => actionIds.indexOf(one) !== first);
    if (twice !== undefined)
      problems.push(`\`action_id\` "${twice}" already exists for another element ${at([index])}`);
  }
  if (drawn.filter(({ type }) => type === "table").length > 1) problems.push(`only_one_table_allowed ${at([])}`);
  const tables = drawn.filter(({ type }) => type === "table").reduce((sum, one) => sum + lengthOf(one), 0);
  if (tables > 10_000) problems.push(`tables must be less than 10001 characters ${at([])}`);
  if (drawn.filter(({ type }) => type === "data_visualization").length > 2) problems.push(`too many charts ${at([])}`);
  const markdown = drawn.reduce((sum, one) => sum + (one.type === "markdown" ? one.text.length : 0), 0);
  if (markdown > 12_000) problems.push(`markdown must be less than 12001 characters ${at([])}`);
  return problems;
}

/** An element that a person can act on. */
export interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly url?: string;
}

/** The elements of a block that a person can act on, in order. */
export function elementsOf(one: Block): readonly Element[] {
  switch (one.type) {
    case "actions":
    case "context_actions":
      return one.elements as readonly Element[];
    case "section":
      return one.accessory === undefined || one.accessory.type === "image" ? [] : [one.accessory as Element];
    case "input":
      return [one.element as Element];
    case "card":
      return (one.actions ?? []) as readonly Element[];
    case "carousel":
      return one.elements.flatMap(elementsOf);
    case "container":
      return one.child_blocks.flatMap(elementsOf);
    default:
      return [];
  }
}

/** Characters of text anywhere in a part. */
function lengthOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + lengthOf(one), 0);
  if (typeof part !== "object" || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === "text" && typeof value === "string" ? value.length : lengthOf(value)),
    0,
  );
}

/**
 * Slack holds the blocks of a message together to some 13 200 characters, an undocumented limit that counts their
 * wrapping too (bolt-js issues 2509 and 2867). Only the messages that are posted, not those in answers.
 */
const messageBudget = 13_200;
const wrapping = 40;

/** A kind that the workspace does not have is no kind of block to it. */
export const lacking = (blocks: unknown, lacks: ReadonlySet<string>): readonly string[] =>
  (Array.isArray(blocks) ? (blocks as readonly Block[]) : []).flatMap((one, index) => {
    const element = one.type === "input" ? one.element.type : undefined;
    if (lacks.has(one.type)) return [`unsupported type: ${one.type} [json-pointer:/blocks/${index}/type]`];
    return element !== undefined && lacks.has(element)
      ? [`unsupported type: ${element} [json-pointer:/blocks/${index}/element/type]`]
      : [];
  });

/**
 * Takes a message's blocks as Slack does. `lacks`: kinds that the workspace does not have.
 *
 * @throws SlackRefusal `invalid_blocks`, `msg_blocks_too_long`.
 */
export function acceptBlocks(
  blocks: unknown,
  kind: "posted" | "answered",
  lacks: ReadonlySet<string> = new Set(),
): readonly Block[] {
  const problems = [...blockProblems("message", blocks), ...lacking(blocks, lacks)];
  if (problems.length > 0) throw SlackRefusal.because("invalid_blocks", problems);
  const drawn = blocks as readonly Block[];
  if (kind === "posted" && lengthOf(drawn) + wrapping * drawn.length > messageBudget)
    throw new SlackRefusal("msg_blocks_too_long");
  return drawn.map((one, index) => ({ ...one, block_id: one.block_id ?? `b${index}` }));
}
