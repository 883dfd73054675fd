import { createHash } from "node:crypto";
import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { isOf, offerDigest } from "../../domain/change.ts";
import type { DeliveryRequest } from "../../domain/facts.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { at, day, phrase } from "../../messages/phrase.ts";
import type { KeptPaper } from "../../store/store.ts";
import { said } from "../shared/blocks.ts";
import { approvalEntry } from "./approval-entry.ts";
import { paperFiles, paperWords } from "./document-card.ts";

/** As much of a document's digest is enough to mean it. */
const least = 12;

/**
 * Whether a digest is that of a delivery approval, whose text and approval stand as the audit has them (L2, L3), or of
 * a document that was handed over and is kept as it was.
 */
export async function verify(ctx: ProjectContext, typed: string): Promise<Reply> {
  const digest = typed.toLowerCase();
  const request = ctx.facts.deliveries.findLast((one) => isOf(one.digest, digest));
  if (request !== undefined) return approval(ctx, request);
  const papers = digest.length < least ? [] : await ctx.store.papers.all(ctx.facts.project.id);
  const paper = papers.find((one) => one.digest.startsWith(digest));
  if (paper !== undefined) return document(ctx, paper);
  return { audience: "ledger", blocks: [said("document.verify.unknown", { digest: typed }, "warning")] };
}

/** Whether a file that came with the line is a document that was handed over, byte for byte. */
export async function verifyFile(ctx: ProjectContext, ids: string, name: string): Promise<Reply> {
  const [id = "", ...more] = ids.split(",");
  if (more.length > 0) throw refuse("document.refuse.severalFiles", { count: more.length + 1 });
  const file = await ctx.store.files.get(id);
  const digest = digestOf(file?.content ?? "");
  const papers = await ctx.store.papers.all(ctx.facts.project.id);
  const paper = papers.find((one) => one.digest === digest) ?? (await byMarkdown(ctx, papers, digest));
  if (file !== undefined && paper !== undefined) return document(ctx, paper);
  return { audience: "ledger", blocks: [said("document.verify.otherFile", { name, digest }, "warning")] };
}

/** Each was handed over as Markdown besides, whose digest stands nowhere. */
async function byMarkdown(
  { store }: ProjectContext,
  papers: readonly KeptPaper[],
  digest: string,
): Promise<KeptPaper | undefined> {
  for (const paper of papers) {
    const content = await store.papers.content(paper.id);
    if (content !== undefined && digestOf(content.markdown) === digest) return paper;
  }
  return undefined;
}

const digestOf = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

async function approval(ctx: ProjectContext, request: DeliveryRequest): Promise<Reply> {
  const { digest, text, state, decidedBy, decidedOn } = request;
  const isWhole = offerDigest(text) === digest;
  const entry = state === "approved" ? await approvalEntry(ctx.store, ctx.facts.project.id, request) : undefined;
  const values = { digest, by: decidedBy?.name ?? "", on: decidedOn === undefined ? "" : day(decidedOn) };
  const blocks: readonly Block[] = [
    said(isWhole ? "document.verify.text" : "document.verify.textChanged", values, isWhole ? "success" : "warning"),
    state === "approved"
      ? said("document.verify.approved", values)
      : said("document.verify.notApproved", { state: phrase(`document.verify.state.${state}`) }, "warning"),
    ...(state !== "approved"
      ? []
      : [
          entry === undefined
            ? said("document.verify.noAudit", undefined, "warning")
            : said(
                "document.verify.audit",
                { number: entry.seq, at: at(entry.at), platform: entry.platform },
                "success",
              ),
        ]),
    { kind: "quote", text },
  ];
  return { audience: "ledger", blocks };
}

async function document({ store }: ProjectContext, paper: KeptPaper): Promise<Reply> {
  const content = await store.papers.content(paper.id);
  const values = { what: paperWords(paper), version: paper.version, on: day(paper.on), by: paper.by.name };
  if (content === undefined) return { audience: "ledger", blocks: [said("document.verify.ended", values, "warning")] };
  const isWhole = digestOf(content.pdf) === paper.digest;
  return {
    audience: "ledger",
    blocks: [
      said(isWhole ? "document.verify.kept" : "document.verify.damaged", values, isWhole ? "success" : "warning"),
    ],
    files: paperFiles(paper),
  };
}
