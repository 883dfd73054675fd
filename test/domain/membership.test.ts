import { describe, expect, test } from "vitest";
import type { Member, Role } from "../../src/domain/facts.ts";
import { canHold, canLeave, usualRole } from "../../src/domain/membership.ts";

const member = (id: string, role: Role): Member => ({ id, handle: id, name: id, role, reachable: true });
const facts = { members: [member("anna", "lead"), member("erik", "staff"), member("karin", "customer")] };

describe("who can have which role", () => {
  test.each<{ who: string; staff: boolean; role: Role; is: string }>([
    { who: "johan", staff: false, role: "approver", is: "ok" },
    { who: "johan", staff: false, role: "sponsor", is: "ok" },
    { who: "karin", staff: false, role: "approver", is: "ok" },
    { who: "karin", staff: false, role: "customer", is: "already" },
    { who: "johan", staff: false, role: "staff", is: "not-staff" },
    { who: "johan", staff: false, role: "lead", is: "not-staff" },
    { who: "erik", staff: true, role: "approver", is: "staff-elsewhere" },
    { who: "erik", staff: true, role: "sponsor", is: "staff-elsewhere" },
    { who: "erik", staff: true, role: "lead", is: "ok" },
    { who: "erik", staff: true, role: "staff", is: "already" },
    { who: "anna", staff: true, role: "staff", is: "already" },
  ])("L3: $who (staff: $staff) as $role: $is", ({ who, staff, role, is }) => {
    const decision = canHold(facts, { id: who, staff }, role);
    expect(decision.ok ? "ok" : decision.refused.kind).toBe(is);
  });

  test("somebody of ours is staff, anybody else a customer, when no role is said", () => {
    expect([usualRole({ staff: true }), usualRole({ staff: false })]).toEqual(["staff", "customer"]);
  });
});

test.each([
  { who: "karin", is: "ok" },
  { who: "anna", is: "lead" },
  { who: "nobody", is: "not-member" },
])("$who leaves the project: $is", ({ who, is }) => {
  const decision = canLeave(facts, who);
  expect(decision.ok ? "ok" : decision.refused.kind).toBe(is);
});
