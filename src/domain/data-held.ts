import { type AreaStatus, canMove, type DataMoveContext } from "./customer-data.ts";
import { type AreaComparison, changesNothing, compareAreas, withMended } from "./data-comparison.ts";
import { completeness } from "./data-completeness.ts";
import type { Finding } from "./data-finding.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";
import type { ProjectFacts } from "./facts.ts";

/** The records of one area as of one of its versions. */
export interface HeldVersion {
  readonly area: string;
  readonly version: number;
  readonly records: readonly DataRecord[];
}

/** What is held, and whether it is what was approved last (D6). */
export const heldAreas = (held: readonly HeldVersion[], facts: Pick<ProjectFacts, "data">): readonly HeldArea[] =>
  held.map(({ area, version, records }) => {
    const approved = facts.data.findLast((one) => one.area === area && one.kind === "approved" && !one.undone);
    return { area, records, approved: approved?.version === version };
  });

/** What a hand-in says of one area. */
export interface GivenRecords {
  readonly records: readonly DataRecord[];
  readonly findings: readonly Finding[];
}

/**
 * What becomes of one area of a hand-in (D6). `nothing`: it says what is held. `take`: it adds to what is held, or only
 * confirms it. `ask`: something held would change or be gone, so that a person says yes first. `change`: what was
 * approved would change after kickoff, which takes a price first (S5).
 */
export interface Taking {
  readonly does: "nothing" | "take" | "ask" | "change";
  /** As people see it: whoever has another address is changed, and neither new nor gone. */
  readonly comparison: AreaComparison;
  /** What is held under a key that is given no more: others may name it by that. */
  readonly gone: readonly DataRecord[];
}

export function takingOf(
  status: AreaStatus,
  held: HeldVersion | undefined,
  given: GivenRecords,
  { side, changesAreCharged, before }: Omit<DataMoveContext, "note"> & { readonly before: readonly Finding[] },
): Taking {
  const compared = compareAreas(held?.records ?? [], given.records);
  const comparison = withMended(compared, status.area);
  const { gone } = compared;
  if (changesNothing(comparison)) {
    const isAnother =
      held !== undefined && (unsureIn(held) !== unsureIn(given) || kinds(before) !== kinds(given.findings));
    const isFirst = held === undefined && given.findings.length > 0;
    return { does: isAnother || isFirst ? "take" : "nothing", comparison, gone };
  }
  const decision = canMove(status, "received", { side, changesAreCharged });
  if (decision.ok && decision.change) return { does: "change", comparison, gone };
  return { does: takesAway(comparison) ? "ask" : "take", comparison, gone };
}

/** Something that is held would be another or be gone; a value where none was only adds to it. */
const takesAway = ({ changed, gone }: AreaComparison): boolean =>
  gone.length > 0 || changed.some(({ fields }) => fields.some(({ before }) => before !== undefined));

const unsureIn = ({ records }: Pick<GivenRecords, "records">): string =>
  JSON.stringify(
    records
      .filter(({ unsure = [] }) => unsure.length > 0)
      .map(({ key, unsure }) => [key, unsure])
      .toSorted(),
  );
const kinds = (findings: readonly Finding[]): string =>
  JSON.stringify(findings.map(({ what, field, given }) => [what, field, given]).toSorted());

/**
 * Whether an area counts as handed in with what is held of it (D2): there is something, nothing required is lacking,
 * and nothing must be mended. What was handed in already waits for our look again when it has changed.
 */
export function isHandedIn({ area, state }: AreaStatus, { records, findings }: GivenRecords): boolean {
  if (findings.some(({ weight }) => weight === "fault")) return false;
  return state === "received" || state === "approved" || completeness(area, records).isComplete;
}

/** Whether what was handed in is the customer's again (D2): so much of what is held of it now must be mended. */
export const isTheirsAgain = ({ state }: Pick<AreaStatus, "state">, faults: number): boolean =>
  (state === "received" || state === "approved") && faults > 0;

/** The findings of one area; those of the file as a whole are told once and kept with none. */
export const findingsOf = (findings: readonly Finding[], area: string): readonly Finding[] =>
  findings.filter((finding) => finding.area === area);
