import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { basisDigest, closeBasis, type InvoiceBasis, invoiceBasis, shownBasis } from "../../domain/invoice-basis.ts";
import { earlierBasis } from "../../domain/invoice-reversal.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { day, list, money, phrase } from "../../messages/phrase.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { basesTable, closedContent, invoiceContent, linesBlocks } from "./invoice-blocks.ts";

/**
 * The invoice basis: each line with the rule that makes it billable, and what is not billed and why; and those that
 * were closed (I1).
 */
export const invoice = defineCommand({
  name: "invoice",
  summary: "summary.invoice",
  lines: [
    projectLine({
      summary: "summary.invoice",
      examples: ["invoice"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: {},
      run: async (_values, { facts, agreement, today }) => invoiceContent(facts, agreement, today),
    }),
    projectLine({
      verb: "show",
      matches: /^\d+$/u,
      summary: "summary.invoice.show",
      examples: ["invoice 1"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: { number: field.number() },
      run: ({ number }, ctx) => show(ctx, number),
    }),
    projectLine({
      verb: "list",
      summary: "summary.invoice.list",
      examples: ["invoice list"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: {},
      run: (_values, ctx) => listAll(ctx),
    }),
    projectLine({
      verb: "close",
      summary: "summary.invoice.close",
      examples: ["invoice close"],
      allow: ["staff"],
      audience: "ledger",
      input: {},
      run: async (_values, ctx) => ask(ctx, invoiceBasis(ctx.facts, ctx.agreement)),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.invoice.close",
      examples: [],
      allow: ["staff"],
      audience: "ledger",
      input: { digest: field.hidden() },
      run: ({ digest }, ctx) => close(ctx, digest),
    }),
  ],
});

/** What would be closed, to be looked at first: closing cannot be taken back, and is what goes to accounting. */
function ask({ facts, agreement }: ProjectContext, basis: InvoiceBasis): Reply {
  if (basis.lines.length === 0) throw refuse("invoice.refuse.nothing");
  return {
    audience: "ledger",
    question: true,
    blocks: [
      said("invoice.close.ask", { customer: facts.project.customer, count: basis.lines.length }, "warning"),
      ...linesBlocks(basis, facts, agreement),
      ...buttonsBlock([closeButton(basis)]),
    ],
  };
}

const closeButton = (basis: InvoiceBasis): Button => ({
  id: `close-${basisDigest(basis)}`,
  label: phrase("invoice.button.close"),
  style: "primary",
  runs: "invoice confirm",
  values: { digest: basisDigest(basis) },
});

/**
 * Closes the basis that was seen: it has been invoiced, and later entries share what remains (S6). It can be done after
 * the handover.
 */
async function close(ctx: ProjectContext, digest: string): Promise<Reply> {
  const { facts, agreement, store, today, actor } = ctx;
  const basis = invoiceBasis(facts, agreement);
  if (basisDigest(basis) !== digest) {
    const last = facts.closedBases.at(-1);
    const closed = last === undefined ? { closed: "no", number: 0 } : { closed: "yes", number: last.number };
    throw refuse("invoice.refuse.changed", closed, { line: "invoice close" });
  }
  const { lines, net, gross } = basis;
  if (lines.length === 0) throw refuse("invoice.refuse.nothing");
  const by = { id: actor.id, name: actor.name };
  const parts = closeBasis(facts, agreement);
  const { number } = await store.bases.close(
    facts.project.id,
    { closedOn: today, parts },
    shownBasis(basis, facts.project, by),
  );
  const values = { number, on: day(today), count: lines.length, net: money(net), gross: money(gross) };
  return { audience: "ledger", blocks: [said("invoice.closed", values, "success"), said("invoice.closedMeaning")] };
}

const noneYet: Reply = { audience: "ledger", blocks: [said("invoice.none"), lineBlock("invoice")] };

/** A closed basis as it was (I1). One of before that was kept shows what it froze. */
async function show({ facts, agreement, store }: ProjectContext, number: number): Promise<Reply> {
  const basis = facts.closedBases.find((one) => one.number === number);
  if (basis === undefined) {
    if (facts.closedBases.length === 0) return noneYet;
    throw refuse(
      "invoice.refuse.unknown",
      { number, known: list(facts.closedBases.map((one) => String(one.number))) },
      { line: "invoice list" },
    );
  }
  const shown = (await store.bases.shown(facts.project.id, number)) ?? earlierBasis(basis, facts, agreement.vat);
  return closedContent(basis, shown, facts, agreement);
}

/** Every closed basis with its sum, and the sum of all. */
async function listAll({ facts, agreement, store }: ProjectContext): Promise<Reply> {
  if (facts.closedBases.length === 0) return noneYet;
  const rows = [];
  for (const basis of facts.closedBases) {
    rows.push({
      basis,
      shown: (await store.bases.shown(facts.project.id, basis.number)) ?? earlierBasis(basis, facts, agreement.vat),
    });
  }
  const open = invoiceBasis(facts, agreement);
  return {
    audience: "ledger",
    blocks: [said("invoice.list.title", { customer: facts.project.customer }), basesTable(rows, open)],
  };
}
