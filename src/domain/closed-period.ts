import type { ClosedBasis } from "./facts.ts";
import type { Day } from "./units.ts";

/**
 * The first closed basis whose period holds a day: up to the day that it was closed until, else the days before that on
 * which it was closed. What is recorded of such a day afterwards is on the next basis (S6, I1).
 */
export function closedPeriod(on: Day, closedBases: readonly ClosedBasis[]): ClosedBasis | undefined {
  return closedBases
    .toSorted((a, b) => a.number - b.number)
    .find(({ until, closedOn }) => (until === undefined ? on < closedOn : on <= until));
}
