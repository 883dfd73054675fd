import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { canRecordDeed, planDeeds } from "../../domain/plan-deeds.ts";
import type { Day } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { stepWords, theDayInside } from "../../messages/project-words.ts";
import { said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";

/**
 * Records that a milestone was reached, or that what is to be done before a day of the plan is done (C2): by staff, or
 * by the customer for what is theirs, of which our own channel is told.
 */
export async function recordDeed(id: string, on: Day, ctx: ProjectContext): Promise<Reply> {
  const { facts, agreement, store, actor, today } = ctx;
  stillOpen(facts);
  if (on > today) throw refuse("plan.deed.future", { on: day(on) }, { field: "on" });
  const what = stepWords(id, agreement);
  if (!actor.staff && planDeeds(agreement).some((one) => one.id === id && one.who === "supplier"))
    throw refuse("plan.deed.ours", { what });
  const decision = canRecordDeed(facts, agreement, id);
  if (!decision.ok) {
    const why = decision.refused;
    if (why.kind === "already")
      throw refuse("porting.refuse.already", { step: what, by: why.entry.by.name, on: day(why.entry.on) });
    throw refuse("plan.deed.notPlanned", { what, which: theDayInside(why.which, agreement) });
  }
  await store.porting.add(facts.project.id, { step: id, on, by: byOf(actor) });
  if (!actor.staff)
    await ctx.post("internal", { audience: "public", blocks: [said("plan.deed.told", { who: actor.name, what })] });
  return { audience: "public", blocks: [said("porting.done", { step: what, on: day(on) }, "success")] };
}
