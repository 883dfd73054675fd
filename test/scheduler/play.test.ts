import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { ticksBetween } from "../../src/scheduler/ticks.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { agreement, day, instant } from "./support.ts";

describe("the ticks that could say anything new", () => {
  test.each([
    {
      from: "2026-12-01 09:10",
      to: "2026-12-01 11:00",
      why: "the next, as people have written since",
      ticks: ["2026-12-01 09:30"],
    },
    { from: "2026-12-01 16:40", to: "2026-12-02 12:00", why: "the next morning's", ticks: ["2026-12-02 08:00"] },
    { from: "2026-12-01 09:00", to: "2026-12-01 09:29", why: "none yet", ticks: [] },
    { from: "2026-12-01 09:29", to: "2026-12-01 09:30", why: "at the target itself", ticks: ["2026-12-01 09:30"] },
    {
      from: "2026-12-04 17:00",
      to: "2026-12-07 17:00",
      why: "over a weekend, and Monday's digest",
      ticks: ["2026-12-07 08:00", "2026-12-07 08:30"],
    },
    { from: "2026-12-23 17:00", to: "2026-12-28 08:00", why: "over Christmas (P2)", ticks: ["2026-12-28 08:00"] },
    {
      from: "2027-03-26 17:00",
      to: "2027-03-30 08:00",
      why: "over Easter and into summer time",
      ticks: ["2027-03-30 08:00"],
    },
  ])("$from to $to: $why", ({ from, to, ticks }) => {
    expect(ticksBetween(instant(from), instant(to), agreement)).toEqual(ticks.map(instant));
  });
});

describe.each(databases)("playing the time passed, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let scene: Scene;
  beforeEach(async () => {
    opened = await open();
    // The database's own time is real time: the story lies after it.
    await opened.database.clock.moveTo(instant("2027-02-01 09:10"));
    scene = await openScene(opened, { plan: { data: day("2027-02-09") } });
    await scene.approveAllBut("fax");
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const story = async () => (await scene.messages()).map(({ in: where, subject }) => `${where} ${subject}`);

  test("each tick is played in its order, and the clock ends where it was sent", async () => {
    await scene.scheduler.playTo(instant("2027-02-12 12:00"));
    expect(await story()).toEqual([
      "kund digest/2027-W05/shared",
      "internt digest/2027-W05/internal",
      "kund nag/2027-02-02",
      "kund nag/2027-02-04",
      "kund digest/2027-W06/shared",
      "internt digest/2027-W06/internal",
      "kund nag/2027-02-09",
      "kund nag/2027-02-10",
      "kund nag/2027-02-12",
    ]);
    const now = await scene.database.clock.now();
    expect(now - instant("2027-02-12 12:00")).toBeLessThan(20_000);
    expect(now).toBeGreaterThanOrEqual(instant("2027-02-12 12:00"));
  });

  test("a restart in between loses nothing and doubles nothing", async () => {
    await scene.scheduler.playTo(instant("2027-02-05 12:00"));
    await scene.replica().playTo(instant("2027-02-12 12:00"));
    const messages = await story();
    expect(messages).toHaveLength(9);
    expect(new Set(messages).size).toBe(9);
  });

  test("what happens between two plays is seen", async () => {
    await scene.scheduler.playTo(instant("2027-02-08 12:00"));
    await scene.data("received", ["fax"], "2027-02-08");
    await scene.scheduler.playTo(instant("2027-02-12 12:00"));
    expect((await story()).filter((line) => line.startsWith("kund nag/"))).toEqual([
      "kund nag/2027-02-02",
      "kund nag/2027-02-04",
    ]);
  });

  test("backwards is refused", async () => {
    await expect(scene.scheduler.playTo(instant("2027-01-01 09:00"))).rejects.toThrow(RangeError);
  });
});

describe.each(databases)("running on the real clock, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  afterEach(() => opened.close());
  afterAll(stop);

  test("a start makes up for the time slept through", async () => {
    opened = await open();
    await opened.database.clock.moveTo(instant("2027-02-10 09:10"));
    const scene = await openScene(opened, { plan: { data: day("2027-02-09") } });
    const stopFirst = scene.scheduler.start();
    await ticked(opened);
    await stopFirst();
    const said = (await scene.messages()).filter(({ in: where }) => where === "kund").map(({ text }) => text);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("kunddata skulle ha varit inne");
  });
});

async function ticked({ database }: TestDatabase): Promise<void> {
  while ((await database.ticks.last()) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
}
