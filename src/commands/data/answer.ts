import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { DataArea } from "../../domain/agreement.ts";
import {
  type AreaStatus,
  areaStates,
  canMove,
  type DataKind,
  type DataRefusal,
  isComplete,
  missingAreas,
} from "../../domain/customer-data.ts";
import { changesAreCharged } from "../../domain/requirement.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, name } from "../../messages/phrase.ts";
import { buttonsBlock, lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { areaCard, areaSubject, reviewButtons } from "./area-card.ts";

/** Something said about one area. */
export interface Said {
  readonly area: string;
  readonly kind: Exclude<DataKind, "missing">;
  readonly note?: string;
}

const toldByCustomer = { received: "data.told.received", stuck: "data.told.stuck", "not-applicable": "data.told.na" } as const;
const answered = {
  received: "data.received",
  approved: "data.approved",
  rejected: "data.rejected",
  "not-applicable": "data.na",
  stuck: "data.stuck",
} as const;

/** Records what somebody said about an area (D5), or the change request that it takes (S5), and tells whom it concerns. */
export async function say(ctx: ProjectContext, what: Said): Promise<Reply> {
  stillOpen(ctx.facts);
  const from = statusOf(ctx, what.area);
  const side = ctx.actor.staff ? "staff" : "customer";
  const charged = changesAreCharged(ctx.facts.project, ctx.agreement);
  const note = what.note === undefined ? {} : { note: what.note };
  const decision = canMove(from, what.kind, { side, changesAreCharged: charged, ...note });
  if (!decision.ok) throw refusal(decision.refused, from);
  if (decision.change) return askChange(ctx, from.area, what);
  const { facts, store, today, now, actor } = ctx;
  await store.customerData.add(facts.project.id, {
    ...{ area: what.area, kind: what.kind, on: today, recordedAt: now, by: byOf(actor), bySide: side },
    ...note,
  });
  const after = areaStates(await ctx.reload(), ctx.agreement);
  const status = after.find(({ area }) => area.id === what.area) ?? from;
  await bringToCard(ctx, status);
  if (side === "customer") await tellStaff(ctx, what, from.area);
  const blocks = receipt(ctx, what, from.area, after);
  // The card of what was sent back stands in the shared channel already: typed there, the answer is short.
  if (what.kind === "rejected" && ctx.place.kind === "shared") return { audience: "public", to: "person", blocks: blocks.slice(0, 1) };
  return { audience: "public", blocks };
}

/** What is asked before an area is approved for which nobody has handed anything in (D6). Throws the refusal of what cannot be. */
export function nothingHandedIn(ctx: ProjectContext, area: string): readonly Block[] {
  stillOpen(ctx.facts);
  const from = statusOf(ctx, area);
  const decision = canMove(from, "approved", { side: "staff", changesAreCharged: false });
  if (!decision.ok) throw refusal(decision.refused, from);
  if (from.handedIn) return [];
  return [said("data.nothingHandedIn", { area: name(from.area.name) }, "warning"), lineBlock(`data receive ${area}`)];
}

const statusOf = (ctx: ProjectContext, area: string): AreaStatus => {
  const found = areaStates(ctx.facts, ctx.agreement).find((status) => status.area.id === area);
  if (found === undefined) throw new RangeError(`The agreement has no area ${area}`);
  return found;
};

/** A rejected area has a card in the shared channel for as long as it waits; whatever is said next is written into it. */
async function bringToCard(ctx: ProjectContext, status: AreaStatus): Promise<void> {
  const subject = areaSubject(status.area.id);
  if (status.state === "rejected" && status.stuck === undefined) {
    if (ctx.facts.project.shared !== undefined) await ctx.post("shared", areaCard(status), subject);
    return;
  }
  await ctx.revise(subject, areaCard(status));
}

async function tellStaff(ctx: ProjectContext, what: Said, area: DataArea): Promise<void> {
  if (what.kind !== "received" && what.kind !== "stuck" && what.kind !== "not-applicable") return;
  const blocks: Block[] = [said(toldByCustomer[what.kind], { who: ctx.actor.name, area: name(area.name) }), ...quoted(what.note)];
  if (what.kind === "received") blocks.push(...buttonsBlock(reviewButtons(area.id)));
  await ctx.post("internal", { audience: "public", blocks });
}

function receipt(ctx: ProjectContext, what: Said, area: DataArea, after: readonly AreaStatus[]): readonly Block[] {
  const done = said(answered[what.kind], { area: name(area.name), note: what.note ?? "" }, "success");
  const told =
    what.kind !== "rejected" ? [] : [said(ctx.facts.project.shared === undefined ? "data.rejected.untold" : "data.rejected.told")];
  return [done, ...told, whatIsLeft(after)];
}

/** How much is left, in a line (D2). */
export function whatIsLeft(states: readonly AreaStatus[]): Block {
  const missing = missingAreas(states).length;
  if (missing > 0) return said("data.left", { missing, all: states.length });
  return isComplete(states) ? said("data.complete", undefined, "success") : said("data.handedIn");
}

/** An area that was approved is part of what was agreed: touching it after kickoff is a change request (S5). */
async function askChange(ctx: ProjectContext, area: DataArea, what: Said): Promise<Reply> {
  const { facts, store, today, now, actor } = ctx;
  const ref = await ctx.nextRef("X");
  const named = area.name[facts.project.language];
  const title = what.note === undefined ? named : `${named}: ${what.note.split("\n")[0]}`;
  await store.changes.add(facts.project.id, {
    ...{ ref, kind: "change", title: [...title].slice(0, 200).join(""), state: "asked" },
    effect: {
      ...{ kind: "data", area: area.id, state: what.kind === "not-applicable" ? "not-applicable" : "received" },
      ...(what.note === undefined ? {} : { note: what.note }),
    },
    ...{ createdOn: today, createdBy: byOf(actor), recordedAt: now },
  });
  const values = { ref, area: name(area.name), who: actor.name };
  if (actor.staff) return { audience: "public", blocks: [said("data.change", values), lineBlock(priceLine(ref))] };
  await ctx.post("internal", {
    audience: "public",
    blocks: [said("data.told.change", values), ...quoted(what.note), lineBlock(priceLine(ref))],
  });
  return { audience: "public", blocks: [said("data.change.customer", values)] };
}

const priceLine = (ref: Ref): string => `change price ${ref} fixed:<kr>`;

function refusal(why: DataRefusal, from: AreaStatus): Refusal {
  const area = name(from.area.name);
  switch (why.kind) {
    case "staff-only":
      return refuse("refusal.staff", undefined, { recorded: true });
    case "reason-missing":
      return refuse("data.refuse.reason", { area }, { field: "reason" });
    case "nothing-received":
      return refuse("data.refuse.nothing", { area }, { line: `data receive ${from.area.id}` });
    case "already":
      return refuse("data.refuse.already", {
        ...{ area, state: why.state, by: from.by?.name ?? "" },
        ...(from.since === undefined ? { on: "" } : { on: day(from.since) }),
      });
    case "settled":
      return refuse("data.refuse.settled", { area, state: why.state });
  }
}

/** One finding per line, as they are kept: quotes around the whole are the typing's, not the words'. */
export function findings(typed: string): string {
  const bare = /^["”“„»](.*)["”“«]$/su.exec(typed)?.[1] ?? typed;
  return bare
    .split(/\r?\n|;\s/u)
    .map((line) => line.replace(/^\s*[-*•]\s*/u, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}
