import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { CheckIn, PortingEvent } from "../../src/domain/facts.ts";
import { late, unexplained } from "../../src/domain/late.ts";
import { portingOutlook } from "../../src/domain/porting-outlook.ts";
import { reminderProfiles } from "../../src/domain/reminder-profile.ts";
import type { Day } from "../../src/domain/units.ts";
import { allDue } from "../../src/scheduler/due.ts";
import { agreement, checkIn, milestone, portingAnswers, portingEntry, said, task } from "../fixtures/project-facts.ts";
import { calendar, day, projectFacts, snapshot, team } from "./support.ts";

const first = day("2026-11-23");
const when = fc.integer({ min: 0, max: 90 }).map((count) => addDays(first, count));
const maybe = fc.option(when, { nil: undefined });
const all = agreement.areas.map(({ id }) => said(id, "approved", "2026-11-20"));
const profile = fc.constantFrom(...reminderProfiles);
const whose = fc.constantFrom("anna", "karin", "johan", "nobody");
const some = fc.record({
  plan: fc.record({ data: when, workshop: when, porting: when, golive: when }, { requiredKeys: [] }),
  kickoff: maybe,
  goLive: maybe,
  dataDone: fc.boolean(),
  steps: fc.subarray(["fullmakt", "termination", "preparation", "check-ins", "porting"]),
  calls: fc.array(fc.record({ on: when, state: fc.constantFrom("scheduled", "held", "no-show", "cancelled") }), {
    maxLength: 3,
  }),
  tasks: fc.array(when, { maxLength: 2 }),
  today: when,
  numbers: fc.array(
    fc.record({
      wanted: maybe,
      isComplete: fc.boolean(),
      events: fc.constantFrom<readonly PortingEvent[]>(
        [],
        ["asked"],
        ["asked", "confirmed"],
        ["asked", "rejected"],
        ["asked", "rejected", "mended"],
        ["withdrawn"],
      ),
    }),
    { maxLength: 3 },
  ),
  chosen: fc.record({ anna: profile, karin: profile, johan: profile }, { requiredKeys: [] }),
  turns: fc.record({ data: whose, porting: whose, "go-live-near": whose, preparation: whose }, { requiredKeys: [] }),
});

/** One number as it was given, and what has come of it. */
function entriesOf(
  { wanted, isComplete, events }: { wanted: Day | undefined; isComplete: boolean; events: readonly PortingEvent[] },
  index: number,
) {
  const ref = `P${index + 1}`;
  const { when: _when, address, ...given } = portingAnswers;
  const answers = {
    ...given,
    number: `+4681234${index}600`,
    ...(wanted !== undefined && { when: `${wanted}T09:00` }),
    ...(isComplete && address !== undefined && { address }),
  };
  // What is asked for was complete.
  const course = isComplete && wanted !== undefined ? events : events.filter((kind) => kind === "withdrawn");
  return [
    portingEntry("given", { ref, answers }),
    ...course.map((kind, at) =>
      portingEntry(kind, {
        ref,
        recordedAt: at + 1,
        ...(kind === "confirmed" && { answers: { when: `${wanted}T09:00` } }),
      }),
    ),
  ];
}

/** What reminders know it by: a step of the porting is chased with the porting. */
const chasedAs = (subject: string): string => (subject.startsWith("porting/") ? "porting" : subject);

test("C2: over random plans, what has been late for three business days is being chased, however little people want to be reminded and whoever it waits for", () => {
  fc.assert(
    fc.property(some, ({ plan, kickoff, goLive, dataDone, steps, calls, tasks, numbers, today, chosen, turns }) => {
      // Nobody is reminded on a day off.
      fc.pre(calendar.isBusinessDay(today));
      const by = { id: "anna", name: "Anna Berg" };
      const facts = projectFacts({
        project: { plan, kickoff: kickoff && milestone(kickoff), goLive: goLive && milestone(goLive) },
        members: team.map((one) => ({ ...one, reminders: chosen[one.id as keyof typeof chosen] })),
        turns: Object.entries(turns).map(([subject, id]) => ({
          ...{ subject, on: first, by },
          person: { id, handle: id, name: id },
        })),
        data: dataDone ? all : [],
        porting: steps.map((step) => ({ id: step, step, on: first, by, undone: false })),
        checkIns: calls.map(({ on, state }, index) => checkIn(`C${index}`, on, { state: state as CheckIn["state"] })),
        portingRequests: numbers.flatMap(entriesOf),
        tasks: tasks.map((due, index) => task(`T${index}`, { due })),
      });
      const dues = allDue(snapshot(facts, `${today} 09:00`));
      const chased = new Set(dues.map(({ subject }) => subject));
      const silent = unexplained(late(facts, agreement, calendar, today))
        .filter(({ days }) => days >= 3)
        .filter(({ subject }) => !chased.has(chasedAs(subject)));
      expect(silent).toEqual([]);
      const { unsaid } = portingOutlook(facts, agreement, today);
      const [only, ...others] = unsaid;
      // One number is chased by its own name, several with the porting.
      if (unsaid.some(({ latest }) => calendar.businessDaysBetween(latest.on, today) >= 3))
        expect(chased).toContain(others.length === 0 ? `number/${only?.ref}` : "porting");
      const texts = dues.map(({ to, subject, text }) => JSON.stringify([to, subject, text]));
      expect(texts).toEqual([...new Set(texts)]);
    }),
    { numRuns: 300 },
  );
});
