import { z } from "zod";
import { id } from "./composition.ts";

const flag = z.boolean().optional();
const style = z.strictObject({ bold: flag, italic: flag, strike: flag, underline: flag, code: flag }).optional();
const styled = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), style, ...shape });

const words = styled("text", { text: z.string().min(1) });
const link = styled("link", { url: z.string().min(1).max(3000), text: z.string().optional(), unsafe: flag });
const inline = z.discriminatedUnion("type", [
  words,
  link,
  styled("user", { user_id: z.string().regex(/^[UW][A-Z0-9]+$/) }),
  styled("usergroup", { usergroup_id: z.string().regex(/^S[A-Z0-9]+$/) }),
  styled("channel", { channel_id: z.string().regex(/^[CDG][A-Z0-9]+$/) }),
  styled("team", { team_id: z.string().regex(/^T[A-Z0-9]+$/) }),
  styled("broadcast", { range: z.enum(["here", "channel", "everyone"]) }),
  styled("emoji", { name: z.string().min(1), unicode: z.string().optional(), url: z.string().optional() }),
  styled("color", { value: z.string().regex(/^#[0-9a-f]{6}$/i) }),
  styled("date", {
    timestamp: z.int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
  }),
]);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(inline) });
const part = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(z.discriminatedUnion("type", [words, link])),
    border,
    language: z.string().optional(),
  }),
]);

/** Formatted text: a block of its own, a table's cell, or what stands in a rich text input. */
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: id.optional(),
  elements: z.array(part).min(1),
});
