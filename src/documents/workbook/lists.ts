import type { Workbook } from "exceljs";
import type { Agreement } from "../../domain/agreement.ts";
import type { DataField } from "../../domain/data-field.ts";
import type { Language } from "../../messages/language.ts";
import { lastRow, type Offered } from "./column.ts";
import { yesNo } from "./field-text.ts";
import { hiddenSheet, quoted } from "./sheet-names.ts";

/** Where the lists of a workbook stand: by area, the range that its records are known by. */
export type ListRanges = ReadonlyMap<string, string>;

/** The records of an area, from the row after its heads on. */
export const listRange = (sheet: string, letter: string, from: number): string =>
  `${quoted(sheet)}!$${letter}$${from}:$${letter}$${lastRow}`;

/**
 * The sheet that nobody sees: the template's version in its first row, and below it, a column each, what the drop-downs
 * offer. It is the workbook's last, and drop-downs point at it.
 */
export function addLists(
  workbook: Workbook,
  {
    areas,
    version,
    language,
  }: { readonly areas: Agreement["areas"]; readonly version?: string; readonly language: Language },
  records: ListRanges,
): Offered {
  const sheet = workbook.addWorksheet(hiddenSheet, { state: "veryHidden" });
  sheet.getCell("A1").value = "startklar";
  sheet.getCell("B1").value = version ?? "";
  const ranges = new Map<string, string>();
  function offer(words: readonly string[]): string {
    const same = ranges.get(words.join("\n"));
    if (same !== undefined) return same;
    const letter = sheet.getColumn(ranges.size + 1).letter;
    for (const [at, word] of words.entries()) sheet.getCell(`${letter}${at + 2}`).value = word;
    const range = `${quoted(hiddenSheet)}!$${letter}$2:$${letter}$${words.length + 1}`;
    ranges.set(words.join("\n"), range);
    return range;
  }
  const answers = yesNo(language);
  const byField = new Map<DataField, string | undefined>();
  for (const field of areas.flatMap(({ fields }) => fields)) {
    if (field.type === "yes-no") byField.set(field, offer([answers.yes, answers.no]));
    else if (field.type === "choice")
      byField.set(field, offer((field.choices ?? []).map(({ name }) => name[language])));
    else if (field.type === "record") byField.set(field, records.get(field.refersTo ?? ""));
  }
  return (field) => byField.get(field);
}
