import { expect, test } from "vitest";
import {
  approversOf,
  isApprover,
  leadOf,
  partyOf,
  responsibleOf,
  roleOf,
  rolesOf,
  sponsorOf,
} from "../../src/domain/role.ts";
import { member } from "../fixtures/project-facts.ts";

const members = [
  member("anna", "lead"),
  member("erik", "staff"),
  member("erik", "approver"),
  member("johan", "sponsor"),
  member("karin", "sponsor"),
  member("karin", "approver"),
  member("lisa", "approver", { reachable: false }),
  member("petra", "partner"),
];
const facts = { members };

test.each([
  { who: "karin", staff: false, may: true, why: "staff named her" },
  { who: "johan", staff: false, may: false, why: "a sponsor is not an approver" },
  { who: "petra", staff: false, may: false, why: "a partner approves nothing" },
  { who: "lisa", staff: false, may: false, why: "a contact without an account has no rights" },
  { who: "nobody", staff: false, may: false, why: "no role on the project" },
  { who: "erik", staff: true, may: false, why: "S9: staff are never approvers, even if listed" },
  { who: "erik", staff: false, may: false, why: "S9: staff of the project, whatever the platform says today" },
  { who: "karin", staff: true, may: false, why: "S9: an approver who has become staff" },
])("L3: $who as approver: $may, because $why", ({ who, staff, may }) => {
  expect(isApprover(facts, { id: who, staff })).toBe(may);
});

test("L3: only those who can press a button are approvers", () => {
  expect(approversOf(facts).map(({ id }) => id)).toEqual(["karin"]);
});

test("a person with two roles is known by the weightier", () => {
  expect(rolesOf(facts, "karin")).toEqual(["approver", "sponsor"]);
  expect(roleOf(facts, "karin")).toBe("approver");
  expect(roleOf(facts, "nobody")).toBeUndefined();
});

test("escalation goes from the customer's responsible to the lead to the sponsor", () => {
  expect([responsibleOf(facts)?.id, leadOf(facts)?.id, sponsorOf(facts)?.id]).toEqual(["erik", "anna", "johan"]);
  expect(responsibleOf({ members: [...members, member("maja", "customer")] })?.id).toBe("maja");
});

test.each([
  ["lead", "supplier"],
  ["staff", "supplier"],
  ["customer", "customer"],
  ["approver", "customer"],
  ["sponsor", "customer"],
  ["partner", "partner"],
] as const)("a %s is on the side of the %s", (role, party) => expect(partyOf(role)).toBe(party));
