import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { latestUndoable, undoableNamed } from "../../domain/undo.ts";
import type { Undoable } from "../../domain/undoable.ts";
import type { Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { tellLate } from "../hours/log.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { internalOnly, showsLedger } from "../shared/checks.ts";
import { undoneDetails } from "./undo-details.ts";
import { undoRefusal } from "./undo-refusal.ts";
import { undoTarget } from "./undo-target-field.ts";
import { isLedger, named, targetOf, tokenOf } from "./undo-words.ts";
import { retell, takeBack } from "./undone.ts";

async function undoIt(what: Undoable, ctx: ProjectContext): Promise<Reply> {
  if (isLedger(what)) internalOnly(ctx);
  const of = named(what, ctx);
  if (!(await takeBack(what, ctx))) throw refuse("undo.refuse.already", { what: targetOf(what) });
  await retell(what, ctx);
  if (isLedger(what) || what.kind === "check-in") await tellLate(ctx, phrase("log.late.undone", { what: of }));
  const invoiced = "invoiced" in what && what.invoiced;
  return {
    audience: isLedger(what) ? "ledger" : "public",
    blocks: [
      said("undo.done", { what: of }, "success"),
      ...(invoiced && showsLedger(ctx) ? [said("undo.invoiced")] : []),
    ],
  };
}

/** Names the actor's own latest reversible fact before anything happens to it. */
function nameLatest(ctx: ProjectContext): Reply {
  const decision = latestUndoable(ctx.facts, ctx.actor.id);
  if (!decision.ok) throw undoRefusal(decision.refused, ctx);
  const { what } = decision;
  if (isLedger(what)) internalOnly(ctx);
  const confirm = {
    id: "undo",
    label: phrase("undo.button"),
    style: "danger" as const,
    runs: "undo confirm",
    values: { what: targetOf(what), seen: tokenOf(what) },
    once: true,
  };
  return {
    audience: showsLedger(ctx) ? "ledger" : "public",
    to: "person",
    question: true,
    blocks: [said("undo.ask", { what: named(what, ctx) }), ...buttonsBlock([confirm])],
  };
}

function undoNamed(ctx: ProjectContext, target: string, seen?: string): Reply | Promise<Reply> {
  const decision = undoableNamed(ctx.facts, target);
  if (decision.ok && seen !== undefined && seen !== tokenOf(decision.what))
    throw refuse("undo.refuse.already", { what: target });
  if (!decision.ok) {
    if (/^[HVX]\d+$/iu.test(target)) internalOnly(ctx);
    throw undoRefusal(decision.refused, ctx, target);
  }
  return undoIt(decision.what, ctx);
}

export const undo = defineCommand({
  name: "undo",
  summary: "summary.undo",
  lines: [
    projectLine({
      summary: "summary.undo",
      examples: ["undo", "undo H3"],
      allow: ["staff"],
      audience: "place",
      serves: "undo",
      input: { what: undoTarget().optional().inPlace() },
      tells: ({ what }, facts) => (what === undefined ? [] : undoneDetails(what, facts)),
      run: async ({ what }, ctx) => (what === undefined ? nameLatest(ctx) : undoNamed(ctx, what)),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.undo",
      examples: [],
      allow: ["staff"],
      audience: "place",
      input: { what: field.hidden(), seen: field.hidden() },
      tells: ({ what }, facts) => undoneDetails(what, facts),
      run: async ({ what, seen }, ctx) => undoNamed(ctx, what, seen),
    }),
  ],
});
