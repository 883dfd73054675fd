import { beforeEach, describe, expect, test } from "vitest";
import { createHealth, type Health } from "../../src/outbox/health.ts";

describe("how the platforms are", () => {
  let now: number;
  let health: Health;
  beforeEach(() => {
    now = 1_000;
    health = createHealth(["slack", "local"], { most: 8, chance: () => 1, now: () => now });
  });

  test("all well: one share of both", () => {
    expect(health.shares()).toEqual([{ among: ["slack", "local"], limit: 8, probe: false }]);
  });

  test("one that takes nothing rests, then is probed with one message; the other goes on", () => {
    expect(health.down("slack")).toEqual({ rest: 1_000, times: 1, anew: true });
    expect(health.shares()).toEqual([{ among: ["local"], limit: 8, probe: false }]);
    now += 1_000;
    expect(health.shares()).toContainEqual({ among: ["slack"], limit: 1, probe: true });
  });

  test("messages that find it down together are one time", () => {
    const found = Array.from({ length: 5 }, () => health.down("slack"));
    expect(found.map(({ times, anew }) => [times, anew])).toEqual([[1, true], ...Array.from({ length: 4 }, () => [1, false])]);
  });

  test("however long it is down, nobody waits longer than half a minute for it", () => {
    let rest = 0;
    for (let probe = 0; probe < 2_000; probe += 1) {
      rest = health.down("slack").rest;
      expect(rest).toBeLessThanOrEqual(30_000);
      now += rest;
    }
    expect(rest).toBe(30_000);
  });

  test("by chance the rest is between half of that and all of it, so that replicas do not come together", () => {
    const early = createHealth(["slack"], { most: 8, chance: () => 0, now: () => now });
    expect(early.down("slack").rest).toBe(500);
  });

  test("a wait that the platform asks for is obeyed", () => {
    expect(health.down("slack", 90_000).rest).toBe(90_000);
    now += 89_999;
    expect(health.shares()).toHaveLength(1);
  });

  test("back again it begins slowly: one, two, four, and then as many as ever", () => {
    health.down("slack");
    now += 1_000;
    expect(health.took("slack")).toBe(true);
    for (const limit of [1, 2, 4]) {
      expect(health.shares()).toContainEqual({ among: ["slack"], limit, probe: false });
      expect(health.took("slack")).toBe(false);
    }
    expect(health.shares()).toEqual([{ among: ["slack", "local"], limit: 8, probe: false }]);
  });
});
