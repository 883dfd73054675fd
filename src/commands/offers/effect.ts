import type { ProjectContext } from "../../bot/command.ts";
import { compareAreas } from "../../domain/data-comparison.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { Change, ChangeEffect, Requirement } from "../../domain/facts.ts";
import { isStanding } from "../../domain/requirement.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { list, name } from "../../messages/phrase.ts";
import type { OfferedArea } from "../../store/store.ts";
import { markNamingGone } from "../data/gone.ts";
import { reviseAreaCards } from "../data/review-card.ts";
import { giveBack } from "../data/theirs.ts";
import { said } from "../shared/blocks.ts";
import { byOf, ofCustomer } from "../shared/checks.ts";

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

/**
 * What was asked of the area that was approved: it is handed in anew and waits for our review, or it applies no more.
 */
async function sayOfData(
  ctx: ProjectContext,
  effect: ChangeEffect & { readonly kind: "data" },
): Promise<readonly Block[]> {
  const { facts, store, today, now, actor, agreement } = ctx;
  const { area, note, files, state = "received" } = effect;
  const { version, naming = [] } = await takeRecords(ctx, effect);
  await store.customerData.add(facts.project.id, {
    ...{ area, kind: state, on: today, recordedAt: now, by: byOf(actor), bySide: actor.staff ? "staff" : "customer" },
    note,
    ...(version === undefined ? {} : { version }),
    files: files?.map((id) => ({ id, name: "" })),
  });
  const mended = naming.flatMap((one) => one.area ?? []);
  for (const id of new Set([area, ...mended])) await reviseAreaCards(ctx, id);
  await giveBack(ctx, mended);
  const named = agreement.areas.find(({ id }) => id === area)?.name ?? { sv: area, en: area };
  if (state === "not-applicable") return [said("data.na", { area: name(named), count: 1, note: note ?? "" })];
  const isLost = effect.offer !== undefined && version === undefined;
  return [
    said(isLost ? "change.effect.dataLost" : "change.effect.data", { area: name(named) }, isLost ? "warning" : "plain"),
    ...namingBlocks(ctx, naming),
  ];
}

/** Where something is named that the change took away: who, is in the lists, and goes with them. */
function namingBlocks({ agreement }: ProjectContext, naming: readonly Finding[]): readonly Block[] {
  const areas = agreement.areas.filter(({ id }) => naming.some(({ area }) => area === id));
  if (areas.length === 0) return [];
  const where = list(areas.map((area) => name(area.name)));
  return [said("change.effect.dataNamed", { count: naming.length, areas: where }, "warning")];
}

/**
 * Takes the records that were given with the change, as whoever gave them (D6), and marks what names those that are
 * gone by it. Without a version: none were given, or what is held has changed since they were compared.
 */
async function takeRecords(
  ctx: ProjectContext,
  { area, offer: id }: ChangeEffect & { readonly kind: "data" },
): Promise<{ readonly version?: number; readonly naming?: readonly Finding[] }> {
  const { facts, store, today, now } = ctx;
  const project = facts.project.id;
  const offer = id === undefined ? undefined : await store.heldData.offered(project, id);
  const given = offer?.areas.find((one) => one.area === area);
  if (offer === undefined || given === undefined) return {};
  const { by, bySide, file } = offer;
  const source = file === undefined ? "form" : "file";
  const before = await comparedWith(ctx, given);
  const taken = await store.heldData.take(project, {
    ...{ ...given, source, on: today, recordedAt: now, by, bySide },
    ...(file === undefined ? {} : { file }),
  });
  await store.heldData.settle(project, offer.id, taken === undefined ? "outdated" : "taken");
  if (taken === undefined) return {};
  const naming = await markNamingGone(ctx, [{ given, gone: compareAreas(before, given.records).gone }]);
  return { version: taken.version, naming };
}

/** What was held when a list was given, and it was compared with. */
const comparedWith = async (
  { facts, store }: ProjectContext,
  { area, from }: Pick<OfferedArea, "area" | "from">,
): Promise<readonly DataRecord[]> => (from === 0 ? [] : store.heldData.asOf(facts.project.id, area, from));

/**
 * How many records a change to customer data adds, changes and takes away (S5). What they say is in the lists, and goes
 * with them: an offer is kept.
 */
export async function countedDifference(
  ctx: ProjectContext,
  { effect }: Pick<Change, "effect">,
): Promise<readonly Block[]> {
  const { facts, store } = ctx;
  if (effect?.kind !== "data" || effect.offer === undefined) return [];
  const project = facts.project.id;
  const given = (await store.heldData.offered(project, effect.offer))?.areas.find(({ area }) => area === effect.area);
  if (given === undefined) return [];
  const before = await comparedWith(ctx, given);
  const { added, changed, gone } = compareAreas(before, given.records);
  return [said("data.difference", { added: added.length, changed: changed.length, gone: gone.length })];
}

/** What was given with a change that comes to nothing is not kept. */
export async function dropEffect({ facts, store }: ProjectContext, { effect }: Change): Promise<void> {
  if (effect?.kind === "data" && effect.offer !== undefined)
    await store.heldData.settle(facts.project.id, effect.offer, "dropped");
}
