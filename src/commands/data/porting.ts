import { customers, defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { PortingStep } from "../../domain/facts.ts";
import { canFinishStep, type PortingRefusal, type PortingStatus, portingStatus, portingSteps } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { confirmStep } from "./porting-buttons.ts";

/** Records that a step of the porting is done (D4), by staff or by the customer, and tells our own channel of the customer's. */
async function finish(ctx: ProjectContext, step: PortingStep, on: Day): Promise<Reply> {
  const { facts, store, actor, today } = ctx;
  stillOpen(facts);
  if (on > today) throw refuse("porting.refuse.future", { on: day(on) }, { field: "on" });
  const decision = canFinishStep(facts, step);
  if (!decision.ok) throw refusal(decision.refused, step, facts.project.code);
  await store.porting.add(facts.project.id, { step, on, by: byOf(actor) });
  const status = portingStatus(await ctx.reload(), today);
  if (!actor.staff) {
    await ctx.post("internal", {
      audience: "public",
      blocks: [said("porting.told", { who: actor.name, step: phrase(`porting.step.${step}`) })],
    });
  }
  const rest = status === undefined ? [] : [...warning(status), ...outstanding(status)];
  return { audience: "public", blocks: [said("porting.done", { step: phrase(`porting.step.${step}`), on: day(on) }, "success"), ...rest] };
}

/** Nobody is to lose a number: the termination takes effect after the porting date (D4). */
function warning(status: PortingStatus): readonly Block[] {
  return status.terminateAfter === undefined ? [] : [said("porting.terminateAfter", { on: day(status.terminateAfter) }, "warning")];
}

function outstanding({ outstanding: left }: PortingStatus): readonly Block[] {
  if (left.length === 0) return [said("porting.complete", undefined, "success")];
  return [said("porting.outstanding", { steps: { list: left.map((step) => phrase(`porting.step.${step}`)) } })];
}

function refusal(why: PortingRefusal, step: PortingStep, code: string) {
  if (why.kind === "no-porting-day") return refuse("porting.none", undefined, { line: `plan move porting <day> in:${code}` });
  const { by, on } = why.entry;
  return refuse("porting.refuse.already", { step: phrase(`porting.step.${step}`), by: by.name, on: day(on) });
}

export const porting = defineCommand({
  name: "porting",
  summary: "summary.porting",
  lines: [
    projectLine({
      summary: "summary.porting",
      examples: ["porting"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const status = portingStatus(ctx.facts, ctx.today);
        if (status === undefined) return { audience: "public", blocks: [said("porting.none")] };
        const rows = portingSteps.map((step) => {
          const done = status.done.find((entry) => entry.step === step);
          return {
            label: phrase(`porting.step.${step}`),
            value:
              done === undefined
                ? phrase("porting.state.outstanding")
                : phrase("porting.state.done", { by: done.by.name, on: day(done.on) }),
          };
        });
        const runs = ctx.actor.staff && ctx.place.kind !== "shared" ? "porting done" : "porting confirm";
        const buttons = ctx.facts.project.state === "open" ? status.outstanding.map((step) => confirmStep(step, runs)) : [];
        return {
          audience: "public",
          blocks: [said("porting.planned", { on: day(status.day) }), { kind: "facts", rows }, ...warning(status), ...buttonsBlock(buttons)],
        };
      },
    }),
    projectLine({
      verb: "done",
      summary: "summary.porting.done",
      examples: ["porting done fullmakt", "porting done termination"],
      allow: ["staff"],
      audience: "public",
      input: { step: field.choice(portingSteps), on: field.day("past").default("today") },
      run: ({ step, on }, ctx) => finish(ctx, step, on),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.porting.done",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { step: field.choice(portingSteps) },
      run: ({ step }, ctx) => finish(ctx, step, ctx.today),
    }),
  ],
});
