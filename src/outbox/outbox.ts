import { randomUUID } from "node:crypto";
import type { Content } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import { type Phrase, phrase } from "../messages/phrase.ts";
import { type Delivered, type Delivery, type Platform, TakenOver } from "../messages/platform.ts";
import type { ClaimedMessage, OutboxRows } from "../store/contract/work.ts";
import { createHealth } from "./health.ts";
import { backoff, createLoop, type Loop, told } from "./loop.ts";

/**
 * `sent`, `later`, `lost`, `dropped` and `parked` are what came of a delivery; `broken` is a platform that threw; `down` and `up` are a
 * platform that takes nothing, and takes again; `taken` is what another process has by now; `elsewhere` is what waits for platforms that are not configured; `failed` the outbox itself.
 */
export type OutboxEvent = "sent" | "later" | "lost" | "dropped" | "parked" | "broken" | "down" | "up" | "taken" | "elsewhere" | "failed";
export interface OutboxOptions {
  readonly rows: OutboxRows;
  readonly platforms: readonly Platform[];
  readonly log: (event: OutboxEvent, details: Readonly<Record<string, unknown>>) => void;
  /** Spoken where neither the conversation nor the project says a language. */
  readonly language?: Language;
  /** A number from 0 to 1, for the jitter. */
  readonly chance?: () => number;
  /** Milliseconds that only grow: when a platform that is down is looked at again. */
  readonly now?: () => number;
  /** How long a platform may take, milliseconds. */
  readonly timeout?: number;
}

/** Renewed while it is being delivered: what a process that died left unsent is taken up by the next one within so many milliseconds. */
const lease = 20_000;
const renewEvery = 4_000;
/** An answer that says that it is still ours is worth something for so long, milliseconds: whoever asked may have slept before it was read. */
const fresh = 5_000;
const batch = 10;
/** A platform that throws is a fault of ours: after so many times the message is parked, so that it does not block its conversation. */
const throwsAllowed = 8;
/** What fails for about an hour while the platform takes other messages is parked likewise. What waits for a platform never is. */
const failuresAllowed = 20;
/** A platform that stays down is told in the log about every half hour. */
const toldEvery = 60;

const notDelivered =
  (advice: Phrase | undefined) =>
  (place: string): Content => ({
    audience: "public",
    blocks: [
      { kind: "text", tone: "warning", text: phrase("outbox.parked", { place }), role: "undelivered" },
      ...(advice === undefined ? [] : [{ kind: "text" as const, text: advice }]),
    ],
  });

/**
 * Delivers messages: message M up to revision n, in order per conversation. Edits that are not sent yet coalesce. What cannot be
 * delivered now is tried again, later each time; what is refused for good is parked and told in the project's internal channel. What
 * waits for a platform that is down waits without end, and loses none of its attempts.
 * Any number of processes may run one: each message is claimed by one at a time, and a crash gives it back when its lease is over.
 */
export function createOutbox({
  rows,
  platforms,
  log,
  language = "sv",
  chance = Math.random,
  now = () => performance.now(),
  timeout = 40_000,
}: OutboxOptions): Loop {
  const holder = randomUUID();
  const platformOf = new Map(platforms.map((platform) => [platform.name, platform]));
  const names = [...platformOf.keys()];
  const health = createHealth(names, { most: batch, chance, now });
  let lookedElsewhere = false;

  async function attempt(delivery: Delivery): Promise<Delivered> {
    const platform = platformOf.get(delivery.to.platform);
    if (platform === undefined) throw new Error(`${delivery.to.platform} is not configured`);
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    const keep = async (): Promise<void> => {
      for (;;) {
        const asked = performance.now();
        const ours = !over && (await rows.renew([delivery.message], holder, lease)).length > 0;
        if (over || !ours) throw new TakenOver();
        if (performance.now() - asked < fresh) return;
      }
    };
    const tooLong = new Promise<Delivered>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: "later", why: `no answer within ${timeout} ms`, unsure: true, down: true }), timeout);
    });
    try {
      return await Promise.race([platform.deliver({ ...delivery, keep }), tooLong]);
    } finally {
      // What was given up must not be sent afterwards: it may be in somebody else's hands, or in ours again.
      over = true;
      clearTimeout(timer);
    }
  }

  async function deliver({ delivery: claimed, project, attempts, unreachable, outsiders }: ClaimedMessage, probe: boolean): Promise<void> {
    const delivery: Delivery = { language, ...claimed };
    const { message, revision, to } = delivery;
    const about = { message, revision, platform: delivery.to.platform, project, attempts };
    const later = async (why: string, after: number, how: { readonly unsure?: boolean; readonly spared?: boolean } = {}) => {
      await rows.later(message, holder, after, why, how);
      if (how.spared !== true) log("later", { ...about, why, after });
    };
    const took = () => {
      if (health.took(to.platform)) log("up", { platform: to.platform });
    };
    const park = async (why: string, advice?: Phrase) => {
      await rows.park(message, holder, why, notDelivered(advice));
      log("parked", { ...about, why });
    };
    if (unreachable) return park("the person has no account on this platform");

    // The channel was internal when it was said (A1); people from outside have come into it since.
    if (outsiders && delivery.content.audience === "ledger") return park("people from outside have come into the conversation");

    let came: Delivered;
    try {
      came = await attempt(delivery);
    } catch (error) {
      if (error instanceof TakenOver) return log("taken", about);
      log("broken", { ...about, error });
      return attempts + 1 >= throwsAllowed ? park(told(error)) : later(told(error), backoff(attempts, chance()), { unsure: true });
    }
    switch (came.outcome) {
      case "sent":
        took();
        await rows.delivered(message, holder, revision, came.id);
        return log("sent", about);
      case "later": {
        const unsure = came.unsure === true;
        if (came.down === true) {
          const { rest, times, anew } = health.down(to.platform, came.retryAfter);
          if (anew && times % toldEvery === 1) log("down", { platform: to.platform, why: came.why, times });
          // A probe says how the platform is, and nothing about its message.
          if (probe) return later(came.why, rest, { unsure, spared: true });
        }
        if (came.retryAfter !== undefined) return later(came.why, came.retryAfter, { unsure, spared: true });
        if (attempts + 1 >= failuresAllowed) return park(came.why);
        return later(came.why, backoff(attempts, chance()), { unsure });
      }
      case "refused":
        took();
        return park(came.why, came.advice);
      case "dropped":
        took();
        await rows.dropped(message, holder);
        return log("dropped", about);
      case "lost":
        took();
        // Nothing was sent before: posting anew would only be the same again.
        if (delivery.sent === undefined) return later("lost before it was sent", backoff(attempts, chance()));
        await rows.lost(message, holder);
        return log("lost", about);
    }
  }

  async function step(): Promise<boolean> {
    if (!lookedElsewhere) {
      lookedElsewhere = true;
      const waiting = await rows.waitingElsewhere(names);
      if (waiting > 0) log("elsewhere", { waiting, configured: names });
    }
    const shares = health.shares().map(async ({ among, limit, probe }) => {
      const claimed = await rows.claim(holder, limit, lease, { among, probe });
      if (claimed.length === 0) return false;
      const under = new Set(claimed.map(({ delivery }) => delivery.message));
      const beat = setInterval(() => {
        // A beat that is lost leaves four more before the lease is over.
        rows.renew([...under], holder, lease).catch((error: unknown) => log("failed", { error }));
      }, renewEvery);
      try {
        await Promise.all(claimed.map((one) => deliver(one, probe).finally(() => under.delete(one.delivery.message))));
      } finally {
        clearInterval(beat);
      }
      return true;
    });
    return (await Promise.all(shares)).some(Boolean);
  }
  return createLoop(step, (error) => log("failed", { error }));
}
