import { afterEach, expect, test } from "vitest";
import { addDays, clockTime, dayOf, instantOf } from "../../src/domain/calendar.ts";
import { digestDue } from "../../src/scheduler/digests/due.ts";
import { allDue } from "../../src/scheduler/due.ts";
import { coming, nextLook } from "../../src/scheduler/look.ts";
import { checkIn } from "../fixtures/project-facts.ts";
import { agreement, day, keysOf, projectFacts, snapshot, team } from "./support.ts";

const zone = agreement.calendar.timeZone;
const own = process.env.TZ;
afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});
const due = (data: string) => projectFacts({ project: { plan: { data: day(data) } }, members: team });

test.each([
  { data: "2028-03-01", today: "2028-02-29", nudge: "before-1", why: "a leap day is a day" },
  { data: "2028-02-29", today: "2028-03-01", nudge: "after-1", why: "and the day after it is March" },
  { data: "2027-03-01", today: "2027-02-26", nudge: "before-1", why: "no leap day, and a weekend between" },
  {
    data: "2026-12-30",
    today: "2027-01-04",
    nudge: "after-1",
    why: "a year, New Year's Eve and New Year's Day between",
  },
  {
    data: "2027-03-26",
    today: "2027-03-25",
    nudge: "on",
    why: "Good Friday is no business day: it is said on the last one before",
  },
  { data: "2027-03-25", today: "2027-03-30", nudge: "after-1", why: "Easter with the night that loses an hour" },
  { data: "2027-10-29", today: "2027-11-01", nudge: "after-1", why: "the night that has an hour twice" },
])("P2: $why: data of $data on $today", ({ data, today, nudge }) => {
  for (const clock of ["00:30", "08:00", "23:59"])
    expect([clock, ...keysOf("customer-data", due(data), `${today} ${clock}`)]).toEqual([
      clock,
      `customer-data/${data}/${nudge}`,
    ]);
});

test.each([
  { when: "2026-12-28 09:00", week: { year: 2026, number: 53 }, why: "the last Monday of a year of 53 weeks" },
  { when: "2027-01-01 09:00", week: { year: 2026, number: 53 }, why: "New Year's Day is of it" },
  { when: "2027-01-03 23:59", week: { year: 2026, number: 53 }, why: "to Sunday night" },
  { when: "2027-01-04 08:30", week: { year: 2027, number: 1 }, why: "and then the first begins" },
  { when: "2027-01-04 08:29", week: undefined, why: "at its time and not before" },
])("P2: $why: $when", ({ when, week }) => expect(digestDue(snapshot(due("2027-02-01"), when))).toEqual(week));

test.each([
  ["2027-03-28", 23],
  ["2027-10-31", 25],
  ["2027-06-01", 24],
])("P2: the night after %s comes after %s hours, and the next look is in it at the latest", (on, hours) => {
  const from = instantOf(day(on), "00:00", zone);
  const shot = snapshot(projectFacts({ project: { state: "open" } }), `${on} 00:00`);
  const next = nextLook(shot, coming(shot), { said: new Set(allDue(shot).map(({ key }) => key)) });
  expect(next - from).toBeLessThanOrEqual(hours * 3_600_000);
  expect(dayOf(from + hours * 3_600_000, zone)).toBe(addDays(day(on), 1));
  expect(clockTime(from + hours * 3_600_000, zone)).toBe("00:00");
});

test.each(["Pacific/Auckland", "America/Los_Angeles", "UTC"])(
  "P2: in a process of %s a day is Stockholm's",
  (other) => {
    process.env.TZ = other;
    const facts = due("2026-12-01");
    expect(keysOf("customer-data", facts, "2026-12-01 23:59")).toEqual(["customer-data/2026-12-01/on"]);
    expect(keysOf("customer-data", facts, "2026-12-02 00:00")).toEqual(["customer-data/2026-12-01/after-1"]);
    expect(digestDue(snapshot(facts, "2026-11-30 08:30"))).toEqual({ year: 2026, number: 49 });
  },
);

test("C2: a process that slept over a weekend, or for a week, says what holds when it wakes, each thing once", () => {
  const facts = projectFacts({
    project: { plan: { data: day("2026-12-03") } },
    members: team,
    checkIns: [checkIn("C1", "2026-12-04")],
  });
  const awake = (when: string) => allDue(snapshot(facts, when)).map(({ key }) => key);
  // Friday's nudge was slept through: on Monday it is said as it is then, and no second one of it.
  expect(awake("2026-12-07 08:00").filter((key) => key.startsWith("customer-data/"))).toEqual([
    "customer-data/2026-12-03/after-1",
  ]);
  expect(awake("2026-12-14 09:00").filter((key) => key.startsWith("customer-data/")).length).toBeLessThanOrEqual(2);
  // A tick that comes twice finds the same keys, which are held once.
  expect(awake("2026-12-14 09:00")).toEqual(awake("2026-12-14 09:00"));
  expect(new Set(awake("2026-12-14 09:00")).size).toBe(awake("2026-12-14 09:00").length);
});
