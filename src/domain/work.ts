import type { Agreement } from "./agreement.ts";
import { daysBetween } from "./calendar.ts";
import { type Refused, refused } from "./decision.ts";
import type { ProjectFacts, WorkEntry } from "./facts.ts";
import type { Day, Minutes, Ref } from "./units.ts";

/** Work or travel that somebody wants to record. */
export interface NewWork {
  readonly minutes: Minutes;
  readonly on: Day;
  /** What the same person has worked that day already, in whatever project. */
  readonly before: Minutes;
}

export type WorkRefusal =
  | { readonly kind: "cancelled" }
  /** Nobody has worked on a day to come. */
  | { readonly kind: "future"; readonly on: Day }
  /** More than a day can hold by far: a typing mistake. `total` is the person's whole day. */
  | { readonly kind: "too-much"; readonly total: Minutes; readonly most: Minutes };
/** What may be right and looks like a typing mistake: asked before anything is recorded. */
export type WorkQuestion =
  | { readonly kind: "long-day"; readonly total: Minutes; readonly on: Day }
  | { readonly kind: "long-ago"; readonly on: Day; readonly days: number }
  | { readonly kind: "before-opening"; readonly on: Day; readonly openedOn: Day }
  /** Handed over: late work is taken all the same, on the next basis, and the lead hears of it (L4). */
  | { readonly kind: "handed-over"; readonly handover?: Day };
export type WorkDecision = { readonly ok: true; readonly ask: readonly WorkQuestion[] } | Refused<WorkRefusal>;

/** Work of the same person, day, time, target and note that stands already: the same twice, it may be (S6). */
export function sameWork(
  { target, minutes, note, on, by }: Pick<WorkEntry, "target" | "minutes" | "note" | "on" | "by">,
  { work }: Pick<ProjectFacts, "work">,
): Ref | undefined {
  const told = (one: WorkEntry["target"]): string => (one.kind === "package" ? one.package : one.ref);
  const same = work.find(
    (one) =>
      !one.undone &&
      one.on === on &&
      one.by.id === by.id &&
      one.minutes === minutes &&
      told(one.target) === told(target) &&
      one.note.trim().toLowerCase() === note.trim().toLowerCase(),
  );
  return note.trim() === "" ? undefined : same?.ref;
}

/**
 * Whether work can be recorded, and what to ask first (S6: nothing is silently billed, a typing mistake neither). A
 * person's whole day counts, over all projects: ten hours twice on one day are as odd as twenty at once.
 */
export function canRecordWork(
  work: NewWork,
  { project }: Pick<ProjectFacts, "project">,
  agreement: Pick<Agreement, "limits">,
  today: Day,
): WorkDecision {
  const { limits } = agreement;
  if (project.state === "cancelled") return refused({ kind: "cancelled" });
  if (work.on > today) return refused({ kind: "future", on: work.on });
  const total = work.minutes + work.before;
  if (total > limits.minutesPerDayRefuse) return refused({ kind: "too-much", total, most: limits.minutesPerDayRefuse });
  const ask: WorkQuestion[] = [];
  if (total > limits.minutesPerDayAsk) ask.push({ kind: "long-day", total, on: work.on });
  const days = daysBetween(work.on, today);
  if (limits.daysBackAsk !== undefined && days > limits.daysBackAsk) ask.push({ kind: "long-ago", on: work.on, days });
  else if (work.on < project.openedOn) ask.push({ kind: "before-opening", on: work.on, openedOn: project.openedOn });
  if (project.state === "closed") ask.push({ kind: "handed-over", handover: project.handover?.on });
  return { ok: true, ask };
}
