import type { DeliveryRequest } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { AuditRow, Store } from "../../store/store.ts";

/** So many entries are looked at at once. */
const inOne = 500;

/** The audit's own entry of a delivery approval (L3): the newest one by whoever gave it. */
export async function approvalEntry(
  { audit }: Pick<Store, "audit">,
  project: Id,
  { decidedBy }: Pick<DeliveryRequest, "decidedBy">,
): Promise<AuditRow | undefined> {
  let before: number | undefined;
  for (;;) {
    const entries = await audit.of(project, { limit: inOne, before });
    const found = entries.find(
      ({ runs, outcome, actor }) => runs === "deliver approve" && outcome === "done" && actor.id === decidedBy?.id,
    );
    if (found !== undefined || entries.length < inOne) return found;
    before = entries.at(-1)?.seq;
  }
}
