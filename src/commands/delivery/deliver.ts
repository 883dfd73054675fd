import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { offerDigest } from "../../domain/change.ts";
import {
  type ApprovalRefusal,
  approvalSubject,
  type Blocker,
  canAnswerDelivery,
  currentRequest,
  deliveryBlockers,
  remarkTasks,
} from "../../domain/delivery.ts";
import type { DeliveryRequest, ProjectFacts, Task } from "../../domain/facts.ts";
import { approversOf } from "../../domain/role.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, phrase } from "../../messages/phrase.ts";
import { documentButton } from "../project/document-card.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { keptText } from "../shared/kept-text.ts";
import { settleCard } from "../shared/settled.ts";
import {
  approvalBlocks,
  approvalButtons,
  approvalCard,
  approvalLine,
  blockerLine,
  blockerWords,
  deliverySubject,
} from "./delivery-card.ts";

/** Which round was seen: brought by a button, or by the code of its text where it is typed. */
const seen = { delivery: field.hidden().optional(), digest: field.seen().optional().inPlace() };
interface Seen {
  readonly delivery?: Id;
  readonly digest?: string;
}

/** The delivery approval: asked for when nothing blocks it (L2), answered by an approver (L3). */
export const deliver = defineCommand({
  name: "deliver",
  summary: "summary.deliver",
  lines: [
    projectLine({
      summary: "summary.deliver",
      examples: ["deliver"],
      allow: ["staff"],
      audience: "public",
      input: {},
      run: (_values, ctx) => ask(ctx),
    }),
    projectLine({
      verb: "approve",
      summary: "summary.deliver.approve",
      examples: ["deliver approve 7f3a9c"],
      allow: ["approver"],
      audience: "public",
      input: seen,
      run: (values, ctx) => approve(ctx, values),
    }),
    projectLine({
      verb: "decline",
      summary: "summary.deliver.decline",
      examples: ['deliver decline 7f3a9c "One text is in English"'],
      allow: ["approver"],
      audience: "public",
      input: { ...seen, remarks: field.longText({ max: 8000 }) },
      run: (values, ctx) => decline(ctx, values, values.remarks),
    }),
  ],
});

/** What would be approved now, and its text as it is kept; undefined before go-live (L1). */
function currentText(
  facts: ProjectFacts,
): { readonly blocks: readonly Block[]; readonly text: string; readonly digest: string } | undefined {
  const subject = approvalSubject(facts);
  if (subject === undefined) return undefined;
  const blocks = approvalBlocks(subject);
  const text = keptText(facts.project.language, blocks);
  return { blocks, text, digest: offerDigest(text) };
}

async function ask(ctx: ProjectContext): Promise<Reply> {
  const { facts, store, today, actor, place } = ctx;
  stillOpen(facts);
  const current = currentText(facts);
  const [first, ...more] = deliveryBlockers(facts, current?.digest);
  if (first !== undefined || current === undefined)
    throw blocked(facts, [...(first === undefined ? [] : [first]), ...more]);
  const { blocks, text, digest } = current;
  const before = currentRequest(facts);
  if (before?.state === "asked") {
    await store.deliveries.outdate(facts.project.id, before.id);
    await settleCard(ctx, deliverySubject(before.id), said("deliver.card.outdated", undefined, "warning"), "first");
  }
  const request = await store.deliveries.ask(facts.project.id, { askedOn: today, askedBy: byOf(actor), text, digest });
  const approvers = approversOf(facts);
  await ctx.post("shared", approvalCard(blocks, request, approvers), deliverySubject(request.id));
  const asked = said("deliver.asked", { who: list(approvers.map((one) => one.name)) }, "success");
  if (place.kind === "shared") return { audience: "public", to: "person", blocks: [asked] };
  return { audience: "public", blocks: [asked, said("deliver.askedNext")] };
}

/** Everything that blocks, and the line that clears the first of it (L2). */
function blocked({ project }: ProjectFacts, blockers: readonly Blocker[]): Refusal {
  const [first, ...more] = blockers;
  const line = first === undefined ? undefined : blockerLine(first, project);
  const alone = more.length === 0 && (first?.kind === "already-asked" || first?.kind === "already-approved");
  if (alone) {
    const { say, with: values } = blockerWords(first);
    return refuse(say, values, first.kind === "already-approved" ? { line: "handover" } : {});
  }
  return refuse("deliver.blocked", undefined, { because: blockers.map(blockerWords), line });
}

/** The request that was answered; throws the refusal of an answer that does not count. */
function answered(ctx: ProjectContext, answer: "approve" | "decline", { delivery, digest }: Seen): DeliveryRequest {
  const { facts, actor } = ctx;
  stillOpen(facts);
  const request = currentRequest(facts);
  // The same text may have been asked about before and declined: a press on that card does not answer the latest round.
  const current = delivery === undefined || request?.id === delivery;
  const decision = canAnswerDelivery(facts, actor, current ? (digest ?? "") : "", currentText(facts)?.digest);
  if (!decision.ok) throw answerRefusal(ctx, decision.refused, answer, digest === undefined ? "unnamed" : "outdated");
  if (request === undefined) throw refuse("deliver.refuse.notAsked");
  return request;
}

async function approve(ctx: ProjectContext, seen: Seen): Promise<Reply> {
  const { facts, store, today, actor } = ctx;
  const request = answered(ctx, "approve", seen);
  const decided = { on: today, by: byOf(actor) };
  if (!(await store.deliveries.decide(facts.project.id, request.id, "approved", decided)))
    throw refuse("deliver.refuse.notAsked");
  await settleCard(
    ctx,
    deliverySubject(request.id),
    said("deliver.card.approved", { by: actor.name, on: day(today) }, "success"),
  );
  const told = said("deliver.told.approved", { who: actor.name, customer: facts.project.customer }, "success");
  await ctx.post("internal", {
    audience: "public",
    blocks: [
      ...[told, said("deliver.told.approvedNext"), lineBlock("handover")],
      ...buttonsBlock([documentButton("delivery")]),
    ],
  });
  return { audience: "public", to: "person", blocks: [said("deliver.approved", undefined, "success")] };
}

/** A no with remarks: each becomes a task, and the approval is asked for again when they are done (L3). */
async function decline(ctx: ProjectContext, seen: Seen, remarks: string): Promise<Reply> {
  const { facts, store, today, actor } = ctx;
  const request = answered(ctx, "decline", seen);
  const titles = remarkTasks(remarks);
  if (titles.length === 0) throw refuse("deliver.refuse.noRemarks", undefined, { field: "remarks" });
  const decided = { on: today, by: byOf(actor), remarks };
  if (!(await store.deliveries.decide(facts.project.id, request.id, "declined", decided)))
    throw refuse("deliver.refuse.notAsked");
  const tasks: Task[] = [];
  for (const title of titles) {
    const ref = await ctx.nextRef("T");
    tasks.push(await store.tasks.add(facts.project.id, { ref, title, source: "remark", createdOn: today }));
  }
  const count = { count: tasks.length };
  const remarked: Block = {
    kind: "list",
    items: tasks.map(({ ref, title }) => phrase("deliver.remark", { ref, title })),
  };
  await settleCard(
    ctx,
    deliverySubject(request.id),
    said("deliver.card.declined", { by: actor.name, on: day(today), ...count }, "warning"),
  );
  const told = said("deliver.told.declined", { who: actor.name, ...count }, "warning");
  await ctx.post("internal", {
    audience: "public",
    blocks: [told, remarked, said("deliver.told.declinedNext"), lineBlock(`task done ${tasks[0]?.ref}`)],
  });
  return {
    audience: "public",
    blocks: [said("deliver.declined", count, "success"), remarked, said("deliver.declinedNext")],
  };
}

function answerRefusal(
  ctx: ProjectContext,
  why: ApprovalRefusal,
  answer: "approve" | "decline",
  unseen: "outdated" | "unnamed",
): Refusal {
  const { facts } = ctx;
  switch (why.kind) {
    case "not-approver":
      return refuse(
        "refusal.approver",
        { approvers: list(approversOf(facts).map((one) => one.name)) },
        { recorded: true },
      );
    case "not-asked":
      return refuse("deliver.refuse.notAsked");
    case "outdated":
      return shown(ctx, answer, unseen);
    case "settled":
      return refuse("deliver.refuse.settled", {
        state: why.state,
        by: why.by?.name ?? "",
        on: why.on === undefined ? "" : day(why.on),
      });
  }
}

/** Shows the text that can be answered now, if there is one (L2). */
function shown(
  { facts, actor }: ProjectContext,
  answer: "approve" | "decline",
  unseen: "outdated" | "unnamed",
): Refusal {
  const request = currentRequest(facts);
  if (request === undefined || !canAnswerDelivery(facts, actor, request.digest, currentText(facts)?.digest).ok)
    return refuse("deliver.refuse.beingChanged");
  return refuse(`deliver.refuse.${unseen}`, undefined, {
    line: approvalLine(answer, request.digest),
    because: request.text.split("\n").map((words) => phrase("offer.words", { words })),
    buttons: approvalButtons(request),
  });
}
