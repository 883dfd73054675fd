import type { Line } from "./command.ts";
import type { Field, Input } from "./field.ts";

/** A line's fields by name, in order. */
export function fieldsOf(line: Line): readonly (readonly [name: string, field: Field<unknown>])[] {
  return Object.entries<Input[string]>(line.input);
}
/** Those that people see; a hidden one is only brought by a button. */
export function shownFieldsOf(line: Line): readonly (readonly [name: string, field: Field<unknown>])[] {
  return fieldsOf(line).filter(([, field]) => field.kind.form !== "hidden");
}
