import { describe, expect, test } from "vitest";
import type { CheckIn } from "../../../src/domain/facts.ts";
import { day, dueOf, instant, keysOf, projectFacts, swedish, team } from "../support.ts";

const by = { id: "anna", name: "Anna" };
const kickoff = { on: day("2026-11-23"), by, recordedAt: 1 };
const facts = projectFacts({ project: { kickoff }, members: team });
function call(ref: string, when: string, more: Partial<CheckIn> = {}): CheckIn {
  return {
    id: ref,
    ref,
    at: instant(when),
    on: day(when.slice(0, 10)),
    state: "scheduled",
    recordedAt: instant("2026-11-23 12:00"),
    revision: 0,
    ...more,
  };
}

describe("S2: a check-in that is not booked", () => {
  const key = (since: string, nudge: number) => [`check-in-not-booked/${since}/${nudge}`];
  test.each([
    { today: "2026-11-27", why: "four business days after kickoff", calls: [], sent: [] },
    { today: "2026-11-30", why: "five business days after kickoff", calls: [], sent: key("2026-11-23", 5) },
    { today: "2026-12-04", why: "still the first nudge", calls: [], sent: key("2026-11-23", 5) },
    { today: "2026-12-07", why: "every five business days", calls: [], sent: key("2026-11-23", 10) },
    { today: "2026-12-07", why: "one is booked for tomorrow", calls: [call("C1", "2026-12-08 10:00")], sent: [] },
    { today: "2026-12-07", why: "one is booked for today", calls: [call("C1", "2026-12-07 10:00")], sent: [] },
    {
      today: "2026-12-14",
      why: "one was booked, and its day has been",
      calls: [call("C1", "2026-12-07 10:00")],
      sent: key("2026-12-07", 5),
    },
    { today: "2026-11-30", why: "one is booked", calls: [call("C1", "2026-12-10 10:00")], sent: [] },
    {
      today: "2026-11-30",
      why: "one that was booked is cancelled",
      calls: [call("C1", "2026-12-10 10:00", { state: "cancelled" })],
      sent: key("2026-11-23", 5),
    },
    {
      today: "2026-12-08",
      why: "counted from the latest call",
      calls: [call("C1", "2026-12-01 10:00", { state: "held" })],
      sent: key("2026-12-01", 5),
    },
  ])("$today: $why", ({ today, calls, sent }) => {
    expect(keysOf("check-in-not-booked", { ...facts, checkIns: calls }, today)).toEqual(sent);
  });

  test("none when the included four are held, nor before kickoff, nor after go-live", () => {
    const four = ["C1", "C2", "C3", "C4"].map((ref) => call(ref, "2026-11-24 10:00", { state: "held" }));
    expect(keysOf("check-in-not-booked", { ...facts, checkIns: four }, "2026-12-07")).toEqual([]);
    expect(keysOf("check-in-not-booked", projectFacts(), "2026-12-07")).toEqual([]);
    expect(
      keysOf("check-in-not-booked", { ...facts, project: { ...facts.project, goLive: kickoff } }, "2026-12-07"),
    ).toEqual([]);
  });

  test("it is ours to book: said inside, with the calls left", () => {
    const [item] = dueOf(
      "check-in-not-booked",
      { ...facts, checkIns: [call("C1", "2026-11-24 10:00", { state: "held" })] },
      "2026-12-07",
    );
    expect(item?.to).toBe("internal");
    expect(item && swedish(item.text)).toContain("3 av mötena som ingår återstår");
  });
});

describe("S2: a check-in on the next business day", () => {
  const monday = { ...facts, checkIns: [call("C1", "2026-11-30 10:00")] };
  test.each([
    { now: "2026-11-26 09:00", why: "two business days before", sent: [] },
    {
      now: "2026-11-27 09:00",
      why: "Friday is the business day before Monday",
      sent: ["check-in-tomorrow/C1/2026-11-30"],
    },
    { now: "2026-11-30 08:00", why: "made up before it begins", sent: ["check-in-tomorrow/C1/2026-11-30"] },
    { now: "2026-11-30 09:59", why: "a minute before", sent: ["check-in-tomorrow/C1/2026-11-30"] },
    { now: "2026-11-30 10:00", why: "it has begun", sent: [] },
  ])("$now: $why", ({ now, sent }) => expect(keysOf("check-in-tomorrow", monday, now)).toEqual(sent));

  test("one that was booked today has just been told", () => {
    const booked = {
      ...facts,
      checkIns: [call("C1", "2026-11-30 10:00", { recordedAt: instant("2026-11-27 08:30") })],
    };
    expect(keysOf("check-in-tomorrow", booked, "2026-11-27 09:00")).toEqual([]);
  });
  test("moved to another day it is told anew; held or cancelled it is not told", () => {
    expect(keysOf("check-in-tomorrow", { ...facts, checkIns: [call("C1", "2026-12-02 10:00")] }, "2026-12-01")).toEqual(
      ["check-in-tomorrow/C1/2026-12-02"],
    );
    expect(
      keysOf(
        "check-in-tomorrow",
        { ...facts, checkIns: [call("C1", "2026-12-02 10:00", { state: "cancelled" })] },
        "2026-12-01",
      ),
    ).toEqual([]);
  });
  test("it says when", () => {
    const [item] = dueOf("check-in-tomorrow", monday, "2026-11-27");
    expect(item && swedish(item.text)).toBe("karin: avstämning C1 per telefon mån 30 nov 10:00.");
  });
});

test.each([
  { today: "2026-12-02", sent: [] },
  { today: "2026-12-03", sent: ["late/check-in/C1/2026-11-30/after-3"] },
])(
  "S2: a call that was asked about when it had been is not asked about the morning after: $today",
  ({ today, sent }) => {
    const over = projectFacts({ members: team, checkIns: [call("C1", "2026-11-30 10:00")] });
    expect(keysOf("late/check-in", over, today)).toEqual(sent);
  },
);
