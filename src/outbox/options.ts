import type { Language } from "../messages/language.ts";
import type { Platform } from "../messages/platform.ts";
import type { OutboxRows } from "../store/contract/work.ts";

/**
 * `sent`, `later`, `lost`, `dropped` and `parked` are what came of a delivery; `broken` is a platform that threw;
 * `down` and `up` are a
 * platform that takes nothing, and takes again; `taken` is what another process has by now; `elsewhere` is what waits
 * for platforms that are not configured; `failed` the outbox itself.
 */
export type OutboxEvent =
  | "sent"
  | "later"
  | "lost"
  | "dropped"
  | "parked"
  | "broken"
  | "down"
  | "up"
  | "taken"
  | "elsewhere"
  | "failed";
/** How long a platform may take for a message, milliseconds. */
export const usualTimeout = 40_000;

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
