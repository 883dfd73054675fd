import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLane } from "../../src/outbox/lane.ts";
import { gate as aGate } from "../support/gate.ts";

test("two that wait for the same work look once each, and not again until some of it has ended", async () => {
  const gate = aGate();
  const failures: unknown[] = [];
  const claims = [["a"]];
  let looks = 0;
  const lane = createLane<string>({
    room: { quick: 4, most: 4, patience: 60_000 },
    async claim() {
      looks += 1;
      // Ends the test where it would spin for ever.
      if (looks > 100) throw new Error("looked a hundred times");
      return claims.pop() ?? [];
    },
    work: () => gate.opened,
    failed: (error) => failures.push(error),
  });
  const first = lane.drain();
  await pause(20);
  const second = lane.drain();
  await pause(50);
  expect({ looks, running: lane.running() }).toEqual({ looks: 2, running: 1 });
  gate.open();
  await Promise.all([first, second]);
  expect({ failures, running: lane.running() }).toEqual({ failures: [], running: 0 });
});
