import type { Part, Row } from "../paper.ts";

/** What one kind of document says, without what stands on all of them. */
export interface Drawn {
  readonly title: string;
  /** Beneath the title, besides customer and project. */
  readonly about: readonly Row[];
  readonly parts: readonly Part[];
}
