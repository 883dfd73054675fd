import { beforeEach, describe, expect, test } from "vitest";
import { createHealth, type Health } from "../../src/outbox/health.ts";

describe("how a platform is", () => {
  let now: number;
  let health: Health;
  const all = { limit: 8, probe: false };
  const one = { limit: 1, probe: true };
  /** Found by more than one conversation. */
  const down = (least?: number) => {
    health.down("a", { least });
    return health.down("b", { least });
  };
  beforeEach(() => {
    now = 1_000;
    health = createHealth({ most: 8, chance: () => 1, now: () => now });
  });

  test("all well: as many as there are places", () => {
    expect(health.may()).toEqual(all);
  });

  test("what takes nothing rests, then is probed with one message", () => {
    expect(down()).toMatchObject({ rest: 1_000, times: 1 });
    expect(health.may()).toBeUndefined();
    now += 1_000;
    expect(health.may()).toEqual(one);
  });

  test("what one conversation alone has found lets the others through, one by one and without a rest", () => {
    expect(health.down("a")).toEqual({ rest: 1_000, times: 1, anew: true });
    expect(health.down("a")).toMatchObject({ anew: false });
    expect(health.may()).toEqual(one);
    health.down("b");
    expect(health.may()).toBeUndefined();
  });

  test("a silence is nobody else's either until many conversations have met it", () => {
    for (let number = 0; number < 7; number += 1) {
      health.down(`c${number}`, { silent: true });
      expect(health.may()).toEqual(one);
    }
    health.down("c7", { silent: true });
    expect(health.may()).toBeUndefined();
  });

  test("what took another's message meanwhile is known by its count", () => {
    const before = health.taken();
    health.took();
    expect(health.taken()).not.toBe(before);
  });

  test("messages that find it down together are one time", () => {
    const found = Array.from({ length: 5 }, (_, number) => health.down(`c${number}`));
    expect(found.map(({ times, anew }) => [times, anew])).toEqual([
      [1, true],
      ...Array.from({ length: 4 }, () => [1, false]),
    ]);
  });

  test("however long it is down, nobody waits longer than half a minute for it", () => {
    let rest = 0;
    for (let probe = 0; probe < 2_000; probe += 1) {
      rest = health.down("a").rest;
      expect(rest).toBeLessThanOrEqual(30_000);
      now += rest;
    }
    expect(rest).toBe(30_000);
  });

  test("by chance the rest is between half of that and all of it, so that replicas do not come together", () => {
    const early = createHealth({ most: 8, chance: () => 0, now: () => now });
    expect(early.down("a").rest).toBe(500);
  });

  test("a wait that the platform asks for is obeyed", () => {
    expect(down(90_000).rest).toBe(90_000);
    now += 89_999;
    expect(health.may()).toBeUndefined();
  });

  test("back again it begins slowly: one, two, four, and then as many as ever", () => {
    down();
    now += 1_000;
    expect(health.took()).toBe(true);
    for (const limit of [1, 2, 4]) {
      expect(health.may()).toEqual({ limit, probe: false });
      expect(health.took()).toBe(false);
    }
    expect(health.may()).toEqual(all);
  });

  test("what is well and asks two conversations at once for a rest gets it for all, and is not probed after it", () => {
    health.asked("a", 2_000);
    health.asked("a", 2_000);
    expect(health.may()).toEqual(all);
    health.asked("b", 1_000);
    now += 999;
    expect(health.may()).toBeUndefined();
    now += 1;
    expect(health.may()).toEqual(all);
  });

  test("a rest that one asked for after the other's was over is its own", () => {
    health.asked("a", 1_000);
    now += 1_000;
    health.asked("b", 1_000);
    expect(health.may()).toEqual(all);
  });
});
