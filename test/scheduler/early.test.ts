import { afterEach, describe, expect, test, vi } from "vitest";
import { createScheduler } from "../../src/scheduler/scheduler.ts";
import { untilTick } from "../../src/scheduler/ticks.ts";

describe("a machine whose clock is ahead of the database's", () => {
  afterEach(() => void vi.useRealTimers());

  test("waits for the database's half hour before it ticks", async () => {
    // The machine says 08:00:00, the database 07:59:30.
    vi.useFakeTimers({
      now: Date.parse("2026-12-02T07:59:59.000Z"),
      toFake: ["Date", "setTimeout", "clearTimeout", "setInterval"],
    });
    const looks: number[] = [];
    const now = () => Date.now() - 30_000;
    const ticks = { daily: async () => false, last: async () => undefined, setLast: async () => undefined };
    const unused = () => {
      throw new Error("not ticking, it touches nothing");
    };
    const database = {
      now: async () => now(),
      ticks,
      // A tick begins with a look at the database, and here that is all of it.
      transaction: async () => {
        looks.push(now());
        throw new Error("seen");
      },
      purge: unused,
      clock: { now: unused, moveTo: unused, setStart: unused },
    };
    const stop = createScheduler({ database, log: { error: () => undefined } }).start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toHaveLength(2);
    expect(looks[1]).toBeGreaterThanOrEqual(Date.parse("2026-12-02T08:00:00.000Z"));
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
