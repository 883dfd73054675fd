import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { earlierBasis } from "../../domain/invoice-reversal.ts";
import type { Reply } from "../../messages/content.ts";
import { list } from "../../messages/phrase.ts";
import { documentButton } from "../project/document-card.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { closeLines } from "./close.ts";
import { closeAllLines } from "./close-all.ts";
import { basesTable, closedContent, invoiceContent } from "./invoice-blocks.ts";
import { sendLines, sentBlocks } from "./send.ts";

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
    ...closeLines,
    ...closeAllLines,
    ...sendLines,
  ],
});

const noneYet: Reply = { audience: "ledger", blocks: [said("invoice.none"), lineBlock("invoice")] };

/** A closed basis as it was (I1). One of before that was kept shows what it froze. */
async function show(ctx: ProjectContext, number: number): Promise<Reply> {
  const { facts, agreement, store } = ctx;
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
  const content = closedContent(basis, shown, facts, agreement);
  const papers = buttonsBlock([documentButton("invoice", String(number))]);
  return { ...content, blocks: [...content.blocks, ...(await sentBlocks(ctx, number)), ...papers] };
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
