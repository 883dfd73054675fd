import type { Id } from "./units.ts";

/**
 * A value as it is kept, whatever it was written like: text trimmed, NFC; a number `+4681234567`, a series
 * `+4681234500-+4681234549`; an extension its digits; an e-mail address in lower case; a MAC `805EC0123456`; a day
 * `2026-12-01`; opening hours `mon 08:00-12:00 13:00-17:00; tue closed; …`, all
 * seven days, and deviating ones `2026-12-24 closed; …`; an organisation number its ten digits; a choice its id; yes or
 * no `yes`, `no`; a record the key of the record it names, records a list of them.
 */
export type DataValue = string | readonly string[];

/** One record of an area: a user, a group, a telephone (D6). An area of one record has one. */
export interface DataRecord {
  /**
   * What the record is known by within its area, so that a later file is compared with what is held: the value of the
   * field that identifies (the area's `key`), folded.
   */
  readonly key: string;
  /** By field id. A field that nobody filled in is not there. */
  readonly values: Readonly<Record<string, DataValue>>;
  /** Fields whose value was repaired or looks odd, which the customer has not confirmed yet. */
  readonly unsure?: readonly string[];
}

/** What is held of one area, and since which hand-in. */
export interface HeldArea {
  readonly area: string;
  readonly records: readonly DataRecord[];
  /** The approved snapshot is this one, unchanged. */
  readonly approved: boolean;
  /** The hand-in (file or form) that the records came with last. */
  readonly source?: Id;
}
