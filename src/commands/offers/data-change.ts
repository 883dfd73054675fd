import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { compareAreas, withMended } from "../../domain/data-comparison.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { Change, ChangeEffect } from "../../domain/facts.ts";
import type { Block } from "../../messages/content.ts";
import { list, name } from "../../messages/phrase.ts";
import type { OfferedArea } from "../../store/store.ts";
import { markNamingGone } from "../data/gone.ts";
import { undecidedFor } from "../data/pending.ts";
import { reviseAreaCards } from "../data/review-card.ts";
import { giveBack } from "../data/theirs.ts";
import { lineBlock, said, textBlock } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";

/**
 * What was asked of the area that was approved: it is handed in anew and waits for our review, or it applies no more.
 */
export async function sayOfData(
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
  await tellOutdated(ctx, area);
  const named = agreement.areas.find(({ id }) => id === area)?.name ?? { sv: area, en: area };
  if (state === "not-applicable") return [said("data.na", { area: name(named), count: 1, note: note ?? "" })];
  const isLost = effect.offer !== undefined && version === undefined;
  return [
    said(isLost ? "change.effect.dataLost" : "change.effect.data", { area: name(named) }, isLost ? "warning" : "plain"),
    ...namingBlocks(ctx, naming),
  ];
}

/**
 * Why a change to customer data can no longer be priced, sent or agreed to (S5): its list was compared with one that is
 * held no more, so that nobody pays for what cannot be taken. Undefined: it can.
 */
export async function outdatedData(ctx: ProjectContext, { ref, effect }: Change): Promise<Refusal | undefined> {
  const { facts, store, agreement, actor } = ctx;
  if (effect?.kind !== "data" || effect.offer === undefined) return undefined;
  const project = facts.project.id;
  const given = (await store.heldData.offered(project, effect.offer))?.areas.find((one) => one.area === effect.area);
  const newest = (await store.heldData.newest(project)).find((one) => one.area === effect.area)?.version ?? 0;
  if (given !== undefined && given.from === newest) return undefined;
  const area = name(agreement.areas.find(({ id }) => id === effect.area)?.name ?? { sv: effect.area, en: effect.area });
  return actor.staff
    ? refuse("change.refuse.dataOutdated", { ref, area }, { line: `change withdraw ${ref}` })
    : refuse("change.refuse.dataOutdatedTheirs", { ref, area, supplier: name(agreement.supplier) });
}

/** Other changes that were asked for with a list of the area, and can be taken no more: for us, to be withdrawn. */
async function tellOutdated(ctx: ProjectContext, id: string): Promise<void> {
  const facts = await ctx.reload();
  for (const change of undecidedFor(facts.changes, id)) {
    const why = await outdatedData({ ...ctx, facts, actor: { ...ctx.actor, staff: true } }, change);
    if (why === undefined) continue;
    await ctx.post("internal", {
      audience: "public",
      blocks: [textBlock(why.why, "warning"), lineBlock(`change withdraw ${change.ref}`)],
    });
  }
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
  const { facts, store, agreement } = ctx;
  if (effect?.kind !== "data" || effect.offer === undefined) return [];
  const project = facts.project.id;
  const given = (await store.heldData.offered(project, effect.offer))?.areas.find(({ area }) => area === effect.area);
  if (given === undefined) return [];
  const before = await comparedWith(ctx, given);
  const area = agreement.areas.find(({ id }) => id === effect.area);
  const compared = compareAreas(before, given.records);
  const { added, changed, gone } = area === undefined ? compared : withMended(compared, area);
  return [said("data.difference", { added: added.length, changed: changed.length, gone: gone.length })];
}

/** What was given with a change that comes to nothing is not kept. */
export async function dropEffect({ facts, store }: ProjectContext, { effect }: Change): Promise<void> {
  if (effect?.kind === "data" && effect.offer !== undefined)
    await store.heldData.settle(facts.project.id, effect.offer, "dropped");
}
