import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { calendar, day } from "./support.ts";
import { listen, type Told, tableOf } from "./told.ts";

const [embedded] = databases;
if (embedded === undefined) throw new Error("There is no database");

/** A project that was sold and planned, and then nobody does anything for eight weeks. */
describe("C2: eight silent weeks", () => {
  let opened: TestDatabase;
  let scene: Scene;
  let told: readonly Told[];
  beforeAll(async () => {
    opened = await embedded.open();
    const plan = {
      data: day("2026-12-04"),
      workshop: day("2026-12-07"),
      porting: day("2026-12-17"),
      golive: day("2026-12-18"),
    };
    scene = await openScene(opened, { plan });
    const heard = listen(opened, scene);
    await heard.play("2026-11-22 12:00", "2027-01-18 12:00");
    told = heard.told;
  }, 30_000);
  afterAll(async () => {
    await opened.close();
    await embedded.stop();
  });

  test("every message, as people read it", async () => {
    await expect(tableOf(told)).toMatchFileSnapshot("silent-weeks.sv.txt");
  });

  test("nothing failed, and one message a channel and day", () => {
    expect(scene.errors).toEqual([]);
    const said = told.filter(({ how }) => how === "said").map(({ on, where }) => `${on} ${where}`);
    expect(new Set(said).size).toBe(said.length);
    for (const { on } of told) expect(calendar.isBusinessDay(on), on).toBe(true);
  });

  test("the later it gets, the more is said: each day that has passed is named, in each channel, every fifth business day at least", () => {
    const since = (text: RegExp, where: string) =>
      told.filter((one) => one.where === where && one.how === "said" && text.test(one.text)).map(({ on }) => on);
    const gaps = (days: readonly (typeof told)[number]["on"][], from: string) =>
      [day(from), ...days.filter((on) => on > from)]
        .slice(1)
        .map((on, index, all) => calendar.businessDaysBetween(all[index - 1] ?? day(from), on));
    for (const [text, where, from] of [
      [/kunddata skulle ha varit inne/u, "kund", "2026-12-04"],
      [/uppstartsmöte är registrerat/u, "internt", "2026-12-07"],
      [/kunde inte porteras/u, "kund", "2026-12-17"],
      [/Driftsättningen skulle ha varit/u, "internt", "2026-12-18"],
    ] as const) {
      const days = since(text, where);
      expect(days.length, String(text)).toBeGreaterThan(2);
      expect(Math.max(...gaps(days, from)), String(text)).toBeLessThanOrEqual(5);
    }
  });

  test("no channel is full of stubs: what a later reminder says again is gone", () => {
    const where = (name: string) => told.filter((one) => one.where === name);
    for (const name of ["kund", "internt"]) {
      const said = where(name).filter(({ how }) => how === "said").length;
      const gone = where(name).filter(({ how }) => how === "gone").length;
      const digests = where(name).filter(({ how, text }) => how === "said" && /[:,] vecka \d/u.test(text)).length;
      // What stays are the digests, and the last reminder.
      expect(said - gone - digests).toBeLessThanOrEqual(1);
    }
    expect(told.filter(({ text }) => /Huvudnummer, Gruppnummer/u.test(text))).toEqual([]);
  });
});
