import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readAgreement } from "../../../src/composition/agreements.ts";
import { writeExport } from "../../../src/documents/workbook/export.ts";
import { readFile } from "../../../src/documents/workbook/read-file.ts";
import { readHandIn } from "../../../src/documents/workbook/read-hand-in.ts";
import { writeTemplate } from "../../../src/documents/workbook/template.ts";
import type { HeldArea } from "../../../src/domain/data-record.ts";
import type { Day } from "../../../src/domain/units.ts";
import { type Language, languages } from "../../../src/messages/language.ts";
import { rightData } from "../../support/data-records.ts";
import { xlsx } from "../../support/xlsx.ts";

const on = "2026-11-30" as Day;
const agreement = await readAgreement();
const order = { agreement, customer: "Solbacken Vård AB", contacts: [], states: {}, asOf: on };
const read = (name: string, content: Uint8Array, marks?: Language) =>
  readHandIn({ name, content, agreement, held: [], on, ...(marks && { marks }) });
/** What was found, without where a sheet was called what. */
const found = ({ given }: Awaited<ReturnType<typeof read>>) =>
  given.findings.map(({ what, field, given: stands, at }) => [what, field, stands, at?.row, at?.column]);
const text = (content: Uint8Array, part: RegExp) =>
  Object.entries(unzipSync(content))
    .filter(([name]) => part.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join("\n");

describe("the same workbook back, with what was found marked (D6)", () => {
  test.each(languages)("it reads as what was given, whatever was wrong in it, in %s", async (language) => {
    const spoilt = fc.tuple(
      rightData(agreement, 3),
      fc.array(
        fc.tuple(fc.nat(12), fc.nat(2), fc.nat(14), fc.constantFrom("7,01235E+08", "aa bb", "1", "=1+1", "kl 25")),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(spoilt, async ([held, faults]) => {
        const areas = held.map(({ area }) => area);
        const content = await writeExport({ ...order, language, held: broken(held, faults), areas, as: "xlsx" });
        const first = await read("a.xlsx", content, language);
        if (first.marked === undefined) {
          expect(first.given.findings).toEqual([]);
          return;
        }
        const again = await read("b.xlsx", first.marked);
        expect(again.given.areas).toEqual(first.given.areas);
        // What is never taken does not come back, so that there is nothing left to find.
        expect(found(again)).toEqual(found(first).filter(([what]) => what !== "sim-card.invalid"));
      }),
      { numRuns: 8 },
    );
  });

  test("each cell is coloured by the worst in it and says in its note what to do; the first sheet lists all of it", async () => {
    const rows = [
      ["First name", "Last name", "E-mail", "Mobile number"],
      ["Eva", "Ek", "eva@solbacken", 7.01235e8],
      ["Bo", undefined, "bo@solbacken.se", "701740605"],
    ];
    const { marked, given } = await read("users.xlsx", xlsx([{ name: "Our people <&>", rows }]), "en");
    if (marked === undefined) return expect.fail("nothing was marked");
    const { tables } = await readFile("users.xlsx", marked);
    expect(tables.map(({ name }) => name)).toEqual(["To be mended", "Our people <&>"]);
    expect(tables[1]?.rows.map((row) => row.slice(0, 4))).toEqual([
      rows[0],
      ["Eva", "Ek", "eva@solbacken", 701235000],
      ["Bo", null, "bo@solbacken.se", "701740605"],
    ]);
    const listed = tables[0]?.rows.flatMap((row) => (row.length > 2 ? [[row[0], row[1]]] : [])) ?? [];
    expect(listed).toEqual(expect.arrayContaining([["Our people <&> C2", "eva@solbacken"]]));
    const notes = text(marked, /comments\d*\.xml$/u);
    expect(notes).toContain('ref="C2"');
    expect(notes).toContain("It is no complete e-mail address");
    expect(given.findings.length).toBeGreaterThanOrEqual(3);
    expect(text(marked, /styles\.xml$/u)).toMatch(/FFF8D3CF[\s\S]*FFD6E2F5|FFD6E2F5[\s\S]*FFF8D3CF/u);
  });

  test("nothing of a file but its cells comes back: no formula, no link, and none of its own parts", async () => {
    const cell = { xml: '<f>HYPERLINK("http://evil.example","x")</f><v>nobody</v>', attributes: 't="str"' };
    const rows = [
      ["Number", "Sends faxes too"],
      [cell, "maybe"],
    ];
    const content = xlsx([{ name: "Fax", rows }], { "xl/externalLinks/externalLink1.xml": "<externalLink/>" });
    const { marked } = await read("fax.xlsx", content, "sv");
    if (marked === undefined) return expect.fail("nothing was marked");
    expect(Object.keys(unzipSync(marked)).filter((name) => /external|vba/iu.test(name))).toEqual([]);
    expect(text(marked, /sheet\d+\.xml$/u)).not.toMatch(/<f>|evil/u);
    expect(text(marked, /sharedStrings\.xml$|sheet\d+\.xml$/u)).toContain("nobody");
  });

  test("a template keeps its version and its lists, so that the answer is filled in as the template is", async () => {
    const held: HeldArea[] = [
      { area: "fax", approved: false, records: [{ key: "x", values: { number: "12", solution: "mail" } }] },
    ];
    const content = await writeTemplate({ ...order, language: "sv", held });
    const { marked, given } = await read("mall.xlsx", content, "sv");
    expect(given.template?.current).toBe(true);
    const again = await read("mall.xlsx", marked ?? new Uint8Array());
    expect(again.given.template).toEqual(given.template);
    expect(again.hidden).toEqual([]);
    expect(text(marked ?? new Uint8Array(), /sheet\d+\.xml$/u)).toContain("<dataValidation");
  });
});

/** Some of its values are others than they should be. */
function broken(
  held: readonly HeldArea[],
  faults: readonly (readonly [number, number, number, string])[],
): readonly HeldArea[] {
  return held.map((area, at) => ({
    ...area,
    records: area.records.map((record, nth) => {
      const fields = agreement.areas.find(({ id }) => id === area.area)?.fields ?? [];
      const wrong = faults
        .filter(([of, row]) => of === at && row === nth)
        .flatMap(([, , column, value]) => {
          const field = fields[column % Math.max(1, fields.length)];
          return field === undefined || field.type === "records" ? [] : [[field.id, value] as const];
        });
      return { ...record, values: { ...record.values, ...Object.fromEntries(wrong) } };
    }),
  }));
}
