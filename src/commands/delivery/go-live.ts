import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { deliveryBlockers } from "../../domain/delivery.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { leftOpen } from "../../domain/left-open.ts";
import { canGoLive, type GoLiveRefusal } from "../../domain/milestone.ts";
import { portedByLive, portedStep } from "../../domain/porting.ts";
import { packagePrice } from "../../domain/pricing.ts";
import type { Day } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { day, money } from "../../messages/phrase.ts";
import { tellShared } from "../project/channel-guard.ts";
import { documentButton } from "../project/document-card.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { blockerLine, blockerWords } from "./delivery-card.ts";
import { leftOpenWords } from "./left-open-words.ts";

/**
 * Records go-live: the delivery date, which a missing approval does not undo (L1). The package's price is billable from
 * then (S2b).
 */
export const goLive = defineCommand({
  name: "golive",
  summary: "summary.golive",
  lines: [
    ...asking({
      of: "golive",
      summary: "summary.golive",
      examples: ["golive", "golive on:fri"],
      allow: ["staff"],
      audience: "public",
      input: { on: field.day("past").default("today") },
      ask: ({ on }, ctx) => whatIsOpen(ctx, on),
      async run({ on }, ctx) {
        const { facts, store } = ctx;
        if (!(await store.projects.reach(facts.project.id, "goLive", on, byOf(ctx.actor), ctx.now)))
          throw refuse("golive.already", { on: day(on), by: "" });
        const done = said("golive.done", { customer: facts.project.customer, on: day(on) }, "success");
        await tellShared(ctx, { audience: "public", blocks: [done, said("golive.meaning")] });
        if (!showsLedger(ctx)) return { audience: "public", blocks: [done, said("golive.meaning")] };
        const papers = buttonsBlock([documentButton("calloff")]);
        return { audience: "ledger", blocks: [done, await billable(ctx), ...(await next(ctx)), ...papers] };
      },
    }),
  ],
});

/** What is open on the way live, asked about before it is recorded (L1). Throws the refusal of what cannot be. */
function whatIsOpen(ctx: ProjectContext, on: Day): readonly Block[] {
  const { facts, agreement, today } = ctx;
  const decision = canGoLive(facts.project, on, today);
  if (!decision.ok) throw refusal(ctx, decision.refused);
  const open = leftOpen(facts, agreement, today).filter(
    ({ kind }) => kind !== "no-minutes" && kind !== "no-kickoff-minutes",
  );
  const items = leftOpenWords(open, ctx);
  if (items.length === 0) return [];
  const isLate = open.some((one) => one.kind === "porting" && one.late);
  return [
    said("golive.open", { count: items.length }, "warning"),
    { kind: "list", items },
    ...(isLate ? portedToo(ctx, on) : []),
  ];
}

/** Going live says that the numbers were ported: whoever knows that they were not moves that day first (L1, D4). */
function portedToo({ facts, agreement, today }: ProjectContext, live: Day): readonly Block[] {
  const ported = portedByLive(facts, agreement, live, today);
  const which = portedStep(agreement);
  if (ported === undefined || which === undefined) return [];
  return [said("golive.portedToo", { on: day(ported) }, "warning"), lineBlock(`plan move ${which} <day>`)];
}

/**
 * What of the package's price is on the next basis: all of it, or the difference to what was billed before it was taken
 * back (S2b, S6).
 */
async function billable(ctx: ProjectContext): Promise<Block> {
  const facts = await ctx.reload();
  const price = packagePrice(facts.project, ctx.agreement);
  if (price === undefined) return said("golive.priceNotSet", { line: "project set price:<kr>" }, "warning");
  const { lines } = invoiceBasis(facts, ctx.agreement);
  const line = lines.find(({ kind, changed }) => kind === "package-price" || changed === "package-price");
  if (line?.kind === "price-difference") return said("golive.difference", { amount: money(line.amount) });
  return line === undefined && price > 0 ? said("golive.billed") : said("golive.billable", { price: money(price) });
}

/** What has to be done before the delivery approval can be asked for, or that it can be (L2). */
async function next(ctx: ProjectContext): Promise<readonly Block[]> {
  const [first, ...more] = deliveryBlockers(await ctx.reload());
  if (first === undefined) return [said("golive.next"), lineBlock("deliver")];
  const line = blockerLine(first, ctx.facts.project);
  const items = [first, ...more].map(blockerWords);
  return [said("golive.before"), { kind: "list", items }, ...(line === undefined ? [] : [lineBlock(line)])];
}

function refusal({ facts }: ProjectContext, why: GoLiveRefusal): Refusal {
  switch (why.kind) {
    case "already":
      return refuse("golive.already", { on: day(why.on), by: why.by.name });
    case "future":
      return refuse("golive.future", { on: day(why.on) }, { field: "on" });
    case "no-kickoff":
      return refuse("golive.noKickoff", undefined, { line: "kickoff" });
    case "before-kickoff":
      return refuse("golive.beforeKickoff", { kickoff: day(why.kickoff) }, { field: "on" });
    case "project-not-open":
      stillOpen(facts);
      return refuse("closed.closed");
  }
}
