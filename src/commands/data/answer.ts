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
import type { FileRef } from "../../domain/delivery-facts.ts";
import { changesAreCharged } from "../../domain/requirement.ts";
import type { Id, Ref } from "../../domain/units.ts";
import { theAreasWords } from "../../messages/area-words.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, name } from "../../messages/phrase.ts";
import { endTurn } from "../project/turn.ts";
import { lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { areaCard, areaSubject, fileSubject } from "./area-card.ts";
import { reviewCard, reviewSubject, reviseReviewCards } from "./review-card.ts";

/** Something said about one area. */
export interface Said {
  readonly area: string;
  readonly kind: Exclude<DataKind, "missing">;
  readonly note?: string;
  readonly files?: readonly FileRef[];
  readonly asked?: AskedRecords | undefined;
}
/** Records that are a change to the call-off (S5): where they are kept, and what they change. */
export interface AskedRecords {
  readonly offer: Id;
  readonly difference: readonly Block[];
}
/** The same of each of some areas. */
export interface SaidOfAll extends Omit<Said, "area" | "asked"> {
  readonly areas: readonly string[];
  readonly offers?: ReadonlyMap<string, AskedRecords>;
}

const answered = {
  received: "data.received",
  approved: "data.approved",
  rejected: "data.rejected",
  "not-applicable": "data.na",
  stuck: "data.stuck",
} as const;

/**
 * Records what somebody said about an area (D5), or the change request that it takes (S5), and tells whom it concerns.
 */
export const say = (ctx: ProjectContext, { area, ...what }: Said): Promise<Reply> =>
  sayOfAll(ctx, { ...what, areas: [area] });

/** The same of several areas at once: all of it, or nothing. What is said of them is told in one message. */
export async function sayOfAll(ctx: ProjectContext, { areas, offers, ...what }: SaidOfAll): Promise<Reply> {
  const { facts, store, today, now, actor } = ctx;
  stillOpen(facts);
  const side = actor.staff ? "staff" : "customer";
  const charged = changesAreCharged(facts.project, ctx.agreement);
  const { kind, note, files = [] } = what;
  const held = await store.heldData.newest(facts.project.id);
  const moves = areas.map((area) => {
    const from = statusOf(ctx, area);
    const isHeld = held.some((one) => one.area === area && one.records > 0);
    const decision = canMove(from, kind, { side, changesAreCharged: charged, note, isHeld });
    if (!decision.ok) throw refusal(decision.refused, from);
    return { from, change: decision.change };
  });
  const [entries, changes] = [moves.filter(({ change }) => !change), moves.filter(({ change }) => change)];
  for (const { from } of entries) {
    const version = held.find(({ area }) => area === from.area.id)?.version;
    await store.customerData.add(facts.project.id, {
      ...{ area: from.area.id, kind, on: today, recordedAt: now, by: byOf(actor), bySide: side },
      note,
      ...(version === undefined ? {} : { version }),
      ...(files.length === 0 ? {} : { files }),
    });
  }
  // What the customer is stuck with is ours to deal with, whoever it waited for.
  if (kind === "stuck" && side === "customer")
    for (const { from } of entries) await endTurn(ctx, `data/${from.area.id}`);
  const after = areaStates(await ctx.reload(), ctx.agreement);
  const said = entries.map(({ from }) => after.find(({ area }) => area.id === from.area.id) ?? from);
  for (const status of said) await bringToCard(ctx, status);
  await reviseReviewCards(
    ctx,
    facts,
    said.map(({ area }) => area.id),
    after,
  );
  await closeQuestions(
    ctx,
    files,
    said.map(({ area }) => area),
  );
  if (side === "customer" && said.length > 0) await tellStaff(ctx, what, said);
  const asked: Block[] = [];
  for (const { from } of changes)
    asked.push(...(await askChange(ctx, from.area, { ...what, area: from.area.id, asked: offers?.get(from.area.id) })));
  const areasSaid = said.map(({ area }) => area);
  const rows = held.reduce(
    (sum, { area, records }) => sum + (areasSaid.some(({ id }) => id === area) ? records : 0),
    0,
  );
  const blocks = said.length === 0 ? asked : [...receipt(ctx, { ...what, rows }, areasSaid, after), ...asked];
  // The card of what was sent back stands in the shared channel already: typed there, the answer is short.
  if (kind === "rejected" && ctx.place.kind === "shared")
    return { audience: "public", to: "person", blocks: blocks.slice(0, 1) };
  return { audience: "public", blocks };
}

/**
 * What is asked before an area is approved for which nobody has handed anything in, or that was said not to apply (D5,
 * D6). Throws the refusal of what cannot be.
 */
export function nothingHandedIn(ctx: ProjectContext, area: string): readonly Block[] {
  stillOpen(ctx.facts);
  const from = statusOf(ctx, area);
  const decision = canMove(from, "approved", { side: "staff", changesAreCharged: false });
  if (!decision.ok) throw refusal(decision.refused, from);
  if (from.state === "not-applicable")
    return [said("data.approve.idle", { area: name(from.area.name), note: from.note ?? "" }, "warning")];
  if (from.handedIn) return [];
  return [said("data.nothingHandedIn", { area: name(from.area.name) }, "warning"), lineBlock(`data receive ${area}`)];
}

/** Which area a file is for has been answered: nobody is asked any more. */
async function closeQuestions(
  ctx: ProjectContext,
  files: readonly FileRef[],
  areas: readonly DataArea[],
): Promise<void> {
  for (const { id, name: file } of areas.length === 0 ? [] : files) {
    const values = { file, areas: namesOf(areas), who: ctx.actor.name, on: day(ctx.today) };
    await ctx.revise(fileSubject(id), { audience: "public", blocks: [said("data.fileFor", values)] });
  }
}

const namesOf = (areas: readonly DataArea[]) => list(areas.map((area) => name(area.name)));

const statusOf = (ctx: ProjectContext, area: string): AreaStatus => {
  const found = areaStates(ctx.facts, ctx.agreement).find((status) => status.area.id === area);
  if (found === undefined) throw new RangeError(`The agreement has no area ${area}`);
  return found;
};

/**
 * A rejected area has a card in the shared channel for as long as it waits; whatever is said next is written into it.
 */
async function bringToCard(ctx: ProjectContext, status: AreaStatus): Promise<void> {
  const subject = areaSubject(status.area.id);
  if (status.state === "rejected" && status.stuck === undefined) {
    if (ctx.facts.project.shared !== undefined) await ctx.post("shared", areaCard(status), subject);
    return;
  }
  await ctx.revise(subject, areaCard(status));
}

async function tellStaff(ctx: ProjectContext, what: Omit<Said, "area">, areas: readonly AreaStatus[]): Promise<void> {
  const { kind, note, files = [] } = what;
  const who = ctx.actor.name;
  if (kind === "stuck") {
    const area = theAreasWords(
      areas.map((one) => one.area),
      ctx.agreement,
    );
    await ctx.post("internal", {
      audience: "public",
      blocks: [said("data.told.stuck", { who, area }), ...quoted(note)],
    });
  } else if (kind === "received" || kind === "not-applicable")
    await ctx.post(
      "internal",
      reviewCard({ kind, who, note, files }, areas),
      reviewSubject(areas.map(({ area }) => area.id)),
    );
}

function receipt(
  ctx: ProjectContext,
  { kind, note, files = [], rows }: Omit<Said, "area"> & { readonly rows: number },
  areas: readonly DataArea[],
  after: readonly AreaStatus[],
): readonly Block[] {
  const done = said(answered[kind], { area: namesOf(areas), count: areas.length, note: note ?? "" }, "success");
  const brought = files.length === 0 ? [] : [said("data.withFiles", { files: list(files.map((file) => file.name)) })];
  const told =
    kind !== "rejected"
      ? []
      : [said(ctx.facts.project.shared === undefined ? "data.rejected.untold" : "data.rejected.told")];
  const kept = kind === "not-applicable" && rows > 0 ? [said("data.na.kept", { count: rows }, "quiet")] : [];
  return [done, ...brought, ...kept, ...told, whatIsLeft(after)];
}

/** How much is left, in a line (D2). */
export function whatIsLeft(states: readonly AreaStatus[]): Block {
  const missing = missingAreas(states).length;
  if (missing > 0) return said("data.left", { missing, all: states.length });
  if (isComplete(states)) return said("data.complete", undefined, "success");
  const stuck = states.filter((one) => one.stuck !== undefined).length;
  return stuck > 0 ? said("data.handedIn.stuck", { count: stuck }) : said("data.handedIn");
}

/** An area that was approved is part of what was agreed: touching it after kickoff is a change request (S5). */
async function askChange(ctx: ProjectContext, area: DataArea, what: Said): Promise<readonly Block[]> {
  const { facts, store, today, now, actor } = ctx;
  const ref = await ctx.nextRef("X");
  const named = area.name[facts.project.language];
  const title = what.note === undefined ? named : `${named}: ${what.note.split("\n")[0]}`;
  await store.changes.add(facts.project.id, {
    ...{ ref, kind: "change", title: [...title].slice(0, 200).join(""), state: "asked" },
    effect: {
      ...{ kind: "data", area: area.id, state: what.kind === "not-applicable" ? "not-applicable" : "received" },
      note: what.note,
      ...(what.files === undefined ? {} : { files: what.files.map(({ id }) => id) }),
      ...(what.asked === undefined ? {} : { offer: what.asked.offer }),
    },
    ...{ createdOn: today, createdBy: byOf(actor), recordedAt: now },
  });
  const values = { ref, area: name(area.name), who: actor.name };
  // Whoever prices the change sees what it is.
  const difference = what.asked?.difference ?? [];
  if (actor.staff) return [said("data.change", values), lineBlock(priceLine(ref)), ...difference];
  await ctx.post("internal", {
    audience: "public",
    blocks: [said("data.told.change", values), ...quoted(what.note), lineBlock(priceLine(ref)), ...difference],
    files: what.files,
  });
  return [said("data.change.customer", values)];
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
