import type { ProjectContext } from "../../bot/command.ts";
import { printDuration } from "../../bot/fields/amounts.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { includedCalls, numberOfCalls, usesCall, usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { showsLedger } from "../shared/checks.ts";
import { changedCard, checkInCard, checkInSubject, formerCard } from "./check-in-card.ts";
import { keepMoments, settleAfter, soonSubject } from "./check-in-moments.ts";

/** The call of a reference; throws the refusal of one that there is not. */
export function callOf(facts: ProjectContext["facts"], ref: Ref): CheckIn {
  const call = facts.checkIns.find((one) => one.ref === ref);
  if (call === undefined) throw refuse("checkin.refuse.unknown", { ref });
  return call;
}

/** Brings a call's message in the shared channel up to date, or posts it; true when the channel has it. */
export async function tell(ctx: ProjectContext, ref: Ref): Promise<boolean> {
  const facts = await ctx.reload();
  const call = callOf(facts, ref);
  await settleAfter(ctx, call);
  if (call.state === "scheduled") await keepMoments(ctx, ref, call.at);
  if (await ctx.revise(checkInSubject(call), checkInCard(call, facts))) return true;
  if (ctx.facts.project.shared === undefined || usesCall(call)) return false;
  return ctx.post("shared", checkInCard(call, facts), checkInSubject(call));
}

/**
 * Tells those who are invited, in a message of its own, that a call was moved from `before` or cancelled: an edit calls
 * nobody. The older message says what became of it, and leaves the invitation to the new one. False without a shared
 * channel.
 */
export async function tellChange(ctx: ProjectContext, ref: Ref, before: number): Promise<boolean> {
  const facts = await ctx.reload();
  const call = callOf(facts, ref);
  await settleAfter(ctx, call);
  if (call.state === "scheduled") await keepMoments(ctx, ref, call.at);
  await settleFormer(ctx, call, before);
  if (facts.project.shared === undefined) return false;
  return ctx.post("shared", changedCard(call, before, facts), checkInSubject(call));
}

/** What stood of a call, and that it begins soon, says what became of it. */
export async function settleFormer(ctx: ProjectContext, call: CheckIn, before: number): Promise<void> {
  await ctx.revise(checkInSubject(call), ({ retired }) => ({
    ...formerCard(call, before),
    // A press on one of the times that it was chosen among may be on its way.
    ...(retired === undefined ? {} : { retired }),
  }));
  const soon = soonSubject(call.ref, before);
  for (const subject of [soon, `${soon}/internal`]) await ctx.revise(subject, formerCard(call, before));
}

/** Says of a call that was just booked that it is more than are included (S2): the ledger's. */
export function beyondBlocks(facts: ProjectContext["facts"], agreement: Agreement): readonly Block[] {
  const { included } = includedCalls(facts, agreement);
  const number = numberOfCalls(facts);
  return number > included ? [said("checkin.beyond", { number, included }, "warning")] : [];
}

/**
 * Asks about one more call than are included, before it is booked (S2), with the line that agrees on its time. What of
 * the package is left is the ledger's: where others listen, it says where that stands (A1).
 */
export function beyondQuestion(ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const { included } = includedCalls(facts, agreement);
  const number = numberOfCalls(facts) + 1;
  if (number <= included) return [];
  if (!showsLedger(ctx)) return [said("checkin.ask.more", { number }, "warning")];
  const agree = `extend ${agreement.checkIns?.package ?? ""} ${printDuration(usualCallMinutes(agreement))} running`;
  return [said("checkin.ask.beyond", { number, included }, "warning"), lineBlock(agree)];
}
