import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { addDays } from "../../domain/calendar.ts";
import type { PortingStep } from "../../domain/facts.ts";
import { planned } from "../../domain/plan.ts";
import {
  canFinishStep,
  contractEnds,
  type PortingRefusal,
  type PortingStatus,
  portedStep,
  portingStatus,
  portingSteps,
} from "../../domain/porting.ts";
import { doubtOf, outlasts } from "../../domain/porting-outlook.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";
import { tellShared } from "../project/channel-guard.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";

/**
 * Records that a step of the porting is done (D4), by staff or by the customer, and tells our own channel of the
 * customer's.
 */
export async function finish(ctx: ProjectContext, step: PortingStep, on: Day, ends?: Day): Promise<Reply> {
  const { facts, agreement, store, actor, today } = ctx;
  stillOpen(facts);
  if (on > today) throw refuse("porting.refuse.future", { on: day(on) }, { field: "on" });
  const isEnding = portingSteps(agreement).some(
    ({ id, takesEffectAfterPorting }) => id === step && takesEffectAfterPorting,
  );
  const decision = canFinishStep(facts, agreement, step, isEnding ? ends : undefined);
  if (!decision.ok) throw refusal(decision.refused, step, ctx);
  // Whoever has terminated it knows when it ends; staff may not.
  if (isEnding && ends === undefined && !actor.staff) throw refuse("porting.refuse.endsMissing", {}, { field: "ends" });
  await store.porting.add(facts.project.id, {
    ...{ step, on, by: byOf(actor) },
    ...(isEnding && ends !== undefined && { ends }),
  });
  const after = await ctx.reload();
  const status = portingStatus(after, agreement, today);
  const called = stepWords(step, agreement);
  if (!actor.staff) {
    await ctx.post("internal", {
      audience: "public",
      blocks: [said("porting.told", { who: actor.name, step: called })],
    });
  }
  if (step === portedStep(agreement)) {
    const ported = said("porting.ported", { on: day(on) }, "success");
    const told = await tellShared(ctx, { audience: "public", blocks: [said("porting.ported", { on: day(on) })] });
    return { audience: "public", blocks: [ported, ...(told ? [said("plan.told", undefined, "quiet")] : [])] };
  }
  const rest =
    status === undefined
      ? []
      : [
          ...warning({ ...ctx, facts: after }),
          ...outstanding(status, agreement),
          ...toMove({ ...ctx, facts: after }),
          ...(isEnding ? endsMissing({ ...ctx, facts: after }, step) : []),
        ];
  return { audience: "public", blocks: [said("porting.done", { step: called, on: day(on) }, "success"), ...rest] };
}

/** Nobody is to lose a number: the termination takes effect after the porting date (D4). */
export function warning({
  facts,
  agreement,
  today,
}: Pick<ProjectContext, "facts" | "agreement" | "today">): readonly Block[] {
  const after = outlasts(facts, agreement, today);
  if (after === undefined) return [];
  const holds = doubtOf(facts, agreement, today)?.nearest === after ? "no" : "yes";
  return [said("porting.terminateAfter", { on: day(after), holds }, "warning")];
}

/** The porting day cannot hold (D7): ours move it, so that the customer is told of one that can. */
function toMove({ facts, agreement, today, actor, place }: ProjectContext): readonly Block[] {
  const on = portingStatus(facts, agreement, today)?.day;
  const doubt = doubtOf(facts, agreement, today);
  const which = portedStep(agreement);
  if (on === undefined || doubt === undefined || which === undefined || !actor.staff || place.kind === "shared")
    return [];
  const values = { on: day(on), nearest: day(doubt.nearest) };
  return [said("porting.move", values, "warning"), lineBlock(`plan move ${which} ${doubt.nearest}`)];
}

/** Nobody has said when the old contract ends (D4): it can be told later. */
function endsMissing({ facts, place }: ProjectContext, step: PortingStep): readonly Block[] {
  if (place.kind === "shared" || contractEnds(facts) !== undefined) return [];
  return [said("porting.endsUnknown", undefined, "warning"), lineBlock(`porting done ${step} ends:<day>`)];
}

function outstanding({ outstanding: left }: PortingStatus, agreement: Agreement): readonly Block[] {
  if (left.length === 0) return [said("porting.complete", { count: portingSteps(agreement).length }, "success")];
  return [said("porting.outstanding", { steps: list(left.map((step) => stepWords(step, agreement))) })];
}

function refusal(why: PortingRefusal, step: PortingStep, { agreement, facts }: ProjectContext) {
  if (why.kind === "no-porting-day") {
    const which = planned(agreement, "porting");
    return refuse("porting.none", undefined, which && { line: `plan move ${which.id} <day> in:${facts.project.code}` });
  }
  if (why.kind === "numbers-wait") return waitingNumbers(why.refs);
  if (why.kind === "ends-too-early") {
    const values = { ends: day(why.ends), after: day(why.after), from: day(addDays(why.after, 1)) };
    return refuse("porting.refuse.ends", values, { field: "ends" });
  }
  const { by, on } = why.entry;
  return refuse("porting.refuse.already", { step: stepWords(step, agreement), by: by.name, on: day(on) });
}

/** Which numbers are not recorded as ported. */
const waitingNumbers = (refs: readonly Ref[]): Refusal =>
  refuse("porting.refuse.numbers", { refs: list(refs), count: refs.length }, { line: `porting ported ${refs[0]}` });
