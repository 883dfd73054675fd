import { randomUUID } from "node:crypto";
import type { Platform } from "../messages/platform.ts";
import { createDelivering, type Taken } from "./delivering.ts";
import { createHealth } from "./health.ts";
import type { createHolds } from "./holds.ts";
import { createLane, type Lane } from "./lane.ts";
import { type OutboxOptions, usualTimeout } from "./options.ts";
import type { Room } from "./slots.ts";
import { createWaiters } from "./waiters.ts";

/**
 * On each platform: one that waits for its turn, or for an answer, gives its place to the next conversation. Those that
 * failed before have so many places and no more. For whatever else hangs until it is given up there is always one.
 */
const places = { quick: 16, known: 128, patience: 1_000 };
const roomWithin = (timeout: number): Room => ({
  ...places,
  most: Math.ceil((places.quick * timeout) / places.patience) + places.quick + places.known,
});

/** One platform's messages. */
export interface PlatformLane extends Lane {
  /** Until nothing can be done now for any of these that is not done. */
  until(messages: readonly string[]): Promise<void>;
}

/** How one platform's messages are delivered. */
export function createPlatformLane(
  platform: Platform,
  options: OutboxOptions,
  { holds, lease }: { readonly holds: ReturnType<typeof createHolds>; readonly lease: number },
): PlatformLane {
  const { rows, log, timeout = usualTimeout, chance = Math.random, now = () => performance.now() } = options;
  const room = roomWithin(timeout);
  const health = createHealth({ most: places.quick, chance, now });
  /** Those that have not kept us waiting for long. */
  let probing = 0;

  const deliver = createDelivering(options, {
    platform,
    health,
    patience: places.patience,
    lookIn: (after) => lane.lookIn(after),
  });

  const lane: Lane = createLane<Taken>({
    room,
    async claim(free, quick, known) {
      const may = health.may();
      if (may === undefined || (may.probe && probing > 0)) return [];
      const limit = Math.min(free, may.probe ? 1 : may.limit - quick);
      const claimed = limit <= 0 ? [] : await rows.claim(platform.name, randomUUID(), limit, lease, known > 0);
      if (may.probe) probing += claimed.length;
      return claimed.map((one) => ({ claimed: one, probe: may.probe }));
    },
    async work(taken) {
      const { delivery, holder } = taken.claimed;
      const hold = holds.hold({ id: delivery.message, holder });
      let counts = taken.probe;
      const over = () => {
        if (counts) probing -= 1;
        counts = false;
      };
      const late = setTimeout(over, places.patience);
      try {
        await deliver(taken, hold);
      } finally {
        hold.end();
        waiters.ended(delivery.message);
        clearTimeout(late);
        over();
      }
    },
    slow: ({ claimed: { attempts } }) => attempts > 0,
    failed: (error) => log("failed", { error }),
  });
  const waiters = createWaiters({
    look: lane.look,
    waiting: (messages) => rows.waiting(platform.name, messages),
  });
  return { ...lane, until: waiters.until };
}
