import { randomUUID } from "node:crypto";
import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { hasApproval } from "../../domain/delivery.ts";
import { audienceOfPaper, type PaperKind, paperKinds } from "../../domain/paper-kind.ts";
import type { Reply } from "../../messages/content.ts";
import { list, phrase, raw, type Text } from "../../messages/phrase.ts";
import { type PaperFor, paperJob } from "../../store/contract/jobs.ts";
import { whereOf } from "../data/reading.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { dayCell } from "../shared/cells.ts";
import { byOf, internalOnly, showsLedger } from "../shared/checks.ts";
import { documentButton, type PaperNews, paperContent, paperFiles, paperWords } from "./document-card.ts";
import { verify, verifyFile } from "./document-verify.ts";

/** As many files are opened from the list; every version has its row. */
const mostFiles = 10;
const asked = { asked: field.hidden(), where: field.hidden(), kind: field.hidden() };

/** The documents that are handed over, as PDF and Markdown: made as a job, kept, and the same when asked for again. */
export const document = defineCommand({
  name: "document",
  summary: "summary.document",
  lines: [
    projectLine({
      summary: "summary.document",
      examples: ["document plan", "document minutes M1", "document calloff new"],
      allow: ["staff"],
      audience: "place",
      input: {
        paper: field.choice(paperKinds),
        about: field.word({ max: 20 }).optional().inPlace(),
        new: field.flag(),
      },
      run: (values, ctx) => ask(ctx, values.paper, values.about, values.new),
    }),
    projectLine({
      verb: "list",
      summary: "summary.document.list",
      examples: ["document list"],
      allow: ["staff"],
      audience: "place",
      reads: true,
      input: {},
      run: (_values, ctx) => listAll(ctx),
    }),
    projectLine({
      verb: "verify",
      summary: "summary.document.verify",
      examples: ["document verify 7f3a9c0011223344"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: { sum: field.word({ max: 64 }) },
      run: ({ sum }, ctx) => verify(ctx, sum),
    }),
    projectLine({
      verb: "attached",
      by: "card",
      summary: "summary.document.verify",
      examples: [],
      allow: ["staff"],
      audience: "ledger",
      input: {
        ...{ file: field.hidden(), name: field.hidden() },
        ...{ paper: field.choice(paperKinds).optional(), about: field.word({ max: 20 }).optional(), new: field.flag() },
      },
      takes: { come: "attached", with: "verify", into: { file: "file", name: "name" }, order: 20 },
      run: ({ file, name: called }, ctx) => verifyFile(ctx, file, called),
    }),
    projectLine({
      verb: "share",
      by: "card",
      summary: "summary.document.share",
      examples: [],
      allow: ["staff"],
      audience: "offer",
      input: { id: field.hidden() },
      run: ({ id }, ctx) => share(ctx, id),
    }),
    projectLine({
      verb: "made",
      by: "card",
      summary: "summary.document",
      examples: [],
      allow: ["system"],
      audience: "ledger",
      input: {
        ...asked,
        paper: field.hidden().optional(),
        added: field.hidden().optional(),
        gone: field.hidden().optional(),
        lines: field.brought().optional(),
      },
      run: (values, ctx) => made(ctx, values),
    }),
    projectLine({
      verb: "slow",
      by: "card",
      summary: "summary.document",
      examples: [],
      allow: ["system"],
      audience: "ledger",
      input: asked,
      run: (values, ctx) => slow(ctx, values),
    }),
  ],
});

/** Has it made, where it can be: it is posted where it was asked for. */
async function ask(ctx: ProjectContext, kind: PaperKind, typed: string | undefined, anew: boolean): Promise<Reply> {
  const { facts, store, actor } = ctx;
  const audience = audienceOfPaper(kind);
  if (audience === "ledger") internalOnly(ctx);
  const about = aboutOf(ctx, kind, typed);
  const where = audience === "ledger" ? "internal" : whereOf(ctx);
  if (facts.project[where] === undefined) throw refuse("document.refuse.nowhere");
  const job: PaperFor = {
    ...{ project: facts.project.id, kind, about, anew, where, by: byOf(actor) },
    asked: randomUUID(),
  };
  await store.jobs.add(paperJob, job);
  const told = ctx.place.kind === "shared" || ctx.place.kind === "internal" ? "here" : where;
  const what = paperWords({ kind, about });
  return { audience: "public", to: "person", blocks: [said("document.making", { what, told }, "quiet")] };
}

/** Which one is meant, of those that there may be several of. Throws the refusal of what there is nothing to say of. */
function aboutOf({ facts, agreement }: ProjectContext, kind: PaperKind, typed: string | undefined): string {
  if (kind === "minutes") {
    const approved = facts.minutes.filter(({ state }) => state === "approved").map(({ ref }) => ref);
    const wanted = typed?.toUpperCase() ?? approved.at(-1);
    if (wanted !== undefined && approved.includes(wanted)) return wanted;
    throw refuse("document.refuse.minutes", { ref: wanted ?? "", known: list(approved), count: approved.length });
  }
  if (kind === "invoice" && typed !== undefined) {
    const known = facts.closedBases.map(({ number }) => String(number));
    if (known.includes(typed)) return typed;
    throw refuse("document.refuse.basis", { number: typed, known: list(known), count: known.length });
  }
  if (typed !== undefined) throw refuse("document.refuse.onlyOne", { what: paperWords({ kind, about: "" }), typed });
  if (kind === "delivery" && !hasApproval(facts))
    throw refuse("document.refuse.notApproved", undefined, { line: "deliver" });
  if (kind === "agenda" && !agreement.plan.some(({ means }) => means === "kickoff"))
    throw refuse("document.refuse.noMeeting");
  return "";
}

interface Brought {
  readonly asked: string;
  readonly where: string;
  readonly kind: string;
}

/** Where its message is known by: what says that it takes a while becomes the document. */
const subjectOf = (key: string): string => `document/${key}`;
const channelOf = (where: string): "shared" | "internal" => (where === "shared" ? "shared" : "internal");

async function made(
  ctx: ProjectContext,
  values: Brought & {
    readonly paper: string | undefined;
    readonly added: string | undefined;
    readonly gone: string | undefined;
    readonly lines: string | undefined;
  },
): Promise<Reply> {
  const where = channelOf(values.where);
  const paper = values.paper === undefined ? undefined : await ctx.store.papers.get(values.paper);
  const kind = paperKinds.find((one) => one === values.kind) ?? "plan";
  const content =
    paper === undefined
      ? {
          audience: audienceOfPaper(kind),
          blocks: [
            said("document.failed", { what: paperWords({ kind, about: "" }) }, "warning"),
            ...buttonsBlock([documentButton(kind)]),
          ],
        }
      : paperContent(ctx, {
          ...{ paper, where, isThere: (await ctx.store.papers.content(paper.id)) !== undefined },
          ...newsOf(values),
        });
  if (!(await ctx.revise(subjectOf(values.asked), content))) await ctx.post(where, content, subjectOf(values.asked));
  return content;
}

function newsOf({
  added,
  gone,
  lines,
}: {
  readonly added: string | undefined;
  readonly gone: string | undefined;
  readonly lines: string | undefined;
}): { readonly news?: PaperNews } {
  if (added === undefined || gone === undefined) return {};
  const said = lines === undefined ? [] : (JSON.parse(lines) as readonly string[]);
  return { news: { added: Number(added), gone: Number(gone), lines: said } };
}

/** It takes more than a moment: whoever waits hears it where the document will be. */
async function slow(ctx: ProjectContext, { asked: key, where, kind: named }: Brought): Promise<Reply> {
  const kind = paperKinds.find((one) => one === named) ?? "plan";
  const content = {
    audience: audienceOfPaper(kind),
    blocks: [said("document.slow", { what: paperWords({ kind, about: "" }) }, "quiet")],
  };
  if ((await ctx.store.messages.bySubject(ctx.facts.project.id, subjectOf(key))) === undefined)
    await ctx.post(channelOf(where), content, subjectOf(key));
  return content;
}

/** Hands a document over in the shared channel, as it was looked at. Nothing of the ledger goes there (A1). */
async function share(ctx: ProjectContext, id: string): Promise<Reply> {
  const { facts, store } = ctx;
  const paper = await store.papers.get(id);
  const isThere = paper?.project === facts.project.id && (await store.papers.content(id)) !== undefined;
  if (paper === undefined || !isThere || audienceOfPaper(paper.kind) === "ledger") throw refuse("document.refuse.gone");
  const content = paperContent(ctx, { paper, isThere, where: "shared" });
  await ctx.post("shared", content);
  return {
    audience: audienceOfPaper(paper.kind),
    blocks: [said("document.shared", { what: paperWords(paper), version: paper.version }, "success")],
  };
}

/** Every version that is kept; the invoice basis where the ledger may be said (A1). */
async function listAll(ctx: ProjectContext): Promise<Reply> {
  const isOurs = showsLedger(ctx);
  const papers = (await ctx.store.papers.all(ctx.facts.project.id)).filter(
    ({ kind }) => isOurs || audienceOfPaper(kind) !== "ledger",
  );
  const audience = isOurs ? "ledger" : "offer";
  if (papers.length === 0) return { audience, blocks: [said("document.none"), lineBlock("document plan")] };
  const columns = (["what", "version", "day", "by", "digest"] as const).map((column) => ({
    label: phrase(`document.column.${column}`),
  }));
  const rows = papers.map((paper): readonly Text[] => [
    paperWords(paper),
    raw(String(paper.version)),
    dayCell(paper.on),
    raw(paper.by.name),
    raw(paper.digest.slice(0, 12)),
  ]);
  const newest = papers.filter(
    (paper, at) => papers.findIndex(({ kind, about }) => kind === paper.kind && about === paper.about) === at,
  );
  return {
    audience,
    blocks: [said("document.list", { customer: ctx.facts.project.customer }), { kind: "table", columns, rows }],
    files: newest.slice(0, mostFiles).flatMap((paper) => paperFiles(paper).slice(0, 1)),
  };
}
