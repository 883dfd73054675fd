import type { Agreement } from "./agreement.ts";
import { areaStates, missingAreas, unreviewedAreas } from "./customer-data.ts";
import type { MeetingMinutes, ProjectFacts } from "./facts.ts";
import { allocate } from "./hours.ts";
import { portingStatus } from "./porting.ts";
import { openRequests } from "./porting-request.ts";
import { openRequirements } from "./requirement.ts";
import type { Day, Minutes, Ref } from "./units.ts";

/** Something that is open when the service goes live, or when the project is handed over to operations (L1, L4). */
export type LeftOpen =
  | { readonly kind: "data-missing" | "data-unreviewed"; readonly areas: readonly string[] }
  /** The numbers are ported on a day to come, its day has passed without it, or its preparations are not done (D4). */
  | { readonly kind: "porting"; readonly on: Day; readonly ahead: boolean; readonly late: boolean }
  | {
      /** `unsettled-calls`: their day has been, and nobody has recorded what came of them. */
      readonly kind:
        | ("urgent-faults" | "not-delivered" | "not-verified" | "not-ported")
        | ("booked-calls" | "unsettled-calls" | "no-minutes");
      readonly refs: readonly Ref[];
    }
  /** No minutes of the kickoff are approved. */
  | { readonly kind: "no-kickoff-minutes" }
  /** Hours that no cover reaches (S6), in minutes: ledger (A1). */
  | { readonly kind: "hours-not-agreed"; readonly minutes: Minutes };

/** What is open on a day: first what the customer relies on, then what is missing, then our hours. */
export function leftOpen(facts: ProjectFacts, agreement: Agreement, today: Day): readonly LeftOpen[] {
  const states = areaStates(facts, agreement);
  const { toDeliver, toVerify } = openRequirements(facts);
  const porting = portingStatus(facts, agreement, today);
  const { notAgreed } = allocate(facts, agreement);
  const booked = facts.checkIns.filter(({ state }) => state === "scheduled");
  const ofRefs = [
    { kind: "urgent-faults", refs: refsOf(facts.faults.filter(({ urgent, cause }) => urgent && cause === undefined)) },
    { kind: "not-delivered", refs: refsOf(toDeliver) },
    { kind: "not-verified", refs: refsOf(toVerify) },
    { kind: "not-ported", refs: refsOf(openRequests(facts)) },
    { kind: "booked-calls", refs: refsOf(booked.filter(({ on }) => on >= today)) },
    { kind: "unsettled-calls", refs: refsOf(booked.filter(({ on }) => on < today)) },
    {
      kind: "no-minutes",
      refs: refsOf(facts.checkIns.filter(({ ref, state }) => state === "held" && !hasMinutes(facts, ref))),
    },
  ] as const;
  const ofAreas = [
    { kind: "data-missing", areas: missingAreas(states).map(({ area }) => area.id) },
    { kind: "data-unreviewed", areas: unreviewedAreas(states).map(({ area }) => area.id) },
  ] as const;
  const ahead = porting !== undefined && porting.day > today && !porting.isPorted;
  const late = porting !== undefined && porting.day < today && !porting.isPorted;
  return [
    ...ofRefs.filter(({ refs }) => refs.length > 0),
    ...(facts.project.kickoff !== undefined && !hasMinutes(facts, "kickoff")
      ? [{ kind: "no-kickoff-minutes" } as const]
      : []),
    ...(porting !== undefined && (ahead || late || porting.outstanding.length > 0)
      ? [{ kind: "porting", on: porting.day, ahead, late } as const]
      : []),
    ...ofAreas.filter(({ areas }) => areas.length > 0),
    ...(notAgreed > 0 ? [{ kind: "hours-not-agreed", minutes: notAgreed } as const] : []),
  ];
}

/** What the customer relies on: it keeps the handover from being recorded, unless a reason is given (L4). */
export function keepsHandoverBack(open: LeftOpen): boolean {
  return open.kind === "porting" ? open.ahead || open.late : relied.has(open.kind);
}

const relied: ReadonlySet<LeftOpen["kind"]> = new Set([
  "urgent-faults",
  "not-delivered",
  "not-verified",
  "not-ported",
  "booked-calls",
  "unsettled-calls",
  "no-minutes",
  "no-kickoff-minutes",
  "data-missing",
]);

const refsOf = (items: readonly { readonly ref: Ref }[]): readonly Ref[] => items.map(({ ref }) => ref);

const hasMinutes = ({ minutes }: ProjectFacts, of: MeetingMinutes["meeting"]): boolean =>
  minutes.some(({ meeting, state }) => meeting === of && state === "approved");
