import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import {
  canAgree,
  canPrice,
  canSend,
  type OfferRefusal,
  offerDigest,
  ratedPricing,
  type SendRefusal,
  type Settled,
  sameAgreement,
} from "../../domain/change.ts";
import type { Change, Pricing, ProjectFacts } from "../../domain/facts.ts";
import { approversOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, phrase } from "../../messages/phrase.ts";
import type { NewChange } from "../../store/store.ts";
import { lineBlock, said, sameBlocks, textBlock } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { keptText } from "../shared/kept-text.ts";
import { settleCard } from "../shared/settled.ts";
import { countedDifference, outdatedData } from "./data-change.ts";
import { earlierCovered, offerBlocks, offerCard, offerSubject, priceRows } from "./offer-card.ts";

/** A change of the project by its reference. */
export function changeOf(facts: Pick<ProjectFacts, "changes">, ref: Ref): Change {
  const change = facts.changes.find((one) => one.ref === ref);
  if (change === undefined) throw refuse("offer.refuse.unknown", { ref });
  return change;
}

/**
 * Takes in a priced change, add-on or extension: to be sent to an approver, or approved by evidence of the sale (S9).
 */
export async function register(
  ctx: ProjectContext,
  wanted: Pick<NewChange, "kind" | "title" | "extends" | "effect"> & { readonly pricing: Pricing },
  agreed: string | undefined,
): Promise<Reply> {
  const { facts, store, today, now, actor } = ctx;
  stillOpen(facts);
  const ref = await ctx.nextRef("X");
  const change = await store.changes.add(facts.project.id, {
    ...{ ref, state: "priced", createdOn: today, createdBy: byOf(actor), recordedAt: now },
    ...wanted,
  });
  if (agreed !== undefined) return agree(ctx, change, agreed);
  return pricedReceipt(ctx, change, phrase(`offer.noted.${change.kind}`, { ref, title: change.title }));
}

/** Records the evidence of an agreement made at the sale, instead of an approver's yes (S9). */
async function agree(ctx: ProjectContext, change: Change, evidence: string): Promise<Reply> {
  const { facts, store, today, now, actor, agreement } = ctx;
  const decision = canAgree(change, evidence, facts.project, agreement);
  if (!decision.ok) {
    if (decision.refused.kind === "evidence-missing")
      throw refuse("offer.refuse.evidence", undefined, { field: "agreed" });
    throw offerRefusal(decision.refused, change, facts);
  }
  await notOutdated(ctx, change);
  const by = { on: today, at: now, by: byOf(actor) };
  if (!(await store.changes.agree(facts.project.id, change.ref, evidence, decision.pricing, by)))
    throw settledRefusal(change.ref, change);
  return {
    audience: "ledger",
    blocks: [
      said("offer.agreed", { ref: change.ref, title: change.title, evidence }, "success"),
      { kind: "facts", rows: priceRows(decision.pricing) },
      ...earlierCovered(change, facts, agreement),
      ...sameBlocks(change.ref, sameAgreement(change, evidence, facts)),
    ],
  };
}

/** Throws the refusal of a change whose list can be taken no more. */
export async function notOutdated(ctx: ProjectContext, change: Change): Promise<void> {
  const why = await outdatedData(ctx, change);
  if (why !== undefined) throw why;
}

/** Above an offer that is being priced anew, until it is settled. */
const newPriceComes: Block = { kind: "text", text: phrase("offer.card.outdated"), tone: "warning", role: "pending" };

/** Gives it a price, or another one: an offer that was sent is outdated by it (S9). */
export async function price(ctx: ProjectContext, ref: Ref, pricing: Pricing): Promise<Reply> {
  const { facts, store } = ctx;
  stillOpen(facts);
  const before = changeOf(facts, ref);
  const decision = canPrice(before);
  if (!decision.ok) throw settledRefusal(ref, decision.refused, before);
  await notOutdated(ctx, before);
  if (!(await store.changes.price(facts.project.id, ref, pricing))) throw settledRefusal(ref, before);
  const values = { ref, title: before.title };
  if (decision.outdatesOffer) await settleCard(ctx, offerSubject(ref), newPriceComes, "first");
  const after = changeOf(await ctx.reload(), ref);
  return pricedReceipt(ctx, after, phrase(decision.outdatesOffer ? "change.repriced" : "change.priced", values));
}

/** What was priced, and the one thing to do next: send it, or what keeps it from being sent. */
function pricedReceipt(ctx: ProjectContext, change: Change, done: ReturnType<typeof phrase>): Reply {
  const { facts, agreement } = ctx;
  const { pricing } = change;
  const rows = pricing === undefined ? [] : priceRows(ratedPricing(pricing, facts.project, agreement) ?? pricing);
  return {
    audience: "ledger",
    blocks: [
      textBlock(done, "success"),
      { kind: "facts", rows },
      ...earlierCovered(change, facts, agreement),
      ...next(ctx, change),
    ],
  };
}

function next({ facts, agreement }: ProjectContext, change: Change): readonly Block[] {
  const decision = canSend(change, facts, agreement);
  if (decision.ok) {
    const approvers = approversOf(facts).map((approver) => approver.name);
    const send = {
      id: "send",
      label: phrase("offer.button.send"),
      style: "primary",
      runs: "change send",
      values: { change: change.ref },
    } as const;
    return [
      said("offer.notSent", { who: list(approvers), count: approvers.length }),
      { kind: "buttons", buttons: [send] },
    ];
  }
  const { why, help } = offerRefusal(decision.refused, change, facts);
  return [textBlock(why, "warning"), ...(help.line === undefined ? [] : [lineBlock(help.line)])];
}

/** Sends the offer to the shared channel, and keeps it word for word as the approvers see it (S9). */
export async function send(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { facts, store, today, agreement } = ctx;
  stillOpen(facts);
  const change = changeOf(facts, ref);
  const decision = canSend(change, facts, agreement);
  if (!decision.ok) throw offerRefusal(decision.refused, change, facts);
  await notOutdated(ctx, change);
  const { pricing } = decision;
  const counted = await countedDifference(ctx, change);
  const blocks = offerBlocks({ ...change, pricing }, facts, agreement, { sentOn: today, counted });
  const text = keptText(facts.project.language, blocks);
  const digest = offerDigest(text);
  if (!(await store.changes.send(facts.project.id, ref, { text, digest, on: today }, pricing)))
    throw settledRefusal(ref, change);
  const approvers = approversOf(facts);
  await ctx.post("shared", offerCard(blocks, ref, digest, approvers), offerSubject(ref));
  return {
    audience: "ledger",
    blocks: [
      said(
        "offer.sent",
        { ref, title: change.title, who: list(approvers.map((approver) => approver.name)) },
        "success",
      ),
      said("offer.sentNext"),
    ],
  };
}

/** Why an offer cannot be sent or agreed, with what to do instead. */
function offerRefusal(why: SendRefusal | OfferRefusal, change: Change, { project }: ProjectFacts): Refusal {
  const { ref } = change;
  switch (why.kind) {
    case "not-priced":
      return refuse("offer.refuse.notPriced", { ref }, { line: `change price ${ref} fixed:<kr>` });
    case "no-running-rate":
      return refuse("offer.refuse.noRate", undefined, { line: "project set rate:<kr>" });
    case "already-sent":
      return refuse("offer.refuse.sent", { ref, on: day(why.on) });
    case "no-approver":
      return refuse("offer.refuse.noApprover", undefined, { line: "team add <name> approver" });
    case "no-shared-channel":
      return refuse("place.noShared", undefined, { line: `bind shared in:${project.code}` });
    case "settled":
      return settledRefusal(ref, why);
  }
}

/**
 * It has been decided or withdrawn: by whom and when, where that is known. `change`: what to do instead of pricing it
 * anew.
 */
export function settledRefusal(ref: Ref, { state, by, on }: Omit<Settled, "kind">, change?: Change): Refusal {
  // Whoever said yes did not do the work.
  const known = state !== "done" && by !== undefined && on !== undefined;
  return refuse(
    "offer.refuse.settled",
    { ref, state, known: known ? "yes" : "no", by: by?.name ?? "", on: on === undefined ? "" : day(on) },
    { line: change === undefined ? undefined : insteadOf(change) },
  );
}

/** An extension is extended by another one; what else was agreed takes a change of its own. */
function insteadOf({ extends: extended, title }: Change): string {
  return extended === undefined
    ? `change "${title.replaceAll('"', "'")}" fixed:<kr>`
    : `extend ${extended.package} <time> running`;
}
