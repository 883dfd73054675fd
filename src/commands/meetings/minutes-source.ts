import { type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { UnreadableFile } from "../../domain/data-file.ts";
import type { FileRef, MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import { canKeepMinutes } from "../../domain/meeting.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { handIn } from "../data/area-card.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { internalOnly } from "../shared/checks.ts";
import { type MinutesTarget, meetingField } from "./meeting-field.ts";
import { draftCard, minutesOf, postDraft, reviseDraft, tellCall, toModel, toRead } from "./minutes-draft.ts";
import { askToReplace } from "./minutes-replace.ts";
import { keepDraft, meetingRefusal } from "./minutes-take.ts";

/** As many meetings are offered to choose from. */
const mostMeetings = 5;

/** The meetings that notes can be taken in of, the latest first. */
function meetingsOf({ facts, today }: ProjectContext): readonly Pick<MeetingMinutes, "meeting" | "on">[] {
  const calls = facts.checkIns.filter(({ state }) => state !== "no-show").map(({ ref }) => ref);
  return ["handover", "kickoff", ...calls]
    .flatMap((meeting) => {
      const decision = canKeepMinutes(facts, meeting, today);
      return decision.ok ? [{ meeting, on: decision.on }] : [];
    })
    .toSorted((a, b) => b.on.localeCompare(a.on))
    .slice(0, mostMeetings);
}

/** A transcript or notes that were dropped among us: of which meeting they are is one press. */
function dropped(ctx: ProjectContext, file: FileRef): Reply {
  internalOnly(ctx);
  const meetings = meetingsOf(ctx);
  const buttons = meetings.map(
    ({ meeting, on }, index): Button => ({
      id: `from-${meeting}`,
      label:
        meeting === "kickoff" || meeting === "handover"
          ? phrase("minutes.button.from", { meeting: phrase(`minutes.of.${meeting}`), on: day(on) })
          : phrase("minutes.button.from", { meeting: phrase("minutes.of.call", { ref: meeting }), on: day(on) }),
      ...(index === 0 && { style: "primary" as const }),
      runs: "minutes from",
      values: { file: file.id, name: file.name, meeting },
    }),
  );
  // A transcript is never customer data; a document may be.
  const data = /\.(?:txt|docx)$/iu.test(file.name) && ctx.facts.project.state === "open" ? [handIn()] : [];
  const text = meetings.length === 0 ? "minutes.file.noMeeting" : "minutes.file";
  return { audience: "ledger", blocks: [said(text, { name: file.name }), ...buttonsBlock([...buttons, ...data])] };
}

/** Takes a file in as the notes of a meeting: it is read, and drafted from, as a job. */
async function takeFile(
  ctx: ProjectContext,
  meeting: MeetingMinutes["meeting"],
  file: FileRef,
  seen?: string,
): Promise<Reply> {
  internalOnly(ctx);
  const { facts, store } = ctx;
  const decision = canKeepMinutes(facts, meeting, ctx.today);
  if (!decision.ok) throw meetingRefusal(ctx, decision.refused);
  const stored = await store.files.get(file.id);
  if (stored === undefined || stored.project !== facts.project.id) throw refuse("minutes.refuse.noFile");
  const values = { file: file.id, name: file.name, meeting };
  const asked = askToReplace(ctx, meeting, { by: "notes", runs: "minutes from", values, seen });
  if (asked !== undefined) return asked;
  const ref = decision.rewrites ?? (await ctx.nextRef("M"));
  const drafter = ctx.modelDrafts ? "model" : "template";
  const kept = { ref, meeting, on: decision.on, notes: "", state: "drafting", drafter, file } as const;
  if (decision.rewrites === undefined) await store.minutes.add(facts.project.id, kept);
  else await store.minutes.rewrite(facts.project.id, ref, "", file);
  await toRead(ctx, ref);
  await reviseDraft(ctx, ref);
  await tellCall(ctx, minutesOf(await ctx.reload(), ref));
  const comes = facts.project.internal === undefined ? "minutes.reading.look" : "minutes.reading";
  return { audience: "ledger", blocks: [said(comes, { ref, name: file.name })] };
}

interface Attached {
  readonly file: string;
  readonly name: string;
  readonly meeting?: MinutesTarget | undefined;
  readonly notes?: string | undefined;
}

/** A file that came with the line itself: the notes of the meeting that it names, and else it is asked of which. */
async function attached(ctx: ProjectContext, { file: ids, name, meeting, notes }: Attached): Promise<Reply> {
  internalOnly(ctx);
  const [id = "", ...more] = ids.split(",");
  if (more.length > 0) throw refuse("minutes.refuse.severalFiles", { count: more.length + 1 });
  if (notes !== undefined) throw refuse("minutes.refuse.both", { name });
  if (!sourceKinds.some((kind) => name.toLowerCase().endsWith(`.${kind}`)))
    throw refuse("minutes.refuse.otherKind", { name });
  if (meeting === undefined) return dropped(ctx, { id, name });
  return takeFile(ctx, meeting.kind === "minutes" ? meeting.minutes.meeting : meeting.meeting, { id, name });
}

interface ReadBack {
  readonly revision: string;
  readonly read?: string | undefined;
  readonly why?: string | undefined;
}

/** What was read comes back: it is the notes, and the draft, or the model's to draft from. */
async function readBack(ctx: ProjectContext, ref: Ref, { revision, read, why }: ReadBack): Promise<Reply> {
  const { store, facts } = ctx;
  const minutes = minutesOf(facts, ref);
  const nothing = { audience: "ledger", blocks: [] } as const;
  if (minutes.state !== "drafting" || String(minutes.revision ?? 0) !== revision) return nothing;
  const { file } = minutes;
  const { notes, content } = (read === undefined ? { notes: "", content: { items: [] } } : JSON.parse(read)) as {
    readonly notes: string;
    readonly content: MinutesContent;
  };
  if (file !== undefined && read !== undefined) await store.minutes.rewrite(facts.project.id, ref, notes, file);
  if (ctx.modelDrafts && read !== undefined) {
    await toModel(ctx, ref, file === undefined ? await store.minutes.notes(facts.project.id, ref) : notes);
    return nothing;
  }
  await keepDraft(ctx, ref, { drafter: "template", content });
  const card = await draftCard(ctx, minutesOf(await ctx.reload(), ref));
  const problem = why === undefined ? [] : [unreadable(JSON.parse(why) as UnreadableFile, file?.name ?? ref)];
  await postDraft(ctx, ref, { ...card, blocks: [...problem, ...card.blocks] });
  return nothing;
}

const unreadable = ({ kind }: UnreadableFile, name: string): Block =>
  said("minutes.unreadable", { name, why: kind.startsWith("too-") ? "large" : kind }, "warning");

const file = { file: field.hidden(), name: field.hidden() };
/** What notes and transcripts come as. */
const sourceKinds = ["vtt", "srt", "txt", "docx"] as const;

/** The lines that take a file as the notes of a meeting. */
export const sourceLines = [
  projectLine({
    verb: "file",
    by: "card",
    summary: "summary.minutes.file",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: file,
    takes: {
      come: "dropped",
      into: { file: "file", name: "name" },
      kinds: sourceKinds,
      in: ["internal", "private"],
      order: 10,
    },
    run: async ({ file: id, name }, ctx) => dropped(ctx, { id, name }),
  }),
  projectLine({
    verb: "attached",
    by: "card",
    summary: "summary.minutes.file",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { ...file, meeting: meetingField().optional(), notes: field.notes().optional() },
    takes: { come: "attached", into: { file: "file", name: "name" }, order: 10 },
    run: (values, ctx) => attached(ctx, values),
  }),
  projectLine({
    verb: "from",
    by: "card",
    summary: "summary.minutes.from",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { ...file, meeting: meetingField(), seen: field.hidden().optional() },
    run: ({ file: id, name, meeting: target, seen }, ctx) =>
      takeFile(ctx, target.kind === "minutes" ? target.minutes.meeting : target.meeting, { id, name }, seen),
  }),
  projectLine({
    verb: "read",
    by: "card",
    summary: "summary.minutes",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    input: {
      ...{ ref: field.hidden(), revision: field.hidden() },
      ...{ read: field.brought().optional(), why: field.brought().optional() },
    },
    run: ({ ref, ...back }, ctx) => readBack(ctx, ref, back),
  }),
];
