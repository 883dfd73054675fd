import type { Listed } from "../../domain/listed.ts";
import type { Day, Id, Ore } from "../../domain/units.ts";

/** Which projects are listed. */
export interface ListAsked {
  readonly state: "open" | "ended";
  /** Only those on which this person has a role. */
  readonly member?: Id | undefined;
  readonly only?: "late" | "not-agreed" | "over-budget" | "money" | undefined;
  readonly today: Day;
  /** Where the page before ended. */
  readonly after?: string | undefined;
  readonly most: number;
}

export interface ListPage {
  readonly ids: readonly Id[];
  /** How many stand before these, and how many there are in all; how many of all are late; what all have to invoice. */
  readonly before: number;
  readonly count: number;
  readonly late: number;
  readonly toInvoice: Ore;
  /** Where this page ends, when there is more. */
  readonly next: string | undefined;
}

/**
 * Projects in a list, read a page at a time: it costs what is shown. What one is sorted and filtered by is a cache
 * beside its facts, kept by each command and each look ({@link Looks}), and may be emptied at any time.
 */
export interface Listing {
  /** Those of which it is not known, oldest first, after one. */
  missing(most: number, after?: Id): Promise<readonly Id[]>;
  /** Keeps it of some of those; not of what somebody is writing to just now. */
  keep(projects: ReadonlyMap<Id, Listed>): Promise<void>;
  /** Nothing is known of these any more. */
  forget(projects: readonly Id[]): Promise<void>;
  /** What is late first, by the day by which something is owed. */
  page(asked: ListAsked): Promise<ListPage>;
}
