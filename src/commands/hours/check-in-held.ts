import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { canHold, canMiss, includedCalls, usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { isInvoiced } from "../../domain/frozen.ts";
import { notAgreedOf } from "../../domain/hours.ts";
import type { Minutes, Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { at, day, phrase, time } from "../../messages/phrase.ts";
import { askForNotes } from "../shared/ask-for-notes.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byOf, callStands, showsLedger } from "../shared/checks.ts";
import { reply } from "./check-in-booking.ts";
import { checkInRefusal } from "./check-in-refusal.ts";
import { callOf, tell } from "./check-in-told.ts";
import { coverBlocks, effectOf, periodBlocks } from "./cover.ts";
import { tellLate } from "./log.ts";

/**
 * Records a call's time. What it costs of the package is the ledger's: where others listen, it goes to the internal
 * channel (A1).
 */
export async function hold(ctx: ProjectContext, ref: Ref, given: Minutes | undefined): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  if (call.state === "held" && given !== undefined) return correct(ctx, call, given);
  callStands(ctx.facts);
  const minutes = given ?? usualCallMinutes(ctx.agreement);
  const decision = canHold(call, minutes, ctx.today, ctx.agreement.limits.minutesPerDayAsk);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  const held = { minutes, by: byOf(ctx.actor), recordedAt: ctx.now };
  if (!(await ctx.store.checkIns.hold(ctx.facts.project.id, ref, held)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  await tell(ctx, ref);
  await tellLate(ctx, phrase("log.late.call", { ref, time: time(minutes) }));
  const ledger = await hoursBlocks(ctx, call, minutes);
  if (showsLedger(ctx)) return { audience: "ledger", blocks: ledger };
  await ctx.post("internal", { audience: "ledger", blocks: ledger });
  return { audience: "public", blocks: [said("checkin.card.held", { ref, on: day(call.on) }, "success")] };
}

/**
 * Puts the time of a call right that was held, after the handover too (C1, L4): what was billed of it is reversed, or
 * added to, on the next basis.
 */
async function correct(ctx: ProjectContext, call: CheckIn, minutes: Minutes): Promise<Reply> {
  const { facts, store, agreement } = ctx;
  const { ref, id } = call;
  callStands(facts);
  const decision = canHold(call, minutes, ctx.today, agreement.limits.minutesPerDayAsk);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  if (!(await store.checkIns.correct(facts.project.id, ref, minutes)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  await tellLate(ctx, phrase("log.late.call", { ref, time: time(minutes) }));
  const effect = await effectOf(ctx, {
    ref,
    entry: id,
    target: { kind: "package", package: agreement.checkIns?.package ?? "" },
  });
  const done = said("checkin.corrected", { ref, from: time(call.minutes ?? 0), time: time(minutes) }, "success");
  const invoiced = isInvoiced(id, facts) ? [said("checkin.correctedInvoiced")] : [];
  const ledger = [done, ...(notAgreedOf(effect.after, id) > 0 ? coverBlocks(effect, ctx) : []), ...invoiced];
  if (showsLedger(ctx)) return { audience: "ledger", blocks: ledger };
  await ctx.post("internal", { audience: "ledger", blocks: ledger });
  return {
    audience: "public",
    to: "person",
    blocks: [said("checkin.card.held", { ref, on: day(call.on) }, "success")],
  };
}

/** Nobody of the customer's came: it uses up one of the included calls, because staff say so (S2). */
export async function noShow(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  callStands(ctx.facts);
  const decision = canMiss(call, ctx.now);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.missed(ctx.facts.project.id, ref, byOf(ctx.actor), ctx.now)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  await tell(ctx, ref);
  const { included, left } = includedCalls(await ctx.reload(), ctx.agreement);
  const counted = showsLedger(ctx) ? [said("checkin.left", { left, included }), lineBlock(`undo ${ref}`)] : [];
  return reply(ctx, said("checkin.noShow", { ref, at: at(call.at) }, "success"), counted);
}

async function hoursBlocks(ctx: ProjectContext, { ref, id, on }: CheckIn, minutes: Minutes): Promise<readonly Block[]> {
  const effect = await effectOf(ctx, {
    ref,
    entry: id,
    target: { kind: "package", package: ctx.agreement.checkIns?.package ?? "" },
  });
  const { included, held, left } = includedCalls(effect.facts, ctx.agreement);
  const done = said(
    "checkin.held",
    { ref, time: time(minutes), left, included, held: Math.min(held, included) },
    "success",
  );
  if (notAgreedOf(effect.after, id) > 0 || effect.after.notAgreed > effect.before.notAgreed)
    return [done, ...coverBlocks(effect, ctx), ...periodBlocks(on, ctx), ...askForNotes(ctx, ref)];
  return [done, ...periodBlocks(on, ctx), ...askForNotes(ctx, ref)];
}
