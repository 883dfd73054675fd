import type { ProjectContext } from "../../bot/command.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { isTheirsAgain } from "../../domain/data-held.ts";
import { byOf } from "../shared/checks.ts";
import { reviseAreaCards } from "./review-card.ts";

/**
 * Areas that were handed in, and in which something must be mended by what was just taken, are the customer's again
 * (D2): they are asked for, reminded of, and no longer wait for our review.
 */
export async function giveBack(ctx: ProjectContext, areas: Iterable<string>): Promise<void> {
  const { store, today, now, actor } = ctx;
  const facts = await ctx.reload();
  const project = facts.project.id;
  const among = new Set(areas);
  const newest = await store.heldData.newest(project);
  for (const status of areaStates(facts, ctx.agreement)) {
    const { id } = status.area;
    const version = newest.find(({ area }) => area === id);
    if (!among.has(id) || version === undefined || !isTheirsAgain(status, version.faults)) continue;
    await store.customerData.add(project, {
      ...{ area: id, kind: "missing", on: today, recordedAt: now, by: byOf(actor) },
      ...{ bySide: actor.staff ? "staff" : "customer", version: version.version },
    });
    await reviseAreaCards(ctx, id);
  }
}
