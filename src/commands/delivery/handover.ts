import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, type RefusalHelp, refuse } from "../../bot/refusal.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { keepsHandoverBack, leftOpen } from "../../domain/left-open.ts";
import {
  type HandoverBlocker,
  type HandoverWarning,
  handoverBlockers,
  handoverWarnings,
} from "../../domain/milestone.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { openWords } from "../../messages/left-open-words.ts";
import { at, day, list, money, type Phrase, phrase } from "../../messages/phrase.ts";
import { tellShared } from "../project/channel-guard.ts";
import { documentButton } from "../project/document-card.ts";
import { settleEnd } from "../project/ending.ts";
import { askForHours } from "../shared/ask-for-hours.ts";
import { askForNotes } from "../shared/ask-for-notes.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { leftOpenWords } from "./left-open-words.ts";

/**
 * Hands the project over to operations and closes it (L4): after the delivery approval, with what is left to invoice.
 */
export const handover = defineCommand({
  name: "handover",
  summary: "summary.handover",
  lines: [
    ...asking({
      of: "handover",
      summary: "summary.handover",
      examples: ["handover", "handover on:fri", 'handover anyway:"the call is held by operations"'],
      allow: ["staff"],
      audience: "public",
      input: { on: field.day("past").default("today"), anyway: field.text({ max: 300 }).optional() },
      ask: ({ on, anyway }, ctx) => whatIsOpen(ctx, on, anyway),
      run: ({ on, anyway }, ctx) => handOver(ctx, on, anyway),
    }),
  ],
});

/**
 * What is open, asked about before the project closes. Throws the refusal with the list of what the customer relies on,
 * unless a reason is given (L4), and that of what cannot be.
 */
function whatIsOpen(ctx: ProjectContext, on: Day, anyway: string | undefined): readonly Block[] {
  const { facts, agreement, today } = ctx;
  const [first, ...more] = handoverBlockers(facts, on, today);
  if (first !== undefined) throw refusal(ctx, first, more);
  if (anyway !== undefined) return [];
  const open = leftOpen(facts, agreement, today);
  const because = leftOpenWords(open.filter(keepsHandoverBack), ctx);
  if (because.length > 0) throw refuse("handover.keptBack", undefined, { because, line: "handover anyway:<reason>" });
  const items = [...leftOpenWords(open, ctx), ...handoverWarnings(facts).map(warningWords)];
  return items.length === 0 ? [] : [said("handover.open", undefined, "warning"), { kind: "list", items }];
}

async function handOver(ctx: ProjectContext, on: Day, reason: string | undefined): Promise<Reply> {
  const { facts, store, actor, now, place } = ctx;
  const { id, customer } = facts.project;
  if (!(await store.projects.reach(id, "handover", on, byOf(actor), now)))
    throw refuse("handover.already", { on: day(on), by: "" });
  if (!(await store.projects.setState(id, "open", "closed", reason))) throw refuse("closed.closed");
  await settleEnd(ctx, "closed");
  await askForHours(ctx, "handover", on);
  const done = said("handover.done", { customer, on: day(on) }, "success");
  const farewell: readonly Block[] = [done, said("handover.farewell"), ...standing(ctx)];
  await tellShared(ctx, { audience: "public", blocks: farewell });
  const summary = [...leftBehind(ctx, reason), ...toInvoice(await ctx.reload(), ctx)];
  const papers = buttonsBlock([documentButton("handover")]);
  const ours = {
    audience: "ledger",
    blocks: [done, ...standing(ctx), ...summary, ...askForNotes(ctx, "handover"), ...papers],
  } as const;
  if (place.kind !== "internal") await ctx.post("internal", ours);
  return showsLedger(ctx) ? ours : { audience: "public", blocks: farewell };
}

/** The calls to come, which stand: they can be held, moved and cancelled as before (L4). */
function standing({ facts, now }: ProjectContext): readonly Block[] {
  const ahead = facts.checkIns.filter(({ state, at: begins }) => state === "scheduled" && begins > now);
  if (ahead.length === 0) return [];
  const calls = list(ahead.map(({ ref, at: begins }) => phrase("project.cancel.call", { ref, at: at(begins) })));
  return [said("handover.calls", { calls, count: ahead.length })];
}

/** What stays as it is when the project closes, and why it was closed all the same (L4). */
function leftBehind({ facts, agreement, today }: ProjectContext, reason: string | undefined): readonly Block[] {
  // In the internal channel, wherever it was typed.
  const open = leftOpen(facts, agreement, today).map((one) => openWords(one, agreement));
  const items = [...open, ...handoverWarnings(facts).map(warningWords)];
  return [
    ...(items.length === 0 ? [] : [said("handover.left", undefined, "warning"), { kind: "list", items } as const]),
    ...(reason === undefined ? [] : [said("handover.reason"), ...quoted(reason)]),
  ];
}

const warningWords = ({ kind, refs }: HandoverWarning): Phrase =>
  phrase(`handover.warning.${kind}`, { refs: list(refs), count: refs.length });

/** What is left to invoice, and what is not billable yet (S6). */
function toInvoice(facts: ProjectFacts, { agreement }: ProjectContext): readonly Block[] {
  const { lines, notBillable, net } = invoiceBasis(facts, agreement);
  const blocked = notBillable.length === 0 ? [] : [said("handover.notBillable", { count: notBillable.length })];
  return [
    said("handover.invoice", { net: money(net), count: lines.length }),
    ...blocked,
    lineBlock(`invoice in:${facts.project.code}`),
  ];
}

function refusal({ facts }: ProjectContext, first: HandoverBlocker, more: readonly HandoverBlocker[]): Refusal {
  const because = more.map(blockerWords);
  const { say, with: values } = blockerWords(first);
  switch (first.kind) {
    case "project-not-open":
      stillOpen(facts);
      return refuse("closed.closed");
    case "future":
    case "before-go-live":
      return refuse(say, values, { field: "on", because });
    default:
      return refuse(say, values, { because, ...lineFor(first) });
  }
}

function lineFor({ kind }: HandoverBlocker): Pick<RefusalHelp, "line"> {
  if (kind === "not-live") return { line: "golive" };
  return kind === "not-approved" ? { line: "deliver" } : {};
}

function blockerWords(blocker: HandoverBlocker): Phrase {
  switch (blocker.kind) {
    case "already":
      return phrase("handover.already", { on: day(blocker.on), by: blocker.by.name });
    case "future":
      return phrase("handover.future", { on: day(blocker.on) });
    case "before-go-live":
      return phrase("handover.beforeGoLive", { goLive: day(blocker.goLive) });
    case "not-live":
      return phrase("handover.notLive");
    case "not-approved":
      return phrase("handover.notApproved");
    case "project-not-open":
      return phrase(`closed.${blocker.state}`);
  }
}
