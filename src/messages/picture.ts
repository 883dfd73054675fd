import type { Day, Minutes } from "../domain/units.ts";
import type { Text } from "./phrase.ts";

/**
 * A picture as plain data: it is drawn when somebody looks at it, from what its message says, so that it never says
 * anything else than the words beside it.
 */
export type Picture = TimelinePicture | HoursPicture | ProjectsPicture;

/** Days along a line of time, in their order. */
export interface TimelinePicture {
  readonly kind: "timeline";
  /** What it is of: the customer. */
  readonly title: Text;
  /** Where today's line stands. */
  readonly today: Day;
  readonly rows: readonly TimelineRow[];
  /** How many rows are left out. */
  readonly more: number;
  /** Those rows: they are not drawn, and named in its words all the same. */
  readonly rest?: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly name: Text;
  readonly on: Day;
  readonly state: "done" | "late" | "ahead";
  /** Business days that it is late. */
  readonly late?: number;
  /** Whom it waits for. */
  readonly who?: Text;
  /** It is planned, and cannot be promised. */
  readonly isDoubtful?: true;
}

/** Hours per work package, in the agreement's order. Ledger (A1). */
export interface HoursPicture {
  readonly kind: "hours";
  readonly title: Text;
  readonly rows: readonly HoursRow[];
  readonly more: number;
  /** Those rows: they are not drawn, and named in its words all the same. */
  readonly rest?: readonly HoursRow[];
}

/** Minutes of one package, as `PackageUse` counts them. */
export interface HoursRow {
  readonly name: Text;
  readonly included: Minutes;
  readonly used: Minutes;
  readonly left: Minutes;
  readonly covered: Minutes;
  readonly notAgreed: Minutes;
}

/** Projects beside each other, each in its days along one line of time. Ledger (A1). */
export interface ProjectsPicture {
  readonly kind: "projects";
  readonly today: Day;
  readonly rows: readonly ProjectRow[];
  readonly more: number;
  /** Those rows: they are not drawn, and named in its words all the same. */
  readonly rest?: readonly ProjectRow[];
}

export interface ProjectRow {
  readonly name: Text;
  /** What is late, what is next and go-live, as far as there are any, in the order of their days. */
  readonly marks: readonly ProjectMark[];
  /** How much more is late than stands among the marks. */
  readonly moreLate: number;
  /** Minutes that nobody has agreed to (S6). */
  readonly notAgreed: Minutes;
}

export interface ProjectMark extends Pick<TimelineRow, "name" | "on" | "state" | "late" | "isDoubtful"> {
  readonly goLive: boolean;
}

/** As many rows are drawn: more are not read on a phone. */
export const mostRows = 12;

/** Light or dark, as the one who looks has set their device. */
export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Its measures on a screen, in CSS pixels: as wide as a phone. */
export function sizeOf(picture: Picture): { readonly width: number; readonly height: number } {
  const more = picture.more > 0 ? measures.more : 0;
  const { head, row, legend } = measures[picture.kind];
  return { width: measures.width, height: head + picture.rows.length * row + legend + more + measures.edge };
}

/** CSS pixels. */
export const measures = {
  width: 360,
  /** Around everything. */
  edge: 14,
  more: 22,
  timeline: { head: 76, row: 40, legend: 0 },
  hours: { head: 58, row: 56, legend: 20 },
  projects: { head: 76, row: 40, legend: 20 },
} as const;
