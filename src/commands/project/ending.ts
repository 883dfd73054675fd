import type { ProjectContext } from "../../bot/command.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Block, Content } from "../../messages/content.ts";
import { at, day, list, phrase } from "../../messages/phrase.ts";
import { invitation } from "../hours/check-in-card.ts";
import { callOf, settleFormer } from "../hours/check-in-told.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { stopCards } from "./stopped-cards.ts";

/**
 * Settles what is open of a project that ends, all in one place. Its cards ask nothing more. The calls of one that is
 * cancelled are cancelled; those of one that is handed over are held all the same, as its reason says (L4). Returns the
 * calls that were cancelled: their invitations are taken back by {@link cancelledCalls}.
 */
export async function settleEnd(ctx: ProjectContext, ended: "cancelled" | "closed"): Promise<readonly CheckIn[]> {
  await stopCards(ctx, ended);
  if (ended === "closed") return [];
  const { store, facts, agreement, now } = ctx;
  const minute = 60_000;
  // One that has been is what it was: held or not, which nobody has said.
  const ahead = facts.checkIns.filter(
    (call) => call.state === "scheduled" && call.at + usualCallMinutes(agreement) * minute > now,
  );
  for (const { ref } of ahead) await store.checkIns.cancel(facts.project.id, ref, "");
  const after = await ctx.reload();
  const calls = ahead.map(({ ref }) => callOf(after, ref));
  for (const call of calls) await settleFormer(ctx, call, call.at);
  return calls;
}

/** Which calls are cancelled, with what takes each out of people's calendars. */
export function cancelledCalls(calls: readonly CheckIn[]): Pick<Content, "blocks" | "files"> {
  if (calls.length === 0) return { blocks: [] };
  return {
    blocks: [said("project.cancel.calls", { calls: namedCalls(calls), count: calls.length })],
    files: calls.map(invitation),
  };
}

const namedCalls = (calls: readonly CheckIn[]) =>
  list(calls.map(({ ref, at: instant }) => phrase("project.cancel.call", { ref, at: at(instant) })));

/**
 * What the end of a cancelled project has undone, and taking it up again does not bring back: calls that were called
 * off, and the notice to the previous operator, which the customer was asked to take back (S2, D4).
 */
export function notBack({ facts, agreement, now, today }: ProjectContext, to: "us" | "customer"): readonly Block[] {
  const off = facts.checkIns.filter(({ state, at: instant }) => state === "cancelled" && instant > now);
  const porting = portingStatus(facts, agreement, today);
  const ending = agreement.porting?.steps.find(({ takesEffectAfterPorting }) => takesEffectAfterPorting)?.id;
  const gaveNotice = porting !== undefined && ending !== undefined && !porting.outstanding.includes(ending);
  return [
    ...(off.length === 0 ? [] : [said("project.reopen.calls", { calls: namedCalls(off), count: off.length, to })]),
    ...(off.length === 0 || to === "customer" ? [] : [lineBlock(`checkin propose in:${facts.project.code}`)]),
    ...(gaveNotice && !porting.isPorted
      ? [said("project.reopen.porting", { on: day(porting.day), to }, "warning")]
      : []),
  ];
}
