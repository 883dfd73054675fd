import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/data-finding.ts";
import { readForm } from "../../src/domain/data-form.ts";
import { readTables } from "../../src/domain/data-reading.ts";
import type { DataRecord } from "../../src/domain/data-record.ts";
import type { Day } from "../../src/domain/units.ts";
import { agreement } from "../fixtures/project-facts.ts";

const today = "2026-11-29" as Day;

/** What is held of an area after a file of these rows, and a form on it. */
function formOn(id: string, rows: readonly (readonly string[])[]) {
  const area = agreement.areas.find((one) => one.id === id) ?? expect.fail(`There is no area ${id}`);
  const table = { name: (area.sheet ?? area.name).sv, rows };
  const given = readTables([table], agreement, [], today);
  const records = given.areas[0]?.records ?? [];
  const written = ({ values }: DataRecord) =>
    Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value)]));
  const fill = (typed: Readonly<Record<string, string>>, record?: string, before = given.findings) => {
    const held = [{ area: id, approved: false, records }];
    const reading = { agreement, held, before, today, language: "en" } as const;
    return readForm({ area, typed, ...(record !== undefined && { record }) }, reading, written);
  };
  return { before: given.findings, records, fill };
}
const shown = ({ what, record, args }: Finding) =>
  [what, record, args?.other].filter((one) => one !== undefined).join(" ");

describe("D6: a form on a list whose file had faults", () => {
  const fax = formOn("fax", [
    ["Faxnummer", "Lösning", "Fax skickas till", "Skickar också fax", "Skostorlek"],
    ["08-123 45 01", "Fax till e-post", "fax(at)solbacken", "kanske", "43"],
    ["08-123 45 02", "Fax till e-post", "fax2(at)solbacken", "", ""],
  ]);

  test("what was wrong in the record is gone once it is right, and the others' findings stand as they were", () => {
    expect(fax.before.map(shown).toSorted()).toEqual([
      ...["column.unknown", "e-mail.invalid +4681234501", "e-mail.invalid +4681234502", "yes-no.unclear +4681234501"],
    ]);
    const typed = { number: "08-123 45 01", solution: "Fax till e-post", "delivered-to": "fax@solbacken.se" };
    const { findings, left } = fax.fill(typed, "+4681234501");
    expect(findings).toEqual([]);
    expect(left.map(shown).toSorted()).toEqual(["column.unknown", "e-mail.invalid +4681234502"]);
    expect(left.find(({ record }) => record !== undefined)?.at).toEqual(
      fax.before.find(({ record }) => record === "+4681234502")?.at,
    );
    // As it is kept, and mended too.
    const last = fax.fill({ ...typed, number: "08-123 45 02" }, "+4681234502", left).left;
    expect(last.map(shown)).toEqual(["column.unknown"]);
  });

  test("a row that is added leaves all of it, and a number that is there already is told by what has it", () => {
    expect(fax.fill({ number: "08-123 45 03", solution: "Faxmaskin" }).left).toHaveLength(fax.before.length);
    const { findings } = fax.fill({ number: "08-123 45 02", solution: "Faxmaskin" });
    expect(findings.map(shown)).toEqual(["number.twice +4681234502 (2) +4681234502"]);
    expect(findings[0]?.at).toEqual({ table: "Fax, +4681234502" });
  });

  test("what two records had between them is gone when one of them is another", () => {
    const twice = formOn("fax", [
      ["Faxnummer", "Lösning", "Skickar också fax"],
      ["08-123 45 01", "Faxmaskin", "Ja"],
      ["08-123 45 01", "Faxmaskin", ""],
    ]);
    expect(twice.before.map(shown)).toEqual(["number.twice +4681234501 (2) A2"]);
    expect(twice.fill({ number: "08-123 45 03", solution: "Faxmaskin" }).left.map(shown)).toEqual([
      "number.twice +4681234501 (2) A2",
    ]);
    expect(twice.fill({ number: "08-123 45 03", solution: "Faxmaskin" }, "+4681234501").left).toEqual([]);
  });

  test("a series that runs into one that is held is the form's to mend, and says into which", () => {
    const series = formOn("number-services", [["Nummer eller serie"], ["08-123 45 00–49"], ["08-123 45 60–69"]]);
    const { findings } = series.fill({ number: "08-123 44 90–45 05" });
    expect(findings.map(({ weight, what, args }) => [weight, what, args?.other])).toEqual([
      ["fault", "series.overlap", "+4681234500-+4681234549"],
    ]);
  });
});
