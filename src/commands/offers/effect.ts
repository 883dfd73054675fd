import type { ProjectContext } from "../../bot/command.ts";
import type { Change, Requirement } from "../../domain/facts.ts";
import { isStanding } from "../../domain/requirement.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { said } from "../shared/blocks.ts";
import { byOf, ofCustomer } from "../shared/checks.ts";
import { sayOfData } from "./data-change.ts";

/** Does to the call-off what the approved change says (S5, S9), and tells what was done. */
export async function applyEffect(ctx: ProjectContext, { ref: change, effect }: Change): Promise<readonly Block[]> {
  switch (effect?.kind) {
    case undefined:
      return [];
    case "add-requirement":
      return effect.wish === undefined
        ? addRequirement(ctx, change, effect)
        : agreeOnWish(ctx, change, effect, effect.wish);
    case "edit-requirement":
      return onStanding(ctx, effect.ref, (before) => editRequirement(ctx, change, before, effect.text));
    case "drop-requirement":
      return onStanding(ctx, effect.ref, (before) => dropRequirement(ctx, change, before, effect.reason));
    case "data":
      return sayOfData(ctx, effect);
    // What these mean is counted by the rules, from the approval itself.
    case "option":
    case "more-cover":
      return [];
  }
}

/** An approver's yes is the customer's; one recorded from the sale is nobody's here (S9). */
function yesOf(ctx: ProjectContext): Pick<Requirement, "agreedWith"> {
  const agreedWith = ofCustomer(ctx, byOf(ctx.actor));
  return agreedWith === undefined ? {} : { agreedWith };
}

async function addRequirement(
  ctx: ProjectContext,
  change: Ref,
  what: { readonly text: string; readonly deviation: boolean },
): Promise<readonly Block[]> {
  const { facts, store, today, now, actor } = ctx;
  const ref = await ctx.nextRef("R");
  const { text, deviation } = what;
  const agreed = { agreedOn: today, agreedBy: byOf(actor), ...yesOf(ctx), recordedAt: now };
  await store.requirements.add(facts.project.id, { ref, text, deviation, ...agreed, baseline: false, change });
  return [said(deviation ? "require.addedDeviation" : "require.added", { ref, text })];
}

/**
 * The wish itself is agreed on; where it was declined in the meantime, what was approved is a requirement of its own.
 */
async function agreeOnWish(
  ctx: ProjectContext,
  change: Ref,
  what: { readonly text: string; readonly deviation: boolean },
  wish: Ref,
): Promise<readonly Block[]> {
  const { facts, store, today, now, actor } = ctx;
  const { text, deviation } = what;
  const words = { text, deviation, agreedOn: today, agreedBy: byOf(actor), ...yesOf(ctx) };
  const agreed = { ...words, recordedAt: now, baseline: false, change };
  if (!(await store.requirements.agree(facts.project.id, wish, agreed))) return addRequirement(ctx, change, what);
  return [said(deviation ? "require.addedDeviation" : "require.added", { ref: wish, text })];
}

/** An edited requirement is to be delivered and verified again: what was delivered was something else (S1). */
async function editRequirement(
  ctx: ProjectContext,
  change: Ref,
  before: Requirement,
  text: string,
): Promise<readonly Block[]> {
  const { facts, store, today, actor } = ctx;
  await store.requirements.edit(facts.project.id, before.ref, text, change);
  if (before.state === "agreed") return [said("require.edited", { ref: before.ref, text })];
  await store.requirements.move(facts.project.id, before.ref, before.state, "agreed", {
    on: today,
    by: byOf(actor),
    change,
  });
  return [said("require.edited", { ref: before.ref, text }), said("require.againAgreed", { ref: before.ref })];
}

async function dropRequirement(
  ctx: ProjectContext,
  change: Ref,
  before: Requirement,
  reason: string,
): Promise<readonly Block[]> {
  const { facts, store, today, actor } = ctx;
  await store.requirements.move(facts.project.id, before.ref, before.state, "dropped", {
    on: today,
    by: byOf(actor),
    reason,
    change,
  });
  return [said("require.dropped", { ref: before.ref, text: before.text, reason })];
}

/** Another change may have dropped it in the meantime: then there is nothing left to change. */
async function onStanding(
  ctx: ProjectContext,
  ref: Ref,
  change: (before: Requirement) => Promise<readonly Block[]>,
): Promise<readonly Block[]> {
  const before = ctx.facts.requirements.find((one) => one.ref === ref);
  return before !== undefined && isStanding(before) ? change(before) : [said("change.effect.gone", { ref }, "warning")];
}
