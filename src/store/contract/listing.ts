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

/** What lists do not show, of all projects. */
export interface Unlisted {
  /** Of so many nobody has worked out yet where they stand. */
  readonly unknown: number;
  /** Of these it cannot be worked out. */
  readonly lost: readonly Id[];
}

/**
 * Projects in a list, read a page at a time: it costs what is shown. What one is sorted and filtered by is a cache
 * beside its facts, kept by each command and each look ({@link Looks}), and may be emptied at any time.
 */
export interface Listing {
  /** `member`: only of those on which this person has a role. */
  unlisted(member?: Id): Promise<Unlisted>;
  /** Takes some of which it is not known, until the transaction ends. What somebody else has is left out. */
  take(most: number): Promise<readonly Id[]>;
  /** Keeps it of some of those, where nobody has kept it meanwhile. */
  keep(projects: ReadonlyMap<Id, Listed>): Promise<void>;
  /** It cannot be worked out: no list shows them until a look or a command keeps it, or it is tried again. */
  lose(projects: readonly Id[]): Promise<void>;
  /** What could not be worked out is as good as unknown. */
  tryAgain(): Promise<void>;
  /** What is late first, by the day by which something is owed. */
  page(asked: ListAsked): Promise<ListPage>;
}
