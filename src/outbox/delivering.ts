import type { Content } from "../messages/content.ts";
import { type Phrase, phrase } from "../messages/phrase.ts";
import { isLedger } from "../messages/picture-block.ts";
import { type Delivered, type Delivery, type Platform, TakenOver } from "../messages/platform.ts";
import type { ClaimedMessage } from "../store/contract/work.ts";
import { attempt } from "./attempt.ts";
import type { Health } from "./health.ts";
import type { Hold } from "./holds.ts";
import { backoff, told } from "./loop.ts";
import { type OutboxOptions, usualTimeout } from "./options.ts";

/**
 * A platform that throws is a fault of ours: after so many times the message is parked, so that it does not block its
 * conversation.
 */
const throwsAllowed = 8;
/**
 * What fails for about an hour while the platform takes other messages is parked likewise. What waits for a platform
 * never is.
 */
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

/** A message that is being delivered. */
export interface Taken {
  readonly claimed: ClaimedMessage;
  /** It is sent to learn whether the platform is up again. */
  readonly probe: boolean;
}

interface Parts {
  readonly platform: Platform;
  readonly health: Health;
  /** What keeps us waiting for more than this is silent, milliseconds. */
  readonly patience: number;
  /** Hears in how many milliseconds something is due again. */
  lookIn(milliseconds: number): void;
}

/** Delivers one message, and keeps what became of it. */
export function createDelivering(
  { rows, log, language = "sv", chance = Math.random, timeout = usualTimeout }: OutboxOptions,
  { platform, health, patience, lookIn }: Parts,
): (taken: Taken, hold: Hold) => Promise<void> {
  return async ({ claimed: { delivery: claimed, holder, ...more }, probe }, hold) => {
    const { project, attempts, unreachable, outsiders } = more;
    const delivery: Delivery = { ...claimed, language: claimed.language ?? language };
    const { message, revision, to } = delivery;
    const about = { message, revision, platform: platform.name, project, attempts };
    const later = async (
      why: string,
      after: number,
      how: { readonly unsure?: boolean; readonly spared?: boolean } = {},
    ) => {
      await rows.later(message, holder, after, why, how);
      lookIn(after);
      if (how.spared !== true) log("later", { ...about, why, after });
    };
    const took = () => {
      if (health.took()) log("up", { platform: platform.name });
    };
    const park = async (why: string, advice?: Phrase) => {
      await rows.park(message, holder, why, notDelivered(advice));
      log("parked", { ...about, why });
    };
    if (unreachable) return park("the person has no account on this platform");

    // The channel was internal when it was said (A1); people from outside have come into it since.
    if (outsiders && isLedger(delivery.content) && delivery.gone !== true)
      return park("people from outside have come into the conversation");

    const [before, began] = [health.taken(), performance.now()];
    let came: Delivered;
    try {
      came = await attempt(platform, delivery, hold, timeout);
    } catch (error) {
      if (error instanceof TakenOver) return log("taken", about);
      log("broken", { ...about, error });
      return attempts + 1 >= throwsAllowed
        ? park(told(error))
        : later(told(error), backoff(attempts, chance()), { unsure: true });
    }
    switch (came.outcome) {
      case "sent":
        took();
        await rows.delivered(message, holder, revision, came.id, delivery.content.leaves !== undefined);
        return log("sent", about);
      case "later": {
        const unsure = came.unsure === true;
        // What was silent to this conversation while it took another's message is not down.
        if (came.down === true && health.taken() === before) {
          const { rest, times, anew } = health.down(to.conversation, {
            least: came.retryAfter,
            silent: performance.now() - began > patience,
          });
          if (anew && times % toldEvery === 1) log("down", { platform: platform.name, why: came.why, times });
          // A probe says how the platform is, and nothing about its message.
          if (probe) return later(came.why, rest, { unsure, spared: true });
        }
        if (came.asked === true) health.asked(to.conversation, came.retryAfter ?? 0);
        if (came.retryAfter !== undefined) return later(came.why, came.retryAfter, { unsure, spared: true });
        if (attempts + 1 >= failuresAllowed) return park(came.why);
        return later(came.why, backoff(attempts, chance()), { unsure });
      }
      case "refused":
        took();
        // What was to go cannot be reached: that is nobody's trouble.
        if (delivery.gone === true) await rows.dropped(message, holder);
        if (delivery.gone === true) return log("dropped", { ...about, why: came.why });
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
  };
}
