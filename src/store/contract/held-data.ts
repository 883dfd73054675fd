import type { Finding } from "../../domain/data-finding.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { By } from "../../domain/facts.ts";
import type { Day, Id } from "../../domain/units.ts";

/** Where a version came from: a file, a form, or that what was held was deleted. */
export type DataSource = "file" | "form" | "clearing";

/**
 * What was taken of one area at once. Each is a fact, counted from 1 within its area: what is held now is the newest,
 * and what was approved is the version that the area's entry names (`DataEntry.version`).
 */
export interface DataVersion {
  readonly area: string;
  readonly version: number;
  readonly source: DataSource;
  /** The file, where it came from one that is still kept. */
  readonly file?: { readonly id: Id; readonly name: string };
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly by: By;
  readonly bySide: "staff" | "customer";
  /** Records held from it on. */
  readonly records: number;
  /** What was to be mended in it, by weight. */
  readonly faults: number;
  readonly questions: number;
  readonly repairs: number;
}

/** The records of one area as of one of its versions, each where it stood when it was given. */
export interface HeldRecords {
  readonly area: string;
  readonly version: number;
  readonly records: readonly DataRecord[];
}

export interface TakenData extends Pick<DataVersion, "area" | "source" | "on" | "recordedAt" | "by" | "bySide"> {
  /** The version that is held before; 0: none. */
  readonly from: number;
  readonly file?: Id;
  /** All that the area has then: one that was held and is not among them is gone. */
  readonly records: readonly DataRecord[];
  /** What is to be mended in them. */
  readonly findings: readonly Finding[];
  /** What is held before, where the same transaction has read it already. */
  readonly held?: readonly DataRecord[];
}

/** What a hand-in says of one area, and with which version it was compared. */
export interface OfferedArea {
  readonly area: string;
  readonly from: number;
  readonly records: readonly DataRecord[];
  readonly findings: readonly Finding[];
  /** It is no part of the hand-in, and waited for a list that is: it is taken with it, and nobody is asked. */
  readonly late?: true;
}
export interface DataOffer {
  readonly id: Id;
  readonly file?: Id;
  readonly by: By;
  readonly bySide: "staff" | "customer";
  readonly areas: readonly OfferedArea[];
}

/**
 * Customer data as it is held (D6): one row a record, kept out of a project's facts, since there may be thousands. What
 * was held by an earlier version is never edited: a correction is another row, and any version can be read again.
 */
export interface HeldData {
  /** The newest version of each area that ever had one; without records and findings. */
  newest(project: Id): Promise<readonly DataVersion[]>;
  /** Every version of an area, oldest first. */
  versions(project: Id, area: string): Promise<readonly DataVersion[]>;
  /** What is held of some areas; of all unless told which. One that never had a version is left out. */
  held(project: Id, areas?: readonly string[]): Promise<readonly HeldRecords[]>;
  /** What an area held as of a version: of the snapshot that was approved. */
  asOf(project: Id, area: string, version: number): Promise<readonly DataRecord[]>;
  /** A page of the same: so many records after the first `from`. */
  page(project: Id, area: string, version: number, from: number, most: number): Promise<readonly DataRecord[]>;
  /** What was to be mended in a version, the worst first. */
  findings(project: Id, area: string, version: number): Promise<readonly Finding[]>;
  /** The next version of an area; undefined: `from` is not its newest any more, and nothing is changed. */
  take(project: Id, taken: TakenData): Promise<DataVersion | undefined>;
  /** Keeps a hand-in that waits for a yes. */
  offer(project: Id, offer: Omit<DataOffer, "id"> & { readonly recordedAt: number }): Promise<Id>;
  /** A hand-in that waits; undefined: it was answered. */
  offered(project: Id, id: Id): Promise<DataOffer | undefined>;
  /**
   * The answer; what it says is emptied. `dropped`: somebody said no; `another`: its file is a list of something else.
   * False: somebody else was first.
   */
  settle(project: Id, id: Id, answer: "taken" | "dropped" | "another" | "outdated"): Promise<boolean>;
  /** Ended projects of which anything is held, in the order of their ids after one; and when they were changed last. */
  ended(most: number, after?: Id): Promise<readonly { readonly project: Id; readonly lastTouched: number }[]>;
  /**
   * Deletes all that is held of a project: records of every version, what was found in them, what waits, the files
   * that they came in or were made of them, and what was said of numbers to port but for when. Each area's next version
   * says so. Returns how many records there were.
   */
  clear(project: Id, when: { readonly on: Day; readonly recordedAt: number }): Promise<number>;
}
