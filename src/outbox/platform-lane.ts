import { randomUUID } from "node:crypto";
import type { Platform } from "../messages/platform.ts";
import { createDelivering, type Taken } from "./delivering.ts";
import { createHealth } from "./health.ts";
import type { createHolds } from "./holds.ts";
import { createLane, type Lane } from "./lane.ts";
import type { OutboxOptions } from "./options.ts";

/** On each platform: one that waits for its turn, or for an answer, gives its place to the next conversation. */
const room = { quick: 16, most: 512, patience: 1_000 };

/** How one platform's messages are delivered. */
export function createPlatformLane(
  platform: Platform,
  options: OutboxOptions,
  { holds, lease }: { readonly holds: ReturnType<typeof createHolds>; readonly lease: number },
): Lane {
  const { rows, log, chance = Math.random, now = () => performance.now() } = options;
  const health = createHealth({ most: room.quick, chance, now });
  /** Those that have not kept us waiting for long. */
  let probing = 0;

  const deliver = createDelivering(options, {
    platform,
    health,
    patience: room.patience,
    lookIn: (after) => lane.lookIn(after),
  });

  const lane: Lane = createLane<Taken>({
    room,
    async claim(free, quick) {
      const may = health.may();
      if (may === undefined || (may.probe && probing > 0)) return [];
      const limit = Math.min(free, may.probe ? 1 : may.limit - quick);
      const claimed = limit <= 0 ? [] : await rows.claim(platform.name, randomUUID(), limit, lease);
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
      const late = setTimeout(over, room.patience);
      try {
        await deliver(taken, hold);
      } finally {
        hold.end();
        clearTimeout(late);
        over();
      }
    },
    slow: ({ claimed: { attempts } }) => attempts > 0,
    failed: (error) => log("failed", { error }),
  });
  return lane;
}
