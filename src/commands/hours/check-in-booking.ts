import type { ProjectContext } from "../../bot/command.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { refuse } from "../../bot/refusal.ts";
import { canCancel, canReschedule, canSchedule } from "../../domain/check-in.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { at, day } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { byOf, callStands, showsLedger, stillOpen } from "../shared/checks.ts";
import { askAboutDay } from "../shared/day-check.ts";
import { endSnoozes } from "../shared/ended-snoozes.ts";
import { namedHere } from "../shared/named-here.ts";
import { checkInRefusal } from "./check-in-refusal.ts";
import { settleProposal } from "./check-in-times.ts";
import { beyondBlocks, beyondQuestion, callOf, tell, tellChange } from "./check-in-told.ts";
import { ourTime } from "./our-time.ts";

/** The answer where the line was typed: short in the shared channel, which has the call's own message. */
export function reply(ctx: ProjectContext, block: Block, more: readonly Block[]): Reply {
  if (ctx.place.kind === "shared") return { audience: "public", to: "person", blocks: [block] };
  return { audience: showsLedger(ctx) ? "ledger" : "public", blocks: [block, ...more] };
}

/**
 * What looks odd about a time for a call (K2): a day off, outside office hours, while one of us who is invited is
 * elsewhere, or while they are away; and of one more than are included, that it is (S2). Throws the refusal of what
 * cannot be: a time that does not come or has been, or two calls at once.
 */
export async function whetherThen(ctx: ProjectContext, when: DateTime, ref?: Ref): Promise<readonly Block[]> {
  if (ref === undefined) stillOpen(ctx.facts);
  else {
    callStands(ctx.facts);
    const call = callOf(ctx.facts, ref);
    const decision = canReschedule(call, when.at, Number.NEGATIVE_INFINITY);
    if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  }
  const here = await namedHere(ctx);
  const line = (typed: string) =>
    `${ref === undefined ? `checkin schedule ${typed}` : `checkin move ${ref} ${typed}`}${here}`;
  const meeting = { kind: "meeting", on: when.on, time: when.time, ref } as const;
  const odd = askAboutDay(meeting, ctx, { field: "at", line, ours: await ourTime(ctx) });
  return ref === undefined ? [...odd, ...beyondQuestion(ctx)] : odd;
}

export async function schedule(ctx: ProjectContext, when: DateTime): Promise<Reply> {
  stillOpen(ctx.facts);
  const decision = canSchedule(when.at, ctx.now);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused);
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

export async function move(ctx: ProjectContext, ref: Ref, when: DateTime): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  callStands(ctx.facts);
  const decision = canReschedule(call, when.at, ctx.now);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.reschedule(ctx.facts.project.id, ref, when.at, when.on)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  const ended = await endSnoozes(ctx);
  const told = await tellChange(ctx, ref, call.at);
  return reply(ctx, said("checkin.moved", { ref, from: at(call.at), at: at(when.at) }, "success"), [
    ...ended,
    ...untold(told),
  ]);
}

export async function cancel(ctx: ProjectContext, ref: Ref, reason: string): Promise<Reply> {
  const call = callOf(ctx.facts, ref);
  callStands(ctx.facts);
  const decision = canCancel(call, reason);
  if (!decision.ok) throw await checkInRefusal(ctx, decision.refused, call);
  if (!(await ctx.store.checkIns.cancel(ctx.facts.project.id, ref, reason)))
    throw refuse("checkin.refuse.held", { ref, on: day(call.on), by: "" });
  const told = await tellChange(ctx, ref, call.at);
  return reply(ctx, said("checkin.cancelled", { ref, at: at(call.at) }, "success"), untold(told));
}
