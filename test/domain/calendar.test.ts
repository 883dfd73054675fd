import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  businessCalendar,
  clockTime,
  dayOf,
  daysBetween,
  instantOf,
  isDay,
  weekdayOf,
} from "../../src/domain/calendar.ts";
import type { Day } from "../../src/domain/units.ts";
import { agreement, day } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const zone = "Europe/Stockholm";
const anyDay = fc.integer({ min: 0, max: 3650 }).map((count) => addDays(day("2024-01-01"), count));
const weekdays = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

describe("P2: days are calendar dates in Stockholm", () => {
  test.each([
    ["2026-11-20T22:59:00Z", "2026-11-20", "23:59"],
    ["2026-11-20T23:00:00Z", "2026-11-21", "00:00"],
    ["2026-06-20T21:59:59Z", "2026-06-20", "23:59"],
    ["2026-06-20T22:00:00Z", "2026-06-21", "00:00"],
  ])("%s is %s at %s", (instant, on, clock) => {
    expect(dayOf(Date.parse(instant), zone)).toBe(on);
    expect(clockTime(Date.parse(instant), zone)).toBe(clock);
  });

  test.each([
    ["2026-12-01", "10:00", "2026-12-01T09:00:00Z", "winter"],
    ["2026-07-01", "10:00", "2026-07-01T08:00:00Z", "summer"],
    ["2026-03-29", "02:30", "2026-03-29T01:30:00Z", "a time that the change to summer time skips: 03:30"],
    ["2026-10-25", "02:30", "2026-10-25T00:30:00Z", "the first of a time that comes twice"],
  ])("%s %s is %s: %s", (on, clock, instant) => expect(instantOf(day(on), clock, zone)).toBe(Date.parse(instant)));

  test.each(["2026-02-28", "2028-02-29", "2026-12-31"])("%s is a day", (text) => expect(isDay(text)).toBe(true));
  test.each([
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "20261101",
    "2026-11-01T10:00",
    "fri",
    "",
  ])("%s is none", (text) => expect(isDay(text)).toBe(false));

  test("adding days and counting them agree, and weekdays follow each other", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
        expect(weekdayOf(addDays(from, 1))).toBe((weekdayOf(from) % 7) + 1);
      }),
    );
  });
});

describe("P2: business days know Swedish holidays, the de-facto ones too", () => {
  test.each([
    ["2026-01-01", "New Year's Day", false],
    ["2026-01-06", "Epiphany", false],
    ["2026-04-03", "Good Friday", false],
    ["2026-04-06", "Easter Monday", false],
    ["2026-05-01", "May Day", false],
    ["2026-05-14", "Ascension Day", false],
    ["2025-06-06", "National Day", false],
    ["2026-06-19", "Midsummer Eve", false],
    ["2027-06-25", "Midsummer Eve at its latest", false],
    ["2026-12-24", "Christmas Eve", false],
    ["2026-12-25", "Christmas Day", false],
    ["2026-12-31", "New Year's Eve", false],
    ["2026-01-02", "the Friday after New Year's Day", true],
    ["2026-01-07", "the day after Epiphany", true],
    ["2026-04-02", "Maundy Thursday", true],
    ["2026-04-07", "the Tuesday after Easter", true],
    ["2026-05-13", "the day before Ascension Day", true],
    ["2026-06-22", "the Monday after Midsummer", true],
    ["2026-12-28", "the Monday after Christmas", true],
    ["2026-12-30", "the day before New Year's Eve", true],
    ["2026-11-20", "a Friday", true],
    ["2026-11-21", "a Saturday", false],
    ["2026-11-22", "a Sunday", false],
    ["2026-11-23", "a Monday", true],
    ["2026-01-05", "the day before Epiphany", true],
    ["2026-04-30", "Walpurgis Night", true],
    ["2026-05-15", "the Friday after Ascension Day", true],
    ["2026-06-18", "the day before Midsummer Eve", true],
    ["2026-12-23", "the day before Christmas Eve", true],
  ])("%s, %s: %s", (on, _, is) => expect(calendar.isBusinessDay(day(on))).toBe(is));

  test("the de-facto holidays are the agreement's choice", () => {
    const publicOnly = businessCalendar({ ...agreement.calendar, holidays: ["public"] });
    expect(publicOnly.isBusinessDay(day("2026-12-24"))).toBe(true);
    expect(publicOnly.isBusinessDay(day("2026-12-25"))).toBe(false);
    expect(calendar.isBusinessDay(day("2026-12-24"))).toBe(false);
  });

  test.each([
    ["2026-04-30", 1, "2026-05-04", "May Day and a weekend"],
    ["2026-12-23", 1, "2026-12-28", "Christmas"],
    ["2026-11-20", 0, "2026-11-20", "the day itself"],
    ["2026-11-21", 0, "2026-11-21", "a Saturday itself"],
    ["2026-11-21", 1, "2026-11-23", "from a Saturday"],
    ["2026-05-04", -2, "2026-04-29", "backwards"],
  ])("%s and %d business days is %s: %s", (from, count, to) =>
    expect(calendar.addBusinessDays(day(from), count)).toBe(to),
  );

  test.each([
    ["2026-04-30", "2026-05-01", 0],
    ["2026-04-30", "2026-05-04", 1],
    ["2026-04-30", "2026-05-05", 2],
    ["2026-05-05", "2026-04-30", -2],
    ["2026-05-05", "2026-05-05", 0],
  ])("from %s to %s are %d business days", (from, to, count) =>
    expect(calendar.businessDaysBetween(day(from), day(to))).toBe(count),
  );

  /** As everybody counts: one day after the other. */
  function dayByDay(from: Day, count: number): Day {
    let reached = from;
    for (let left = Math.abs(count); left > 0; ) {
      reached = addDays(reached, Math.sign(count));
      if (calendar.isBusinessDay(reached)) left -= 1;
    }
    return reached;
  }
  function countedOneByOne(from: Day, to: Day): number {
    let count = 0;
    for (let at = from; at < to; ) {
      at = addDays(at, 1);
      if (calendar.isBusinessDay(at)) count += 1;
    }
    return count;
  }

  test("P2: read from a year's table they are those that are counted day by day, over the ends of years too", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), anyDay, (from, count, other) => {
        expect(calendar.addBusinessDays(from, count)).toBe(dayByDay(from, count));
        const to = addDays(from, Math.abs(daysBetween(from, other)) % 700);
        expect(calendar.businessDaysBetween(from, to)).toBe(countedOneByOne(from, to));
        expect(calendar.businessDaysBetween(to, from)).toBe(0 - countedOneByOne(from, to));
      }),
      { numRuns: 60 },
    );
  });

  test("adding business days and counting them agree", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from: Day, count) => {
        const to = calendar.addBusinessDays(from, count);
        expect(calendar.businessDaysBetween(from, to)).toBe(count);
        if (count > 0) expect(calendar.isBusinessDay(to)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["2026-11-23T07:00:00Z", true, "08:00 on a Monday"],
    ["2026-11-23T07:01:00Z", true, "08:01"],
    ["2026-11-23T16:01:00Z", false, "17:01"],
    ["2026-11-23T06:59:59Z", false, "before eight"],
    ["2026-11-23T15:59:59Z", true, "16:59"],
    ["2026-11-23T16:00:00Z", false, "17:00"],
    ["2026-06-18T06:00:00Z", true, "08:00 in summer"],
    ["2026-06-19T09:00:00Z", false, "Midsummer Eve"],
    ["2026-11-22T09:00:00Z", false, "a Sunday"],
  ])("%s within office hours: %s, %s", (instant, is) =>
    expect(calendar.withinOfficeHours(Date.parse(instant))).toBe(is),
  );

  test("weekdays are counted from Monday", () => expect(weekdays[weekdayOf(day("2026-11-22"))]).toBe("Sunday"));
});
