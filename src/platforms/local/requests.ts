import type { Request } from "express";
import { z } from "zod";
import { isKeepable, sentText, typedText } from "../../messages/outside-text.ts";
import { BadRequest } from "./errors.ts";

/** What only programs write: ids, and the names of fields. */
const word = sentText(200).min(1);
const requestId = word.optional();
const megabyte = 1_000_000;
/** A file that came: its name and what is in it. */
const file = {
  name: typedText.transform(fileName).pipe(z.string().min(1).max(200)),
  // What is wrong with it, empty too, is said in words.
  contentBase64: z.base64().max(15 * megabyte),
};

/** The bodies that the API takes. */
export const bodies = {
  conversation: z.object({
    id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/),
    name: typedText.pipe(z.string().trim().min(1).max(80)),
    shared: z.boolean(),
  }),
  message: z.object({ as: word, in: word, text: typedText, requestId }),
  action: z.object({ as: word, in: word, message: word, action: word, requestId }),
  form: z.object({
    as: word,
    form: word,
    values: z.record(sentText(200), z.union([typedText, z.number().transform(String), z.boolean().transform(String)])),
    files: z.array(z.object(file)).max(100).optional(),
    requestId,
  }),
  // The line that it comes with, where it is one that takes files.
  file: z.object({ as: word, in: word, ...file, line: typedText.optional(), requestId }),
  clock: z.union([
    z.strictObject({ advance: word, as: word.optional() }),
    z.strictObject({ to: word, as: word.optional() }),
  ]),
} as const;

/** How large a body may be, in bytes. */
export const bodyLimit = { file: 15 * megabyte, form: 60 * megabyte, other: megabyte } as const;

/** The body of a request. Throws BadRequest (400) that names each field that is wrong. */
export function bodyOf<T>(schema: z.ZodType<T>, request: Request): T {
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  throw new BadRequest(
    400,
    read.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; "),
  );
}

/** A query parameter. Throws BadRequest (400) when it is given twice, or missing where it is needed. */
export function queryOf(request: Request, name: string): string | undefined {
  const value = request.query[name];
  if (value !== undefined && typeof value !== "string") throw new BadRequest(400, `${name}: give it once`);
  return value === undefined ? undefined : sent(name, value);
}

/**
 * A query parameter that may be given several times. Throws BadRequest (400) when it is given more than `most` times.
 */
export function queriesOf(request: Request, name: string, most: number): readonly string[] {
  const values = [request.query[name] ?? []].flat();
  if (values.length > most) throw new BadRequest(400, `${name}: give at most ${most}`);
  return values.map((value) => (typeof value === "string" ? sent(name, value) : invalid(name)));
}

function invalid(name: string): never {
  throw new BadRequest(400, `${name}: it is no id`);
}

/** An id in a path or in a query. Throws BadRequest (400) when it is none that anything can have. */
export function sent(name: string, value: string): string {
  return value.length <= 200 && isKeepable(value) ? value : invalid(name);
}

/** A file's own name: no folders, no control characters. */
function fileName(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? "").replaceAll(/\p{C}/gu, "").trim();
}
