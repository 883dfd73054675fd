import type { Line } from "./command.ts";
import type { Field, Input } from "./field.ts";

/** A line's fields by name, in order. */
export function fieldsOf(line: Line): readonly (readonly [name: string, field: Field<unknown>])[] {
  return Object.entries<Input[string]>(line.input);
}
/** True for a field that no box of a form stands for: it is brought by what opened the form. */
export const isUnasked = (field: Field<unknown>): boolean =>
  field.kind.form === "hidden" || field.kind.form === "unasked";

/** True without what the line asks for by its form, although it may be left empty there. */
export const lacksAskedFor = ({ asksFor }: Line, given: object): boolean =>
  asksFor !== undefined && !Object.hasOwn(given, asksFor);

/** Those that a form asks for. */
export function askedFieldsOf(line: Line): readonly (readonly [name: string, field: Field<unknown>])[] {
  return fieldsOf(line).filter(([, field]) => !isUnasked(field));
}

/** Those that people type; a hidden one is only brought by a button. */
export function shownFieldsOf(line: Line): readonly (readonly [name: string, field: Field<unknown>])[] {
  return fieldsOf(line).filter(([, field]) => field.kind.form !== "hidden");
}
