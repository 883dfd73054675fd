import type { PlatformName } from "./platform.ts";

/** Who keeps something: a platform, or the pages of our own that every platform links to. */
export type Keeper = PlatformName | "pages";

/**
 * What a platform must remember for itself (the local page's messages, Teams' service addresses): small documents by
 * collection and key. Implemented in `store`, injected by `main`, so that no platform knows the database.
 */
export interface Keeping {
  /**
   * Puts a document, or replaces it in its place. One that is `passing` is forgotten when words are (DESIGN: erasure),
   * counted from when it was last put; under the id of a message or of a form, not before that itself is.
   */
  put(collection: string, key: string, value: unknown, life?: "passing"): Promise<void>;
  get(collection: string, key: string): Promise<unknown>;
  /** In the order in which the keys were first put. */
  list(collection: string): Promise<readonly KeptDocument[]>;
  /**
   * A stretch of it, in the same order: it costs what it gives, however much there is. Nothing, where the document it
   * lies at is not there.
   */
  stretch(collection: string, where: Stretch): Promise<readonly KeptDocument[]>;
}

/** A document with its key. */
export interface KeptDocument {
  readonly key: string;
  readonly value: unknown;
}

/** The `most` documents next to one, by its key: those before it, or those after it. Beside none: the last ones. */
export interface Stretch {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly most: number;
}

/** The local workspace's clock: business time runs on from where it was last set. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): Promise<number>;
  /** Moves business time forward to an instant. Throws a RangeError when it lies before now. */
  moveTo(instant: number): Promise<void>;
}
