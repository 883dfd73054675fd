import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { By, ChangeEffect, ProjectFacts, Requirement, RequirementState } from "../../domain/facts.ts";
import {
  changeOfWish,
  changesAreCharged,
  type RequirementMove,
  type RequirementRefusal,
  requirementAddition,
  requirementMove,
} from "../../domain/requirement.ts";
import type { Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day, type Value } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byOf, ofCustomer, saysSomething, stillOpen } from "../shared/checks.ts";
import { requirementList } from "./requirements-table.ts";
import { agreeOnWish, sayDeclined } from "./wish.ts";

const text = field.text({ max: 500 });

/** Whom staff name as the one of the customer who agreed. Throws the refusal of anybody else. */
function theirs(context: ProjectContext, { id, name }: By): By {
  const by = ofCustomer(context, { id, name });
  if (by === undefined) throw refuse("require.by.notTheirs", { name }, { field: "by" });
  return by;
}

/**
 * The requirement specification: everything agreed in it must be delivered (S1); after kickoff, what changes it has a
 * price (S5).
 */
export const requirement = defineCommand({
  name: "require",
  summary: "summary.require",
  lines: [
    projectLine({
      summary: "summary.require",
      examples: ["require"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      run: async (_, context) => requirementList(context.facts, context.actor.staff),
    }),
    projectLine({
      verb: "add",
      summary: "summary.require.add",
      examples: ['require add "Open 07–18 on weekdays"', 'require add "In our own colours" deviation by:karin'],
      allow: ["staff"],
      audience: "public",
      input: { text, deviation: field.flag(), by: field.person().optional() },
      async run({ text: wanted, deviation, by }, context) {
        const { facts, store } = context;
        stillOpen(facts);
        saysSomething(wanted, "text");
        const agreedWith = by && theirs(context, by);
        const addition = requirementAddition(facts.project, context.agreement);
        if (addition.as === "change")
          return asked(context, wanted, { kind: "add-requirement", text: wanted, deviation });
        const ref = await context.nextRef("R");
        await store.requirements.add(facts.project.id, {
          ref,
          text: wanted,
          deviation,
          agreedOn: context.today,
          agreedBy: byOf(context.actor),
          agreedWith,
          recordedAt: context.now,
          baseline: addition.baseline,
        });
        return {
          audience: "public",
          blocks: [said(deviation ? "require.addedDeviation" : "require.added", { ref, text: wanted }, "success")],
        };
      },
    }),
    projectLine({
      verb: "agree",
      summary: "summary.require.agree",
      examples: ["require agree R3", 'require agree R3 "Open in the evenings, 17–20" deviation'],
      allow: ["staff"],
      audience: "public",
      input: {
        ref: field.ref("R"),
        text: text.optional().inPlace(),
        deviation: field.flag(),
        by: field.person().optional(),
      },
      async run({ ref, text: worded, deviation, by }, context) {
        const wish = named(context.facts, ref);
        const { as } = decide(context, wish, "agree");
        const wanted = worded ?? wish.text;
        if (as === "change")
          return asked(context, titleOf(wanted), { kind: "add-requirement", text: wanted, deviation, wish: ref });
        return agreeOnWish(context, wish, { text: wanted, deviation, by: by && theirs(context, by) });
      },
    }),
    projectLine({
      verb: "edit",
      summary: "summary.require.edit",
      examples: ['require edit R2 "Open 07–20 on weekdays"'],
      allow: ["staff"],
      audience: "public",
      input: { ref: field.ref("R"), text },
      async run({ ref, text: wanted }, context) {
        const before = named(context.facts, ref);
        if (before.text === wanted) throw refuse("require.same", { ref }, { field: "text" });
        const { as } = decide(context, before, "edit");
        if (as === "change") return asked(context, wanted, { kind: "edit-requirement", ref, text: wanted });
        await context.store.requirements.edit(context.facts.project.id, ref, wanted);
        await backToAgreed(context, before);
        const again = before.state === "agreed" ? [] : [said("require.againAgreed", { ref })];
        return { audience: "public", blocks: [said("require.edited", { ref, text: wanted }, "success"), ...again] };
      },
    }),
    projectLine({
      verb: "drop",
      summary: "summary.require.drop",
      examples: ['require drop R2 "not needed any more"'],
      allow: ["staff"],
      audience: "public",
      input: { ref: field.ref("R"), reason: field.text({ max: 500 }) },
      async run({ ref, reason }, context) {
        const before = named(context.facts, ref);
        const { as } = decide(context, before, "drop", reason);
        if (as === "change") return asked(context, before.text, { kind: "drop-requirement", ref, reason });
        await move(context, before, "dropped", reason);
        if (before.state === "wished") return sayDeclined(context, before, reason);
        return { audience: "public", blocks: [said("require.dropped", { ref, text: before.text, reason }, "success")] };
      },
    }),
    projectLine({
      verb: "deliver",
      summary: "summary.require.deliver",
      examples: ["require deliver R2"],
      allow: ["staff"],
      audience: "public",
      input: { ref: field.ref("R") },
      async run({ ref }, context) {
        const before = named(context.facts, ref);
        decide(context, before, "deliver");
        await move(context, before, "delivered");
        return {
          audience: "public",
          blocks: [
            said("require.delivered", { ref, text: before.text }, "success"),
            said("require.verifyNext"),
            lineBlock(`require verify ${ref}`),
          ],
        };
      },
    }),
    projectLine({
      verb: "verify",
      summary: "summary.require.verify",
      examples: ["require verify R2"],
      allow: ["staff"],
      audience: "public",
      input: { ref: field.ref("R") },
      async run({ ref }, context) {
        const before = named(context.facts, ref);
        decide(context, before, "verify");
        await move(context, before, "verified");
        return {
          audience: "public",
          blocks: [said("require.verified", { ref, text: before.text, by: context.actor.name }, "success")],
        };
      },
    }),
  ],
});

function named(facts: ProjectFacts, ref: Ref): Requirement {
  stillOpen(facts);
  const found = facts.requirements.find((one) => one.ref === ref);
  if (found === undefined) throw refuse("require.unknown", { ref });
  return found;
}

/** Whether the move takes effect at once or takes a change request (S5). Throws the refusal. */
function decide(
  context: ProjectContext,
  of: Requirement,
  step: RequirementMove,
  reason?: string,
): { readonly as: "direct" | "change" } {
  const charged = changesAreCharged(context.facts.project, context.agreement);
  const change = changeOfWish(of.ref, context.facts.changes);
  const decision = requirementMove(of, step, { changesAreCharged: charged, reason, change });
  if (!decision.ok) throw refusal(decision.refused, of);
  return decision;
}

async function move(context: ProjectContext, from: Requirement, to: RequirementState, reason?: string): Promise<void> {
  const detail = { on: context.today, by: byOf(context.actor), reason };
  const first = await context.store.requirements.move(context.facts.project.id, from.ref, from.state, to, detail);
  if (!first) throw refuse("require.moved", { ref: from.ref });
}

/** What was delivered was something else: an edited requirement is to be delivered again (S1). */
async function backToAgreed(context: ProjectContext, before: Requirement): Promise<void> {
  const now = (await context.reload()).requirements.find(({ ref }) => ref === before.ref);
  if (now !== undefined && now.state !== "agreed") await move(context, now, "agreed");
}

type RequirementEffect = Extract<
  ChangeEffect,
  { readonly kind: "add-requirement" | "edit-requirement" | "drop-requirement" }
>;

/**
 * After kickoff it is a change request: asked for, with what it will do once an approver has said yes to its price (S5,
 * S9).
 */
async function asked(context: ProjectContext, title: string, effect: RequirementEffect): Promise<Reply> {
  const { facts, store, today, now, actor } = context;
  const ref = await context.nextRef("X");
  // To leave something out needs a yes, not a price; another price can be given before it is sent.
  const free = effect.kind === "drop-requirement";
  const pricing = free ? ({ kind: "fixed", price: 0 } as const) : undefined;
  const recorded = { createdOn: today, createdBy: byOf(actor), recordedAt: now };
  await store.changes.add(facts.project.id, {
    ref,
    kind: "change",
    title,
    effect,
    pricing,
    state: free ? "priced" : "asked",
    ...recorded,
  });
  const values = { ref, title, requirement: "ref" in effect ? effect.ref : "" };
  const kickoff = facts.project.kickoff;
  return {
    audience: "public",
    blocks: [
      said(`require.asked.${effect.kind}`, values, "success"),
      said(free ? "require.asked.whyFree" : "require.asked.why", { on: kickoff === undefined ? "" : day(kickoff.on) }),
      lineBlock(free ? `change send ${ref}` : `change price ${ref} fixed:<kr>`),
    ],
  };
}

/** A change's title is one line. */
const titleOf = (wanted: string): string => [...(wanted.split("\n")[0] ?? wanted)].slice(0, 200).join("");

function refusal(why: RequirementRefusal, of: Requirement): Refusal {
  const values: Record<string, Value> = { ref: of.ref };
  switch (why.kind) {
    case "already":
      return refuse(of.state === "verified" ? "require.already.verified" : `require.already.${why.state}`, {
        ...values,
        ...doneBy(of),
      });
    case "gone":
      return refuse(`require.gone.${why.state}`, values);
    case "wish":
      return refuse("require.wish.first", values, { line: `require agree ${of.ref}` });
    case "wish-in-change":
      return refuse("require.wish.inChange", { ...values, change: why.change });
    case "not-delivered":
      return refuse("require.notDelivered", values, { line: `require deliver ${of.ref}` });
    case "reason-missing":
      return refuse("require.reasonMissing", values, { field: "reason" });
  }
}

/** When it took its state, and who saw to it. */
function doneBy(of: Requirement): Readonly<Record<string, Value>> {
  const on = of.state === "verified" ? of.verifiedOn : of.deliveredOn;
  return { on: day(on ?? of.agreedOn), by: of.state === "verified" ? (of.verifiedBy?.name ?? "") : of.agreedBy.name };
}
