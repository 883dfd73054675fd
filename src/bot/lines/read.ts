import { type Phrase, phrase } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import { FieldProblem, type ReadEnv, shorten } from "../field.ts";
import { fieldsOf } from "../inputs.ts";
import { labelOf, missing, wholeLine } from "../labels.ts";
import { FieldErrors } from "../refusal.ts";
import { cleanText } from "../tokens.ts";
import type { TypedLine } from "./parse.ts";

/** What a line's values are, or everything that is wrong with them. */
interface Reading {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, Phrase>>;
  readonly instead: Readonly<Record<string, string>>;
}

/** `<day> <time>`, as a line to copy shows what to put there. */
const placeholder = /^<[\p{L}\p{N}|= -]{1,60}>(?: <[\p{L}\p{N}|= -]{1,60}>)*$/u;

async function readAll(line: Line, raw: Readonly<Record<string, string>>, env: ReadEnv): Promise<Reading> {
  const values = new Map<string, unknown>();
  const errors = new Map<string, Phrase>();
  const instead = new Map<string, string>();
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(line.input, name))
      errors.set(wholeLine, phrase("parse.unknownField", { field: shorten(cleanText(name)) }));
  }
  for (const [name, field] of fieldsOf(line)) {
    // An empty box of a form is one that was not filled in.
    const given = Object.hasOwn(raw, name) && raw[name]?.trim() !== "" ? raw[name] : field.initial;
    if (given === undefined) {
      if (field.required) errors.set(name, missing(name, labelOf(name, field.kind)));
      continue;
    }
    const typed = cleanText(given).trim();
    if (field.kind.form !== "hidden" && placeholder.test(typed)) {
      errors.set(name, phrase("field.placeholder", { typed, field: labelOf(name, field.kind) }));
      continue;
    }
    try {
      values.set(name, await field.kind.read(given, env));
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
      errors.set(name, problem.problem);
      if (problem.instead !== undefined) instead.set(name, problem.instead);
    }
  }
  for (const [name, meant] of await exchanged(line, raw, [...errors.keys()], env)) instead.set(name, meant);
  return {
    values: Object.fromEntries(values),
    errors: Object.fromEntries(errors),
    instead: Object.fromEntries(instead),
  };
}

/** `log configuration 2h`: the values of two fields that are each the other's, and neither field's own. */
async function exchanged(
  { input }: Line,
  raw: Readonly<Record<string, string>>,
  wrong: readonly string[],
  env: ReadEnv,
): Promise<readonly (readonly [name: string, meant: string])[]> {
  const [first = "", second = "", ...more] = wrong;
  const [one, other] = [raw[first], raw[second]];
  if (one === undefined || other === undefined || more.length > 0) return [];
  const fits = async (name: string, value: string): Promise<boolean> => {
    try {
      await input[name]?.kind.read(value, env);
      return Object.hasOwn(input, name);
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
      return false;
    }
  };
  if (!(await fits(first, other)) || !(await fits(second, one))) return [];
  return [
    [first, other],
    [second, one],
  ];
}

/**
 * The values of a line, read from what was typed or filled in. Throws {@link FieldErrors} with everything that is
 * wrong, not only the first; a name that the line has no field for is wrong too.
 */
export async function readValues(
  line: Line,
  raw: Readonly<Record<string, string>>,
  env: ReadEnv,
): Promise<Readonly<Record<string, unknown>>> {
  const { values, errors, instead } = await readAll(line, raw, env);
  if (Object.keys(errors).length > 0) throw new FieldErrors(errors, instead);
  return values;
}

/** What of a line's values can be read so far: the rest is asked for, or comes back as it was typed. */
export async function readable(
  line: Line,
  raw: Readonly<Record<string, string>>,
  env: ReadEnv,
): Promise<Readonly<Record<string, unknown>>> {
  return (await readAll(line, raw, env)).values;
}

/** Everything that is wrong with a line that could not be parsed: its words, and what was typed for its fields. */
export async function allErrors(
  problem: Pick<TypedLine, "line" | "raw"> & { readonly errors: Readonly<Record<string, Phrase>> },
  env: ReadEnv,
): Promise<FieldErrors> {
  const { errors, instead } = await readAll(problem.line, problem.raw, env);
  return new FieldErrors({ ...errors, ...problem.errors }, instead);
}
