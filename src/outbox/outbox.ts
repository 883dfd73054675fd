import { createHolds } from "./holds.ts";
import { together } from "./lane.ts";
import type { Loop } from "./loop.ts";
import type { OutboxOptions } from "./options.ts";
import { createPlatformLane } from "./platform-lane.ts";

export interface Outbox extends Loop {
  /** With a platform: what is for that one alone. */
  drain(platform?: string): Promise<void>;
  /** Until some messages of a platform are delivered, or cannot be now: nobody waits for what else there is. */
  until(platform: string, messages: readonly string[]): Promise<void>;
  /** How many messages of each platform are being delivered. */
  running(): ReadonlyMap<string, number>;
}

/**
 * Renewed while it is being delivered: what a process that died left unsent is taken up by the next one within so many
 * milliseconds.
 */
const lease = 20_000;
const renewEvery = 4_000;

/**
 * Delivers messages: message M up to revision n, in order per conversation. Edits that are not sent yet coalesce. What
 * cannot be delivered now is tried again, later each time; what is refused for good is parked and told in the project's
 * internal channel. What waits for a platform that is down waits without end, and loses none of its attempts. Each
 * platform has places of its own, and each conversation takes one of them at most: one that hangs delays nobody else.
 * Any number of processes may run one: each message is claimed by one at a time, and a crash gives it back when its
 * lease is over.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { rows, platforms, log } = options;
  const failed = (error: unknown) => log("failed", { error });
  const holds = createHolds({ renew: rows.renew, lease, every: renewEvery, failed });
  const lanes = new Map(
    platforms.map((platform) => [platform.name, createPlatformLane(platform, options, { holds, lease })]),
  );
  const all = together([...lanes.values()]);
  let lookedElsewhere = false;

  async function lookElsewhere(): Promise<void> {
    if (lookedElsewhere) return;
    lookedElsewhere = true;
    const configured = [...lanes.keys()];
    const waiting = await rows.waitingElsewhere(configured);
    if (waiting > 0) log("elsewhere", { waiting, configured });
  }
  return {
    ...all,
    async drain(platform) {
      if (platform !== undefined) return lanes.get(platform)?.drain();
      await Promise.all([lookElsewhere(), all.drain()]);
    },
    until: async (platform, messages) => lanes.get(platform)?.until(messages),
    start() {
      lookElsewhere().catch(failed);
      all.start();
    },
    running: () => new Map([...lanes].map(([name, lane]) => [name, lane.running()])),
  };
}
