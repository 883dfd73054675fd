import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { type AnswerRefusal, canDecide } from "../../domain/change.ts";
import type { Change } from "../../domain/facts.ts";
import { agreedMoney } from "../../domain/pricing.ts";
import { approversOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, person, phrase } from "../../messages/phrase.ts";
import { priceWords } from "../../messages/price-words.ts";
import { lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { applyEffect } from "./effect.ts";
import { answerButtons, answerLine, offerSubject, sureBlocks } from "./offer-card.ts";
import { changeOf, notOutdated, settledRefusal } from "./offers.ts";

/** Which offer was seen: brought by a button, or by its code where it is typed. */
export interface Answered {
  readonly change: Ref;
  readonly digest?: string;
}

/**
 * An approver's yes to the offer that they saw (L3, S9). Where it agrees to money they are asked once more; it takes
 * effect in the same transaction.
 */
export async function approve(ctx: ProjectContext, seen: Answered & { readonly yes: boolean }): Promise<Reply> {
  const change = answerable(ctx, seen, "approved");
  await notOutdated(ctx, change);
  const { pricing, offer } = change;
  if (!seen.yes && pricing !== undefined && offer !== undefined && agreedMoney(pricing) > 0) {
    return { audience: "offer", to: "person", question: true, blocks: sureBlocks(change, pricing, offer.digest) };
  }
  await decide(ctx, change, "approved");
  const done = await applyEffect(ctx, change);
  await settle(ctx, change, "approved");
  const { ref, title } = change;
  const told = [
    said("offer.told.approved", { who: ctx.actor.name, ...inWords(change) }, "success"),
    ...done,
    ...approvedNext(change),
  ];
  await ctx.post("internal", { audience: "offer", blocks: told });
  return {
    audience: "offer",
    to: "person",
    blocks: [said("offer.answered.approved", { ref, title }, "success"), ...done],
  };
}

/** An approver's no to the offer that they saw, with its reason, which is for us and may be left out (L3, S9). */
export async function decline(ctx: ProjectContext, seen: Answered, reason: string | undefined): Promise<Reply> {
  const change = answerable(ctx, seen, "declined");
  await decide(ctx, change, "declined", reason);
  await settle(ctx, change, "declined");
  const { ref, title } = change;
  const told = [
    said("offer.told.declined", { who: ctx.actor.name, ...inWords(change) }, "warning"),
    ...quoted(reason),
    ...askedBlocks(ctx, change),
    said("offer.told.declinedNext"),
    lineBlock(`change price ${ref} fixed:<kr>`),
  ];
  await ctx.post("internal", { audience: "offer", blocks: told });
  await tellAsker(ctx, change);
  return {
    audience: "offer",
    to: "person",
    blocks: [said("offer.answered.declined", { ref, title }, "success"), ...quoted(reason)],
  };
}

/** Who asked for it is named where the no is told, and one of ours is mentioned (S9). */
function askedBlocks({ facts }: ProjectContext, { createdBy: { id, name } }: Change): readonly Block[] {
  if (id === "system") return [];
  return [said("offer.told.askedBy", { who: list([isOurs(facts, id) ? person(id, name) : name]) })];
}

/** One of the customer's who asked for it, and did not say the no, hears of it where they are, without its reason. */
async function tellAsker(ctx: ProjectContext, { ref, title, createdBy: { id, name } }: Change): Promise<void> {
  const { facts, actor } = ctx;
  if (id === actor.id || isOurs(facts, id) || !facts.members.some((one) => one.id === id)) return;
  const values = { who: list([person(id, name)]), by: actor.name, ref, title };
  await ctx.post("shared", { audience: "offer", blocks: [said("offer.told.declinedAsker", values)] });
}

const isOurs = ({ members }: ProjectContext["facts"], id: string): boolean =>
  members.some((one) => one.id === id && (one.role === "lead" || one.role === "staff"));

/** The change whose offer somebody answers; throws the refusal of an answer that would not count (L3, S9). */
export function answerable(ctx: ProjectContext, seen: Answered, decision: "approved" | "declined"): Change {
  const { facts, actor } = ctx;
  stillOpen(facts);
  const change = changeOf(facts, seen.change);
  const may = canDecide(change, facts, actor, seen.digest ?? "");
  if (!may.ok)
    throw answerRefusal(ctx, change, may.refused, seen.digest === undefined ? "unnamed" : "outdated", decision);
  return change;
}

async function decide(
  ctx: ProjectContext,
  { ref, offer }: Change,
  decision: "approved" | "declined",
  reason?: string,
): Promise<void> {
  const { facts, store, actor, today, now } = ctx;
  const detail = { on: today, at: now, by: byOf(actor), reason };
  if (await store.changes.decide(facts.project.id, ref, decision, offer?.digest ?? "", detail)) return;
  throw settledRefusal(ref, changeOf(await ctx.reload(), ref));
}

async function settle(ctx: ProjectContext, { ref }: Change, decision: "approved" | "declined"): Promise<void> {
  const values = { by: ctx.actor.name, on: day(ctx.today) };
  await settleCard(
    ctx,
    offerSubject(ref),
    said(`offer.card.${decision}`, values, decision === "approved" ? "success" : "warning"),
  );
}

const inWords = ({ ref, title, pricing }: Change) => ({
  ref,
  title,
  price: pricing === undefined ? "" : priceWords(pricing),
});

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
      return refuse(
        "refusal.approver",
        { approvers: list(approversOf(facts).map((one) => one.name)) },
        { recorded: true },
      );
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
