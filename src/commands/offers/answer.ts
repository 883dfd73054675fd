import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { type AnswerRefusal, canDecide } from "../../domain/change.ts";
import type { Change } from "../../domain/facts.ts";
import { approversOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, phrase } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { applyEffect } from "./effect.ts";
import { answerButtons, answerLine, offerSubject, priceWords } from "./offer-card.ts";
import { changeOf, settledRefusal } from "./offers.ts";

/** An approver's yes or no to the offer that they saw (L3, S9). A yes takes effect in the same transaction. */
export async function answer(
  ctx: ProjectContext,
  seen: { readonly change: Ref; readonly digest?: string },
  decision: "approved" | "declined",
): Promise<Reply> {
  const { facts, store, actor, today, now } = ctx;
  stillOpen(facts);
  const change = changeOf(facts, seen.change);
  const may = canDecide(change, facts, actor, seen.digest ?? "");
  if (!may.ok) throw answerRefusal(ctx, change, may.refused, seen.digest === undefined ? "unnamed" : "outdated", decision);
  const detail = { on: today, at: now, by: byOf(actor) };
  if (!(await store.changes.decide(facts.project.id, change.ref, decision, change.offer?.digest ?? "", detail))) {
    throw settledRefusal(change.ref, changeOf(await ctx.reload(), change.ref));
  }
  const done = decision === "approved" ? await applyEffect(ctx, change) : [];
  const outcome = said(`offer.card.${decision}`, { by: actor.name, on: day(today) }, decision === "approved" ? "success" : "warning");
  await settleCard(ctx, offerSubject(change.ref), outcome);
  await tellStaff(ctx, change, decision, done);
  return {
    audience: "offer",
    to: "person",
    blocks: [said(`offer.answered.${decision}`, { ref: change.ref, title: change.title }, "success"), ...done],
  };
}

/** Our own channel hears it at once, with what happens next. */
async function tellStaff(ctx: ProjectContext, change: Change, decision: "approved" | "declined", done: readonly Block[]): Promise<void> {
  const { ref, title, pricing } = change;
  const price = pricing === undefined ? "" : priceWords(pricing);
  const values = { who: ctx.actor.name, ref, title, price };
  const blocks: readonly Block[] =
    decision === "declined"
      ? [said("offer.told.declined", values, "warning"), said("offer.told.declinedNext"), lineBlock(`change price ${ref} fixed:<kr>`)]
      : [said("offer.told.approved", values, "success"), ...done, ...approvedNext(change)];
  await ctx.post("internal", { audience: "offer", blocks });
}

function approvedNext({ ref, kind, pricing }: Change): readonly Block[] {
  if (pricing?.kind === "fixed" && pricing.price === 0) return [];
  if (pricing?.kind === "fixed") return [said("offer.told.fixedNext"), lineBlock(`change done ${ref}`)];
  return kind === "extension" ? [] : [said("offer.told.runningNext"), lineBlock(`log <time> ${ref}`)];
}

/** `unseen`: what is said of an offer that is not the current one, or that was not named. */
function answerRefusal(
  { facts }: ProjectContext,
  change: Change,
  why: AnswerRefusal,
  unseen: "outdated" | "unnamed",
  decision: "approved" | "declined",
): Refusal {
  const { ref, offer } = change;
  switch (why.kind) {
    case "not-approver":
      return refuse("refusal.approver", { approvers: list(approversOf(facts).map((one) => one.name)) }, { recorded: true });
    case "not-sent":
      return refuse("offer.refuse.beingChanged", { ref });
    case "outdated":
      if (offer === undefined) return refuse("offer.refuse.beingChanged", { ref });
      return refuse(
        `offer.refuse.${unseen}`,
        { ref },
        {
          line: answerLine(decision === "approved" ? "approve" : "decline", ref, offer.digest),
          because: offer.text.split("\n").map((words) => phrase("offer.words", { words })),
          buttons: answerButtons(ref, offer.digest),
        },
      );
    case "settled":
      return settledRefusal(ref, why);
  }
}
