import { describe, expect, test } from "vitest";
import type { Fact, Fault, Hardware } from "../../src/domain/facts.ts";
import { answerable, canSetCause, faultRoute, findHardware, isBillable } from "../../src/domain/fault.ts";
import { agreement } from "../fixtures/project-facts.ts";

describe("F2: the right route", () => {
  const partner = { via: { kind: "partner", name: "Partner AB" } } as const;
  const direct = { via: { kind: "direct" } } as const;
  const ways = { mail: "kundcenter@icentrex.se", phone: "020-20 20 22" };
  test.each([
    ["bought directly", direct, false, { kind: "direct", first: "mail", ...ways }],
    ["bought directly, urgent", direct, true, { kind: "direct", first: "phone", ...ways }],
    ["bought through a partner", partner, false, { kind: "partner", name: "Partner AB" }],
    ["bought through a partner, urgent", partner, true, { kind: "partner", name: "Partner AB" }],
  ] as const)("%s", (_, project, urgent, route) => expect(faultRoute(project, agreement, urgent)).toEqual(route));
});

describe("F3: what we answer for", () => {
  const [yes, no, na] = ["yes", "no", "not-applicable"] as const;
  test.each<[Fact, Fact, Fact, Fact, boolean, readonly string[]]>([
    [yes, yes, yes, yes, true, []],
    [yes, yes, yes, na, true, []],
    [no, yes, yes, yes, false, []],
    [na, yes, yes, yes, false, []],
    [yes, no, yes, yes, true, ["not-approved"]],
    [yes, na, yes, yes, true, ["not-approved"]],
    [yes, yes, no, yes, true, ["not-bought"]],
    [yes, yes, na, yes, true, ["not-bought"]],
    [yes, yes, yes, no, true, ["not-provisioned"]],
    [no, no, no, no, false, ["not-approved", "not-bought", "not-provisioned"]],
  ])(
    "part of the service %s, approved %s, bought %s, provisioned %s",
    (partOfService, approved, boughtFromUs, provisioned, responsible, because) => {
      expect(answerable({ partOfService, approved, boughtFromUs, provisioned })).toEqual({
        responsible,
        supported: because.length === 0,
        notSupportedBecause: because,
      });
    },
  );
});

describe("a device is found by its name or its MAC address", () => {
  const device = (name: string, mac?: string): Hardware => ({
    id: name,
    name,
    ...(mac !== undefined && { mac }),
    partOfService: "yes",
    approved: "yes",
    boughtFromUs: "yes",
    provisioned: "yes",
  });
  const list = [device("Yealink T54W", "805EC0123456"), device("Yealink T54W Lobby"), device("Gigaset N670")];
  test.each([
    ["yealink  t54w", ["Yealink T54W"]],
    ["80:5e:c0:12:34:56", ["Yealink T54W"]],
    ["Gigaset", ["Gigaset N670"]],
    ["yealink", ["Yealink T54W", "Yealink T54W Lobby"]],
    ["Snom", []],
    [" ", []],
  ])("%j: %j", (wanted, names) => expect(findHardware(list, wanted).map(({ name }) => name)).toEqual(names));
});

test.each<[Fault["cause"], boolean, boolean]>([
  ["customer", true, true],
  ["third-party", true, true],
  ["supplier", true, false],
  [undefined, true, false],
  ["customer", false, false],
  ["third-party", false, false],
])("F4: cause %s, staff chose to bill %s: billable %s", (cause, billed, billable) => {
  expect(isBillable({ billed, ...(cause !== undefined && { cause }) })).toBe(billable);
});

test.each<[NonNullable<Fault["cause"]>, boolean, string | undefined, string]>([
  ["customer", true, "cable pulled out", "ok"],
  ["customer", false, "cable pulled out", "ok"],
  ["supplier", false, undefined, "ok"],
  ["supplier", true, "our fault", "cause-is-ours"],
  ["customer", true, undefined, "reason-missing"],
  ["third-party", true, "  ", "reason-missing"],
])("F4: setting cause %s, bill %s, reason %j: %s", (cause, bill, reason, kind) => {
  const decision = canSetCause({ billed: false }, cause, { bill, ...(reason !== undefined && { reason }) });
  expect(decision.ok ? "ok" : decision.refused.kind).toBe(kind);
});

test("F4: a cause is corrected, not repeated", () => {
  const fault = { cause: "customer", causeReason: "cable", billed: true } as const;
  expect(canSetCause(fault, "customer", { bill: true, reason: "cable" })).toEqual({
    ok: false,
    refused: { kind: "already", cause: "customer" },
  });
  expect(canSetCause(fault, "customer", { bill: false, reason: "cable" })).toEqual({ ok: true });
});
