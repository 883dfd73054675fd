import type { ProjectContext } from "../../bot/command.ts";
import { isUndecided } from "../../domain/change.ts";
import { changesNothing, compareAreas } from "../../domain/data-comparison.ts";
import type { Change } from "../../domain/facts.ts";
import type { Ref } from "../../domain/units.ts";
import type { OfferedArea } from "../../store/store.ts";

/** A change to the call-off that was asked for with a list of an area, and is not decided. */
export interface Pending {
  readonly ref: Ref;
  /** It is the same list. */
  readonly isSame: boolean;
}

/** The changes to an area's data that are asked for with a list and not decided (S5). */
export const undecidedFor = (changes: readonly Change[], area: string): readonly Change[] =>
  changes.filter((change) => isUndecided(change) && change.effect?.kind === "data" && change.effect.area === area);

/**
 * The change that waits for an area already, the same list's before others' (S5): nobody is to pay twice for the same.
 */
export async function pendingChange(
  { facts, store }: Pick<ProjectContext, "facts" | "store">,
  { area, records }: Pick<OfferedArea, "area" | "records">,
): Promise<Pending | undefined> {
  let pending: Pending | undefined;
  for (const { ref, effect } of undecidedFor(facts.changes, area)) {
    const offer = effect?.kind === "data" ? effect.offer : undefined;
    const asked = offer === undefined ? undefined : await store.heldData.offered(facts.project.id, offer);
    const list = asked?.areas.find((one) => one.area === area);
    if (list === undefined) continue;
    pending = { ref, isSame: changesNothing(compareAreas(list.records, records)) };
    if (pending.isSame) return pending;
  }
  return pending;
}
