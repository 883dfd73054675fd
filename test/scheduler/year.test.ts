import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { refresh } from "../../src/scheduler/refresh.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { agreement, calendar, day, instant } from "./support.ts";
import { listen, type Told, tableOf } from "./told.ts";

const [embedded] = databases;
if (embedded === undefined) throw new Error("There is no database");

/** A year of one project in which things are done, late, moved and forgotten: what was said, where, day by day. */
describe("a year of one project", () => {
  let opened: TestDatabase;
  let scene: Scene;
  let told: readonly Told[];
  beforeAll(async () => {
    opened = await embedded.open();
    scene = await openScene(opened, {
      plan: { data: day("2026-12-04"), workshop: day("2026-12-07"), golive: day("2027-03-26") },
    });
    const heard = listen(opened, scene);
    let at = "2026-11-03 12:00";
    const then = async (when: string, work: (store: Store) => Promise<unknown>) => {
      await heard.play(at, when);
      await scene.write(async (store) => {
        await work(store);
        await refresh(store, scene.project, instant(when));
      });
      await heard.after(when);
      at = when;
    };
    const anna = { id: "system", name: "Anna" } as const;
    await then("2026-12-03 10:00", async (store) => {
      for (const { id } of agreement.areas.slice(0, 10)) {
        const said = {
          area: id,
          kind: "approved",
          on: day("2026-12-03"),
          recordedAt: instant("2026-12-03 10:00"),
        } as const;
        await store.customerData.add(scene.project, { ...said, by: anna, bySide: "staff" });
      }
    });
    await then("2026-12-16 10:00", (store) =>
      store.projects.setPlan(scene.project, {
        data: day("2026-12-18"),
        workshop: day("2027-01-12"),
        golive: day("2027-03-26"),
      }),
    );
    await then("2027-01-12 15:00", (store) =>
      store.projects.reach(scene.project, "kickoff", day("2027-01-12"), anna, instant("2027-01-12 15:00")),
    );
    await then("2027-01-20 10:00", async (store) => {
      for (const { id } of agreement.areas.slice(10)) {
        const said = {
          area: id,
          kind: "approved",
          on: day("2027-01-20"),
          recordedAt: instant("2027-01-20 10:00"),
        } as const;
        await store.customerData.add(scene.project, { ...said, by: anna, bySide: "staff" });
      }
    });
    await then("2027-04-08 10:00", (store) =>
      store.projects.reach(scene.project, "goLive", day("2027-04-08"), anna, instant("2027-04-08 10:00")),
    );
    await heard.play(at, "2027-11-01 12:00");
    told = heard.told;
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await embedded.stop();
  });

  test("day by day: where, and what", async () => {
    expect(scene.errors).toEqual([]);
    await expect(tableOf(told)).toMatchFileSnapshot("year.sv.txt");
  });

  test("no message on a day off, two in a channel on no day, and no business week of silence while something is late", () => {
    const said = told.filter(({ how }) => how === "said");
    expect(new Set(said.map(({ on, where }) => `${on} ${where}`)).size).toBe(said.length);
    for (const { on } of said) expect(calendar.isBusinessDay(on), on).toBe(true);
    // From the missed go-live on there is always something late.
    const days = said.map(({ on }) => on).filter((on) => on > "2027-03-26");
    for (const [index, on] of days.entries()) {
      expect(calendar.businessDaysBetween(days[index - 1] ?? day("2027-03-26"), on), on).toBeLessThanOrEqual(5);
    }
    expect(addDays(days.at(-1) ?? day("2027-03-26"), 7) >= "2027-11-01").toBe(true);
  });
});
