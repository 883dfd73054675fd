import { customers, defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import type { PortingStep } from "../../domain/facts.ts";
import { planned } from "../../domain/plan.ts";
import {
  canFinishStep,
  type PortingRefusal,
  type PortingStatus,
  portedStep,
  portingStatus,
  portingSteps,
} from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, phrase } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";
import { tellShared } from "../project/channel-guard.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { confirmStep } from "./porting-buttons.ts";

/**
 * Records that a step of the porting is done (D4), by staff or by the customer, and tells our own channel of the
 * customer's.
 */
async function finish(ctx: ProjectContext, step: PortingStep, on: Day): Promise<Reply> {
  const { facts, agreement, store, actor, today } = ctx;
  stillOpen(facts);
  if (on > today) throw refuse("porting.refuse.future", { on: day(on) }, { field: "on" });
  const decision = canFinishStep(facts, agreement, step);
  if (!decision.ok) throw refusal(decision.refused, step, ctx);
  await store.porting.add(facts.project.id, { step, on, by: byOf(actor) });
  const status = portingStatus(await ctx.reload(), agreement, today);
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
  const rest = status === undefined ? [] : [...warning(status), ...outstanding(status, agreement)];
  return { audience: "public", blocks: [said("porting.done", { step: called, on: day(on) }, "success"), ...rest] };
}

/** Nobody is to lose a number: the termination takes effect after the porting date (D4). */
function warning(status: PortingStatus): readonly Block[] {
  return status.terminateAfter === undefined
    ? []
    : [said("porting.terminateAfter", { on: day(status.terminateAfter) }, "warning")];
}

function outstanding({ outstanding: left }: PortingStatus, agreement: Agreement): readonly Block[] {
  if (left.length === 0) return [said("porting.complete", { count: portingSteps(agreement).length }, "success")];
  return [said("porting.outstanding", { steps: list(left.map((step) => stepWords(step, agreement))) })];
}

/** That the numbers have been ported, or for when it is planned. */
function portedOrPlanned({ day: on, done }: PortingStatus, agreement: Agreement): Block {
  const ported = done.find(({ step }) => step === portedStep(agreement));
  return ported === undefined
    ? said("porting.planned", { on: day(on) })
    : said("porting.ported", { on: day(ported.on) }, "success");
}

function refusal(why: PortingRefusal, step: PortingStep, { agreement, facts }: ProjectContext) {
  if (why.kind === "no-porting-day") {
    const which = planned(agreement, "porting");
    return refuse("porting.none", undefined, which && { line: `plan move ${which.id} <day> in:${facts.project.code}` });
  }
  const { by, on } = why.entry;
  return refuse("porting.refuse.already", { step: stepWords(step, agreement), by: by.name, on: day(on) });
}

export const porting = defineCommand({
  name: "porting",
  summary: "summary.porting",
  lines: [
    projectLine({
      summary: "summary.porting",
      needs: "porting",
      examples: ["porting"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const { agreement } = ctx;
        const status = portingStatus(ctx.facts, agreement, ctx.today);
        if (status === undefined) return { audience: "public", blocks: [said("porting.none")] };
        const rows = portingSteps(agreement).map(({ id: step }) => {
          const done = status.done.find((entry) => entry.step === step);
          return {
            label: stepWords(step, agreement),
            value:
              done === undefined
                ? phrase("porting.state.outstanding")
                : phrase("porting.state.done", { by: done.by.name, on: day(done.on) }),
          };
        });
        const runs = ctx.actor.staff && ctx.place.kind !== "shared" ? "porting done" : "porting confirm";
        const buttons =
          ctx.facts.project.state === "open"
            ? status.outstanding.map((step) => confirmStep(step, agreement, runs))
            : [];
        return {
          audience: "public",
          blocks: [
            portedOrPlanned(status, agreement),
            { kind: "facts", rows },
            ...warning(status),
            ...buttonsBlock(buttons),
          ],
        };
      },
    }),
    projectLine({
      verb: "done",
      summary: "summary.porting.done",
      needs: "porting",
      examples: (agreement) =>
        [...calls(agreement).steps, portedStep(agreement)].flatMap((step) => (step ? [`porting done ${step}`] : [])),
      allow: ["staff"],
      audience: "public",
      input: { step: field.portingDeed(), on: field.day("past").default("today") },
      run: ({ step, on }, ctx) => finish(ctx, step, on),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.porting.done",
      needs: "porting",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { step: field.portingStep() },
      run: ({ step }, ctx) => finish(ctx, step, ctx.today),
    }),
  ],
});
