import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { type AreaStatus, areaStates } from "../../domain/customer-data.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { list, name } from "../../messages/phrase.ts";
import { owedNumbers } from "../porting/owed.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { nothingHandedIn, sayOfAll } from "./answer.ts";

/**
 * What is asked before an area is approved (D6): nobody has handed anything in, or something in what is held has to be
 * mended. Throws the refusal of what cannot be.
 */
export async function askAboutApproving(ctx: ProjectContext, area: string): Promise<readonly Block[]> {
  const nothing = nothingHandedIn(ctx, area);
  const faults = (await faultsIn(ctx)).get(area) ?? 0;
  const status = areaStates(ctx.facts, ctx.agreement).find((one) => one.area.id === area);
  if (faults === 0 || status === undefined) return nothing;
  const asked = said("data.approve.faults", { area: name(status.area.name), count: faults }, "warning");
  // The list is for us, in places of ours.
  return ctx.place.kind === "shared" ? [asked] : [asked, lineBlock(`data show ${area}`)];
}

/**
 * Approves those that still wait: what somebody has answered meanwhile stays as it is, and what has something to be
 * mended is looked at by itself.
 */
export async function approveAll(ctx: ProjectContext, wanted: readonly string[]): Promise<Reply> {
  const waiting = areaStates(ctx.facts, ctx.agreement).filter(
    ({ area: { id }, state }) => state === "received" && wanted.includes(id),
  );
  if (waiting.length === 0) throw refuse("data.refuse.nothingWaits");
  const faults = await faultsIn(ctx);
  const faulty = waiting.filter(({ area: { id } }) => (faults.get(id) ?? 0) > 0);
  const right = waiting.filter((one) => !faulty.includes(one));
  const [first] = faulty;
  if (first === undefined)
    return withOwed(ctx, idsOf(right), await sayOfAll(ctx, { areas: idsOf(right), kind: "approved" }));
  const values = { areas: list(faulty.map(({ area }) => name(area.name))), count: faulty.length };
  if (right.length === 0) throw refuse("data.refuse.faults", values, { line: `data show ${first.area.id}` });
  const reply = await withOwed(ctx, idsOf(right), await sayOfAll(ctx, { areas: idsOf(right), kind: "approved" }));
  return { ...reply, blocks: [...reply.blocks, said("data.approve.left", values, "warning")] };
}

/** With what of the numbers that were approved is to be ported and not entered among those that are (D4). */
export async function withOwed(ctx: ProjectContext, areas: readonly string[], reply: Reply): Promise<Reply> {
  const speaks = ctx.agreement.areas.some(
    ({ id, fields }) => areas.includes(id) && fields.some(({ ports }) => ports !== undefined),
  );
  if (!speaks) return reply;
  const { blocks, buttons } = await owedNumbers({ ...ctx, facts: await ctx.reload() });
  return { ...reply, blocks: [...reply.blocks, ...blocks, ...buttonsBlock(buttons)] };
}

const idsOf = (statuses: readonly AreaStatus[]): readonly string[] => statuses.map(({ area }) => area.id);

/** How many things have to be mended in what is held, by area. */
async function faultsIn({ store, facts }: ProjectContext): Promise<ReadonlyMap<string, number>> {
  return new Map((await store.heldData.newest(facts.project.id)).map(({ area, faults }) => [area, faults]));
}
