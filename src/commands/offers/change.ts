import { customers, defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { canFinish, canWithdraw, isApproved } from "../../domain/change.ts";
import { canHaveMoreCover } from "../../domain/more-cover.ts";
import { coveredChange } from "../../domain/pricing.ts";
import { isFrozen, requirementAddition } from "../../domain/requirement.ts";
import { roleOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, money, phrase } from "../../messages/phrase.ts";
import { keepWish } from "../requirements/wish.ts";
import { lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { answerable, approve, decline } from "./answer.ts";
import { changeList } from "./changes-table.ts";
import { dropEffect } from "./data-change.ts";
import { refuseMeant } from "./meant.ts";
import { offerMore } from "./more-cover.ts";
import { offerSubject } from "./offer-card.ts";
import { changeOf, price, register, send, settledRefusal } from "./offers.ts";
import { agreed, priceFields, pricingOf } from "./price-fields.ts";

const reference = { change: field.ref("X") };
/** Typed, or brought by a button: which offer was seen. */
const answered = { ...reference, digest: field.seen().optional().inPlace() };

/** Everything that changes the call-off after kickoff: asked for, priced, sent, answered, done (S5, S6, S9). */
export const change = defineCommand({
  name: "change",
  summary: "summary.change",
  lines: [
    projectLine({
      summary: "summary.change",
      examples: ["change"],
      allow: everyone,
      audience: "place",
      reads: true,
      input: {},
      async run(_values, ctx) {
        // A partner is nobody's customer: prices are between the customer and us (A1).
        const prices = ctx.actor.staff || roleOf(ctx.facts, ctx.actor.id) !== "partner";
        const list = changeList(ctx.facts, ctx.agreement, { internal: showsLedger(ctx), prices });
        return prices ? list : { ...list, to: "person" };
      },
    }),
    projectLine({
      verb: "add",
      matches: /\S/u,
      summary: "summary.change.add",
      examples: ['change "One more language" fixed:4500', 'change "Open on Saturdays too" running estimate:6h cap:8h'],
      allow: ["staff"],
      audience: "ledger",
      input: { title: field.text({ max: 200 }), ...priceFields, agreed },
      async run({ title, agreed: evidence, ...typed }, ctx) {
        refuseMeant(title, ctx.facts);
        stillOpen(ctx.facts);
        const pricing = pricingOf(typed);
        if (!isFrozen(ctx.facts.project))
          throw refuse("change.refuse.beforeKickoff", undefined, { line: `require add "${title}"` });
        return register(ctx, { kind: "change", title, pricing }, evidence);
      },
    }),
    projectLine({
      verb: "price",
      summary: "summary.change.price",
      examples: ["change price X1 fixed:4500", "change price X1 running estimate:6h cap:8h"],
      allow: ["staff"],
      audience: "ledger",
      input: { ...reference, ...priceFields },
      async run({ change: ref, ...typed }, ctx) {
        const before = changeOf(ctx.facts, ref);
        const pricing = pricingOf(typed, before.extends?.minutes);
        const worked = isApproved(before) ? changeOf(ctx.facts, coveredChange(before)) : before;
        if (pricing.kind === "running" && canHaveMoreCover(worked)) return offerMore(ctx, worked, pricing);
        return price(ctx, ref, pricing);
      },
    }),
    projectLine({
      verb: "send",
      summary: "summary.change.send",
      examples: ["change send X1"],
      allow: ["staff"],
      audience: "ledger",
      input: reference,
      run: ({ change: ref }, ctx) => send(ctx, ref),
    }),
    projectLine({
      verb: "withdraw",
      summary: "summary.change.withdraw",
      examples: ["change withdraw X1"],
      allow: ["staff"],
      audience: "ledger",
      input: reference,
      run: ({ change: ref }, ctx) => withdraw(ctx, ref),
    }),
    projectLine({
      verb: "done",
      summary: "summary.change.done",
      examples: ["change done X1"],
      allow: ["staff"],
      audience: "offer",
      input: reference,
      run: ({ change: ref }, ctx) => finish(ctx, ref),
    }),
    projectLine({
      verb: "ask",
      by: "card",
      summary: "summary.change.ask",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { wish: field.longText({ max: 4000 }) },
      opening: (_, ctx) => stillOpen(ctx.facts),
      run: ({ wish }, ctx) => ask(ctx, wish),
    }),
    projectLine({
      verb: "approve",
      summary: "summary.change.approve",
      examples: ["change approve X1 7f3a9c"],
      allow: ["approver"],
      audience: "offer",
      input: { ...answered, yes: field.sure() },
      run: (values, ctx) => approve(ctx, values),
    }),
    projectLine({
      verb: "decline",
      summary: "summary.change.decline",
      examples: ['change decline X1 7f3a9c "too expensive"'],
      allow: ["approver"],
      audience: "offer",
      input: { ...answered, reason: field.longText({ max: 2000 }).optional().inPlace() },
      asksFor: "reason",
      opening({ change: ref, digest }, ctx) {
        if (ref !== undefined) answerable(ctx, { change: ref, digest }, "declined");
      },
      run: (values, ctx) => decline(ctx, values, values.reason),
    }),
  ],
});

async function withdraw(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { facts, store, today } = ctx;
  stillOpen(facts);
  const before = changeOf(facts, ref);
  const decision = canWithdraw(before);
  if (!decision.ok) throw settledRefusal(ref, decision.refused);
  if (!(await store.changes.move(facts.project.id, ref, [before.state], "withdrawn", today)))
    throw settledRefusal(ref, before);
  await dropEffect(ctx, before);
  const told = await settleCard(
    ctx,
    offerSubject(ref),
    said("offer.card.withdrawn", { on: day(today) }, "warning"),
    "first",
  );
  const blocks = [
    said("change.withdrawn", { ref, title: before.title }, "success"),
    ...(told ? [said("change.withdrawnTold")] : []),
  ];
  return { audience: "ledger", blocks };
}

/**
 * Marks the work done: then a fixed price is billed (S6). It can be said after the project has closed: what was done is
 * billed.
 */
async function finish(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { facts, store, today } = ctx;
  const before = changeOf(facts, ref);
  const decision = canFinish(before);
  if (!decision.ok) {
    if (decision.refused.kind === "settled") throw settledRefusal(ref, decision.refused);
    const line = before.state === "priced" ? { line: `change send ${ref}` } : {};
    throw refuse("change.refuse.notApproved", { ref, state: phrase(`cover.state.${decision.refused.state}`) }, line);
  }
  if (!(await store.changes.move(facts.project.id, ref, ["approved"], "done", today)))
    throw settledRefusal(ref, before);
  await settleCard(ctx, offerSubject(ref), said("offer.card.done", { on: day(today) }, "success"));
  const { pricing, title } = before;
  const fixed = pricing?.kind === "fixed" ? pricing.price : undefined;
  const meaning =
    fixed === undefined
      ? said("change.done.running")
      : fixed === 0
        ? said("change.done.free")
        : said("change.done.fixed", { price: money(fixed) });
  return { audience: "offer", blocks: [said("change.done", { ref, title }, "success"), meaning] };
}

/**
 * A customer's wish: after kickoff a change request to be priced, before it a wish that waits to be agreed on as a
 * requirement (S5).
 */
async function ask(ctx: ProjectContext, wish: string): Promise<Reply> {
  const { facts, store, agreement, today, now, actor } = ctx;
  stillOpen(facts);
  const [title = wish] = wish.split("\n");
  const short = [...title].slice(0, 200).join("");
  if (requirementAddition(facts.project, agreement).as === "direct") return keepWish(ctx, wish);
  const ref = await ctx.nextRef("X");
  const recorded = { createdOn: today, createdBy: byOf(actor), recordedAt: now };
  await store.changes.add(facts.project.id, { ref, kind: "change", title: short, state: "asked", ...recorded });
  await tellStaff(ctx, [
    said("change.told.asked", { who: actor.name, ref }),
    ...quoted(wish),
    lineBlock(`change price ${ref} fixed:<kr>`),
  ]);
  return { audience: "public", blocks: [said("change.asked", { ref }, "success"), ...quoted(wish)] };
}

async function tellStaff(ctx: ProjectContext, blocks: readonly Block[]): Promise<void> {
  await ctx.post("internal", { audience: "public", blocks });
}
