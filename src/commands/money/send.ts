import { type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { basisId } from "../../messages/made-file.ts";
import { list, money, phrase } from "../../messages/phrase.ts";
import { type BasisToSend, sendBasisJob } from "../../store/contract/jobs.ts";
import { lineBlock, said } from "../shared/blocks.ts";

/** The lines that make a draft invoice of a closed basis in Fortnox, as a job (I1). */
export const sendLines: readonly Line[] = [
  projectLine({
    verb: "send",
    summary: "summary.invoice.send",
    examples: ["invoice send 1"],
    allow: ["staff"],
    audience: "ledger",
    input: { number: field.number() },
    run: ({ number }, ctx) => send(ctx, number),
  }),
  projectLine({
    verb: "sent",
    by: "card",
    summary: "summary.invoice.send",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    input: {
      ...{ number: field.hidden(), by: field.hidden(), document: field.hidden().optional() },
      ...{ total: field.hidden().optional(), failed: field.hidden().optional(), said: field.hidden().optional() },
    },
    run: (outcome, ctx) => tell(ctx, outcome),
  }),
];

async function send({ facts, store, actor, sendsInvoices }: ProjectContext, number: number): Promise<Reply> {
  const basis = facts.closedBases.find((one) => one.number === number);
  if (basis === undefined) {
    const known = list(facts.closedBases.map((one) => String(one.number)));
    if (facts.closedBases.length === 0) throw refuse("invoice.none", undefined, { line: "invoice close" });
    throw refuse("invoice.refuse.unknown", { number, known }, { line: "invoice list" });
  }
  if (!sendsInvoices) throw refuse("invoice.send.notSet", { number }, { line: `invoice ${number}` });
  const sent = await store.bases.sent(facts.project.id, number);
  if (sent !== undefined) throw refuse("invoice.send.already", { number, document: sent.document });
  if (facts.project.organisationNumber === undefined)
    throw refuse("invoice.send.orgno", undefined, { line: "project set orgno:<orgno>" });
  const asked: BasisToSend = { project: facts.project.id, number, by: actor.id };
  await store.jobs.add(sendBasisJob, asked);
  return { audience: "ledger", blocks: [said("invoice.send.begun", { number })] };
}

interface Outcome {
  readonly number: string;
  readonly by: string;
  readonly document: string | undefined;
  readonly total: string | undefined;
  readonly failed: string | undefined;
  readonly said: string | undefined;
}

const failures = ["not-set", "no-customer", "customers", "access", "data", "unreachable", "unclear"] as const;

/** What became of it, in the internal channel: the draft's number there, or why there is none. */
async function tell(ctx: ProjectContext, outcome: Outcome): Promise<Reply> {
  const { facts, store, now } = ctx;
  const number = Number(outcome.number);
  const { document, total } = outcome;
  if (document !== undefined && total !== undefined) {
    const at = { document, total: Number(total), at: now, by: outcome.by };
    // Told before: a job that was run again has nothing new to say.
    if (!(await store.bases.markSent(facts.project.id, number, at))) return { audience: "ledger", blocks: [] };
  } else if ((await store.bases.sent(facts.project.id, number)) !== undefined) {
    // Another has made it meanwhile: that one of the two failed is nobody's trouble.
    return { audience: "ledger", blocks: [] };
  }
  const content = { audience: "ledger", blocks: await blocksOf(ctx, number, outcome) } as const;
  await ctx.post("internal", content);
  return content;
}

async function blocksOf(
  { facts, store }: ProjectContext,
  number: number,
  { document, total, failed, said: words = "" }: Outcome,
): Promise<readonly Block[]> {
  if (document === undefined || total === undefined) {
    const why = failures.find((one) => one === failed) ?? "unreachable";
    const { customer, code, organisationNumber: orgno = "" } = facts.project;
    const values = { number, customer, orgno, words, reference: basisId(code, number) };
    // What can be sent is sent again; what cannot has its files.
    const line = why === "not-set" || why === "data" ? `invoice ${number}` : `invoice send ${number}`;
    return [said(`invoice.sent.failed.${why}`, values, "warning"), lineBlock(line)];
  }
  const shown = await store.bases.shown(facts.project.id, number);
  const sums = { number, document, theirs: money(Number(total)), ours: money(shown?.gross ?? 0) };
  return failed === "differs"
    ? [said("invoice.sent.differs", sums, "warning")]
    : [said("invoice.sent", sums, "success")];
}

/** The draft that a basis is in Fortnox, where it is one. */
export async function sentBlocks({ facts, store }: ProjectContext, number: number): Promise<readonly Block[]> {
  const sent = await store.bases.sent(facts.project.id, number);
  return sent === undefined
    ? []
    : [{ kind: "text", text: phrase("invoice.sentAs", { document: sent.document }), tone: "quiet" }];
}
