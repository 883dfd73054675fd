import type { DataValidation, Worksheet } from "exceljs";
import type { DataField } from "../../domain/data-field.ts";
import type { Language } from "../../messages/language.ts";
import { createWords } from "../../messages/words.ts";
import { dayFormat, textFormat } from "./look.ts";

const words = createWords();

/** The rows that a sheet's drop-downs and checks reach to: more than any list has. */
export const lastRow = 10_000;

/** Where the choices of a field stand, as a formula; undefined: nothing is offered. */
export type Offered = (field: DataField) => string | undefined;

/**
 * Makes a column one of a field: what is typed stays as it is typed, what is chosen is chosen from a list. People of
 * another list are offered and others may be typed, since they may be added later.
 */
export function dressColumn(
  sheet: Worksheet,
  at: number,
  field: DataField,
  { language, from, offered }: { readonly language: Language; readonly from: number; readonly offered: Offered },
): void {
  const column = sheet.getColumn(at);
  column.numFmt = field.type === "day" ? dayFormat : textFormat;
  column.alignment = { vertical: "top", wrapText: wrapped.has(field.type) };
  column.width = widthOf(field, language);
  const rule = validation(field, language, offered);
  if (rule !== undefined) ruled(sheet).add(`${column.letter}${from}:${column.letter}${lastRow}`, rule);
}

/** The checks of a sheet's ranges, which the library has and its types do not. */
const ruled = (sheet: Worksheet) =>
  (sheet as unknown as { readonly dataValidations: { add(range: string, rule: DataValidation): void } })
    .dataValidations;

function validation(field: DataField, language: Language, offered: Offered): DataValidation | undefined {
  const say = (key: "choose" | "unknown" | "day") => ({
    showErrorMessage: true,
    errorTitle: field.name[language].slice(0, 31),
    error: words.text(language, { say: `workbook.rule.${key}` }),
  });
  if (field.type === "day")
    return {
      ...{ type: "date", operator: "greaterThan", allowBlank: true, formulae: [new Date(Date.UTC(2000, 0, 1))] },
      ...{ errorStyle: "warning", ...say("day") },
    };
  const range = offered(field);
  if (range === undefined) return undefined;
  const list = { type: "list" as const, allowBlank: true, formulae: [range] };
  return field.type === "record"
    ? { ...list, errorStyle: "warning", ...say("unknown") }
    : { ...list, errorStyle: "stop", ...say("choose") };
}

/** What may be longer than its column is wide. */
const wrapped: ReadonlySet<DataField["type"]> = new Set(["text", "opening-hours", "deviating-days", "records"]);

const widths: Readonly<Partial<Record<DataField["type"], number>>> = {
  ...{ "opening-hours": 40, "deviating-days": 30, "e-mail": 30, records: 34, record: 24 },
  ...{ number: 20, mac: 18, day: 13, extension: 13, "yes-no": 11, "organisation-number": 16 },
};

/** Wide enough for its kind, and for its longest word: heads wrap. */
function widthOf({ type, name, choices, example }: DataField, language: Language): number {
  const choice = Math.max(0, ...(choices ?? []).map((one) => one.name[language].length));
  const word = Math.max(...name[language].split(/\s/u).map(({ length }) => length));
  const shown = Math.max(choice, Math.min(example?.[language].length ?? 0, 30));
  return Math.max(widths[type] ?? 16, word + 6, shown + 3);
}
