import type { Worksheet } from "exceljs";
import type { DataArea } from "../../domain/agreement.ts";
import type { DataState } from "../../domain/facts.ts";
import { day, type Phrase, phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { linesIn, printable, put } from "./area-sheet.ts";
import { sheetTitle } from "./field-text.ts";
import { look } from "./look.ts";
import type { TemplateOrder } from "./orders.ts";
import { quoted, talkingMark } from "./sheet-names.ts";

const words = createWords();

const heads = ["workbook.area", "workbook.sheet", "workbook.state", "workbook.rows"] as const;

const widths = [38, 30, 24, 14];
/** The columns that a text beside its title stands in. */
const wide = widths.slice(1).reduce((sum, width) => sum + width, 0);

/** An area, and the sheet that it has. */
export interface SheetOf {
  readonly area: DataArea;
  readonly sheet: string;
}

/** The first sheet: what is asked for and why, by when, whom to ask, how it is done, and how far it has come. */
export function fillFrontSheet(sheet: Worksheet, order: TemplateOrder, sheets: readonly SheetOf[]): void {
  const { agreement, language, customer, due, states, held, asOf } = order;
  const say = (said: Phrase) => words.text(language, said, asOf);
  for (const [at, width] of widths.entries()) sheet.getColumn(at + 1).width = width;
  let row = 1;
  put(sheet.getCell(row, 1), `${talkingMark}${agreement.title[language]}`, look.brand);
  row += 1;
  put(sheet.getCell(row, 1), say(phrase("workbook.title", { customer })), look.title);
  sheet.getRow(row).height = 30;
  row += 2;
  const told: readonly (readonly [Phrase, string])[] = [
    [phrase("workbook.what"), say(phrase("workbook.what.text"))],
    [phrase("workbook.why"), say(phrase("workbook.why.text"))],
    [
      phrase("workbook.when"),
      say(due === undefined ? phrase("workbook.when.unplanned") : phrase("workbook.when.text", { on: day(due) })),
    ],
    [phrase("workbook.who"), contactLines(order) || say(phrase("workbook.who.channel"))],
    [phrase("workbook.steps"), say(phrase("workbook.steps.text"))],
    [phrase("workbook.colours"), say(phrase("workbook.colours.text"))],
  ];
  for (const [title, text] of told) {
    put(sheet.getCell(row, 1), say(title), { ...look.strong, alignment: { vertical: "top" } });
    sheet.mergeCells(row, 2, row, 4);
    put(sheet.getCell(row, 2), text, look.text);
    sheet.getRow(row).height = 15.5 * linesIn(text, wide * 1.1) + 6;
    row += 1;
  }
  row += 1;
  for (const [at, title] of heads.entries())
    put(sheet.getCell(row, at + 1), say(phrase(title)), at === 3 ? look.countHead : look.head);
  sheet.getRow(row).height = 22;
  for (const area of agreement.areas) {
    row += 1;
    const state = states[area.id] ?? "missing";
    put(sheet.getCell(row, 1), area.name[language], look.text);
    const own = sheets.find((one) => one.area === area);
    const to = sheet.getCell(row, 2);
    if (own !== undefined) {
      to.value = { text: sheetTitle(area, language), hyperlink: `#${quoted(own.sheet)}!A1` };
      to.style = { ...look.link };
    }
    put(sheet.getCell(row, 3), say(stateOf(state)), look.text);
    put(sheet.getCell(row, 4), held.find((one) => one.area === area.id)?.records.length ?? 0, look.count);
    sheet.getRow(row).height = 16 * linesIn(area.name[language], widths[0]);
  }
  row += 2;
  put(sheet.getCell(row, 1), say(phrase("workbook.asOf", { on: day(asOf) })), look.brand);
  sheet.views = [{ showGridLines: false }];
  printable(sheet);
}

const stateOf = (state: DataState) => phrase(`data.state.${state}`);
const contactLines = ({ contacts }: TemplateOrder): string =>
  contacts.map(({ name: called, mail }) => (mail === undefined ? called : `${called}, ${mail}`)).join("\n");
