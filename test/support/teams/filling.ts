import { isFields, listOf, partsOf, textOf } from "./cards.ts";
import type { Card, Fields } from "./types.ts";

/** What stands in a card's fields, as its client submits it; and what the client would not submit it for. */
export interface Filled {
  readonly values: Readonly<Record<string, unknown>>;
  readonly objections: readonly string[];
}

const inputsOf = (card: Card): readonly Fields[] =>
  partsOf(card).filter(({ type, isVisible }) => textOf(type).startsWith("Input.") && isVisible !== false);

/** What each field shows before anybody has touched it. */
export const shownIn = (card: Card): Readonly<Record<string, string>> =>
  Object.fromEntries(inputsOf(card).map(({ id, value }) => [textOf(id), value === undefined ? "" : String(value)]));

/** Fills in a card: the given values by the fields' ids, what was drawn in the others. */
export function fillIn(card: Card, given: Readonly<Record<string, string>>): Filled {
  const inputs = inputsOf(card);
  const drawn = shownIn(card);
  const objections = Object.keys(given).flatMap((name) =>
    inputs.some(({ id }) => id === name) ? [] : [`there is no field ${name}`],
  );
  const values: Record<string, unknown> = {};
  for (const input of inputs) {
    const id = textOf(input.id);
    const value = given[id] ?? drawn[id] ?? "";
    const problem = objection(input, value);
    if (problem !== undefined) objections.push(`${id}: ${problem}`);
    const sent = valueIn(input, value);
    if (sent !== undefined) values[id] = sent;
  }
  return { values, objections };
}

/** A field's value as it is submitted; nothing for a choice that is not made and a number that is not given. */
function valueIn({ type, valueOff = "false" }: Fields, value: string): unknown {
  if (type === "Input.Toggle") return value === "" ? valueOff : value;
  if (type === "Input.Number") return value === "" ? undefined : Number(value);
  return value === "" && type === "Input.ChoiceSet" ? undefined : value;
}

/** Why the client would not submit this value. */
function objection(input: Fields, value: string): string | undefined {
  const { type, isRequired, maxLength, regex, min, max } = input;
  if (value === "") return isRequired === true ? "it is required" : undefined;
  const outside = (before: (limit: unknown) => boolean, after: (limit: unknown) => boolean) =>
    (min !== undefined && before(min)) || (max !== undefined && after(max)) ? "it is outside its limits" : undefined;
  switch (type) {
    case "Input.Text":
      if (typeof maxLength === "number" && value.length > maxLength) return `it is longer than ${maxLength}`;
      return typeof regex === "string" && !new RegExp(regex).test(value) ? `it does not match ${regex}` : undefined;
    case "Input.Number":
      if (Number.isNaN(Number(value))) return "it is no number";
      return outside(
        (limit) => Number(value) < Number(limit),
        (limit) => Number(value) > Number(limit),
      );
    case "Input.Date":
    case "Input.Time":
      if (!(type === "Input.Date" ? /^\d{4}-\d\d-\d\d$/ : /^\d\d:\d\d$/).test(value))
        return `${value} cannot be picked`;
      return outside(
        (limit) => value < textOf(limit),
        (limit) => value > textOf(limit),
      );
    case "Input.ChoiceSet": {
      const offered = listOf(input.choices).map((choice) => choice.value);
      const chosen = input.isMultiSelect === true ? value.split(",") : [value];
      return chosen.every((one) => offered.includes(one)) ? undefined : `${value} is not offered`;
    }
    case "Input.Toggle":
      return [input.valueOn ?? "true", input.valueOff ?? "false"].includes(value)
        ? undefined
        : `${value} is no state of it`;
    default:
      return undefined;
  }
}

/** The data that a card's button brings, with what is filled in. */
export const submitted = (action: Fields, values: Readonly<Record<string, unknown>>): Fields => ({
  ...(isFields(action.data) ? action.data : {}),
  ...values,
});
