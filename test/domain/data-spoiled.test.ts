import fc from "fast-check";
import { expect, test } from "vitest";
import { valueTexts } from "../../src/documents/workbook/field-text.ts";
import type { DataArea } from "../../src/domain/agreement.ts";
import type { DataField } from "../../src/domain/data-field.ts";
import type { GivenCell, GivenTable } from "../../src/domain/data-given.ts";
import { readTables } from "../../src/domain/data-reading.ts";
import type { HeldArea } from "../../src/domain/data-record.ts";
import type { Day } from "../../src/domain/units.ts";
import { agreement } from "../fixtures/project-facts.ts";
import { rightData } from "../support/data-records.ts";

const today = "2026-11-30" as Day;
/** What no field of the type can mean. */
const wrong: Readonly<Partial<Record<DataField["type"], readonly string[]>>> = {
  number: ["112", "4.41E+11", "08-12", "ring mig"],
  extension: ["45 B", "sex"],
  "e-mail": ["bo@x", "bo at x.se"],
  mac: ["80:5E:C0", "G05EC0123456"],
  day: ["2026-02-30", "snart"],
  "opening-hours": ["som vanligt", "mån–fre 17–8", "mån 8–12"],
  "deviating-days": ["jul stängt", "2026-12-24 8–7"],
  "organisation-number": ["556012-5791", "12"],
  choice: ["Qwertyuiop"],
  "yes-no": ["kanske"],
  record: ["Okänd Qwerty"],
  records: ["Okänd Qwerty"],
};

const spoils = (area: DataArea, field: DataField): boolean =>
  wrong[field.type] !== undefined && field.id !== area.key && !area.called.includes(field.id);

/** What is held as the sheets of a workbook. */
function sheetsOf(held: readonly HeldArea[]): readonly { readonly area: DataArea; readonly cells: GivenCell[][] }[] {
  const text = valueTexts(agreement, held, "sv");
  return held.flatMap(({ area: id, records }) => {
    const area = agreement.areas.find((one) => one.id === id);
    if (area === undefined) return [];
    const cell = (field: DataField, value: Parameters<typeof text>[1] | undefined): GivenCell =>
      value === undefined ? null : text(field, value);
    const rows = records.map(({ values }) => area.fields.map((field) => cell(field, values[field.id])));
    return [{ area, cells: [area.fields.map(({ name }) => name.sv as GivenCell), ...rows] }];
  });
}
const named = ({ area, cells }: ReturnType<typeof sheetsOf>[number]): GivenTable => ({
  name: (area.sheet ?? area.name).sv,
  rows: cells,
});
const at = (table: string, row: number, column: number) => `${table} ${row}:${column}`;

test("D6: of any area, findings name the cells that are wrong, all of them and no other; mended, none is left", () => {
  const spots = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rightData(agreement, 3), spots, (held, chosen) => {
      const sheets = sheetsOf(held);
      const right = sheets.map(named);
      expect(readTables(right, agreement, [], today).findings).toEqual([]);

      const spoilt = sheets.map(({ area, cells }) => ({ area, cells: cells.map((row) => [...row]) }));
      const names = new Set<string>();
      for (const [table, row, column, kind] of chosen) {
        const sheet = spoilt[table % spoilt.length];
        const line = sheet?.cells[1 + (row % (sheet.cells.length - 1))];
        const fields = [...(sheet?.area.fields.entries() ?? [])].filter(([, one]) => sheet && spoils(sheet.area, one));
        const [index, field] = fields[column % Math.max(1, fields.length)] ?? [];
        if (sheet === undefined || line === undefined || index === undefined || field === undefined) continue;
        const words = wrong[field.type] ?? [];
        line[index] = words[kind % words.length] ?? "";
        names.add(at(named(sheet).name, sheet.cells.indexOf(line) + 1, index + 1));
      }
      const { findings } = readTables(spoilt.map(named), agreement, [], today);
      const told = findings.map((found) => at(found.at?.table ?? "", found.at?.row ?? 0, found.at?.column ?? 0));
      expect(told.toSorted()).toEqual([...names].toSorted());
    }),
    { numRuns: 40 },
  );
});

test("D6: the order of sheets, columns and rows does not matter in any area", () => {
  fc.assert(
    fc.property(rightData(agreement, 3), fc.nat(50), (held, turn) => {
      const sheets = sheetsOf(held);
      const turned = sheets.toReversed().map(({ area, cells: [heads = [], ...rows] }) => {
        const order = heads.map((_, column) => (column + turn) % heads.length);
        return { area, cells: [heads, ...rows.toReversed()].map((row) => order.map((column) => row[column] ?? null)) };
      });
      const plain = (tables: readonly GivenTable[]) =>
        readTables(tables, agreement, [], today).areas.map(({ area, records }) => ({
          area,
          records: Object.fromEntries(records.map(({ key, values }) => [key, values])),
        }));
      expect(plain(turned.map(named))).toEqual(plain(sheets.map(named)));
    }),
    { numRuns: 25 },
  );
});
