import { type Refused, refused } from "./decision.ts";
import type { MeetingMinutes, ProjectFacts } from "./facts.ts";
import type { Day, Ref } from "./units.ts";

export type MeetingRefusal =
  | { readonly kind: "cancelled-project" }
  | { readonly kind: "unknown"; readonly meeting: Ref }
  | { readonly kind: "cancelled"; readonly meeting: Ref }
  /** It has not been yet: minutes are of what was said. */
  | { readonly kind: "future"; readonly on: Day }
  | { readonly kind: "no-kickoff" }
  /** Follow-up and handover come after the delivery (L4). */
  | { readonly kind: "no-go-live" }
  /** The customer has them: what was published is not rewritten. */
  | { readonly kind: "approved"; readonly ref: Ref; readonly on: Day };
/** `rewrites`: a draft of the same meeting that the new notes replace. */
export type MeetingDecision =
  | { readonly ok: true; readonly on: Day; readonly rewrites?: Ref }
  | Refused<MeetingRefusal>;

/**
 * Whether notes can be taken in as a meeting's minutes (S2, L4), and the day of the meeting. A closed project may still
 * get its handover's.
 */
export function canKeepMinutes(
  facts: Pick<ProjectFacts, "project" | "checkIns" | "minutes">,
  meeting: MeetingMinutes["meeting"],
  today: Day,
): MeetingDecision {
  if (facts.project.state === "cancelled") return refused({ kind: "cancelled-project" });
  const held = meetingDay(facts, meeting, today);
  if (!held.ok) return held;
  const kept = facts.minutes.findLast((minutes) => minutes.meeting === meeting);
  if (kept === undefined) return held;
  return kept.state === "approved"
    ? refused({ kind: "approved", ref: kept.ref, on: kept.approvedOn ?? kept.on })
    : { ...held, rewrites: kept.ref };
}

function meetingDay(
  { project, checkIns }: Pick<ProjectFacts, "project" | "checkIns">,
  meeting: MeetingMinutes["meeting"],
  today: Day,
): MeetingDecision {
  if (meeting === "kickoff")
    return project.kickoff === undefined ? refused({ kind: "no-kickoff" }) : { ok: true, on: project.kickoff.on };
  if (meeting === "handover") {
    return project.goLive === undefined
      ? refused({ kind: "no-go-live" })
      : { ok: true, on: project.handover?.on ?? today };
  }
  const call = checkIns.find(({ ref }) => ref === meeting);
  if (call === undefined) return refused({ kind: "unknown", meeting });
  if (call.state === "cancelled") return refused({ kind: "cancelled", meeting });
  return call.on > today ? refused({ kind: "future", on: call.on }) : { ok: true, on: call.on };
}
