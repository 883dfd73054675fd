import type { Cell, Worksheet } from "exceljs";
import type { DataArea } from "../../domain/agreement.ts";
import type { RecordAsGiven } from "../../domain/data-as-given.ts";
import type { DataField } from "../../domain/data-field.ts";
import type { DataValue } from "../../domain/data-record.ts";
import type { Language } from "../../messages/language.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { dressColumn, type Offered } from "./column.ts";
import { sheetTitle, type ValueText } from "./field-text.ts";
import { look } from "./look.ts";

const words = createWords();

/** The rows of a sheet: its name, how it is filled in, what holds where nothing is said, the heads, an example. */
export const rowsOf = { title: 1, how: 2, defaults: 3, heads: 4, example: 5, first: 6 } as const;

export interface AreaSheet {
  readonly area: DataArea;
  readonly language: Language;
  readonly records: readonly RecordAsGiven[];
  readonly offered: Offered;
  readonly text: ValueText;
}

/** Writes the sheet of one area: its fields as columns, what is held as rows. */
export function fillAreaSheet(sheet: Worksheet, { area, language, records, offered, text }: AreaSheet): void {
  const say = (said: Phrase) => words.text(language, said);
  let deepest = 1;
  for (const [index, field] of area.fields.entries()) {
    const at = index + 1;
    // Before the cells, since a column's format is that of the cells in it that have none of their own.
    dressColumn(sheet, at, field, { language, from: rowsOf.example, offered });
    const head = sheet.getCell(rowsOf.heads, at);
    put(head, headText(field, language), field.required ? look.requiredHead : look.head);
    head.note = noteOn(headNote(field, { say, text, language }));
    const example = exampleText(field, language);
    put(sheet.getCell(rowsOf.example, at), example === "" ? null : example, { ...look.example, numFmt: "@" });
    if (field.default !== undefined) {
      const held = say(phrase("workbook.default", { value: text(field, field.default) }));
      put(sheet.getCell(rowsOf.defaults, at), held, look.faint);
      deepest = Math.max(deepest, linesIn(held, (sheet.getColumn(at).width ?? 10) * 1.1));
    }
  }
  put(sheet.getCell(rowsOf.title, 1), sheetTitle(area, language), look.title);
  const how = phrase(area.single ? "workbook.how.one" : "workbook.how.list");
  put(sheet.getCell(rowsOf.how, 1), say(how), { ...look.faint, alignment: { wrapText: false } });
  sheet.getRow(rowsOf.title).height = 28;
  sheet.getRow(rowsOf.defaults).height = 14 * deepest;
  sheet.getRow(rowsOf.heads).height = 34;
  for (const [index, { values, given }] of records.entries()) {
    const row = sheet.getRow(rowsOf.first + index);
    for (const [at, field] of area.fields.entries()) {
      const value = values[field.id];
      const written = given.get(field.id) ?? (value && cellValue(field, value, text));
      if (written !== undefined) row.getCell(at + 1).value = written;
    }
  }
  sheet.views = [{ state: "frozen", xSplit: 1, ySplit: rowsOf.heads, activeCell: `A${rowsOf.first}` }];
  printable(sheet, rowsOf.heads);
}

/** A required field's name has a star. */
const headText = ({ name, required }: DataField, language: Language): string =>
  `${name[language]}${required ? " *" : ""}`;

const exampleText = ({ example }: DataField, language: Language): string => example?.[language] ?? "";

/** A day is one to the workbook too; anything else is text, so that nothing of it is lost. */
export function cellValue(field: DataField, value: DataValue, text: ValueText): string | Date {
  const written = text(field, value);
  return field.type === "day" && /^\d{4}-\d\d-\d\d$/u.test(written) ? new Date(`${written}T00:00:00Z`) : written;
}

interface Said {
  readonly say: (said: Phrase) => string;
  readonly text: ValueText;
  readonly language: Language;
}

function headNote(field: DataField, { say, text, language }: Said): string {
  const example = exampleText(field, language);
  const choices = (field.choices ?? []).map(({ name }) => name[language]).join(", ");
  return [
    field.hint?.[language],
    field.type === "text" ? undefined : say(phrase(`workbook.note.${field.type}`)),
    choices === "" ? undefined : say(phrase("workbook.note.choices", { choices })),
    example === "" ? undefined : say(phrase("workbook.note.example", { example })),
    field.required ? say(phrase("workbook.note.required")) : undefined,
    field.default === undefined
      ? undefined
      : say(phrase("workbook.note.default", { value: text(field, field.default) })),
  ]
    .filter((line) => line !== undefined && line !== "")
    .join("\n");
}

/** A note at a cell. */
export const noteOn = (text: string) => ({
  texts: [{ text, font: { name: "Calibri", size: 10, family: 2 } }],
  margins: { insetmode: "custom" as const, inset: [0.1, 0.1, 0.1, 0.1] },
  editAs: "oneCells" as const,
});

/** How many lines a text takes in a column so wide, as words are wrapped. */
export function linesIn(text: string, width = 10): number {
  return text.split("\n").reduce((sum, line) => {
    let [lines, used] = [1, 0];
    for (const { length } of line.split(" ")) {
      if (used > 0 && used + 1 + length > width) [lines, used] = [lines + 1, length];
      else used += length + (used > 0 ? 1 : 0);
    }
    return sum + lines;
  }, 0);
}

export function put(cell: Cell, value: string | Date | number | null, style: Partial<Cell["style"]>): void {
  cell.value = value;
  // One of its own: what a column is given later is written into its cells' styles.
  cell.style = { ...style };
}

/** A sheet that fits a page's width; `heads`: the row that stands on each page. Without, it is one page. */
export function printable(sheet: Worksheet, heads?: number): void {
  sheet.pageSetup = {
    ...{ paperSize: 9, fitToPage: true, fitToWidth: 1 },
    ...(heads === undefined
      ? { orientation: "portrait", fitToHeight: 1 }
      : { orientation: "landscape", fitToHeight: 0, printTitlesRow: `${heads}:${heads}` }),
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = "&L&A&R&P / &N";
}
