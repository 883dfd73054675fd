import type { FormField } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";
import type { Line } from "./command.ts";
import { type Field, FieldProblem, type ReadEnv } from "./field.ts";
import { askedFieldsOf } from "./inputs.ts";
import { labelIn } from "./labels.ts";

/**
 * The fields of a line's form, prefilled with what was typed. What can be read is shown as it is kept (`config` as its
 * work package, `fri` as its day); what cannot comes back as it was typed, so that nothing is lost.
 */
export async function formFor(
  line: Line,
  prefill: Readonly<Record<string, string>>,
  env: ReadEnv,
): Promise<readonly FormField[]> {
  const fields: FormField[] = [];
  for (const [name, field] of askedFieldsOf(line)) {
    if (field.kind.isIn?.(env.agreement) === false) continue;
    const own = field.kind.asked === undefined ? undefined : await field.kind.asked(env, prefill);
    if (own !== undefined) fields.push({ name, ...own });
    if (field.kind.asked !== undefined) continue;
    const asked = await formField(name, field, prefill, env);
    // With nothing to choose from, there is nothing to ask.
    if (asked.type !== "choices" || (asked.options ?? []).length > 0) fields.push(asked);
  }
  return fields;
}

async function formField(
  name: string,
  field: Field<unknown>,
  prefill: Readonly<Record<string, string>>,
  env: ReadEnv,
): Promise<FormField> {
  const typed = Object.hasOwn(prefill, name) && prefill[name] !== "" ? prefill[name] : undefined;
  const given = typed ?? (await field.kind.preset?.(env)) ?? field.initial;
  const value = given === undefined ? undefined : await shown(field, given, env);
  const options = (await field.kind.options?.(env, prefill)) ?? [];
  // With nothing to choose from, or something typed that is none of it, a box to type in says more than a list.
  const isOffered = (one: string): boolean => options.some((option) => option.value === one);
  const form = field.kind.form === "hidden" || field.kind.form === "unasked" ? "text" : field.kind.form;
  const several = form === "choices" || form === "files";
  const chosen = value === undefined || (several ? value.split(",").every(isOffered) : isOffered(value));
  const type =
    (form === "select" && (options.length === 0 || !chosen)) || (form === "choices" && !chosen) ? "text" : form;
  return {
    name,
    label: labelIn(name, field.kind),
    type,
    required: field.required,
    // A file that is there no more is ticked no more.
    ...(value === undefined ? {} : { value: form === "files" ? value.split(",").filter(isOffered).join(",") : value }),
    ...(type === "select" || type === "choices" || type === "files" ? { options } : {}),
    ...(field.kind.hint === undefined ? {} : { hint: phrase(field.kind.hint, { count: options.length }) }),
  };
}

async function shown(field: Field<unknown>, given: string, env: ReadEnv): Promise<string> {
  try {
    return field.kind.print((await field.kind.read(given, env)) as NonNullable<unknown>);
  } catch (problem) {
    if (problem instanceof FieldProblem) return given;
    throw problem;
  }
}
