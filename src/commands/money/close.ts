import { type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { By } from "../../domain/facts.ts";
import { basisDigest, closeBasis, type InvoiceBasis, invoiceBasis, shownBasis } from "../../domain/invoice-basis.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button, Content, Reply } from "../../messages/content.ts";
import { day, money, phrase } from "../../messages/phrase.ts";
import { type BasisToKeep, keepBasisJob } from "../../store/contract/jobs.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { basisFiles, creditBlocks, linesBlocks, unaddressed } from "./invoice-blocks.ts";

/** The lines that close a project's basis: it is looked at first, and closed as it was seen (I1). */
export const closeLines: readonly Line[] = [
  projectLine({
    verb: "close",
    summary: "summary.invoice.close",
    examples: ["invoice close", "invoice close until:2026-11-30"],
    allow: ["staff"],
    audience: "ledger",
    input: { through: field.day("past").optional() },
    run: async ({ through }, ctx) => ask(ctx, through),
  }),
  projectLine({
    verb: "confirm",
    by: "card",
    summary: "summary.invoice.close",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { digest: field.hidden(), through: field.hidden().optional() },
    async run({ digest, through }, ctx) {
      const { actor } = ctx;
      const until = through as Day | undefined;
      return closed(ctx, { digest, until, by: { id: actor.id, name: actor.name } });
    },
  }),
];

/** Nobody has worked on a day to come: a basis until one would say more than it holds. */
export function notAhead(until: Day | undefined, today: Day): void {
  if (until !== undefined && until > today)
    throw refuse("invoice.refuse.future", { on: day(until) }, { field: "through" });
}

const nothing = (until: Day | undefined) =>
  until === undefined ? refuse("invoice.refuse.nothing") : refuse("invoice.refuse.nothingUntil", { on: day(until) });

/** What would be closed, to be looked at first: closing cannot be taken back, and is what goes to accounting. */
function ask({ facts, agreement, today }: ProjectContext, until: Day | undefined): Reply {
  notAhead(until, today);
  const basis = invoiceBasis(facts, agreement, until);
  if (basis.lines.length === 0) throw nothing(until);
  const later = until === undefined ? 0 : invoiceBasis(facts, agreement).net - basis.net;
  return {
    audience: "ledger",
    question: true,
    blocks: [
      said("invoice.close.ask", { customer: facts.project.customer, count: basis.lines.length }, "warning"),
      ...untilBlocks(until, later),
      ...linesBlocks(basis, facts, agreement),
      ...creditBlocks(basis),
      ...unaddressed(facts, agreement),
      ...buttonsBlock([closeButton(basis, until)]),
    ],
  };
}

/** Up to which day, and what stays for the next one. */
function untilBlocks(until: Day | undefined, later: number): readonly Block[] {
  if (until === undefined) return [];
  return [
    said("invoice.close.until", { on: day(until), later: money(later), stays: later === 0 ? "no" : "yes" }, "quiet"),
  ];
}

const closeButton = (basis: InvoiceBasis, until: Day | undefined): Button => ({
  id: `close-${basisDigest(basis)}`,
  label: phrase("invoice.button.close"),
  style: "primary",
  runs: "invoice confirm",
  values: { digest: basisDigest(basis), ...(until === undefined ? {} : { through: until }) },
});

/** What somebody saw, and closes. `run`: together with others. */
export interface Closing {
  readonly digest: string;
  readonly until: Day | undefined;
  readonly by: By;
  readonly run?: string;
}

/**
 * Closes the basis that was seen: it has been invoiced, and later entries share what remains (S6). It can be done after
 * the handover.
 */
export async function closed(ctx: ProjectContext, { digest, until, by, run }: Closing): Promise<Content> {
  const { facts, agreement, store, today } = ctx;
  const basis = invoiceBasis(facts, agreement, until);
  if (basisDigest(basis) !== digest) {
    const last = facts.closedBases.at(-1);
    const values = last === undefined ? { closed: "no", number: 0 } : { closed: "yes", number: last.number };
    throw refuse("invoice.refuse.changed", values, { line: "invoice close" });
  }
  const { lines, net, gross } = basis;
  if (lines.length === 0) throw nothing(until);
  const period = until === undefined ? {} : { until };
  const { number } = await store.bases.close(
    facts.project.id,
    agreement.supplier.sv,
    { closedOn: today, ...period, parts: closeBasis(facts, agreement, until) },
    shownBasis(basis, facts.project, { closedBy: by, ...period, ...(run === undefined ? {} : { run }) }),
  );
  const kept: BasisToKeep = { project: facts.project.id, number };
  await store.jobs.add(keepBasisJob, kept);
  const values = { number, on: day(today), count: lines.length, net: money(net), gross: money(gross) };
  return {
    audience: "ledger",
    blocks: [
      said("invoice.closed", values, "success"),
      said("invoice.closedMeaning"),
      ...creditBlocks(basis),
      ...unaddressed(facts, agreement),
    ],
    files: basisFiles(facts, number),
  };
}
