import type { ProjectContext } from "../../bot/command.ts";
import { type AreaStatus, areaStates } from "../../domain/customer-data.ts";
import type { DataEntry, FileRef } from "../../domain/delivery-facts.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Button, Content } from "../../messages/content.ts";
import { list, name, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";
import { areaCard, areaSubject, settledBlock } from "./area-card.ts";

/** What the customer says of some areas at once, and staff answer. */
interface HandedIn {
  readonly kind: "received" | "not-applicable";
  readonly who: string;
  readonly note: string | undefined;
  readonly files: readonly FileRef[];
}

const told = { received: "data.told.received", "not-applicable": "data.told.na" } as const;

/** The message of some areas that the customer spoke of at once, in our own channel. */
export const reviewSubject = (areas: readonly string[]): string => `review/${areas.toSorted().join(",")}`;

/**
 * What staff see of what the customer said of some areas at once: the answers to it while it waits, and what came of
 * each area after (D5).
 */
export function reviewCard({ kind, who, note, files }: HandedIn, areas: readonly AreaStatus[]): Content {
  const ids = (some: readonly AreaStatus[]) => some.map(({ area }) => area.id);
  const waiting = areas.filter(({ state }) => state === kind);
  const settled = areas.filter(({ state }) => state !== kind);
  const values = { who, area: list(areas.map(({ area }) => name(area.name))), count: areas.length };
  return {
    audience: "public",
    blocks: [
      said(told[kind], values),
      ...quoted(note),
      ...settled.map((status) => settledBlock(status, "quiet")),
      ...buttonsBlock(waiting.length === 0 ? [] : reviewButtons(ids(waiting), kind)),
    ],
    files: files.length === 0 ? undefined : files,
    // A press that was on its way hears what stands now.
    retired: settled.length === 0 ? undefined : reviewButtons(ids(areas), kind),
  };
}

/**
 * Staff's answer to what was handed in, or said not to apply (D5): of several areas all are approved at once, and one
 * is sent back at a time. What does not apply needs no approval.
 */
function reviewButtons(areas: readonly string[], kind: HandedIn["kind"]): readonly Button[] {
  const [area = "", ...more] = areas;
  const reject = {
    id: "reject",
    label: phrase("data.button.reject"),
    style: "danger",
    runs: "data reject",
    asks: true,
  } as const;
  const back: Button = more.length === 0 ? { ...reject, values: { area } } : reject;
  if (kind === "not-applicable") return [back];
  const approve = { id: "approve", style: "primary" } as const;
  if (more.length === 0)
    return [{ ...approve, label: phrase("data.button.approve"), runs: "data approve", values: { area } }, back];
  const all: Button = {
    ...approve,
    label: phrase("data.button.approveAll"),
    runs: "data approve-all",
    values: { area: areas.join(",") },
  };
  return [all, back];
}

/** What the customer said last of an area, with all that they said it of. */
function handedInWith({ data }: Pick<ProjectFacts, "data">, area: string): readonly DataEntry[] {
  const isTheirs = ({ bySide, kind, undone }: DataEntry) =>
    bySide === "customer" && !undone && (kind === "received" || kind === "not-applicable");
  const theirs = data.filter(isTheirs);
  const last = theirs.findLast((entry) => entry.area === area);
  return theirs.filter(
    ({ recordedAt, by, kind }) => recordedAt === last?.recordedAt && by.id === last.by.id && kind === last.kind,
  );
}

/**
 * Writes into staff's cards what came of areas by now. `before`: the facts in which the customer had said what the
 * cards are about.
 */
export async function reviseReviewCards(
  ctx: ProjectContext,
  before: Pick<ProjectFacts, "data">,
  areas: readonly string[],
  now: readonly AreaStatus[],
): Promise<void> {
  const revised = new Set<string>();
  for (const area of areas) {
    const entries = handedInWith(before, area);
    const [first] = entries;
    const subject = reviewSubject(entries.map((entry) => entry.area));
    if (first === undefined || (first.kind !== "received" && first.kind !== "not-applicable") || revised.has(subject))
      continue;
    revised.add(subject);
    const statuses = entries.flatMap((entry) => now.find((status) => status.area.id === entry.area) ?? []);
    const { kind, by, note, files = [] } = first;
    await ctx.revise(subject, reviewCard({ kind, who: by.name, note, files }, statuses));
  }
}

/** Writes into the cards of an area, in the shared channel and in ours, where it stands now. */
export async function reviseAreaCards(ctx: ProjectContext, id: string): Promise<void> {
  const facts = await ctx.reload();
  const states = areaStates(facts, ctx.agreement);
  const status = states.find(({ area }) => area.id === id);
  if (status === undefined) return;
  await ctx.revise(areaSubject(id), areaCard(status));
  await reviseReviewCards(ctx, facts, [id], states);
}
