import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import {
  canCancel,
  canHold,
  canMiss,
  canReschedule,
  canSchedule,
  includedCalls,
  usualCallMinutes,
} from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { isInvoiced } from "../../domain/frozen.ts";
import { notAgreedOf } from "../../domain/hours.ts";
import type { Minutes, Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { at, day, phrase, time } from "../../messages/phrase.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { askAboutDay } from "../shared/day-check.ts";
import { checkInTable } from "./check-in-card.ts";
import { momentLines } from "./check-in-moments.ts";
import { proposalLines, settleProposal } from "./check-in-proposal.ts";
import { checkInRefusal } from "./check-in-refusal.ts";
import { beyondBlocks, callOf, tell } from "./check-in-told.ts";
import { coverBlocks, effectOf } from "./cover.ts";
import { leadQuestions } from "./lead-taken.ts";
import { tellLate } from "./log.ts";

/** The answer where the line was typed: short in the shared channel, which has the call's own message. */
function reply(ctx: ProjectContext, block: Block, more: readonly Block[]): Reply {
  if (ctx.place.kind === "shared") return { audience: "public", to: "person", blocks: [block] };
  return { audience: showsLedger(ctx) ? "ledger" : "public", blocks: [block, ...more] };
}

/**
 * What looks odd about a time for a call (K2): a day off, outside office hours, beside what the lead has elsewhere, or
 * while they are away. Throws the refusal of what cannot be: a time that does not come, or two calls at once.
 */
async function whetherThen(ctx: ProjectContext, when: DateTime, ref?: Ref): Promise<readonly Block[]> {
  stillOpen(ctx.facts);
  const call = ref === undefined ? undefined : callOf(ctx.facts, ref);
  const decision = call === undefined ? canSchedule(when.at, ctx.now) : canReschedule(call, when.at, ctx.now);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
  const line = (typed: string) => (ref === undefined ? `checkin schedule ${typed}` : `checkin move ${ref} ${typed}`);
  const odd = askAboutDay({ kind: "meeting", on: when.on, time: when.time, ref }, ctx, { field: "at", line });
  return [...odd, ...(await leadQuestions(ctx, when))];
}

async function schedule(ctx: ProjectContext, when: DateTime): Promise<Reply> {
  stillOpen(ctx.facts);
  const decision = canSchedule(when.at, ctx.now);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused);
  const ref = await ctx.nextRef("C");
  await ctx.store.checkIns.schedule(ctx.facts.project.id, {
    ref,
    at: when.at,
    on: when.on,
    recordedAt: ctx.now,
    bookedBy: byOf(ctx.actor),
  });
  const told = await tell(ctx, ref);
  await settleProposal(ctx, { ref, at: when.at });
  const facts = await ctx.reload();
  const beyond = showsLedger(ctx) ? beyondBlocks(facts, ctx.agreement) : [];
  return reply(ctx, said("checkin.scheduled", { ref, at: at(when.at) }, "success"), [...beyond, ...untold(told)]);
}

const untold = (told: boolean): readonly Block[] => (told ? [] : [said("checkin.untold")]);

async function move(ctx: ProjectContext, ref: Ref, when: DateTime): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  stillOpen(ctx.facts);
  const decision = canReschedule(call, when.at, ctx.now);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.reschedule(ctx.facts.project.id, ref, when.at, when.on)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  const told = await tell(ctx, ref);
  return reply(ctx, said("checkin.moved", { ref, from: at(call.at), at: at(when.at) }, "success"), untold(told));
}

async function cancel(ctx: ProjectContext, ref: Ref, reason: string): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  stillOpen(ctx.facts);
  const decision = canCancel(call, reason);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.cancel(ctx.facts.project.id, ref, reason)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  const told = await tell(ctx, ref);
  return reply(ctx, said("checkin.cancelled", { ref, at: at(call.at) }, "success"), untold(told));
}

/**
 * Records a call's time. What it costs of the package is the ledger's: where others listen, it goes to the internal
 * channel (A1).
 */
async function hold(ctx: ProjectContext, ref: Ref, given: Minutes | undefined): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  if (call.state === "held" && given !== undefined) return correct(ctx, call, given);
  stillOpen(ctx.facts);
  const minutes = given ?? usualCallMinutes(ctx.agreement);
  const decision = canHold(call, minutes, ctx.today, ctx.agreement.limits.minutesPerDayAsk);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
  const held = { minutes, by: byOf(ctx.actor), recordedAt: ctx.now };
  if (!(await ctx.store.checkIns.hold(ctx.facts.project.id, ref, held)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  await tell(ctx, ref);
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
  if (facts.project.state === "cancelled") stillOpen(facts);
  const decision = canHold(call, minutes, ctx.today, agreement.limits.minutesPerDayAsk);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
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
async function noShow(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  stillOpen(ctx.facts);
  const decision = canMiss(call, ctx.now);
  if (!decision.ok) throw checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.missed(ctx.facts.project.id, ref, byOf(ctx.actor), ctx.now)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  await tell(ctx, ref);
  const { included, left } = includedCalls(await ctx.reload(), ctx.agreement);
  const counted = showsLedger(ctx) ? [said("checkin.left", { left, included }), lineBlock(`undo ${ref}`)] : [];
  return reply(ctx, said("checkin.noShow", { ref, at: at(call.at) }, "success"), counted);
}

async function hoursBlocks(ctx: ProjectContext, { ref, id }: CheckIn, minutes: Minutes): Promise<readonly Block[]> {
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
    return [done, ...coverBlocks(effect, ctx)];
  const notes = {
    id: `minutes-${ref}`,
    label: phrase("minutes.button.write"),
    runs: "minutes",
    values: { meeting: ref },
    asks: true,
  };
  return [done, ...buttonsBlock([notes])];
}

export const checkIn = defineCommand({
  name: "checkin",
  summary: "summary.checkin",
  lines: [
    projectLine({
      summary: "summary.checkin",
      needs: "checkIns",
      examples: ["checkin"],
      allow: everyone,
      audience: "place",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const { checkIns } = ctx.facts;
        const calls = includedCalls(ctx.facts, ctx.agreement);
        const left = showsLedger(ctx) ? [said("checkin.left", { left: calls.left, included: calls.included })] : [];
        const audience = showsLedger(ctx) ? "ledger" : "public";
        return {
          audience,
          blocks: checkIns.length === 0 ? [said("checkin.none"), ...left] : [checkInTable(checkIns), ...left],
        };
      },
    }),
    ...asking({
      of: "checkin",
      label: "checkin.button.anyway",
      verb: "schedule",
      summary: "summary.checkin.schedule",
      needs: "checkIns",
      examples: ["checkin schedule 2026-12-01 10:00"],
      allow: ["staff"],
      audience: "public",
      input: { at: field.dateTime() },
      ask: (values, ctx) => whetherThen(ctx, values.at),
      run: (values, ctx) => schedule(ctx, values.at),
    }),
    ...proposalLines,
    ...asking({
      of: "checkin",
      label: "checkin.button.anyway",
      verb: "move",
      summary: "summary.checkin.move",
      needs: "checkIns",
      examples: ["checkin move C1 2026-12-02 09:00"],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C"), at: field.dateTime() },
      before: ({ call }, { checkIns }) => {
        const booked = checkIns.find(({ ref }) => ref === call);
        return { at: booked === undefined ? undefined : at(booked.at) };
      },
      ask: (values, ctx) => whetherThen(ctx, values.at, values.call),
      run: (values, ctx) => move(ctx, values.call, values.at),
    }),
    projectLine({
      verb: "cancel",
      summary: "summary.checkin.cancel",
      needs: "checkIns",
      examples: ['checkin cancel C1 "customer is ill"'],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C"), reason: field.text({ max: 300 }) },
      run: (values, ctx) => cancel(ctx, values.call, values.reason),
    }),
    projectLine({
      verb: "no-show",
      summary: "summary.checkin.no-show",
      needs: "checkIns",
      examples: ["checkin no-show C1"],
      allow: ["staff"],
      audience: "public",
      input: { call: field.ref("C") },
      run: (values, ctx) => noShow(ctx, values.call),
    }),
    projectLine({
      verb: "hold",
      summary: "summary.checkin.hold",
      needs: "checkIns",
      examples: ["checkin hold C1 50m"],
      allow: ["staff"],
      audience: "place",
      input: { call: field.ref("C"), time: field.duration().optional().inPlace() },
      before: ({ call }, { checkIns }) => {
        const held = checkIns.find(({ ref, state }) => ref === call && state === "held");
        return { time: held?.minutes === undefined ? undefined : time(held.minutes) };
      },
      run: (values, ctx) => hold(ctx, values.call, values.time),
    }),
    ...momentLines,
  ],
});
