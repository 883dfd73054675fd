import { describe, expect, test } from "vitest";
import {
  type AreaStatus,
  areaStates,
  canMove,
  type DataKind,
  isComplete,
  missingAreas,
  unreviewedAreas,
} from "../../src/domain/customer-data.ts";
import type { DataEntry, DataState } from "../../src/domain/facts.ts";
import { agreement, said } from "../fixtures/project-facts.ts";

const fax = (...data: DataEntry[]): AreaStatus =>
  areaStates({ data }, agreement).find(({ area }) => area.id === "fax") as AreaStatus;
const at = (state: DataState): AreaStatus => ({ ...fax(), state, handedIn: state !== "missing" });

test("D1: the thirteen areas, in the agreement's order, all missing to begin with", () => {
  const states = areaStates({ data: [] }, agreement);
  expect(states.map(({ area }) => area.id)).toEqual(agreement.areas.map(({ id }) => id));
  expect(states).toHaveLength(13);
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["missing"]));
});

describe("D5: where an area stands", () => {
  test("the latest entry decides, however they are stored", () => {
    const status = fax(
      said("fax", "rejected", "2026-11-20", { note: "number missing" }),
      said("hardware", "approved", "2026-11-21"),
      said("fax", "received", "2026-11-18", { bySide: "customer" }),
    );
    expect(status).toMatchObject({ state: "rejected", since: "2026-11-20", note: "number missing", bySide: "staff" });
  });

  test("an undone entry counts for nothing", () => {
    expect(
      fax(said("fax", "received", "2026-11-18"), said("fax", "approved", "2026-11-19", { undone: true })).state,
    ).toBe("received");
  });

  test("stuck leaves the state and says who is waited for, until something is said anew", () => {
    const stuck = said("fax", "stuck", "2026-11-19", { note: "waiting for HR", bySide: "customer" });
    expect(fax(stuck)).toMatchObject({
      state: "missing",
      stuck: { reason: "waiting for HR", by: { id: "karin" }, waitsFor: "customer" },
    });
    expect(fax(said("fax", "received", "2026-11-18"), stuck)).toMatchObject({
      state: "received",
      stuck: { waitsFor: "supplier" },
    });
    expect(fax(stuck, said("fax", "received", "2026-11-20")).stuck).toBeUndefined();
    expect(fax({ ...stuck, undone: true }).stuck).toBeUndefined();
  });
});

describe("D2: complete customer data", () => {
  const all = (kind: DataState) => agreement.areas.map(({ id }) => said(id, kind, "2026-11-18"));
  test.each([
    { last: "approved", complete: true, missing: 0, unreviewed: 0 },
    { last: "not-applicable", complete: true, missing: 0, unreviewed: 0 },
    { last: "received", complete: false, missing: 0, unreviewed: 1 },
    { last: "rejected", complete: false, missing: 1, unreviewed: 0 },
    { last: "missing", complete: false, missing: 1, unreviewed: 0 },
  ] as const)(
    "twelve areas approved and fax $last: complete is $complete",
    ({ last, complete, missing, unreviewed }) => {
      const states = areaStates({ data: [...all("approved"), said("fax", last, "2026-11-19")] }, agreement);
      expect(isComplete(states)).toBe(complete);
      expect([missingAreas(states).length, unreviewedAreas(states).length]).toEqual([missing, unreviewed]);
    },
  );
});

describe("D5: who moves an area where", () => {
  type Row = [from: DataState, kind: DataKind, staff: string, customer: string];
  test.each<Row>([
    ["missing", "received", "ok", "ok"],
    ["missing", "approved", "ok", "staff-only"],
    ["missing", "rejected", "nothing-received", "staff-only"],
    ["missing", "not-applicable", "ok", "ok"],
    ["missing", "stuck", "ok", "ok"],
    ["missing", "missing", "already", "staff-only"],
    ["received", "received", "ok", "ok"],
    ["received", "approved", "ok", "staff-only"],
    ["received", "rejected", "ok", "staff-only"],
    ["rejected", "received", "ok", "ok"],
    ["rejected", "approved", "ok", "staff-only"],
    ["approved", "approved", "already", "staff-only"],
    ["approved", "rejected", "ok", "staff-only"],
    ["approved", "received", "ok", "ok"],
    ["approved", "stuck", "settled", "settled"],
    ["not-applicable", "not-applicable", "already", "already"],
    ["not-applicable", "rejected", "ok", "staff-only"],
    ["not-applicable", "approved", "ok", "staff-only"],
    ["not-applicable", "stuck", "settled", "settled"],
  ])("from %s, %s: staff %s, customer %s", (from, kind, staff, customer) => {
    const outcome = (side: "staff" | "customer"): string => {
      const decision = canMove(at(from), kind, { side, note: "because", changesAreCharged: false });
      return decision.ok ? "ok" : decision.refused.kind;
    };
    expect([outcome("staff"), outcome("customer")]).toEqual([staff, customer]);
  });

  test.each(["rejected", "not-applicable", "stuck"] as const)("%s takes a reason", (kind) => {
    expect(canMove(at("received"), kind, { side: "staff", note: " ", changesAreCharged: false })).toEqual({
      ok: false,
      refused: { kind: "reason-missing" },
    });
  });
});

describe("S5: what is a change once changes are charged", () => {
  test.each<[DataState, DataKind, boolean, string]>([
    ["missing", "received", false, "data given for the first time is none"],
    ["rejected", "received", false, "putting right what was rejected is none"],
    ["received", "received", false, "adding to what is not yet approved is none"],
    ["not-applicable", "received", false, "first data of an area that was thought not to apply is none"],
    ["approved", "received", true, "the area was approved"],
    ["approved", "not-applicable", true, "the area was approved"],
    ["approved", "rejected", false, "our own finding costs the customer nothing"],
  ])("%s, %s: %s, because %s", (from, kind, change) => {
    expect(canMove(at(from), kind, { side: "staff", note: "because", changesAreCharged: true })).toEqual({
      ok: true,
      change,
    });
    expect(canMove(at(from), kind, { side: "staff", note: "because", changesAreCharged: false })).toEqual({
      ok: true,
      change: false,
    });
  });

  test("D6: the first data of an area that we approved with nothing handed in is none, the next is one", () => {
    const approved = fax(said("fax", "approved", "2026-11-19"));
    for (const kind of ["received", "not-applicable"] as const)
      expect(canMove(approved, kind, { side: "customer", note: "because", changesAreCharged: true })).toEqual({
        ok: true,
        change: false,
      });
    const later = fax(said("fax", "received", "2026-11-20"), said("fax", "approved", "2026-11-21"));
    expect(canMove(later, "received", { side: "customer", changesAreCharged: true })).toEqual({
      ok: true,
      change: true,
    });
  });
});
