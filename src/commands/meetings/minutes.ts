import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes } from "../../domain/facts.ts";
import { canKeepMinutes } from "../../domain/meeting.ts";
import { contentOf, isTicked, knownContent } from "../../domain/minutes.ts";
import type { Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { documentButton } from "../project/document-card.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { internalOnly, showsLedger } from "../shared/checks.ts";
import { meetingField } from "./meeting-field.ts";
import { correctLines } from "./minutes-correct.ts";
import { shownDraft } from "./minutes-draft.ts";
import { draftedLines } from "./minutes-drafted.ts";
import { approve } from "./minutes-publish.ts";
import { earlierButtons, publishedContent } from "./minutes-published.ts";
import { reviewLines } from "./minutes-review.ts";
import { sourceLines } from "./minutes-source.ts";
import { meetingRefusal, take, takeLines } from "./minutes-take.ts";

/** Shows minutes: a draft to staff in internal places (A1), approved ones to everyone. */
async function show(ctx: ProjectContext, minutes: MeetingMinutes): Promise<Reply> {
  if (minutes.state === "approved") {
    const card = publishedContent(minutes, contentOf(minutes, "", ctx.facts.members) ?? { items: [] });
    const papers = showsLedger(ctx) ? [documentButton("minutes", minutes.ref)] : [];
    const blocks = [...card.blocks, ...buttonsBlock([...earlierButtons(minutes), ...papers])];
    return { ...card, blocks, onlyShows: true };
  }
  if (!ctx.actor.staff) throw refuse("minutes.refuse.unknown", { ref: minutes.ref });
  internalOnly(ctx);
  const { question: _read, ...card } = await shownDraft(ctx, minutes);
  return { ...card, onlyShows: true };
}

async function showOrAsk(ctx: ProjectContext, meeting: MeetingMinutes["meeting"]): Promise<Reply> {
  const kept = ctx.facts.minutes.findLast((one) => one.meeting === meeting);
  if (kept !== undefined) return show(ctx, kept);
  if (!ctx.actor.staff) throw refuse("minutes.refuse.none", { meeting });
  internalOnly(ctx);
  const decision = canKeepMinutes(ctx.facts, meeting, ctx.today);
  if (!decision.ok) throw meetingRefusal(ctx, decision.refused);
  const write = {
    id: "write",
    label: phrase("minutes.button.write"),
    style: "primary" as const,
    runs: "minutes",
    values: { meeting },
    asks: true,
  };
  return { audience: "ledger", blocks: [said("minutes.none", { meeting }), ...buttonsBlock([write])], onlyShows: true };
}

export const minutes = defineCommand({
  name: "minutes",
  summary: "summary.minutes",
  lines: [
    projectLine({
      summary: "summary.minutes",
      examples: ["minutes C1 decision: go live on 15 January", "minutes M1"],
      allow: everyone,
      audience: "place",
      input: { meeting: meetingField(), notes: field.notes().optional().inPlace() },
      async run({ meeting: target, notes }, ctx) {
        if (notes !== undefined && !ctx.actor.staff) throw refuse("refusal.staff", undefined, { recorded: true });
        if (target.kind === "minutes") {
          return notes === undefined ? show(ctx, target.minutes) : take(ctx, target.minutes.meeting, notes);
        }
        return notes === undefined ? showOrAsk(ctx, target.meeting) : take(ctx, target.meeting, notes);
      },
    }),
    projectLine({
      verb: "approve",
      summary: "summary.minutes.approve",
      examples: ["minutes approve M1"],
      allow: ["staff"],
      audience: "public",
      input: { minutes: field.ref("M"), digest: field.seen().optional().inPlace() },
      /** How many items came, and what people have made of them: no words. */
      tells({ minutes: ref }, { minutes: all }) {
        const found = all.find((one) => one.ref === ref);
        const { items = [], came = 0, dropped = 0 } = (found && knownContent(found)) ?? {};
        const counts = {
          came,
          ticked: items.filter(isTicked).length,
          edited: items.filter((one) => one.edited).length,
        };
        return [{ field: "items", now: phrase("history.detail.items", { ...counts, dropped }), plain: true }];
      },
      run: (values, ctx) => approve(ctx, values.minutes, values.digest),
    }),
    ...correctLines,
    ...reviewLines,
    ...takeLines,
    ...sourceLines,
    ...draftedLines,
  ],
});
