import type { Agreement, DataArea } from "../../domain/agreement.ts";
import type { DataField } from "../../domain/data-field.ts";
import { RecordLookup } from "../../domain/data-lookup.ts";
import type { DataValue, HeldArea } from "../../domain/data-record.ts";
import { writtenValue } from "../../messages/data-value-words.ts";
import type { Language } from "../../messages/language.ts";
import { createWords } from "../../messages/words.ts";

const words = createWords();

/** What a value is written as in a cell. */
export type ValueText = (field: DataField, value: DataValue) => string;

/** What a list is called, on its sheet. */
export const sheetTitle = ({ sheet, name }: DataArea, language: Language): string => (sheet ?? name)[language];

/**
 * Writes values as people do, so that a sheet that was filled in from what is held reads as what is held: a choice by
 * its name, a person by what the list knows them by, as its drop-down offers it.
 */
export function valueTexts(
  { areas, calendar: { country } }: Pick<Agreement, "areas" | "calendar">,
  held: readonly HeldArea[],
  language: Language,
): ValueText {
  const named = new Map<string, ReadonlyMap<string, string>>();
  const nobody = () => undefined;
  for (const { area: id, records } of held) {
    const area = areas.find((one) => one.id === id);
    const key = area?.fields.find((field) => field.id === area.key);
    if (key === undefined) continue;
    const known = new Map<string, string>();
    const said = new Set<string>();
    const doubled = new Set<string>();
    for (const record of records) {
      const value = record.values[key.id];
      const text = value === undefined ? record.key : writtenValue(key, value, language, nobody);
      (said.has(text) ? doubled : said).add(text);
      known.set(record.key, text);
    }
    // Of two who have the same address each is named by what tells them apart.
    if (area !== undefined && doubled.size > 0) {
      const lookup = new RecordLookup(area, records, country);
      for (const record of records)
        if (doubled.has(known.get(record.key) ?? "")) known.set(record.key, lookup.naming(record));
    }
    named.set(id, known);
  }
  const answers = yesNo(language);
  return (field, value) =>
    field.type === "yes-no" && (value === "yes" || value === "no")
      ? answers[value]
      : writtenValue(field, value, language, (area, key) => named.get(area)?.get(key));
}

/** Yes and no, as a drop-down offers them. */
export const yesNo = (language: Language) => ({
  yes: words.text(language, { say: "workbook.yes" }),
  no: words.text(language, { say: "workbook.no" }),
});
