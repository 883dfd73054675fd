import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessCalendar, instantOf } from "../../src/domain/calendar.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { reminderNames } from "../../src/domain/snooze.ts";
import type { Day } from "../../src/domain/units.ts";
import { snapshotOf } from "../../src/scheduler/due.ts";
import { coming, lookFor, nextLook, type Sayable, sayable } from "../../src/scheduler/look.ts";
import {
  agreement,
  said as approvedArea,
  change,
  checkIn,
  day,
  member,
  milestone,
  minutesOf,
  noon,
  projectFacts,
  request,
  task,
  worked,
} from "../fixtures/project-facts.ts";

const zone = agreement.calendar.timeZone;
const calendar = businessCalendar(agreement.calendar);
const halfHour = 30 * 60_000;

/** Days of some weeks around Christmas, so that nudges of every lead time fall among them. */
const days = fc.integer({ min: 0, max: 35 }).map((count) => addDays(day("2026-12-01"), count));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 });
const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const instants = fc.tuple(days, clocks).map(([on, clock]) => instantOf(on, clock, zone));
const someOf = <T>(some: fc.Arbitrary<T>, most = 2) => fc.array(some, { maxLength: most });
const numbered = <T>(all: readonly T[], letter: string, make: (ref: string, one: T) => unknown) =>
  all.map((one, index) => make(`${letter}${index + 1}`, one));
const subjects = fc.constantFrom("data", "data/fax", "task/T1", "offer/X1", ...reminderNames);

/** A project in any state that commands may have left it in. */
const projects: fc.Arbitrary<ProjectFacts> = fc
  .record({
    plan: fc.record({ data: maybe(days), workshop: maybe(days), golive: maybe(days), porting: maybe(days) }),
    milestones: fc.record({
      kickoff: maybe(fc.constantFrom(day("2026-11-27"), day("2026-12-09"))),
      goLive: maybe(days),
      handover: maybe(days),
    }),
    state: fc.constantFrom("open", "open", "open", "open", "cancelled"),
    openedOn: fc.constantFrom(day("2026-11-02"), day("2026-12-07")),
    channels: fc.constantFrom<readonly string[]>(
      ["shared", "internal"],
      ["shared", "internal"],
      ["shared"],
      ["internal"],
      [],
    ),
    sponsor: fc.boolean(),
    approvedAreas: fc.constantFrom(0, agreement.areas.length - 1, agreement.areas.length),
    tasks: someOf(
      fc.record({ due: maybe(days), doneOn: maybe(days), who: fc.constantFrom("anna", "karin", undefined) }),
    ),
    calls: someOf(
      fc.record({
        at: instants,
        recorded: fc.constantFrom(noon("2026-11-30"), noon("2026-12-16")),
        state: fc.constantFrom("scheduled", "scheduled", "held", "cancelled"),
      }),
    ),
    offers: someOf(fc.record({ sentOn: days, state: fc.constantFrom("sent", "sent", "approved") })),
    asked: maybe(fc.record({ askedOn: days, state: fc.constantFrom("asked", "approved", "declined") })),
    minutes: maybe(fc.constantFrom("draft", "approved")),
    hours: fc.constantFrom(0, 60, 480, 6_000),
    porting: fc.boolean(),
    snoozes: someOf(fc.record({ subject: subjects, until: days, by: fc.constantFrom("a", "karin") })),
  })
  .map((one) => {
    const defined = <T extends object>(all: T) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const milestones = Object.entries(one.milestones).flatMap(([name, on]) =>
      on === undefined ? [] : [[name, milestone(on)]],
    );
    return projectFacts({
      project: {
        plan: defined(one.plan),
        state: one.state as "open",
        openedOn: one.openedOn,
        ...Object.fromEntries(milestones),
        shared: one.channels.includes("shared") ? "s" : undefined,
        internal: one.channels.includes("internal") ? "i" : undefined,
      } as ProjectFacts["project"],
      members: [
        member("anna", "lead"),
        member("karin", "approver"),
        ...(one.sponsor ? [member("lena", "sponsor")] : []),
      ],
      data: agreement.areas.slice(0, one.approvedAreas).map(({ id }) => approvedArea(id, "approved", "2026-11-10")),
      tasks: numbered(one.tasks, "T", (ref, { who, ...more }) =>
        task(ref, { ...defined(more), ...(who === undefined ? {} : { who: { id: who, handle: who, name: who } }) }),
      ) as ProjectFacts["tasks"],
      checkIns: numbered(one.calls, "C", (ref, { at, recorded, state }) => {
        const on = snapshotOf(projectFacts(), agreement, at).today;
        return checkIn(ref, on, { at, recordedAt: recorded, state: state as "held" });
      }) as ProjectFacts["checkIns"],
      changes: numbered(one.offers, "X", (ref, { sentOn, state }) =>
        change(ref, {
          state: state as "sent",
          offer: { text: "", digest: "", sentOn, revision: 1 },
          pricing: { kind: "fixed", price: 100 },
        }),
      ) as ProjectFacts["changes"],
      deliveries:
        one.asked === undefined
          ? []
          : [request(one.asked.state as "asked", { askedOn: one.asked.askedOn, decidedOn: one.asked.askedOn })],
      minutes: one.minutes === undefined ? [] : [minutesOf("M1", "kickoff", { state: one.minutes as "draft" })],
      work: one.hours === 0 ? [] : [worked("H1", agreement.packages[0]?.id ?? "", one.hours)],
      porting: one.porting
        ? [{ id: "p", step: "fullmakt", on: day("2026-11-10"), by: { id: "a", name: "A" }, undone: false }]
        : [],
      snoozes: one.snoozes.map(({ subject, until, by }) => ({
        id: subject,
        subject,
        until,
        reason: "",
        by: { id: by, name: by },
      })),
    });
  });

const keysOf = (says: readonly Sayable[]): readonly string[] => says.map(({ key }) => key);
const keysAt = (facts: ProjectFacts, at: number): readonly string[] =>
  calendar.withinOfficeHours(at) ? keysOf(sayable(snapshotOf(facts, agreement, at))) : [];

/** Each half hour between two instants, and the minutes around each call, as that is what a clock time decides. */
function between(facts: ProjectFacts, from: number, to: number): readonly number[] {
  const halves = Array.from(
    { length: Math.max(0, Math.ceil((to - from) / halfHour)) },
    (_, index) => from + index * halfHour,
  );
  const calls = facts.checkIns.flatMap(({ at }) => [at - 1, at, at + 1]);
  return [...halves, ...calls, to - 1].filter((at) => at >= from && at < to);
}

test("no notice and no digest is ever due before the look, whatever has been said of what is due now", () => {
  const found = new Set<string>();
  const check = (facts: ProjectFacts, now: number, share: number) => {
    const snapshot = snapshotOf(facts, agreement, now);
    const moments = coming(snapshot);
    const known = new Set(moments.flatMap(({ says }) => keysOf(says)).filter((_, index) => index % 4 < share));
    const at = nextLook(snapshot, moments, { said: known });
    expect(at).toBeGreaterThanOrEqual(now);
    expect(at).toBeLessThanOrEqual(instantOf(addDays(snapshot.today, 1), "00:00", zone));
    for (const instant of between(facts, now, at))
      expect(keysAt(facts, instant).filter((key) => !known.has(key))).toEqual([]);
    for (const key of moments.flatMap(({ says }) => keysOf(says))) found.add(key.split("/")[0] ?? "");
  };
  // The same projects each time, as each reminder must be among them.
  fc.assert(fc.property(projects, instants, fc.integer({ min: 0, max: 4 }), check), { numRuns: 600, seed: 1 });
  // Each of them was among what the days brought, so that the above says something of each.
  expect([...found].toSorted()).toEqual(["digest", ...reminderNames].toSorted());
});

test("after a command, what has become due is looked at at the next tick, and what had not is not overlooked", () => {
  fc.assert(
    fc.property(projects, instants, (facts, now) => {
      const at = lookFor(snapshotOf(facts, agreement, now));
      if (keysAt(facts, now).length > 0) expect(at).toBe(now);
      for (const instant of between(facts, now, at)) expect(keysAt(facts, instant)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test.each([
  { now: "2026-12-01 00:00", unsent: false, why: "nothing is due today: the night", at: "2026-12-02 00:00" },
  {
    now: "2026-12-02 00:00",
    unsent: false,
    why: "a task's day was yesterday: when the office opens",
    at: "2026-12-02 08:00",
  },
  {
    now: "2026-12-01 00:00",
    unsent: true,
    why: "what was said has not been sent: when the office opens",
    at: "2026-12-01 08:00",
  },
  { now: "2026-12-01 09:00", unsent: true, why: "not again on the same day", at: "2026-12-02 00:00" },
  { now: "2026-12-05 00:00", unsent: true, why: "a Saturday", at: "2026-12-06 00:00" },
  { now: "2026-11-30 08:00", unsent: false, why: "a Monday before the digest", at: "2026-11-30 08:30" },
  { now: "2026-11-30 08:30", unsent: false, why: "a Monday at its time", at: "2026-11-30 08:30" },
])("$now: $why", ({ now, unsent, at }) => {
  const instant = (typed: string) => instantOf(typed.slice(0, 10) as Day, typed.slice(11), zone);
  const facts = projectFacts({
    project: { internal: "i" },
    // Nothing of the data is missing, so that nobody is asked for its day.
    data: agreement.areas.map(({ id }) => approvedArea(id, "approved", "2026-11-20")),
    tasks: [task("T1", { due: day("2026-12-01"), doneOn: undefined })],
  });
  const snapshot = snapshotOf(facts, agreement, instant(now));
  const task1 = "task-due/T1/2026-12-01/before-1";
  const monday = now.startsWith("2026-11-30");
  const said = new Set(monday ? [task1] : [task1, "digest/2026-W49/shared", "digest/2026-W49/internal"]);
  expect(nextLook(snapshot, coming(snapshot), { said, unsent })).toBe(instant(at));
});

test.each([
  { call: "2026-12-01 13:00", why: "tomorrow's call", opens: [], digest: true },
  { call: "2026-11-30 13:00", why: "today's, which nobody was reminded of on Friday", opens: [], digest: true },
  {
    call: "2026-11-30 08:15",
    why: "today's, before the digest",
    opens: ["check-in-tomorrow/C1/2026-11-30"],
    digest: false,
  },
])("a Monday's call is said once, with the digest where that is not too late: $why", ({ call, opens, digest }) => {
  const on = call.slice(0, 10) as Day;
  const at = instantOf(on, call.slice(11), zone);
  const facts = projectFacts({ checkIns: [checkIn("C1", on, { at, recordedAt: noon("2026-11-20") })] });
  const calls = (clock: string) =>
    sayable(snapshotOf(facts, agreement, instantOf("2026-11-30" as Day, clock, zone))).flatMap(({ key }) =>
      key.startsWith("check-in-tomorrow") ? [key] : [],
    );
  expect(calls("08:00")).toEqual(opens);
  expect(calls("08:30")).toEqual(digest ? [`check-in-tomorrow/C1/${on}`] : []);
});
