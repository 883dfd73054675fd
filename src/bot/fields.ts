import { agreements } from "./fields/agreements.ts";
import { amounts } from "./fields/amounts.ts";
import { choices } from "./fields/choices.ts";
import { days } from "./fields/days.ts";
import { identifiers } from "./fields/identifiers.ts";
import { lists } from "./fields/lists.ts";
import { persons } from "./fields/persons.ts";
import { references } from "./fields/references.ts";
import { texts } from "./fields/texts.ts";

/**
 * The kinds of fields that lines are made of. Each is required and typed in place until it says otherwise.
 *
 * ```ts
 * input: { time: field.duration(), activity: field.activity(), note: field.text(), on:
 * field.day("past").default("today") } ```
 */
export const field = {
  ...texts,
  ...amounts,
  ...days,
  ...choices,
  ...references,
  ...persons,
  ...identifiers,
  ...lists,
  ...agreements,
};
