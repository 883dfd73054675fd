import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { isInternal } from "../../bot/turn/place.ts";
import type { MeetingMinutes, MinutesContent, ProjectFacts } from "../../domain/facts.ts";
import { contentOf, notesDigest, withNumbers } from "../../domain/minutes.ts";
import { pagesOf } from "../../domain/minutes-pages.ts";
import type { Id, Ref } from "../../domain/units.ts";
import type { Block, Button, Content, Reply } from "../../messages/content.ts";
import {
  type MinutesToDraft,
  type MinutesToRead,
  minutesJob,
  minutesReadJob,
  minutesWaitJob,
} from "../../store/contract/jobs.ts";
import { checkInCard, checkInSubject } from "../hours/check-in-card.ts";
import { said } from "../shared/blocks.ts";
import { draftContent, draftSubject } from "./minutes-card.ts";

export function minutesOf(facts: ProjectFacts, ref: Ref): MeetingMinutes {
  const found = facts.minutes.find((one) => one.ref === ref);
  if (found === undefined) throw refuse("minutes.refuse.unknown", { ref });
  return found;
}

/** What minutes say: of approved ones that are being corrected, what they are to say. */
export async function saidIn(ctx: ProjectContext, minutes: MeetingMinutes): Promise<MinutesContent | undefined> {
  if (minutes.state === "approved" && minutes.correction !== undefined) return withNumbers(minutes.correction);
  const { content, state } = minutes;
  const before = content !== undefined && !("items" in content) && state !== "approved";
  const notes = before ? await ctx.store.minutes.notes(ctx.facts.project.id, minutes.ref) : "";
  return contentOf(minutes, notes, ctx.facts.members);
}

/** A page of a draft as it is by now. */
export async function draftCard(
  ctx: ProjectContext,
  minutes: MeetingMinutes,
  more: { readonly page?: number } = {},
): Promise<Content> {
  return draftContent({ minutes, content: await saidIn(ctx, minutes), people: ctx.facts.members, ...more });
}

/** The page of a draft where somebody looks, as a message of its own, in place of an older: later revisions edit it. */
export async function shownDraft(
  ctx: ProjectContext,
  minutes: MeetingMinutes,
  more: { readonly page?: number; readonly before?: readonly Block[] } = {},
): Promise<Reply> {
  const { page = 1, before = [] } = more;
  const card = await draftCard(ctx, minutes, { page });
  await supersede(ctx, minutes.ref, { page, conversation: ctx.place.conversation });
  return { ...card, blocks: [...before, ...card.blocks], subject: draftSubject(minutes.ref, page), question: true };
}

/** The card of a call says where its minutes are. */
export async function tellCall(ctx: ProjectContext, { meeting }: MeetingMinutes): Promise<void> {
  const after = await ctx.reload();
  const call = after.checkIns.find(({ ref }) => ref === meeting);
  if (call !== undefined) await ctx.revise(checkInSubject(call), checkInCard(call, after));
}

/** Has minutes' file, or their long notes, read in a thread of its own. */
export async function toRead(ctx: ProjectContext, ref: Ref): Promise<void> {
  const { revision = 0 } = minutesOf(await ctx.reload(), ref);
  await ctx.store.jobs.add(minutesReadJob, { project: ctx.facts.project.id, ref, revision } satisfies MinutesToRead);
}

/** As long as a model may take until the notes are read without it, milliseconds. */
const modelPatience = 20_000;

/** Has minutes drafted by the model, and without it where it has not answered by then. */
export async function toModel({ store, facts, now }: ProjectContext, ref: Ref, notes: string): Promise<void> {
  const payload: MinutesToDraft = { project: facts.project.id, ref, of: notesDigest(notes) };
  await store.jobs.add(minutesJob, payload);
  await store.jobs.add(minutesWaitJob, payload, now + modelPatience);
}

/** Where a draft may stand: our own channel, and where somebody looks at it now. */
async function placesOf({ facts, place, actor, store }: ProjectContext): Promise<readonly Id[]> {
  const { internal } = facts.project;
  const inside = internal !== undefined && (await store.places.get(internal))?.outsiders === false ? [internal] : [];
  return [...new Set([...inside, ...(actor.id !== "system" && isInternal(place, actor) ? [place.conversation] : [])])];
}

/**
 * Edits every page of a draft that is shown, wherever it is: as it is now, or to what became of it. The buttons that
 * stood there still answer: a press that was on its way hears what has changed. Says whether a page stands here.
 */
export async function reviseDraft(ctx: ProjectContext, ref: Ref, became?: (page: number) => Content): Promise<boolean> {
  const { facts, place } = ctx;
  const minutes = minutesOf(await ctx.reload(), ref);
  const content = became === undefined ? await saidIn(ctx, minutes) : undefined;
  const pages = content === undefined ? 1 : pagesOf(content).length;
  let here = false;
  for (const conversation of await placesOf(ctx)) {
    let more = true;
    for (let page = 1; more || page <= pages; page++) {
      const card = became?.(page) ?? pageCard({ minutes, content, people: facts.members, page }, pages);
      more = await ctx.revise(draftSubject(ref, page), (now) => ({ ...card, retired: retiredOf(now) }), conversation);
      here ||= more && conversation === place.conversation;
    }
  }
  return here;
}

/** The page that stands where it is shown again is an older one from now on: later revisions edit the new one only. */
async function supersede(
  ctx: ProjectContext,
  ref: Ref,
  { page, conversation }: { readonly page: number; readonly conversation: Id },
): Promise<void> {
  const older = { audience: "ledger", blocks: [said("minutes.page.newer", { ref }, "quiet")] } as const;
  await ctx.revise(draftSubject(ref, page), (now) => ({ ...older, retired: retiredOf(now) }), conversation);
}

/** Posts a draft in our own channel, in place of an older one there. */
export async function postDraft(ctx: ProjectContext, ref: Ref, card: Content): Promise<void> {
  const { internal } = ctx.facts.project;
  if (internal !== undefined) await supersede(ctx, ref, { page: 1, conversation: internal });
  await ctx.post("internal", card, draftSubject(ref));
}

const pageCard = (drafted: Parameters<typeof draftContent>[0], pages: number): Content =>
  (drafted.page ?? 1) <= pages
    ? draftContent(drafted)
    : { audience: "ledger", blocks: [said("minutes.page.gone", { ref: drafted.minutes.ref }, "quiet")] };

/** As many buttons of earlier revisions still answer: a screen is some presses behind, not a day. */
const mostRetired = 100;

function retiredOf({ blocks, retired = [] }: Content): readonly Button[] {
  const drawn = blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  const known = new Set(drawn.map(({ id }) => id));
  return [...drawn, ...retired.filter(({ id }) => !known.has(id))].slice(0, mostRetired);
}
