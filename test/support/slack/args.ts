import { SlackRefusal } from "./refusal.ts";
import type { Fields } from "./types.ts";

/** What a method was called with; form-encoded or JSON, it reads the same. */
export interface Args {
  readonly all: Fields;
  /** @throws SlackRefusal `invalid_arguments` when it is missing. */
  text(name: string): string;
  textOr(name: string): string | undefined;
  flag(name: string): boolean;
  number(name: string, otherwise: number): number;
  /** A JSON argument. @throws SlackRefusal with this code when it is not JSON. */
  json(name: string, invalid: string): unknown;
}

export function readArgs(all: Fields): Args {
  const textOr = (name: string): string | undefined => {
    const value = all[name];
    return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;
  };
  return {
    all,
    textOr,
    text(name) {
      const value = textOr(name);
      if (value === undefined) throw SlackRefusal.because("invalid_arguments", [`missing required field: ${name}`]);
      return value;
    },
    flag: (name) => all[name] === true || all[name] === "true" || all[name] === "1",
    number(name, otherwise) {
      const value = textOr(name);
      if (value === undefined) return otherwise;
      const number = Number(value);
      if (!Number.isFinite(number)) throw SlackRefusal.because("invalid_arguments", [`${name} must be a number`]);
      return number;
    },
    json(name, invalid) {
      const value = all[name];
      if (typeof value !== "string") return value;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw new SlackRefusal(invalid);
      }
    },
  };
}

/** A page of a list, by cursor, as Slack gives it. */
export function paged<One>(
  args: Args,
  name: string,
  list: readonly One[],
  { limit: fallback = 100 }: { readonly limit?: number } = {},
): Fields {
  const limit = Math.min(args.number("limit", fallback), 1000);
  const cursor = args.textOr("cursor");
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, "base64").toString());
  if (!Number.isInteger(start) || start < 0) throw new SlackRefusal("invalid_cursor");
  const more = start + limit < list.length;
  return {
    [name]: list.slice(start, start + limit),
    response_metadata: { next_cursor: more ? Buffer.from(String(start + limit)).toString("base64") : "" },
  };
}
