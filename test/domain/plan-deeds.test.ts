import { expect, test } from "vitest";
import type { Agreement } from "../../src/domain/agreement.ts";
import { businessCalendar } from "../../src/domain/calendar.ts";
import type { Plan, PortingEntry } from "../../src/domain/facts.ts";
import { late } from "../../src/domain/late.ts";
import { courseOf, planMove } from "../../src/domain/plan.ts";
import { canRecordDeed, owedDeeds, planDeeds } from "../../src/domain/plan-deeds.ts";
import { linksOf } from "../../src/domain/plan-links.ts";
import { waiting } from "../../src/domain/waiting.ts";
import { agreement, anna, checkIn, day, milestone, projectFacts } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
/** The same with a day in its plan that means nothing to the rules. */
const withSketch: Agreement = {
  ...agreement,
  plan: [
    ...agreement.plan.slice(0, -1),
    { id: "sketch", name: { sv: "Skiss", en: "Sketch" }, aliases: [], after: [], lead: [] },
    ...agreement.plan.slice(-1),
  ],
};
const plan: Plan = { workshop: day("2026-12-07"), golive: day("2026-12-18"), sketch: day("2026-12-10") };
const recorded = (step: string, on = "2026-12-02"): PortingEntry => ({
  id: step,
  step,
  on: day(on),
  by: anna,
  undone: false,
});
type Given = Parameters<typeof projectFacts>[0];
const owedOn = (today: string, given: Given = {}) =>
  owedDeeds(projectFacts({ project: { plan }, ...given }), withSketch, calendar, day(today)).map(
    ({ id, who, on }) => `${id} ${who} ${on}`,
  );

test("C2, D3: a milestone is the lead's; the customer prepares the day that means kickoff", () => {
  expect(planDeeds(withSketch).map(({ id, who, kind }) => [id, kind, who])).toEqual([
    ["sketch", "milestone", "supplier"],
    ["preparation", "deadline", "customer"],
    ["check-ins", "deadline", "supplier"],
  ]);
});

const all = ["sketch supplier 2026-12-10", "preparation customer 2026-12-03", "check-ins supplier 2026-12-15"];
test.each<[string, string, Given, readonly string[]]>([
  ["nothing is done", "2026-12-04", {}, all],
  ["the workshop's day has been: it is what is late itself", "2026-12-08", {}, [all[0] ?? "", all[2] ?? ""]],
  ["on the workshop's day it is still owed", "2026-12-07", {}, all],
  [
    "kickoff was held",
    "2026-12-04",
    { project: { plan, kickoff: milestone("2026-12-04") } },
    [all[0] ?? "", all[2] ?? ""],
  ],
  ["somebody recorded it", "2026-12-04", { porting: [recorded("preparation")] }, [all[0] ?? "", all[2] ?? ""]],
  ["it was taken back", "2026-12-04", { porting: [{ ...recorded("preparation"), undone: true }] }, all],
  ["a call was held", "2026-12-16", { checkIns: [checkIn("C1", "2026-12-09", { state: "held" })] }, [all[0] ?? ""]],
  ["a call is only booked", "2026-12-17", { checkIns: [checkIn("C1", "2026-12-18")] }, [all[0] ?? "", all[2] ?? ""]],
  [
    "live since before the milestone",
    "2026-12-09",
    { project: { plan, goLive: milestone("2026-12-09") } },
    [all[0] ?? "", all[1] ?? ""].slice(0, 1),
  ],
  ["live since after it", "2026-12-14", { project: { plan, goLive: milestone("2026-12-14") } }, []],
])("C2: %s", (_, today, given, expected) => expect(owedOn(today, given)).toEqual(expected));

test.each([
  { today: "2026-12-03", kinds: [] },
  { today: "2026-12-04", kinds: ["deadline preparation customer"] },
  { today: "2026-12-11", kinds: ["milestone sketch supplier"] },
  { today: "2026-12-16", kinds: ["milestone sketch supplier", "deadline check-ins supplier"] },
])("C2: on $today what has passed of it is late: $kinds", ({ today, kinds }) => {
  const found = late(projectFacts({ project: { plan } }), withSketch, calendar, day(today));
  expect(found.flatMap(({ what, who }) => ("id" in what ? [`${what.kind} ${what.id} ${who}`] : []))).toEqual(kinds);
  const waits = waiting(projectFacts({ project: { plan } }), withSketch, day(today));
  expect(waits.flatMap(({ what }) => (what.kind === "plan" ? [what.id] : []))).toEqual(
    owedDeeds(projectFacts({ project: { plan } }), withSketch, calendar, day(today))
      .filter(({ kind, on }) => kind === "milestone" || on < today)
      .toSorted((a, b) => Number(a.who === "supplier") - Number(b.who === "supplier") || a.on.localeCompare(b.on))
      .map(({ id }) => id),
  );
});

test("C1: what is not planned, or done already, is not recorded", () => {
  const facts = projectFacts({ project: { plan }, porting: [recorded("sketch")] });
  expect(canRecordDeed(facts, withSketch, "preparation")).toEqual({ ok: true });
  expect(canRecordDeed(facts, withSketch, "sketch")).toMatchObject({ refused: { kind: "already" } });
  expect(canRecordDeed(projectFacts(), withSketch, "preparation")).toMatchObject({
    refused: { kind: "not-planned", which: "workshop" },
  });
});

test("K2: a porting that is recorded is history, and is not moved", () => {
  const facts = projectFacts({
    project: { plan: { porting: day("2026-12-17") } },
    porting: [recorded("porting", "2026-12-17")],
  });
  const move = (porting = facts.porting) =>
    planMove(courseOf({ ...facts, porting }), agreement, "porting", day("2027-01-15"), day("2026-12-18"));
  expect(move()).toEqual({ ok: false, refused: { kind: "happened", on: "2026-12-17" } });
  expect(move([])).toMatchObject({ ok: true });
  expect(move([{ ...recorded("porting"), undone: true }])).toMatchObject({ ok: true });
});

test("K2: go-live before the porting is asked about, whatever the agreement says; not once the numbers are ported", () => {
  const days: Plan = { porting: day("2026-12-17"), golive: day("2026-12-16") };
  const links = (porting: readonly PortingEntry[] = []) =>
    linksOf(days, courseOf(projectFacts({ porting })), agreement, calendar).map(({ kind, which, other }) =>
      [kind, which, other].join(" "),
    );
  expect(links()).toEqual(["order golive porting"]);
  expect(links([recorded("porting")])).toEqual([]);
});
