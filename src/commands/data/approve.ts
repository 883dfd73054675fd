import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { type AreaStatus, areaStates } from "../../domain/customer-data.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { list, name } from "../../messages/phrase.ts";
import { owedNumbers } from "../porting/owed.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { nothingHandedIn, sayOfAll } from "./answer.ts";

/**
 * What is asked before an area is approved (D6): nobody has handed anything in, or something in what is held has to be
 * mended or looks odd. Throws the refusal of what cannot be.
 */
export async function askAboutApproving(ctx: ProjectContext, area: string): Promise<readonly Block[]> {
  const nothing = nothingHandedIn(ctx, area);
  const doubts = await doubtsAbout(ctx, area, "data.approve.doubts");
  return doubts.length === 0 ? nothing : doubts;
}

/** What is asked before staff record an area as handed in of which a list is held that has to be mended (D6). */
export async function askAboutReceiving(ctx: ProjectContext, area: string): Promise<readonly Block[]> {
  stillOpen(ctx.facts);
  const { faults = 0 } = (await doubtsIn(ctx)).get(area) ?? {};
  return faults === 0 ? [] : doubtsAbout(ctx, area, "data.receive.doubts");
}

async function doubtsAbout(
  ctx: ProjectContext,
  area: string,
  id: "data.approve.doubts" | "data.receive.doubts",
): Promise<readonly Block[]> {
  const { faults, odd } = (await doubtsIn(ctx)).get(area) ?? { faults: 0, odd: 0 };
  const status = areaStates(ctx.facts, ctx.agreement).find((one) => one.area.id === area);
  if (faults + odd === 0 || status === undefined) return [];
  const which = faults === 0 ? "odd" : odd === 0 ? "faults" : "both";
  const asked = said(id, { area: name(status.area.name), which, faults, odd }, "warning");
  // The list is for us, in places of ours.
  return ctx.place.kind === "shared" ? [asked] : [asked, lineBlock(`data show ${area}`)];
}

/**
 * Approves those that still wait: what somebody has answered meanwhile stays as it is, and what has something to be
 * mended or looks odd is looked at by itself.
 */
export async function approveAll(ctx: ProjectContext, wanted: readonly string[]): Promise<Reply> {
  const waiting = areaStates(ctx.facts, ctx.agreement).filter(
    ({ area: { id }, state }) => state === "received" && wanted.includes(id),
  );
  if (waiting.length === 0) throw refuse("data.refuse.nothingWaits");
  const doubts = await doubtsIn(ctx);
  const doubtful = waiting.filter(({ area: { id } }) => doubts.has(id));
  const right = waiting.filter((one) => !doubtful.includes(one));
  const [first] = doubtful;
  if (first === undefined)
    return withOwed(ctx, idsOf(right), await sayOfAll(ctx, { areas: idsOf(right), kind: "approved" }));
  const values = { areas: list(doubtful.map(({ area }) => name(area.name))), count: doubtful.length };
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

interface Doubts {
  readonly faults: number;
  readonly odd: number;
}

/** How many things have to be mended or looked at in what is held, by area; those of which nothing is in doubt not. */
async function doubtsIn({ store, facts }: ProjectContext): Promise<ReadonlyMap<string, Doubts>> {
  const newest = await store.heldData.newest(facts.project.id);
  return new Map(
    newest.flatMap(({ area, faults, questions, repairs }): readonly (readonly [string, Doubts])[] =>
      faults + questions + repairs === 0 ? [] : [[area, { faults, odd: questions + repairs }]],
    ),
  );
}
