import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, businessCalendar, clockTime, dayOf, instantOf } from "../../src/domain/calendar.ts";
import { freeTimes, type Looking, takenBy, takenOn } from "../../src/domain/free-time.ts";
import { agreement, checkIn, day, milestone, projectFacts } from "../fixtures/project-facts.ts";

const zone = agreement.calendar.timeZone;
const calendar = businessCalendar(agreement.calendar);
const instant = (typed: string): number => instantOf(day(typed.slice(0, 10)), typed.slice(11), zone);
const written = (at: number): string => `${dayOf(at, zone)} ${clockTime(at, zone)}`;
const looking = (more: Partial<Looking> = {}): Looking => ({
  ...{ agreement, now: instant("2026-11-23 09:00"), taken: [], isAway: () => false },
  ...more,
});
const planned = projectFacts({
  project: { plan: { workshop: day("2026-12-07"), golive: day("2026-12-18") }, kickoff: undefined },
});
const times = (more: Partial<Looking> = {}, facts = planned): readonly string[] =>
  freeTimes(facts, looking(more)).map(written);

describe("S2, K2: free times for a check-in call", () => {
  test("the calls that are left share the days between kickoff and go-live; the next call's part is proposed", () => {
    // Eight business days, 8 to 17 Dec, for four calls: two days are the first call's.
    expect(times()).toEqual(["2026-12-08 09:00", "2026-12-09 10:30", "2026-12-09 13:00"]);
    const two = ["2026-12-08", "2026-12-09"].map((on, index) => checkIn(`C${index}`, on, { state: "held" }));
    // Six business days for the two that are left: three days.
    expect(times({}, { ...planned, checkIns: two })).toEqual([
      "2026-12-10 09:00",
      "2026-12-11 10:30",
      "2026-12-14 13:00",
    ]);
  });
  test("without a plan: from some business days ahead, each on a day of its own", () => {
    expect(times({}, projectFacts())).toEqual(["2026-11-25 09:00", "2026-11-26 10:30", "2026-11-27 13:00"]);
  });
  test("as many as are asked for, from a day that is named", () => {
    expect(times({ count: 1, from: day("2027-01-05") })).toEqual(["2027-01-05 09:00"]);
    expect(times({ count: 10 })).toHaveLength(10);
    expect(new Set(times({ count: 10 })).size).toBe(10);
  });
  test("nothing beside what the lead has already, nor on the day of a workshop", () => {
    expect(times({ taken: [takenBy(instant("2026-12-08 09:30"), 60), takenOn(day("2026-12-09"), zone)] })).toEqual([
      "2026-12-08 10:30",
      "2026-12-08 13:00",
      "2026-12-08 14:30",
    ]);
  });
  test("not on the days that the lead is away, Christmas or a weekend", () => {
    const isAway = (on: string) => on < "2026-12-16";
    expect(times({ isAway }).map((one) => one.slice(0, 10))).toEqual(
      ["2026-12-16", "2026-12-16", "2026-12-17"].toSorted(),
    );
    const late = projectFacts({ project: { kickoff: milestone("2026-12-22") } });
    expect(
      times({ now: instant("2026-12-22 09:00") }, late).every((one) => calendar.isBusinessDay(day(one.slice(0, 10)))),
    ).toBe(true);
  });
  test("where all is taken, none", () => {
    expect(times({ taken: [{ from: 0, until: Number.MAX_SAFE_INTEGER }] })).toEqual([]);
  });

  test("whatever is taken: business days, whole within office hours, ahead, at clock times of the agreement, none beside another", () => {
    const days = fc.integer({ min: 0, max: 500 }).map((count) => addDays(day("2026-11-23"), count));
    const taken = fc.array(
      fc
        .tuple(days, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 600 }))
        .map(([on, hour, minutes]) => takenBy(instantOf(on, `${String(hour).padStart(2, "0")}:00`, zone), minutes)),
      { maxLength: 12 },
    );
    const plan = fc.record({
      workshop: fc.option(days, { nil: undefined }),
      golive: fc.option(days, { nil: undefined }),
    });
    fc.assert(
      fc.property(days, taken, plan, fc.integer({ min: 1, max: 10 }), (today, busy, { workshop, golive }, count) => {
        const now = instantOf(today, "11:17", zone);
        const facts = projectFacts({ project: { plan: { ...(workshop && { workshop }), ...(golive && { golive }) } } });
        const found = freeTimes(facts, looking({ now, taken: busy, count }));
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b));
        expect(found.length).toBeLessThanOrEqual(count);
        for (const at of found) {
          expect(at).toBeGreaterThan(now);
          expect(calendar.withinOfficeHours(at) && calendar.withinOfficeHours(at + 59 * 60_000)).toBe(true);
          expect(agreement.checkIns?.propose.at).toContain(clockTime(at, zone));
          for (const one of [...busy, ...found.filter((other) => other !== at).map((other) => takenBy(other, 60))])
            expect(one.until <= at || at + 3_600_000 <= one.from).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
