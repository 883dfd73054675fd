import { fold } from "../language/fold.ts";
import { nearest } from "../language/nearest.ts";
import { saysNothing } from "../language/nothing-words.ts";
import { readDay } from "./data-day.ts";
import { readDeviatingDays } from "./data-deviating.ts";
import type { DataField, FieldType } from "./data-field.ts";
import type { GivenCell } from "./data-given.ts";
import { readOpeningHours } from "./data-hours.ts";
import { readEmail, readExtension, readMac, readOrganisationNumber, readSimCard } from "./data-identifier.ts";
import { readNumberCell } from "./data-number.ts";
import { fault, type ReadValue, repaired } from "./data-read.ts";
import { cellText, comparable, mostText } from "./data-text.ts";
import type { Day } from "./units.ts";

/** What reading needs to know of where and when it is done. */
export interface Reading {
  /** Places days that are written without a year. */
  readonly today?: Day;
  /** The country whose numbers are written without its code, as `SE`. */
  readonly country: string;
}

/** A PIN or a PUK with its digits, or a password with what it is. */
const secrets = /\b(?:PIN|PUK)\d?\b[^\d\n]{0,20}\d{4,8}\b|\b(?:l[öo]sen(?:ord)?|password)\s*(?:[:=]|är|is)\s*\S/iu;
/** Whether a text has a PIN, a PUK or a password in it. */
export const isSecretText = (text: string): boolean => secrets.test(text);
/** What is never repeated, wherever it is told that it was there. */
const untold: ReadonlySet<string> = new Set(["text.secret", "sim-card.invalid"]);
export const isUntold = ({ what }: Pick<NonNullable<ReadValue["finding"]>, "what">): boolean => untold.has(what);

/** What holds no words: one that says that there is nothing leaves it empty. */
const wordless: ReadonlySet<FieldType> = new Set([
  "number",
  "extension",
  "e-mail",
  "mac",
  "sim-card",
  "day",
  "deviating-days",
  "organisation-number",
]);

/**
 * Reads what stands in a cell of a field (D6), as people write it in either language; an empty cell is no value and no
 * finding, nor is one that says that there is none: *–*, *saknas*, *n/a*. Records of other areas are looked up by
 * `data-lookup.ts`; here they are the text that names them.
 */
export function readValue(field: DataField, cell: GivenCell, reading: Reading): ReadValue {
  const text = cellText(cell);
  if (text === "" || (wordless.has(field.type) && saysNothing(fold(text)))) return {};
  if (text.length > mostText) return fault("text.long", { most: mostText });
  if (isSecretText(text)) return fault("text.secret");
  switch (field.type) {
    case "text":
    case "record":
    case "records":
      return { value: text };
    case "number":
      return readNumberCell(text, field, reading.country);
    case "extension":
      return readExtension(text, field.digits);
    case "e-mail":
      return readEmail(text);
    case "mac":
      return readMac(text);
    case "sim-card":
      return readSimCard(text);
    case "organisation-number":
      return readOrganisationNumber(text);
    case "day":
      return readDay(cell, text, reading.today);
    case "opening-hours":
      return readOpeningHours(text);
    case "deviating-days":
      return readDeviatingDays(text, reading);
    case "choice":
      return readChoice(text, field);
    case "yes-no":
      return readYesNo(text);
  }
}

/** Two slips make *user* of *super*: from so many letters on they are slips. */
const longChoice = 8;

function readChoice(text: string, { choices = [] }: DataField): ReadValue {
  const word = comparable(text);
  const spelt = new Map(
    choices.flatMap(({ id, name, aliases }) => [id, name.sv, name.en, ...aliases].map((one) => [comparable(one), id])),
  );
  const meant = spelt.get(word);
  if (meant !== undefined) return { value: meant };
  const near = nearest(word, spelt.keys(), longChoice);
  const id = near === undefined ? undefined : spelt.get(near);
  // A slip in a short word can be another word.
  return id === undefined || word.length < 4 ? fault("choice.unknown") : repaired(id, "choice.near", { choice: id });
}

const yes = new Set(["ja", "j", "yes", "y", "x", "sant", "sann", "true", "1", "✓", "✔", "☑"]);
const no = new Set(["nej", "n", "no", "falskt", "falsk", "false", "0", "-", "✗", "✘", "☐"]);

function readYesNo(text: string): ReadValue {
  const word = fold(text).replace(/[.!]$/, "");
  if (yes.has(word)) return { value: "yes" };
  return no.has(word) ? { value: "no" } : fault("yes-no.unclear");
}
