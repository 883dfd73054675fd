import type { MoneyOverview } from "../../domain/money-overview.ts";
import { moneySum } from "../../domain/money-overview.ts";
import type { Day } from "../../domain/units.ts";
import { put } from "../workbook/area-sheet.ts";
import { look, textFormat } from "../workbook/look.ts";
import { kept } from "../workbook/spoiled.ts";
import { newWorkbook, writtenTheSame } from "../workbook/template.ts";

/** What a list of projects' money is made of; its words are the reader's. */
export interface MoneyOrder {
  readonly asOf: Day;
  readonly title: string;
  readonly heads: readonly string[];
  readonly sum: string;
  readonly all: readonly (MoneyOverview & { readonly called: string })[];
}

/** Projects' money as .xlsx: kronor and hours as numbers, and what they come to. */
export async function moneyWorkbook({ asOf, title, heads, sum, all }: MoneyOrder): Promise<Uint8Array> {
  const workbook = newWorkbook(asOf, title);
  const sheet = workbook.addWorksheet(title.replace(/[\\/*?:[\]]/gu, " ").slice(0, 31));
  for (const [at, head] of heads.entries()) {
    sheet.getColumn(at + 1).width = at === 0 ? 44 : 18;
    put(sheet.getCell(1, at + 1), head, look.head);
  }
  const rows = [...all, { called: sum, ...moneySum(all) }];
  for (const [at, { called, agreed, worked, billable, notAgreed, closed }] of rows.entries()) {
    const row = sheet.getRow(at + 2);
    row.values = [kept(called), agreed / 100, worked / 60, billable / 100, notAgreed / 60, closed / 100];
    row.getCell(1).numFmt = textFormat;
    for (const figure of [2, 3, 4, 5, 6]) row.getCell(figure).numFmt = "#,##0.00";
  }
  sheet.views = [{ state: "frozen", ySplit: 1 }];
  return writtenTheSame(workbook);
}
