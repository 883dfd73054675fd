import { expect, test } from "vitest";
import {
  canCancel,
  canHold,
  canReschedule,
  canSchedule,
  includedCalls,
  usualCallMinutes,
} from "../../src/domain/check-in.ts";
import type { CheckIn } from "../../src/domain/facts.ts";
import { agreement, checkIn, day, noon } from "../fixtures/project-facts.ts";

type Outcome = ReturnType<typeof canSchedule>;
const kind = (decision: Outcome): string => (decision.ok ? "ok" : decision.refused.kind);
const now = noon("2026-12-01");
const today = day("2026-12-01");
const scheduled = checkIn("C1", "2026-12-01");

test.each([
  ["a minute ago", now - 60_000, "past"],
  ["now", now, "ok"],
  ["tomorrow", now + 86_400_000, "ok"],
])("scheduling %s: %s", (_, at, outcome) => expect(kind(canSchedule(at, now))).toBe(outcome));

test.each<[CheckIn, number, string]>([
  [scheduled, now + 3_600_000, "ok"],
  [scheduled, scheduled.at, "same-time"],
  [scheduled, now - 60_000, "past"],
  [{ ...scheduled, state: "held" }, now + 3_600_000, "settled"],
  [{ ...scheduled, state: "cancelled" }, now + 3_600_000, "settled"],
])("moving a $state call: %#", (call, at, outcome) => expect(kind(canReschedule(call, at, now))).toBe(outcome));

test.each<[string, Outcome, string]>([
  ["held on its day", canHold(scheduled, 50, today), "ok"],
  ["recorded the day after", canHold(checkIn("C1", "2026-11-30"), 50, today), "ok"],
  ["held before its day", canHold(checkIn("C1", "2026-12-02"), 50, today), "future"],
  ["held for no time", canHold(scheduled, 0, today), "no-time"],
  ["held for as long as a call can be", canHold(scheduled, 480, today, 480), "ok"],
  ["held for longer than that", canHold(scheduled, 481, today, 480), "too-long"],
  ["held twice, for as long", canHold({ ...scheduled, state: "held", minutes: 50 }, 50, today), "settled"],
  ["held, and its time put right", canHold({ ...scheduled, state: "held", minutes: 60 }, 50, today), "ok"],
  ["held after it was cancelled", canHold({ ...scheduled, state: "cancelled" }, 50, today), "settled"],
  ["cancelled with a reason", canCancel(scheduled, "ill"), "ok"],
  ["cancelled without one", canCancel(scheduled, " "), "reason-missing"],
  ["cancelled after it was held", canCancel({ ...scheduled, state: "held" }, "ill"), "settled"],
])("%s: %3$s", (_, decision, outcome) => expect(kind(decision)).toBe(outcome));

test("S2: a call takes an hour when nobody says otherwise", () => expect(usualCallMinutes(agreement)).toBe(60));

test.each([
  { held: 0, left: 4, beyond: 0 },
  { held: 3, left: 1, beyond: 0 },
  { held: 4, left: 0, beyond: 0 },
  { held: 5, left: 0, beyond: 1 },
])(
  "S2: of four included calls, $held held leaves $left; a cancelled or coming one does not count",
  ({ held, left, beyond }) => {
    const calls = Array.from({ length: held }, (_, n) => checkIn(`C${n}`, "2026-12-01", { state: "held" }));
    const others = [
      checkIn("C8", "2026-12-02", { state: "cancelled", reason: "no-show" }),
      checkIn("C9", "2026-12-03"),
    ];
    expect(includedCalls({ checkIns: [...others, ...calls] }, agreement)).toEqual({ included: 4, held, left, beyond });
  },
);
