import type { ProjectContext } from "../../bot/command.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { dayOf } from "../../domain/calendar.ts";
import type { CheckIn, Member } from "../../domain/facts.ts";
import { isStillFree } from "../../domain/free-time.ts";
import { leadOf } from "../../domain/role.ts";
import type { Button, Reply } from "../../messages/content.ts";
import { at, type Phrase, person, phrase } from "../../messages/phrase.ts";
import { timeOfPick as instantOf, proposalSubject } from "../../scheduler/proposal.ts";
import type { StoredMessage } from "../../store/store.ts";
import { buttonsBlock, said, textBlock } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { checkInCard, checkInSubject } from "./check-in-card.ts";
import { askedName, buttonsOf, isOpen, leadName } from "./check-in-times.ts";
import { beyondBlocks, callOf, tell } from "./check-in-told.ts";
import { absentOf, ourTaken } from "./our-time.ts";

/**
 * Who of us is away by now at a time, of those who are invited (K2). Where that is so of every time that can be chosen,
 * the call is the lead's.
 */
function absentAt(ctx: ProjectContext, open: readonly number[]): (at: number) => Member | undefined {
  const { facts, agreement } = ctx;
  const ofAll = (instant: number) => absentOf(ctx)(dayOf(instant, agreement.calendar.timeZone));
  if (open.some((instant) => ofAll(instant) === undefined)) return ofAll;
  const lead = leadOf(facts);
  return (instant) => (ofAll(instant)?.id === lead?.id ? lead : undefined);
}

/**
 * Books the call at the time that was picked. Refused, with what can be picked now: a time of an older proposal, one
 * that something else has taken meanwhile, and one on which somebody of us who is invited is away by now.
 */
export async function pick(ctx: ProjectContext, when: DateTime, round: string): Promise<Reply> {
  stillOpen(ctx.facts);
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card === undefined || !isOpen(card)) throw await chosenAlready(ctx, round);
  const offered = buttonsOf(card.content);
  const taken = await ourTaken(ctx);
  const open = offered.map(instantOf).filter((at) => at > ctx.now && isStillFree(at, taken, ctx.agreement));
  const absent = absentAt(ctx, open);
  const free = offered.filter((button) => open.includes(instantOf(button)) && !absent(instantOf(button)));
  const mine = offered.find((button) => button.values?.round === round && instantOf(button) === when.at);
  if (mine === undefined) throw refuse("checkin.pick.older", undefined, presentOnes(ctx, free));
  if (when.at <= ctx.now) throw refuse("checkin.pick.passed", { at: at(when.at) }, presentOnes(ctx, free));
  const gone = absent(when.at);
  if (gone !== undefined) return whileAway(ctx, card, { when, gone }, free);
  if (!free.includes(mine)) throw refuse("checkin.pick.taken", { at: at(when.at) }, presentOnes(ctx, free));
  return book(ctx, card, when);
}

/**
 * A time on which one of us is away by now: nothing is booked, they hear it in words with what can be chosen, the card
 * offers what is left, and our own people hear that times are wanted.
 */
async function whileAway(
  ctx: ProjectContext,
  card: StoredMessage,
  { when, gone: absent }: { readonly when: DateTime; readonly gone: Member },
  free: readonly Button[],
): Promise<Reply> {
  const { facts, agreement, actor } = ctx;
  const lead = leadOf(facts);
  const own = absent.id === lead?.id ? "yes" : "no";
  const values = { at: at(when.at), absent: absent.name, own, who: actor.name };
  const ids = new Set(free.map(({ id }) => id));
  const stays = ({ id, runs }: Button): boolean => runs !== "checkin pick" || ids.has(id);
  const gone = card.content.blocks.flatMap((block) =>
    block.kind === "buttons" ? block.buttons.filter((button) => !stays(button)) : [],
  );
  // Pressed again on what stood before, it tells nobody twice.
  if (gone.length > 0) {
    const blocks = card.content.blocks.map((block) =>
      block.kind === "buttons" ? { ...block, buttons: block.buttons.filter(stays) } : block,
    );
    await ctx.revise(proposalSubject, { ...card.content, blocks, retired: [...(card.content.retired ?? []), ...gone] });
    const again: Button = {
      id: "propose",
      label: phrase("checkin.button.propose"),
      runs: "checkin propose",
      asks: true,
    };
    const to = lead === undefined ? leadName(facts, agreement) : person(lead.id, lead.name);
    const told = said("checkin.pick.away.told", { ...values, lead: to, left: free.length }, "warning");
    await ctx.post("internal", { audience: "public", blocks: [told, ...buttonsBlock([again])] });
  }
  const { next, buttons } = presentOnes(ctx, free);
  const blocks = [said("checkin.pick.away", values, "warning"), textBlock(next), ...buttonsBlock(buttons ?? [])];
  return { audience: "public", to: "person", question: true, blocks };
}

function presentOnes(
  ctx: ProjectContext,
  free: readonly Button[],
): { readonly next: Phrase; readonly buttons?: readonly Button[] } {
  if (free.length > 0) return { buttons: free, next: phrase("checkin.pick.present") };
  return { next: phrase("checkin.pick.noneLeft", { lead: askedName(ctx) }) };
}

/** The card of the times becomes that of the call, with its invitation. */
async function book(ctx: ProjectContext, card: StoredMessage, when: DateTime): Promise<Reply> {
  const { facts, store, now, actor } = ctx;
  const ref = await ctx.nextRef("C");
  await store.checkIns.schedule(facts.project.id, {
    ref,
    at: when.at,
    on: when.on,
    recordedAt: now,
    bookedBy: byOf(actor),
  });
  await store.messages.rename(card, checkInSubject({ ref }));
  await tell(ctx, ref);
  const after = await ctx.reload();
  // A press that was on its way hears who chose what.
  await ctx.revise(checkInSubject({ ref }), {
    ...checkInCard(callOf(after, ref), after),
    retired: buttonsOf(card.content),
  });
  const told = said("checkin.picked.told", { ref, at: at(when.at), who: actor.name }, "success");
  await ctx.post("internal", { audience: "ledger", blocks: [told, ...beyondBlocks(after, ctx.agreement)] });
  return { audience: "public", to: "person", blocks: [said("checkin.picked", { ref, at: at(when.at) }, "success")] };
}

/** A press that comes after the choice: what was chosen, and by whom. */
async function chosenAlready(ctx: ProjectContext, round: string): Promise<Refusal> {
  const picked = ctx.facts.checkIns
    .filter(({ state }) => state === "scheduled")
    .toSorted((a, b) => b.recordedAt - a.recordedAt);
  const call = picked.find(({ recordedAt }) => recordedAt >= Number(round));
  return call === undefined ? refuse("checkin.pick.over") : refuse("checkin.pick.chosen", chosenValues(call));
}

const chosenValues = ({ ref, at: instant, bookedBy }: CheckIn) => ({ ref, at: at(instant), by: bookedBy?.name ?? "" });
