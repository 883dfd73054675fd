import { type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import { canKeepMinutes, type MeetingRefusal } from "../../domain/meeting.ts";
import { knownContent } from "../../domain/minutes.ts";
import { draftFrom } from "../../domain/minutes-reader.ts";
import { draftWithLeft, nextDraft } from "../../domain/minutes-review.ts";
import { minutesSource } from "../../domain/minutes-source.ts";
import type { Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { cancelled, internalOnly } from "../shared/checks.ts";
import { meetingField } from "./meeting-field.ts";
import { minutesOf, reviseDraft, shownDraft, tellCall, toModel, toRead } from "./minutes-draft.ts";
import { askToReplace } from "./minutes-replace.ts";

/** Longer notes are drafted from by a job: nobody else waits meanwhile, in characters. */
const longestAtOnce = 20_000;

/**
 * Takes in the notes of a meeting: drafted at once by the template, or by the model as a job (DESIGN: one command, one
 * transaction). What people have made of a draft that there is goes only when they have said yes to that.
 *
 * @param seen the revision of that draft that they were told of
 */
export async function take(
  ctx: ProjectContext,
  meeting: MeetingMinutes["meeting"],
  notes: string,
  seen?: string,
): Promise<Reply> {
  internalOnly(ctx);
  const { facts, store, modelDrafts } = ctx;
  const decision = canKeepMinutes(facts, meeting, ctx.today);
  if (!decision.ok) throw meetingRefusal(ctx, decision.refused);
  const replaces = { by: "notes", runs: "minutes replace", values: { meeting, notes }, seen } as const;
  const asked = askToReplace(ctx, meeting, replaces);
  if (asked !== undefined) return asked;
  const ref = decision.rewrites ?? (await ctx.nextRef("M"));
  const drafter = modelDrafts ? "model" : "template";
  if (decision.rewrites === undefined)
    await store.minutes.add(facts.project.id, { ref, meeting, on: decision.on, notes, state: "drafting", drafter });
  else await store.minutes.rewrite(facts.project.id, ref, notes);
  if (decision.rewrites === undefined) await tellCall(ctx, minutesOf(await ctx.reload(), ref));
  if (decision.rewrites !== undefined && (modelDrafts || notes.length > longestAtOnce)) await reviseDraft(ctx, ref);
  if (modelDrafts) {
    await toModel(ctx, ref, notes);
    return { audience: "ledger", blocks: [said("minutes.drafting", { ref })] };
  }
  if (notes.length > longestAtOnce) {
    await toRead(ctx, ref);
    return { audience: "ledger", blocks: [said("minutes.drafting", { ref })] };
  }
  const about = { source: minutesSource(notes), on: decision.on, people: facts.members };
  const made = draftWithLeft(draftFrom(about.source, decision.on, facts.members), about);
  await keepDraft(ctx, ref, { drafter: "template", content: made });
  const { question: _shown, ...card } = await shownDraft(ctx, minutesOf(await ctx.reload(), ref));
  return card;
}

interface Draft {
  readonly drafter: MeetingMinutes["drafter"];
  readonly content: MinutesContent;
}

/** Keeps a draft that was made, as the next one of its minutes, and edits the cards of the one before. */
export async function keepDraft(ctx: ProjectContext, ref: Ref, { drafter, content }: Draft): Promise<void> {
  const minutes = minutesOf(await ctx.reload(), ref);
  const revision = (minutes.revision ?? 0) + 1;
  const next = nextDraft(content, { before: knownContent(minutes), revision });
  await ctx.store.minutes.draft(ctx.facts.project.id, ref, drafter, next);
  await reviseDraft(ctx, ref);
}

export function meetingRefusal(ctx: ProjectContext, why: MeetingRefusal) {
  switch (why.kind) {
    case "cancelled-project":
      return cancelled(ctx.facts.project);
    case "unknown":
      return refuse("checkin.refuse.unknown", { ref: why.meeting }, { field: "meeting" });
    case "cancelled":
      return refuse("minutes.refuse.cancelled", { ref: why.meeting }, { field: "meeting" });
    case "future":
      return refuse("minutes.refuse.future", { on: day(why.on) }, { field: "meeting" });
    case "no-kickoff":
      return refuse("minutes.refuse.noKickoff", undefined, { line: "kickoff", field: "meeting" });
    case "no-go-live":
      return refuse("minutes.refuse.noGoLive", undefined, { field: "meeting" });
    case "approved":
      return refuse(
        "minutes.refuse.approved",
        { ref: why.ref, on: day(why.on) },
        { line: `minutes correct ${why.ref}` },
      );
  }
}

/** Longer notes are no form's: whoever rewrites them has the file that they came from, in characters. */
const longestForm = 20_000;

/** What the form of new notes opens with: those that the draft was made from. */
async function asTheyWere(ctx: ProjectContext, meeting: MeetingMinutes["meeting"]): Promise<{ notes?: string }> {
  const kept = ctx.facts.minutes.findLast((one) => one.meeting === meeting);
  if (kept === undefined) return {};
  const notes = await ctx.store.minutes.notes(ctx.facts.project.id, kept.ref);
  if (notes.length > longestForm) throw refuse("minutes.refuse.long", { ref: kept.ref });
  return { notes };
}

/** The lines that take notes in, beside the one that people type. */
export const takeLines = [
  projectLine({
    verb: "anew",
    by: "card",
    summary: "summary.minutes.anew",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { meeting: meetingField(), notes: field.notes() },
    prefill: async ({ meeting: target }, ctx) =>
      target === undefined ? {} : asTheyWere(ctx, target.kind === "minutes" ? target.minutes.meeting : target.meeting),
    run: ({ meeting: target, notes }, ctx) =>
      take(ctx, target.kind === "minutes" ? target.minutes.meeting : target.meeting, notes),
  }),
  projectLine({
    verb: "replace",
    by: "card",
    summary: "summary.minutes.anew",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { meeting: meetingField(), notes: field.notes(), seen: field.hidden() },
    run: ({ meeting: target, notes, seen }, ctx) =>
      take(ctx, target.kind === "minutes" ? target.minutes.meeting : target.meeting, notes, seen),
  }),
];
