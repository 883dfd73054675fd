import type { Agreement, DataArea } from "./agreement.ts";
import { type Refused, refused } from "./decision.ts";
import type { By, DataEntry, DataState, FileRef, ProjectFacts } from "./facts.ts";
import type { Party } from "./role.ts";
import type { Day } from "./units.ts";

/** Where one area of customer data stands (D1, D5). */
export interface AreaStatus {
  readonly area: DataArea;
  readonly state: DataState;
  /**
   * Somebody has handed something in for it, whatever became of that; false for what was only approved, or said not to
   * apply.
   */
  readonly handedIn: boolean;
  /** What was said with the state: a note, a reason, or one finding per line. */
  readonly note?: string;
  /** What was handed in with the state. */
  readonly files?: readonly FileRef[];
  /** The day the state was recorded for; unset while nothing has been said. */
  readonly since?: Day;
  readonly by?: By;
  readonly bySide?: DataEntry["bySide"];
  /** Said since the state was: who it is stuck with (D5). */
  readonly stuck?: Stuck;
}
/** `reason` names in people's own words what is waited for; `waitsFor` is the side whose turn it is. */
export interface Stuck {
  readonly reason: string;
  readonly on: Day;
  readonly by: By;
  readonly waitsFor: Exclude<Party, "partner">;
}

const worked = new WeakMap<
  readonly DataEntry[],
  { readonly areas: readonly DataArea[]; readonly states: readonly AreaStatus[] }
>();

/**
 * Where every area of the agreement stands, in the agreement's order (D1, D5). Undone entries count for nothing. Asked
 * for again and again of the same entries, it is worked out once.
 */
export function areaStates(
  { data }: Pick<ProjectFacts, "data">,
  { areas }: Pick<Agreement, "areas">,
): readonly AreaStatus[] {
  const before = worked.get(data);
  if (before?.areas === areas) return before.states;
  const said = new Map(areas.map(({ id }): [string, DataEntry[]] => [id, []]));
  for (const entry of data) if (!entry.undone) said.get(entry.area)?.push(entry);
  const states = areas.map((area) => statusOf(area, said.get(area.id) ?? []));
  worked.set(data, { areas, states });
  return states;
}

/** Of what was said of an area, but for what was undone. */
function statusOf(area: DataArea, entries: readonly DataEntry[]): AreaStatus {
  const said = entries.toSorted((a, b) => a.recordedAt - b.recordedAt);
  const at = said.findLastIndex((entry) => entry.kind !== "stuck");
  const latest = said[at];
  const state = latest === undefined || latest.kind === "stuck" ? "missing" : latest.kind;
  const stuck = said.slice(at + 1).at(-1);
  return {
    area,
    state,
    handedIn: said.some(({ kind }) => kind === "received"),
    since: latest?.on,
    by: latest?.by,
    bySide: latest?.bySide,
    note: latest?.note,
    files: latest?.files,
    stuck: stuck && {
      reason: stuck.note ?? "",
      on: stuck.on,
      by: stuck.by,
      waitsFor: state === "received" ? "supplier" : "customer",
    },
  };
}

/** The areas that the customer still owes: nothing handed in, or handed in and rejected (D2). */
export function missingAreas(states: readonly AreaStatus[]): readonly AreaStatus[] {
  return states.filter(({ state }) => state === "missing" || state === "rejected");
}

/** The areas that wait for our review. */
export function unreviewedAreas(states: readonly AreaStatus[]): readonly AreaStatus[] {
  return states.filter(({ state }) => state === "received");
}

/** True when every area is approved or does not apply (D2). */
export function isComplete(states: readonly AreaStatus[]): boolean {
  return states.every(({ state }) => state === "approved" || state === "not-applicable");
}

export type DataKind = DataEntry["kind"];
export interface DataMoveContext {
  readonly side: DataEntry["bySide"];
  readonly note?: string;
  /** Something is held of it, though it is not complete and so not handed in (D6). */
  readonly isHeld?: boolean;
  /** After kickoff, in a variant that charges changes (`changesAreCharged` of requirement.ts). */
  readonly changesAreCharged: boolean;
}
/** `change`: what was handed in was approved already, so this takes a change request instead of an entry (S5). */
export type DataDecision = { readonly ok: true; readonly change: boolean } | Refused<DataRefusal>;
export type DataRefusal =
  /** Reviewing is ours. */
  | { readonly kind: "staff-only" }
  | { readonly kind: "reason-missing" }
  /** Rejecting an area that nothing was handed in for. */
  | { readonly kind: "nothing-received" }
  /** It is there already: by whom and since when is in the status. */
  | { readonly kind: "already"; readonly state: DataState }
  /** Saying *stuck* of an area that nobody waits for. */
  | { readonly kind: "settled"; readonly state: DataState };

/**
 * Whether an area can be moved, and whether moving it is a change (D5, S5).
 *
 * Staff do everything; what they approve without a hand-in was gathered in the workshop (S2). The customer hands in,
 * says *stuck*, and says *not applicable*, which takes effect at once: nobody is to wait for data that does not exist.
 * Staff see who said it and can reject it like anything that was handed in.
 *
 * Handing in again, or withdrawing, what was approved is a change once changes are charged; data given for the first
 * time is not (S5, D6), though we approved the area before anybody handed anything in, and neither is our own rejection
 * of what we approved: a finding of ours costs the customer nothing.
 */
export function canMove(from: AreaStatus, kind: DataKind, context: DataMoveContext): DataDecision {
  const { state } = from;
  if (context.side === "customer" && (kind === "approved" || kind === "rejected" || kind === "missing"))
    return refused({ kind: "staff-only" });
  if (needsReason.includes(kind) && !context.note?.trim()) return refused({ kind: "reason-missing" });
  const change = state === "approved" && from.handedIn && context.changesAreCharged;
  switch (kind) {
    case "received":
      return { ok: true, change };
    case "approved":
      return state === "approved" ? refused({ kind: "already", state }) : { ok: true, change: false };
    case "rejected":
      return state === "missing" && context.isHeld !== true
        ? refused({ kind: "nothing-received" })
        : { ok: true, change: false };
    case "not-applicable":
    case "missing":
      return state === kind ? refused({ kind: "already", state }) : { ok: true, change };
    case "stuck":
      return state === "approved" || state === "not-applicable"
        ? refused({ kind: "settled", state })
        : { ok: true, change: false };
  }
}

/** Whether a hand-in gives us something to review (D6): a file, or words where there is none. */
export function givesSomething({
  note,
  files,
}: {
  readonly note?: string | undefined;
  readonly files: readonly unknown[];
}): boolean {
  return files.length > 0 || (note ?? "").trim() !== "";
}

const needsReason: readonly DataKind[] = ["rejected", "not-applicable", "stuck"];
