import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { includedCalls, numberOfCalls, usesCall } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { said } from "../shared/blocks.ts";
import { checkInCard, checkInSubject } from "./check-in-card.ts";
import { keepMoments, settleAfter } from "./check-in-moments.ts";

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

/** Says of a call that was just booked that it is more than are included (S2): the ledger's. */
export function beyondBlocks(facts: ProjectContext["facts"], agreement: Agreement): readonly Block[] {
  const { included } = includedCalls(facts, agreement);
  const number = numberOfCalls(facts);
  return number > included ? [said("checkin.beyond", { number, included }, "warning")] : [];
}
