import type { By } from "../../domain/facts.ts";
import type { PaperKind } from "../../domain/paper-kind.ts";
import type { Day, Id } from "../../domain/units.ts";

/** A document that was made and is kept: asked for again it is the same. */
export interface KeptPaper {
  readonly id: Id;
  readonly project: Id;
  readonly kind: PaperKind;
  /** Which one of its kind: `M1`, the number of a basis; empty where there is one. */
  readonly about: string;
  readonly version: number;
  /** SHA-256 of the PDF, in hexadecimal digits. */
  readonly digest: string;
  /** Of its files, without their endings. */
  readonly name: string;
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: By;
  /** It holds customers' lists: its content ends with them (D6). */
  readonly lists: boolean;
}
export interface PaperContent {
  readonly pdf: Uint8Array;
  readonly markdown: string;
}

export interface Papers {
  /**
   * Keeps the next version of a document. Undefined: another has that version by now, and nothing is kept.
   */
  keep(project: Id, paper: Omit<KeptPaper, "id" | "project"> & PaperContent): Promise<KeptPaper | undefined>;
  /** The newest version of one. */
  latest(project: Id, kind: PaperKind, about: string): Promise<KeptPaper | undefined>;
  /** Every version of all of them, the newest first. */
  all(project: Id): Promise<readonly KeptPaper[]>;
  get(id: Id): Promise<KeptPaper | undefined>;
  /** What it says; undefined where it ended with the lists in it. */
  content(id: Id): Promise<PaperContent | undefined>;
}
