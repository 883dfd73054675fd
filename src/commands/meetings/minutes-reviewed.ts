import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import { checking } from "../../domain/minutes-check.ts";
import { pagesOf } from "../../domain/minutes-pages.ts";
import type { Check, Review, Reviewing, Seen } from "../../domain/minutes-review.ts";
import { type MinutesSource, minutesSource } from "../../domain/minutes-source.ts";
import type { Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { cancelled, internalOnly } from "../shared/checks.ts";
import { minutesOf, reviseDraft, saidIn, shownDraft } from "./minutes-draft.ts";

/** A draft that can be reviewed, or the draft of a correction. */
export interface Reviewed {
  readonly minutes: MeetingMinutes;
  readonly content: MinutesContent;
}

/** Throws the refusal of what cannot be reviewed: it is still being drafted, or published. */
export async function reviewed(ctx: ProjectContext, ref: Ref): Promise<Reviewed> {
  internalOnly(ctx);
  const minutes = minutesOf(ctx.facts, ref);
  if (ctx.facts.project.state === "cancelled") throw cancelled(ctx.facts.project);
  if (minutes.state === "approved" && minutes.correction === undefined)
    throw refuse("minutes.refuse.already", { ref, on: day(minutes.approvedOn ?? minutes.on) });
  const content = await saidIn(ctx, minutes);
  if (minutes.state === "drafting" || content === undefined) throw refuse("minutes.refuse.drafting", { ref });
  return { minutes, content };
}

export const reviewing = (ctx: ProjectContext, { revision = 0 }: MeetingMinutes): Reviewing => ({
  by: ctx.actor.name,
  revision: revision + 1,
});

/** What an item is checked against once more: all of the notes. */
export async function sourceOf(ctx: ProjectContext, { ref }: MeetingMinutes): Promise<MinutesSource> {
  return minutesSource(await ctx.store.minutes.notes(ctx.facts.project.id, ref));
}
export async function checkOf(ctx: ProjectContext, minutes: MeetingMinutes): Promise<Check> {
  return checking(await sourceOf(ctx, minutes), ctx.facts.members, minutes.on).check;
}

/** Keeps what a person has made of a draft, and edits it where it is shown. */
export async function keep(ctx: ProjectContext, { minutes }: Reviewed, content: MinutesContent): Promise<Reply> {
  const { facts, store } = ctx;
  const { ref, state, revision = 0 } = minutes;
  const kept =
    state === "approved"
      ? await store.minutes.correct(facts.project.id, ref, revision, content)
      : await store.minutes.review(facts.project.id, ref, revision, content);
  if (!kept) throw refuse("minutes.refuse.drafting", { ref });
  const here = await reviseDraft(ctx, ref);
  if (here) return { audience: "ledger", blocks: [], inCard: true };
  return shownDraft(ctx, minutesOf(await ctx.reload(), ref));
}

/**
 * Does something to the item that was seen. Where another has changed it meanwhile nothing is done, and the draft is
 * shown as it is.
 */
export async function onItem(
  ctx: ProjectContext,
  { minutes: ref, ...seen }: Seen & { readonly minutes: Ref },
  make: (draft: Reviewed, seen: Seen) => Review | Promise<Review>,
): Promise<Reply> {
  const draft = await reviewed(ctx, ref);
  const review = await make(draft, seen);
  if (review.ok) return keep(ctx, draft, review.content);
  const why =
    review.refused.kind === "gone"
      ? said("minutes.review.gone", { ref }, "warning")
      : said("minutes.review.changed", { who: review.refused.item.by ?? "Startklar" }, "warning");
  const at = pagesOf(draft.content).findIndex((page) => page.some(({ id }) => id === seen.id));
  return shownDraft(ctx, draft.minutes, { page: Math.max(at, 0) + 1, before: [why] });
}
