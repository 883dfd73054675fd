import { customers, type Line, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { areaStates } from "../../domain/customer-data.ts";
import type { UnreadableFile } from "../../domain/data-file.ts";
import type { Finding } from "../../domain/data-finding.ts";
import type { FileRef } from "../../domain/delivery-facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { unreadableText } from "../../messages/data-file-words.ts";
import { type GivenFile, readDataJob } from "../../store/contract/jobs.ts";
import type { DataOffer, OfferedArea } from "../../store/store.ts";
import { buttonsBlock, said, textBlock } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { whatIsLeft } from "./answer.ts";
import { fileSubject, handIn } from "./area-card.ts";
import { confirmButton, isOdd } from "./confirm.ts";
import { type GivenOutcome, give } from "./give.ts";
import { askedBlocks, findingBlocks, hiddenBlock, sparedBlock, takenBlocks } from "./given-card.ts";
import { answered, offerSubject } from "./offered.ts";
import { reviseOverview } from "./overview.ts";
import { kinds, readingOf } from "./reading.ts";

/** A list goes before a file that people only look at. */
const lists = 50;

/** What the job tells of a file as a whole. */
interface ToldOfFile {
  readonly old?: boolean;
  readonly hidden: readonly string[];
  /** Findings of no area: sheets that nobody understands. */
  readonly loose: readonly Finding[];
  /** Areas whose sheets have no rows, though something is held of them. */
  readonly spared?: readonly string[];
  /** Something stood in it that is never taken, such as a PUK. */
  readonly secret?: boolean;
}

/** A file has come: it is read as a job. */
async function read(ctx: ProjectContext, file: FileRef): Promise<Reply> {
  stillOpen(ctx.facts);
  const job = readingOf(ctx, file.id);
  await ctx.store.jobs.add(readDataJob, job);
  // Where it was dropped is where it is answered, but for a private chat.
  const told = ctx.place.kind === "shared" || ctx.place.kind === "internal" ? "here" : job.where;
  const blocks = [said("data.reading", { name: file.name, told }, "quiet")];
  return { audience: "public", blocks, subject: fileSubject(file.id) };
}

/** The file cannot be read as a list: it says why, and can be handed in as it is. */
async function unread(ctx: ProjectContext, id: Id, where: "shared" | "internal", why: UnreadableFile): Promise<Reply> {
  const file = await ctx.store.files.get(id);
  const name = file?.name ?? "";
  if (ctx.facts.project.state !== "open") return ended(ctx, { id, name });
  const blocks = [
    textBlock(unreadableText(why, name), "warning"),
    said("data.unread.asFile"),
    ...buttonsBlock([handIn()]),
  ];
  const content = { audience: "public", blocks, takesFiles: true } as const;
  await ctx.post(where, content, fileSubject(id));
  return content;
}

/** The project ended before its file was read: the answer that was promised says so, and nothing is taken. */
async function ended(ctx: ProjectContext, { id, name }: FileRef): Promise<Reply> {
  await ctx.revise(fileSubject(id), { audience: "public", blocks: [said("data.given.ended", { name }, "quiet")] });
  return nothing;
}

/** As whoever gave it: what is recorded is theirs. */
const actingAs = (ctx: ProjectContext, { by, bySide }: Pick<DataOffer, "by" | "bySide">): ProjectContext => ({
  ...ctx,
  actor: { id: by.id, name: by.name, handle: "", staff: bySide === "staff" },
});

interface Read {
  readonly offer: Id;
  readonly where: "shared" | "internal";
  readonly told: ToldOfFile;
  readonly marked: Id | undefined;
  /** The areas that it was handed in for already. */
  readonly meant: readonly string[] | undefined;
}

/** What a file said has come back from the job: what adds to what is held is taken, the rest is asked about (D6). */
async function given(ctx: ProjectContext, { offer: id, where, told, marked, meant }: Read): Promise<Reply> {
  const { store, agreement, facts } = ctx;
  const project = facts.project.id;
  const offer = await store.heldData.offered(project, id);
  const stored = offer?.file === undefined ? undefined : await store.files.get(offer.file);
  if (offer === undefined || stored === undefined) return nothing;
  // Cards name the file; what is in it stays where it is.
  const file: FileRef = { id: stored.id, name: stored.name };
  if (facts.project.state !== "open") return ended(ctx, file);
  const { areas, by, bySide } = offer;
  if (areas.every(({ records, findings }) => records.length + findings.length === 0) && told.loose.length > 0)
    return otherFile(ctx, { id, where, told, file, meant });
  const taken = await give(actingAs(ctx, offer), { areas, source: "file", file, sure: false });
  if (taken === undefined) {
    // Something else was taken while it was read.
    await store.heldData.settle(project, id, "outdated");
    const handed = meant === undefined ? {} : { handedIn: true as const, meant };
    const again: GivenFile = { project, file: file.id, where, by, bySide, ...handed };
    await store.jobs.add(readDataJob, again);
    return nothing;
  }
  // What came with a PUK in it is not kept: the marked workbook is the same without it.
  if (told.secret === true && marked !== undefined) await store.files.keepInstead(file.id, marked);
  const { outcomes } = taken;
  const asked = askedBlocks(taken, id, agreement);
  if (asked.length === 0) await store.heldData.settle(project, id, "taken");
  // What waited for this file stands in another: its cells are not among those that are marked.
  const late = outcomes.filter((one) => one.given.late === true && one.does === "take").flatMap(findingsIn);
  const own = [...told.loose, ...areas.filter((one) => one.late !== true).flatMap((one) => one.findings)];
  const findings = [...own, ...late];
  const odd = areas.filter((one) => one.findings.some(isOdd));
  const blocks: Block[] = [
    said("data.given.read", { name: file.name, rows: rowsIn(outcomes), findings: findings.length }, toneOf(findings)),
    ...(told.old === true ? [said("data.given.old", undefined, "quiet")] : []),
    ...hiddenBlock(told.hidden),
    ...sparedBlock(told.spared, agreement),
    ...takenBlocks(outcomes, false),
    ...findingBlocks(own, agreement, marked !== undefined),
    ...findingBlocks(late, agreement, false),
    ...asked,
    ...buttonsBlock(asked.length === 0 ? confirmButton(await newestOf(ctx, odd)) : []),
    whatIsLeft(areaStates(await ctx.reload(), agreement)),
  ];
  const files =
    marked === undefined ? {} : { files: [{ id: marked, name: (await store.files.get(marked))?.name ?? "" }] };
  await wasRead(ctx, file);
  await ctx.post(where, { audience: "public", blocks, takesFiles: true, ...files }, offerSubject(id));
  await tellOurs(ctx, where, by.name, outcomes);
  await reviseOverview(ctx);
  return { audience: "public", blocks };
}

const newestOf = async ({ store, facts }: ProjectContext, areas: readonly OfferedArea[]) =>
  (await store.heldData.newest(facts.project.id)).filter((one) => areas.some(({ area }) => area === one.area));
const findingsIn = ({ given: { findings } }: GivenOutcome) => findings;
const nothing: Reply = { audience: "public", blocks: [] };
const rowsIn = (outcomes: readonly GivenOutcome[]): number =>
  outcomes.reduce((sum, { given: { records, late } }) => sum + (late === true ? 0 : records.length), 0);
const toneOf = (findings: readonly Finding[]) =>
  findings.some(({ weight }) => weight === "fault") ? "plain" : "success";

/** A workbook or list of something else: it may be handed in as it is. */
async function otherFile(
  ctx: ProjectContext,
  {
    id,
    where,
    told,
    file,
    meant,
  }: Pick<Read, "where" | "told" | "meant"> & { readonly id: Id; readonly file: FileRef },
): Promise<Reply> {
  await ctx.store.heldData.settle(ctx.facts.project.id, id, "another");
  if (meant !== undefined) return nothing;
  const blocks = [
    said("data.file", { name: file.name }),
    ...findingBlocks(told.loose, ctx.agreement, false),
    ...buttonsBlock([handIn()]),
  ];
  await wasRead(ctx, file);
  await ctx.post(where, { audience: "public", blocks, takesFiles: true }, fileSubject(file.id));
  return { audience: "public", blocks };
}

/** What said that a file is being read says that it was. */
const wasRead = (ctx: ProjectContext, { id, name }: FileRef): Promise<unknown> =>
  ctx.revise(fileSubject(id), { audience: "public", blocks: [said("data.read", { name }, "quiet")] });

/** Our own channel hears of what the customer gave and is not complete: what is, has its card for the review. */
async function tellOurs(
  ctx: ProjectContext,
  where: "shared" | "internal",
  who: string,
  outcomes: readonly GivenOutcome[],
): Promise<void> {
  const states = areaStates(await ctx.reload(), ctx.agreement);
  const isOpen = (id: string) => states.some(({ area, state }) => area.id === id && state !== "received");
  const partial = outcomes.filter(({ does, status }) => does === "take" && isOpen(status.area.id));
  if (where === "internal" || partial.length === 0) return;
  const blocks = [said("data.told.given", { who, count: partial.length }), ...takenBlocks(partial, false)];
  await ctx.post("internal", { audience: "public", blocks });
}

const where = (typed: string): "shared" | "internal" => (typed === "internal" ? "internal" : "shared");

/** The lines of files of customer data: given, read, and answered (D6). */
export const givenLines: readonly Line[] = [
  projectLine({
    verb: "read",
    by: "card",
    summary: "summary.data.file",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: { file: field.hidden(), name: field.hidden() },
    takes: { come: "dropped", into: { file: "file", name: "name" }, kinds, order: lists },
    run: ({ file, name }, ctx) => read(ctx, { id: file, name }),
  }),
  projectLine({
    verb: "given",
    by: "card",
    summary: "summary.data.file",
    examples: [],
    allow: ["system"],
    audience: "public",
    input: {
      ...{ offer: field.hidden(), where: field.hidden(), read: field.hidden({ max: 20_000 }) },
      ...{ marked: field.hidden().optional(), handed: field.hidden({ max: 2_000 }).optional() },
    },
    run: (values, ctx) =>
      given(ctx, {
        ...{ offer: values.offer, where: where(values.where), marked: values.marked },
        meant: values.handed === undefined ? undefined : values.handed.split(",").filter((one) => one !== "yes"),
        told: JSON.parse(values.read) as ToldOfFile,
      }),
  }),
  projectLine({
    verb: "unread",
    by: "card",
    summary: "summary.data.file",
    examples: [],
    allow: ["system"],
    audience: "public",
    input: { file: field.hidden(), where: field.hidden(), why: field.hidden() },
    run: (values, ctx) => unread(ctx, values.file, where(values.where), JSON.parse(values.why) as UnreadableFile),
  }),
  projectLine({
    verb: "take",
    by: "card",
    summary: "summary.data.take",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: { offer: field.hidden() },
    run: (values, ctx) => answered(ctx, values.offer, true),
  }),
  projectLine({
    verb: "keep",
    by: "card",
    summary: "summary.data.keep",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    input: { offer: field.hidden() },
    run: (values, ctx) => answered(ctx, values.offer, false),
  }),
];
