import { afterEach, describe, expect, test, vi } from "vitest";
import { createScheduler } from "../../src/scheduler/scheduler.ts";
import { untilTick } from "../../src/scheduler/ticks.ts";

describe("a machine whose clock is ahead of the database's", () => {
  afterEach(() => void vi.useRealTimers());

  test("waits for the database's half hour before it takes the right to tick", async () => {
    // The machine says 08:00:00, the database 07:59:30.
    vi.useFakeTimers({ now: Date.parse("2026-12-02T07:59:59.000Z"), toFake: ["Date", "setTimeout", "clearTimeout", "setInterval"] });
    const claims: number[] = [];
    const now = () => Date.now() - 30_000;
    const ticks = {
      claim: async () => claims.push(now()) < 0,
      release: async () => undefined,
      daily: async () => false,
      last: async () => undefined,
      setLast: async () => undefined,
    };
    const unused = () => {
      throw new Error("not ticking, it touches nothing");
    };
    const database = {
      now: async () => now(),
      ticks,
      transaction: unused,
      purge: unused,
      clock: { now: unused, moveTo: unused, setStart: unused },
    };
    const stop = createScheduler({ database, log: { error: unused } }).start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(claims).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(claims).toHaveLength(2);
    expect(claims[1]).toBeGreaterThanOrEqual(Date.parse("2026-12-02T08:00:00.000Z"));
    await stop();
  });

  test.each([
    { at: "07:59:30", until: 30_000 },
    { at: "08:00:00", until: 0 },
    { at: "08:00:30", until: 29 * 60_000 + 30_000 },
  ])("at $at the next tick is $until milliseconds away", ({ at, until }) => {
    expect(untilTick(Date.parse(`2026-12-02T${at}.000Z`))).toBe(until);
  });
});
