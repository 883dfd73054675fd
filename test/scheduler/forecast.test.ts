import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { CheckIn, ProjectFacts } from "../../src/domain/facts.ts";
import { reminderProfiles } from "../../src/domain/reminder-profile.ts";
import type { Day } from "../../src/domain/units.ts";
import { ahead } from "../../src/scheduler/ahead.ts";
import { snapshotOf } from "../../src/scheduler/due.ts";
import { sayable } from "../../src/scheduler/look.ts";
import { nudgedAbout } from "../../src/scheduler/reminder.ts";
import { agreement, checkIn, milestone, task } from "../fixtures/project-facts.ts";
import { databases } from "../support/databases.ts";
import { openScene } from "./scene.ts";
import { calendar, day, instant, projectFacts, snapshot, team } from "./support.ts";
import { listen } from "./told.ts";

const first = day("2026-11-23");
const when = fc.integer({ min: 0, max: 40 }).map((count) => addDays(first, count));
const maybe = fc.option(when, { nil: undefined });
const some = fc.record({
  plan: fc.record({ data: when, workshop: when, porting: when, golive: when }, { requiredKeys: [] }),
  kickoff: maybe,
  calls: fc.array(fc.record({ on: when, state: fc.constantFrom("scheduled", "held", "cancelled") }), { maxLength: 3 }),
  tasks: fc.array(when, { maxLength: 2 }),
  profile: fc.constantFrom(...reminderProfiles),
  snoozed: fc.option(fc.record({ subject: fc.constantFrom("data", "late", "porting"), until: when }), {
    nil: undefined,
  }),
  shared: fc.boolean(),
  state: fc.constantFrom("open" as const, "open" as const, "cancelled" as const),
  from: fc.constantFrom("08:00", "09:10", "18:00"),
});

const thingOf = (on: Day, key: string): string => `${on} ${nudgedAbout(key)}`;

/** What every tick of some business days would say, whatever brings a look. */
function everyTick(facts: ProjectFacts, from: number, said: Set<string>, days: number): readonly string[] {
  const { today } = snapshotOf(facts, agreement, from);
  const things = new Set<string>();
  for (let count = 0; count <= days; count += 1) {
    const on = count === 0 ? today : calendar.addBusinessDays(today, count);
    for (let at = instant(`${on} 08:00`); at < instant(`${on} 17:00`); at += 30 * 60_000) {
      if (at < from || !calendar.isBusinessDay(on)) continue;
      for (const { key } of sayable(snapshotOf(facts, agreement, at))) {
        if (said.has(key) || key.startsWith("digest/")) continue;
        said.add(key);
        things.add(thingOf(on, key));
      }
    }
  }
  return [...things].toSorted();
}

test("C2: over random projects, the forecast is what is then said, each thing once a day", () => {
  fc.assert(
    fc.property(some, ({ plan, kickoff, calls, tasks, profile, snoozed, shared, state, from }) => {
      const by = { id: "anna", name: "Anna Berg" };
      const facts = projectFacts({
        project: {
          ...{ plan, kickoff: kickoff && milestone(kickoff), state, internal: "solbacken" },
          ...(shared ? {} : { shared: undefined }),
        },
        members: team.map((one) => ({ ...one, reminders: profile })),
        checkIns: calls.map(({ on, state: is }, index) => checkIn(`C${index}`, on, { state: is as CheckIn["state"] })),
        tasks: tasks.map((due, index) => task(`T${index}`, { due })),
        snoozes: snoozed === undefined ? [] : [{ id: "s", reason: "HR", by, ...snoozed }],
      });
      const then = snapshot(facts, `2026-12-01 ${from}`);
      const said = new Set<string>();
      everyTick(facts, instant("2026-11-23 08:00"), said, 6);
      for (const { key } of sayable(snapshot(facts, "2026-12-01 08:00"))) if (from === "09:10") said.add(key);
      const forecast = ahead(then, said, 8).map(({ on, due }) => thingOf(on, due.key));
      expect(new Set(forecast).size, "each once").toBe(forecast.length);
      expect(forecast.toSorted()).toEqual(everyTick(facts, then.now, new Set(said), 8));
    }),
    { numRuns: 60 },
  );
});

const [where] = databases;
afterAll(() => where?.stop());

test("C2: what is foretold of a month is sent in it: tasks, calls, absences and holidays among it", async () => {
  if (where === undefined) return;
  const opened = await where.open();
  try {
    const scene = await openScene(opened, {
      plan: {
        data: day("2026-12-04"),
        workshop: day("2026-12-09"),
        porting: day("2026-12-22"),
        golive: day("2027-01-11"),
      },
    });
    const { play } = listen(opened, scene);
    const by = { id: "system", name: "Anna" } as const;
    await scene.write(async (store) => {
      const { members } = await store.projects.facts(scene.project);
      const on = day("2026-12-03");
      const call = { ref: "C1", at: instant("2026-12-03 10:00"), on, recordedAt: instant("2026-11-30 07:00") };
      await store.checkIns.schedule(scene.project, { ...call, bookedBy: by });
      for (const [ref, due] of [
        ["T1", "2026-12-08"],
        ["T2", "2027-01-04"],
      ] as const)
        await store.tasks.add(scene.project, {
          ...{ ref, title: "Skicka planritning", source: "person", createdOn: day("2026-11-30"), due: day(due) },
        });
      const away = { from: day("2026-12-10"), until: day("2026-12-16") };
      for (const { id } of members) await store.people.setAbsence(id, away);
    });
    const read = () => scene.database.transaction((store) => store.notices.latest(scene.project));
    const things = async () =>
      new Set((await read()).flatMap(({ key, on }) => (key.startsWith("digest/") ? [] : [thingOf(on, key)])));
    await play("2026-11-30 07:00", "2026-12-01 17:00");
    const before = await things();
    const facts = await scene.database.transaction((store) => store.projects.facts(scene.project));
    const known = new Set((await read()).map(({ key }) => key));
    const foretold = ahead(snapshot(facts, "2026-12-01 17:30"), known, 21).map(({ on, due }) => thingOf(on, due.key));
    await play("2026-12-01 17:00", "2027-01-04 17:30");
    const sent = [...(await things())].filter((thing) => !before.has(thing));
    const last = sent.toSorted().at(-1)?.slice(0, 10) ?? "";
    expect(last >= "2027-01-04", last).toBe(true);
    expect(sent.toSorted()).toEqual(foretold.filter((thing) => thing <= "2027-01-04~").toSorted());
  } finally {
    await opened.close();
  }
}, 120_000);

test("C2: what history says was sent is what the channels were sent, as it was foretold", async () => {
  if (where === undefined) return;
  const opened = await where.open();
  try {
    const scene = await openScene(opened, {
      plan: { data: day("2026-12-04"), workshop: day("2026-12-14"), golive: day("2026-12-18") },
    });
    const { told, play, stands } = listen(opened, scene);
    const read = () => scene.database.transaction((store) => store.notices.latest(scene.project));
    const sentOf = async () =>
      (await read()).flatMap(({ key, on, sent }) =>
        sent === undefined || key.startsWith("digest/") ? [] : [{ sent, thing: thingOf(on, key) }],
      );
    await play("2026-11-23 07:00", "2026-12-01 17:00");
    const before = new Set((await sentOf()).map(({ thing }) => thing));
    const facts = await scene.database.transaction((store) => store.projects.facts(scene.project));
    const known = new Set((await read()).map(({ key }) => key));
    const foretold = ahead(snapshot(facts, "2026-12-01 17:30"), known, 12).map(({ on, due }) => thingOf(on, due.key));
    await play("2026-12-01 17:00", "2026-12-17 17:30");
    const after = (await sentOf()).map(({ thing }) => thing).filter((thing) => !before.has(thing));
    expect([...new Set(after)].toSorted()).toEqual(foretold.toSorted());
    const days = new Set(told.filter(({ how }) => how !== "gone").map(({ on }) => on));
    expect([...new Set([...before, ...after])].filter((thing) => !days.has(thing.slice(0, 10) as Day))).toEqual([]);
    expect(stands("kund").length).toBeGreaterThan(0);

    // What was claimed and is not sent yet has not been said.
    await scene.scheduler.tick(instant("2026-12-18 08:00"));
    expect((await sentOf()).some(({ thing }) => thing.startsWith("2026-12-18"))).toBe(false);
    expect((await read()).some(({ on }) => on === "2026-12-18")).toBe(true);
  } finally {
    await opened.close();
  }
});
