import { type Delivered, type Delivery, type Platform, TakenOver } from "../messages/platform.ts";
import type { Hold } from "./holds.ts";

/** Delivers it once, and waits no longer than `timeout`. */
export async function attempt(platform: Platform, delivery: Delivery, hold: Hold, timeout: number): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const keep = async (): Promise<void> => {
    if (!over) await hold.keep();
    if (over) throw new TakenOver();
  };
  const tooLong = new Promise<Delivered>((resolve) => {
    timer = setTimeout(
      () => resolve({ outcome: "later", why: `no answer within ${timeout} ms`, unsure: true, down: true }),
      timeout,
    );
  });
  try {
    return await Promise.race([platform.deliver({ ...delivery, keep }), tooLong]);
  } finally {
    // What was given up must not be sent afterwards: it may be in somebody else's hands, or in ours again.
    over = true;
    clearTimeout(timer);
  }
}
