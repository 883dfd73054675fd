import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { closeBasis, invoiceBasis } from "../../domain/invoice-basis.ts";
import type { Reply } from "../../messages/content.ts";
import { day, money } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { invoiceContent } from "./invoice-blocks.ts";

/** The invoice basis: each line with the rule that makes it billable, and what is not billed and why. */
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
      verb: "close",
      summary: "summary.invoice.close",
      examples: ["invoice close"],
      allow: ["staff"],
      audience: "ledger",
      input: {},
      run: (_values, ctx) => close(ctx),
    }),
  ],
});

/** Closes the basis as it is: it has been invoiced, and later entries share what remains (S6). It can be done after the handover. */
async function close({ facts, agreement, store, today }: ProjectContext): Promise<Reply> {
  const { lines, net, gross } = invoiceBasis(facts, agreement);
  if (lines.length === 0) throw refuse("invoice.refuse.nothing");
  const { number } = await store.bases.close(facts.project.id, { closedOn: today, parts: closeBasis(facts, agreement) });
  const values = { number, on: day(today), count: lines.length, net: money(net), gross: money(gross) };
  return { audience: "ledger", blocks: [said("invoice.closed", values, "success"), said("invoice.closedMeaning")] };
}
