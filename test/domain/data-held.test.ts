import { describe, expect, test } from "vitest";
import type { AreaStatus } from "../../src/domain/customer-data.ts";
import type { Finding } from "../../src/domain/data-finding.ts";
import { heldAreas, isHandedIn, isTheirsAgain, takingOf } from "../../src/domain/data-held.ts";
import type { DataState } from "../../src/domain/facts.ts";
import { usualAgreement } from "../support/agreement.ts";

const agreement = await usualAgreement();
const area = agreement.areas.find(({ id }) => id === "fax");
if (area === undefined) throw new Error("There is no area fax");
const status = (state: DataState): AreaStatus => ({ area, state, handedIn: state !== "missing" });
const side = "customer" as const;
const plain = { side, changesAreCharged: false, before: [] };
const one = { key: "+4681234501", values: { number: "+4681234501" } };
const two = { key: "+4681234502", values: { number: "+4681234502" } };
const sent = { key: one.key, values: { ...one.values, sends: "yes" } };
const held = { area: "fax", version: 1, records: [one] };
const odd: Finding = { weight: "question", what: "number.kind", area: "fax", field: "number" };
const fault: Finding = { ...odd, weight: "fault" };
const does = (...given: Parameters<typeof takingOf>) => takingOf(...given).does;

describe("D6: what becomes of what is given of an area", () => {
  test("what is new is taken, and what would change or be gone is asked about", () => {
    expect(does(status("missing"), undefined, { records: [one], findings: [] }, plain)).toBe("take");
    expect(does(status("missing"), held, { records: [one, two], findings: [] }, plain)).toBe("take");
    expect(does(status("missing"), { ...held, records: [sent] }, { records: [one], findings: [] }, plain)).toBe("ask");
    const not = { ...sent, values: { ...sent.values, sends: "no" } };
    expect(does(status("missing"), { ...held, records: [not] }, { records: [sent], findings: [] }, plain)).toBe("ask");
    expect(does(status("missing"), held, { records: [two], findings: [] }, plain)).toBe("ask");
    expect(does(status("missing"), held, { records: [], findings: [] }, plain)).toBe("ask");
  });

  test("a value where none was takes nothing away, nor does a key that could not be read and is mended", () => {
    expect(does(status("missing"), held, { records: [sent], findings: [] }, plain)).toBe("take");
    const keyless = { key: "08-123", values: { "delivered-to": "fax@solbacken.se", sends: "yes" } };
    const mended = { key: one.key, values: { ...keyless.values, number: "+4681234501" } };
    const before = { ...held, records: [keyless, two] };
    const taking = takingOf(status("missing"), before, { records: [mended, two], findings: [] }, plain);
    expect([taking.does, taking.comparison.gone, taking.comparison.added]).toEqual(["take", [], []]);
    expect(taking.comparison.changed).toMatchObject([{ key: one.key, fields: [{ field: "number" }] }]);
    // What says something else, or less, is another record.
    for (const values of [
      { ...mended.values, sends: "no" },
      { number: "+4681234501", sends: "yes" },
    ])
      expect(does(status("missing"), before, { records: [{ ...mended, values }, two], findings: [] }, plain)).toBe(
        "ask",
      );
    // Two that said the same are two.
    const twins = { ...held, records: [keyless, { ...keyless, key: "08-123 (2)" }] };
    expect(does(status("missing"), twins, { records: [mended], findings: [] }, plain)).toBe("ask");
  });

  test("what says the same does nothing, in whatever order; what is mended or confirmed by it is kept", () => {
    const both = { area: "fax", version: 1, records: [one, two] };
    expect(does(status("missing"), both, { records: [two, one], findings: [] }, plain)).toBe("nothing");
    expect(does(status("missing"), undefined, { records: [], findings: [] }, plain)).toBe("nothing");
    expect(does(status("missing"), held, { records: [one], findings: [] }, { ...plain, before: [odd] })).toBe("take");
    const unsure = { ...held, records: [{ ...one, unsure: ["number"] }] };
    expect(does(status("missing"), unsure, { records: [one], findings: [] }, plain)).toBe("take");
  });

  test("S5: a change to what was approved takes a price, once changes are charged and it was handed in", () => {
    const charged = { ...plain, changesAreCharged: true };
    const given = { records: [one, two], findings: [] };
    expect(does(status("approved"), held, given, charged)).toBe("change");
    expect(does(status("approved"), held, given, plain)).toBe("take");
    expect(does({ ...status("approved"), handedIn: false }, undefined, given, charged)).toBe("take");
    expect(does(status("received"), held, given, charged)).toBe("take");
    expect(does(status("approved"), held, { records: [one], findings: [] }, charged)).toBe("nothing");
  });

  test("D2: an area is handed in when nothing is lacking and nothing must be mended", () => {
    expect(isHandedIn(status("missing"), { records: [one], findings: [] })).toBe(true);
    expect(isHandedIn(status("missing"), { records: [one], findings: [odd] })).toBe(true);
    expect(isHandedIn(status("missing"), { records: [one], findings: [fault] })).toBe(false);
    expect(isHandedIn(status("rejected"), { records: [{ key: "x", values: {} }], findings: [] })).toBe(false);
    expect(isHandedIn(status("missing"), { records: [], findings: [] })).toBe(false);
    expect(isHandedIn(status("approved"), { records: [one], findings: [fault] })).toBe(false);
    expect(isHandedIn(status("received"), { records: [{ key: "x", values: {} }], findings: [] })).toBe(true);
    expect(isTheirsAgain(status("received"), 1)).toBe(true);
    expect(isTheirsAgain(status("received"), 0)).toBe(false);
    expect(isTheirsAgain(status("missing"), 1)).toBe(false);
  });

  test("D6: what is held is the approved snapshot as long as it is that version", () => {
    const by = { id: "system", name: "Startklar" } as const;
    const entry = { id: "1", area: "fax", kind: "approved", on: agreement.version, recordedAt: 1, by } as const;
    const approved = (version: number) => ({
      data: [{ ...entry, bySide: "staff", undone: false, version } as const],
    });
    expect(heldAreas([held], approved(1))).toEqual([{ area: "fax", records: [one], approved: true }]);
    expect(heldAreas([{ ...held, version: 2 }], approved(1))[0]?.approved).toBe(false);
  });
});
