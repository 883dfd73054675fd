import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, businessCalendar } from "../../src/domain/calendar.ts";
import { comesOn } from "../../src/domain/clock.ts";
import type { DayScene, DayUse } from "../../src/domain/day-scene.ts";
import { judgeDay, oddDays } from "../../src/domain/day-use.ts";
import type { CheckIn, Plan, Project } from "../../src/domain/facts.ts";
import { agreement, checkIn, day, milestone, project } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const plan = (days: Readonly<Record<string, string>>): Plan => days as Plan;
const scene = (
  more: Omit<Partial<Project>, "plan"> & {
    plan?: Record<string, string>;
    today?: string;
    checkIns?: readonly CheckIn[];
  } = {},
): DayScene => {
  const { plan: days = {}, today = "2026-11-23", checkIns = [], ...rest } = more;
  return {
    facts: { project: project({ ...rest, plan: plan(days) }), checkIns },
    agreement,
    calendar,
    today: day(today),
  };
};
const meeting = (typed: string, more: Partial<Extract<DayUse, { kind: "meeting" }>> = {}): DayUse => {
  const [on = "", time = ""] = typed.split(" ");
  return { kind: "meeting", on: day(on), time, ...more };
};
const planned = (which: string, on: string, time?: string): DayUse => ({ kind: "plan", which, on: day(on), time });
const told = (use: DayUse, of: DayScene) => {
  const { refusals, questions, instead } = judgeDay(use, of);
  const nearest = typeof instead === "object" ? `${instead.on} ${instead.time}` : instead;
  return [
    ...refusals.map(({ kind }) => `no ${kind}`),
    ...questions.map(({ kind }) => `ask ${kind}`),
    ...(nearest ? [nearest] : []),
  ];
};

describe("K2: a meeting at an instant", () => {
  test("S2: after go-live, while that is ahead, it is asked about; a time before it holds", () => {
    const ahead = scene({ plan: { golive: "2026-12-18" } });
    expect(told(meeting("2026-12-18 10:00"), ahead)).toEqual([]);
    expect(told(meeting("2026-12-21 10:00"), ahead)).toEqual(["ask after-live", "2026-12-18 10:00"]);
    expect(told(meeting("2026-12-21 10:00"), scene({ plan: { golive: "2026-11-20" } }))).toEqual([]);
    const live = { plan: { golive: "2026-12-18" }, goLive: milestone("2026-11-20") };
    expect(told(meeting("2026-12-21 10:00"), scene(live))).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    ["in the office hours of a business day", "2026-12-01 10:00", []],
    ["the first hour of the office", "2026-12-01 08:00", []],
    ["a minute before it opens", "2026-12-01 07:59", ["ask office-hours", "2026-12-01 08:00"]],
    ["the last hour", "2026-12-01 16:00", []],
    ["a minute too late to end within it", "2026-12-01 16:01", ["ask office-hours", "2026-12-01 16:00"]],
    ["a Saturday", "2026-11-28 10:00", ["ask closed", "2026-11-27 10:00"]],
    ["a Sunday", "2026-11-29 10:00", ["ask closed", "2026-11-30 10:00"]],
    ["Christmas Eve", "2026-12-24 10:00", ["ask closed", "2026-12-23 10:00"]],
    ["Midsummer Eve", "2027-06-25 10:00", ["ask closed", "2027-06-24 10:00"]],
    ["New Year's Eve", "2026-12-31 10:00", ["ask closed", "2026-12-30 10:00"]],
    ["the leap day", "2028-02-29 10:00", []],
    ["the last business day of week 53", "2026-12-30 10:00", []],
    ["an hour that summer time skips", "2027-03-28 02:30", ["no no-such-time", "2027-03-30 08:00"]],
    ["the minute before it", "2027-03-28 01:59", ["ask closed", "2027-03-30 08:00"]],
    ["the minute after it", "2027-03-28 03:00", ["ask closed", "2027-03-30 08:00"]],
    ["an hour that comes twice", "2027-10-31 02:30", ["ask twice", "ask closed", "2027-11-01 08:00"]],
  ])("%s", (_, at, expected) => {
    expect(told(meeting(at), scene())).toEqual(expected);
  });

  test("an hour that is skipped says from when to when the clock goes", () => {
    expect(judgeDay(meeting("2027-03-28 02:30"), scene()).refusals).toEqual([
      {
        kind: "no-such-time",
        at: { on: "2027-03-28", time: "02:30" },
        from: { on: "2027-03-28", time: "02:00" },
        to: { on: "2027-03-28", time: "03:00" },
      },
    ]);
  });

  test("K1: not during the day that means kickoff, while that is ahead; nor that day where a call is booked", () => {
    const workshop = { plan: { workshop: "2026-12-07" } };
    expect(told(meeting("2026-12-07 10:00"), scene(workshop))).toEqual(["ask during", "2026-12-08 10:00"]);
    const held = { ...workshop, kickoff: milestone("2026-11-20") };
    expect(told(meeting("2026-12-07 10:00"), scene(held))).toEqual([]);
    const call = checkIn("C1", "2026-12-09", { at: Date.parse("2026-12-09T09:00:00Z") });
    const one = scene({ ...workshop, checkIns: [call] });
    expect(told(planned("workshop", "2026-12-09"), one)).toEqual(["ask call-then", "2026-12-10"]);
    const over = scene({ ...workshop, checkIns: [{ ...call, state: "cancelled" }] });
    expect(told(planned("workshop", "2026-12-09"), over)).toEqual([]);
  });

  const booked = checkIn("C1", "2026-12-01", { at: Date.parse("2026-12-01T09:00:00Z") }); // 10:00 in Stockholm
  test.each<[string, string, readonly string[]]>([
    ["the same minute", "2026-12-01 10:00", ["no taken", "2026-12-01 11:00"]],
    ["in its last minute", "2026-12-01 10:59", ["no taken", "2026-12-01 11:00"]],
    ["as it ends", "2026-12-01 11:00", []],
    ["ending as it begins", "2026-12-01 09:00", []],
    ["ending in its first minute", "2026-12-01 09:01", ["no taken", "2026-12-01 09:00"]],
  ])("two at once: %s", (_, at, expected) => {
    expect(told(meeting(at), scene({ checkIns: [booked] }))).toEqual(expected);
    expect(told(meeting(at, { ref: "C1" }), scene({ checkIns: [booked] }))).toEqual([]);
    expect(told(meeting(at), scene({ checkIns: [{ ...booked, state: "cancelled" }] }))).toEqual([]);
  });
});

describe("K2, D7: a number after the porting day that everybody goes by", () => {
  const number = (on: string, more: object = {}): DayUse => ({
    kind: "number",
    on: day(on),
    time: "10:00",
    lead: 10,
    ...more,
  });
  test.each<[string, Record<string, string>, DayUse, readonly string[]]>([
    ["on the plan's day", { porting: "2026-12-17" }, number("2026-12-17"), []],
    ["a day later", { porting: "2026-12-17" }, number("2026-12-18"), ["ask after-porting", "2026-12-17 10:00"]],
    [
      "after go-live as well",
      { porting: "2026-12-17", golive: "2026-12-18" },
      number("2026-12-21"),
      ["ask after-porting", "ask after-live", "2026-12-17 10:00"],
    ],
    ["after go-live alone", { golive: "2026-12-18" }, number("2026-12-21"), ["ask after-live", "2026-12-18 10:00"]],
    [
      "on the plan's day, which is after go-live",
      { porting: "2026-12-21", golive: "2026-12-18" },
      number("2026-12-21"),
      [],
    ],
    ["confirmed", { porting: "2026-12-17" }, number("2026-12-18", { isConfirmed: true, lead: 0 }), []],
    ["after one that it can be by no more", { porting: "2026-12-01" }, number("2026-12-09"), ["ask after-porting"]],
  ])("%s", (_, days, use, expected) => expect(told(use, scene({ plan: days }))).toEqual(expected));
});

const noTime = ["ask no-time"];

describe("K2, D7: the porting day", () => {
  // From Monday 23 November: 5 business days are 30 November, 10 are 7 December.
  test.each<[string, string, string | undefined, readonly string[]]>([
    ["tomorrow", "2026-11-24", undefined, ["no too-soon", ...noTime, ...noTime, "2026-12-14"]],
    ["a day before any number can be", "2026-11-27", undefined, ["no too-soon", ...noTime, ...noTime, "2026-12-14"]],
    ["mobile numbers can be", "2026-11-30", undefined, ["ask mobile-only", ...noTime, ...noTime, "2026-12-14"]],
    ["a day before others can be", "2026-12-04", undefined, ["ask mobile-only", ...noTime, ...noTime, "2026-12-14"]],
    ["with time for the workshop, and not for the data before it", "2026-12-07", undefined, [...noTime, "2026-12-14"]],
    ["with time for both", "2026-12-14", undefined, []],
    ["Christmas Day", "2026-12-25", undefined, ["no porting-closed", "2026-12-23"]],
    ["a Saturday", "2026-12-12", undefined, ["no porting-closed", "2026-12-14"]],
    ["at a whole hour", "2026-12-14", "09:00", []],
    ["at half past", "2026-12-14", "09:30", ["no not-a-whole-hour", "2026-12-14 10:00"]],
  ])("%s", (_, on, time, expected) => {
    expect(told(planned("porting", on, time), scene())).toEqual(expected);
  });
});

describe("K2: a day of the plan", () => {
  test.each<[string, string, string, Record<string, string>, readonly string[]]>([
    ["alone", "workshop", "2026-12-01", {}, []],
    ["a Sunday", "golive", "2026-11-29", { data: "2026-11-02", workshop: "2026-11-09" }, ["ask closed", "2026-11-30"]],
    ["tomorrow, with nothing before it planned", "golive", "2026-11-24", {}, [...noTime, ...noTime, "2026-12-14"]],
    ["as soon as there is time for it all", "golive", "2026-12-14", {}, []],
    ["a day that has passed", "golive", "2026-11-20", {}, ["no past-day", ...noTime, ...noTime, "2026-12-14"]],
    ["the day that leaves the data its time", "data", "2026-11-24", { workshop: "2026-12-01" }, []],
    ["a day later", "data", "2026-11-25", { workshop: "2026-12-01" }, ["ask lead", "2026-11-24"]],
    ["after what it prepares", "data", "2026-12-02", { workshop: "2026-12-01" }, ["ask order", "2026-11-24"]],
    ["go-live as soon as there was time", "golive", "2026-12-15", { workshop: "2026-12-01" }, []],
    ["a day sooner", "golive", "2026-12-14", { workshop: "2026-12-01" }, ["ask lead", "2026-12-15"]],
    [
      "go-live before kickoff can be",
      "golive",
      "2026-11-30",
      { workshop: "2026-12-01" },
      ["no impossible-order", ...noTime, "2026-12-15"],
    ],
    [
      "the workshop after go-live, which is then to be moved",
      "workshop",
      "2026-12-16",
      { golive: "2026-12-15" },
      ["ask order", "2026-12-01"],
    ],
  ])("%s", (_, which, on, days, expected) => {
    expect(told(planned(which, on), scene({ plan: days }))).toEqual(expected);
  });

  test("what has happened keeps nothing from being planned", () => {
    const held = scene({ plan: { workshop: "2026-12-01" }, kickoff: milestone("2026-11-20") });
    expect(told(planned("golive", "2026-11-30"), held)).toEqual([]);
  });

  test("a kickoff recorded for a Sunday is asked about", () => {
    expect(told({ kind: "held", on: day("2026-11-22") }, scene())).toEqual(["ask closed"]);
    expect(told({ kind: "held", on: day("2026-11-23") }, scene())).toEqual([]);
  });
});

describe("K2: one rule for every command", () => {
  // What each command asks of the rule, on Monday 23 November.
  const of = {
    "open, plan": (on: string, time?: string) => planned("porting", on, time),
    number: (on: string, time = "10:00"): DayUse => ({ kind: "number", on: day(on), time, lead: 10 }),
    checkin: (on: string, time = "10:00") => meeting(`${on} ${time}`),
    kickoff: (on: string): DayUse => ({ kind: "held", on: day(on) }),
  };
  type Command = keyof typeof of;
  const booked = checkIn("C1", "2026-12-15", { at: Date.parse("2026-12-15T09:00:00Z") });
  const here = scene({ plan: { data: "2026-11-02", workshop: "2026-11-30" }, checkIns: [booked] });
  const answers = ([kind]: readonly (string | undefined)[]) => kind ?? "taken";
  test.each<[string, readonly [string, string?], Partial<Record<Command, string>>]>([
    ["a business day", ["2026-12-14"], { "open, plan": "taken", number: "taken", checkin: "taken" }],
    [
      "at a whole hour of the office",
      ["2026-12-14", "14:00"],
      { "open, plan": "taken", number: "taken", checkin: "taken" },
    ],
    [
      "before the office opens",
      ["2026-12-14", "06:00"],
      { "open, plan": "ask office-hours", number: "ask office-hours", checkin: "ask office-hours" },
    ],
    [
      "after it has closed",
      ["2026-12-14", "17:00"],
      { "open, plan": "ask office-hours", number: "ask office-hours", checkin: "ask office-hours" },
    ],
    [
      "at half past",
      ["2026-12-14", "09:30"],
      { "open, plan": "no not-a-whole-hour", number: "no not-a-whole-hour", checkin: "taken" },
    ],
    [
      "a Saturday",
      ["2026-12-12"],
      { "open, plan": "no porting-closed", number: "no porting-closed", checkin: "ask closed" },
    ],
    [
      "Christmas Eve",
      ["2026-12-24"],
      { "open, plan": "no porting-closed", number: "no porting-closed", checkin: "ask closed" },
    ],
    [
      "an hour that summer time skips",
      ["2027-03-28", "02:30"],
      { "open, plan": "no porting-closed", number: "no porting-closed", checkin: "no no-such-time" },
    ],
    ["while another call is", ["2026-12-15", "10:00"], { "open, plan": "taken", number: "taken", checkin: "no taken" }],
    ["tomorrow", ["2026-11-24"], { "open, plan": "no too-soon", number: "no too-soon", checkin: "taken" }],
    [
      "a day that has passed",
      ["2026-11-20"],
      { "open, plan": "no past-day", number: "no too-soon", checkin: "no past-day", kickoff: "taken" },
    ],
    [
      "a Saturday that has passed",
      ["2026-11-21"],
      { "open, plan": "no past-day", number: "no too-soon", checkin: "no past-day", kickoff: "ask closed" },
    ],
    ["ahead", ["2026-12-14"], { kickoff: "no ahead" }],
  ])("%s", (_, [on, time], expected) => {
    for (const [command, answer] of Object.entries(expected))
      expect([command, answers(told(of[command as Command](on, time), here))]).toEqual([command, answer]);
  });
});

test("K2: what looks odd in a plan as it stands", () => {
  const days = plan({ data: "2026-12-02", workshop: "2026-12-01", golive: "2026-12-24" });
  expect(oddDays(days, scene()).map((odd) => [odd.kind, "which" in odd ? odd.which : ""])).toEqual([
    ["order", "workshop"],
    ["closed", "golive"],
  ]);
});

test("K2: what is proposed instead always holds", () => {
  const days = fc.integer({ min: 0, max: 500 }).map((count) => addDays(day("2026-11-23"), count));
  const use: fc.Arbitrary<DayUse> = fc.oneof(
    fc.record({
      kind: fc.constant("plan" as const),
      which: fc.constantFrom("data", "workshop", "porting", "golive"),
      on: days,
    }),
    fc.tuple(days, fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 5, 10)).map(([on, hour, lead]) => ({
      ...{ kind: "number" as const, on, lead, time: `${String(hour).padStart(2, "0")}:00` },
    })),
    fc.tuple(days, fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "30", "59")).map(([on, hour, minutes]) => ({
      kind: "meeting" as const,
      on,
      time: `${String(hour).padStart(2, "0")}:${minutes}`,
    })),
  );
  fc.assert(
    fc.property(use, fc.record({ workshop: days, golive: days }, { requiredKeys: [] }), (one, others) => {
      const of = scene({ plan: others });
      const { instead } = judgeDay(one, of);
      if (instead === undefined) return;
      const again = typeof instead === "object" ? { ...one, ...instead } : { ...one, on: instead };
      const { refusals, questions } = judgeDay(again as DayUse, of);
      expect([...refusals, ...questions]).toEqual([]);
      expect((typeof instead === "object" ? instead.on : instead) > of.today).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test("K2: a clock time that a night skips does not come; every other does", () => {
  const zone = "Europe/Stockholm";
  for (const [on, time, comes] of [
    ["2027-03-28", "01:59", true],
    ["2027-03-28", "02:00", false],
    ["2027-03-28", "02:59", false],
    ["2027-03-28", "03:00", true],
    ["2027-10-31", "02:30", true],
    ["2028-02-29", "02:30", true],
  ] as const)
    expect([on, time, comesOn({ on: day(on), time }, zone)]).toEqual([on, time, comes]);
});
