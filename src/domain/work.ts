import type { Agreement } from "./agreement.ts";
import { daysBetween } from "./calendar.ts";
import { type Refused, refused } from "./decision.ts";
import type { ProjectFacts } from "./facts.ts";
import { sum } from "./money.ts";
import type { Day, Id, Minutes } from "./units.ts";

/** Work or travel that somebody wants to record. */
export interface NewWork {
  readonly minutes: Minutes;
  readonly on: Day;
  readonly by: Id | "system";
}

export type WorkRefusal =
  | { readonly kind: "project-not-open"; readonly state: "cancelled" | "closed" }
  /** Nobody has worked on a day to come. */
  | { readonly kind: "future"; readonly on: Day }
  /** More than a day can hold by far: a typing mistake. `total` is the person's whole day. */
  | { readonly kind: "too-much"; readonly total: Minutes; readonly most: Minutes };
/** What may be right and looks like a typing mistake: asked before anything is recorded. */
export type WorkQuestion =
  | { readonly kind: "long-day"; readonly total: Minutes; readonly on: Day }
  | { readonly kind: "long-ago"; readonly on: Day; readonly days: number }
  | { readonly kind: "before-opening"; readonly on: Day; readonly openedOn: Day };
export type WorkDecision = { readonly ok: true; readonly ask: readonly WorkQuestion[] } | Refused<WorkRefusal>;

/**
 * Whether work can be recorded, and what to ask first (S6: nothing is silently billed, a typing mistake neither). A person's whole
 * day counts: ten hours twice on one day are as odd as twenty at once.
 */
export function canRecordWork(
  work: NewWork,
  facts: Pick<ProjectFacts, "project" | "work" | "checkIns">,
  agreement: Pick<Agreement, "limits">,
  today: Day,
): WorkDecision {
  const { project } = facts;
  const { limits } = agreement;
  if (project.state !== "open") return refused({ kind: "project-not-open", state: project.state });
  if (work.on > today) return refused({ kind: "future", on: work.on });
  const total = work.minutes + dayTotal(facts, work.by, work.on);
  if (total > limits.minutesPerDayRefuse) return refused({ kind: "too-much", total, most: limits.minutesPerDayRefuse });
  const ask: WorkQuestion[] = [];
  if (total > limits.minutesPerDayAsk) ask.push({ kind: "long-day", total, on: work.on });
  const days = daysBetween(work.on, today);
  if (limits.daysBackAsk !== undefined && days > limits.daysBackAsk) ask.push({ kind: "long-ago", on: work.on, days });
  else if (work.on < project.openedOn) ask.push({ kind: "before-opening", on: work.on, openedOn: project.openedOn });
  return { ok: true, ask };
}

/** What a person has worked on one day: hours that stand, and calls held. */
export function dayTotal(facts: Pick<ProjectFacts, "work" | "checkIns">, by: Id | "system", on: Day): Minutes {
  const hours = facts.work.filter((entry) => !entry.undone && entry.by.id === by && entry.on === on).map((entry) => entry.minutes);
  const calls = facts.checkIns.filter((call) => call.state === "held" && call.heldBy?.id === by && call.on === on);
  return sum(hours) + sum(calls.map((call) => call.minutes ?? 0));
}
