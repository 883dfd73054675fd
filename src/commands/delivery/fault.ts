import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { turnTo } from "../../domain/away.ts";
import type { Fault, ProjectFacts } from "../../domain/facts.ts";
import { type CauseRefusal, canSetCause, faultNamed, faultRoute, findHardware } from "../../domain/fault.ts";
import { runningRate } from "../../domain/pricing.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { name, person, phrase } from "../../messages/phrase.ts";
import { tellShared } from "../project/channel-guard.ts";
import { lineBlock, quoted, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { passOn } from "../shared/passed-on.ts";
import { answerBlocks, causeContent, faultSubject, routeBlock } from "./fault-card.ts";

const reported = {
  problem: field.text(),
  urgent: field.flag(),
  hardware: field.text({ max: 120 }).optional(),
};

/** A fault: the right route (F2), what we answer for (F3), and whose it turned out to be (F4). */
export const fault = defineCommand({
  name: "fault",
  summary: "summary.fault",
  lines: [
    projectLine({
      summary: "summary.fault",
      examples: ['fault "nothing works since this morning" urgent', 'fault "it does not start" on:"Unit A7"'],
      allow: everyone,
      audience: "public",
      input: reported,
      run: (values, ctx) => report(ctx, values),
    }),
    projectLine({
      verb: "report",
      by: "card",
      summary: "summary.fault",
      examples: [],
      allow: everyone,
      audience: "public",
      input: reported,
      run: (values, ctx) => report(ctx, values),
    }),
    projectLine({
      verb: "cause",
      summary: "summary.fault.cause",
      examples: ['fault cause F1 customer "it was unplugged" bill', 'fault cause F1 supplier "a wrong setting"'],
      allow: ["staff"],
      audience: "offer",
      input: {
        fault: field.ref("F"),
        cause: field.choice(["supplier", "customer", "third-party"]),
        reason: field.text({ max: 1000 }).optional().inPlace(),
        bill: field.flag(),
      },
      run: (values, ctx) => setCause(ctx, values),
    }),
  ],
});

interface Reported {
  readonly problem: string;
  readonly urgent: boolean;
  readonly hardware: string | undefined;
}

async function report(ctx: ProjectContext, { problem, urgent, hardware }: Reported): Promise<Reply> {
  const { facts, store, agreement, actor, today } = ctx;
  const route = routeBlock(faultRoute(facts.project, agreement, urgent));
  if (facts.project.state === "closed") return afterHandover(ctx, { problem, urgent, hardware }, route);
  stillOpen(facts);
  const named = faultNamed(problem, facts);
  if (named !== undefined) throw standing(ctx, named);
  const ref = await ctx.nextRef("F");
  const [device, ...others] = hardware === undefined ? [] : findHardware(facts.hardware, hardware);
  const on = device !== undefined && others.length === 0 ? device.name : hardware;
  await store.faults.add(facts.project.id, {
    ...{ ref, text: problem, urgent, reportedOn: today, by: byOf(actor) },
    hardware: on,
  });
  if (!showsLedger(ctx)) await tellStaff(ctx, ref, { problem, urgent, hardware: on });
  const done = said(urgent ? "fault.notedUrgent" : "fault.noted", { ref, problem }, "success");
  return { audience: "public", blocks: [done, route, ...answerBlocks(facts.hardware, hardware), said("fault.help")] };
}

/** What is written of a fault that stands: whose it was is said in another way, and by us. */
const standing = ({ actor }: ProjectContext, ref: Ref): Refusal =>
  actor.staff
    ? refuse("fault.refuse.stands", { ref }, { line: `fault cause ${ref} <supplier|customer|third-party> "<reason>"` })
    : refuse("fault.refuse.standsOurs", { ref }, { field: "problem" });

/**
 * Operations have taken over: nothing is recorded any more, but nobody is left without knowing where to turn, and what
 * was written is passed on to whoever led the project.
 */
async function afterHandover(
  ctx: ProjectContext,
  { problem, urgent, hardware }: Reported,
  route: Block,
): Promise<Reply> {
  const lead = turnTo(ctx.facts, ctx.today);
  const noted = [said("fault.closed", { problem }, "warning"), route];
  if (ctx.actor.staff) return { audience: "public", blocks: noted };
  const values = { lead: lead === undefined ? phrase("remind.lead") : person(lead.id, lead.name), who: ctx.actor.name };
  await passOn(ctx, {
    kind: urgent ? "fault-urgent" : "fault",
    words: hardware === undefined ? problem : `${problem} (${hardware})`,
    before: [said(urgent ? "fault.closedToldUrgent" : "fault.closedTold", values, urgent ? "warning" : undefined)],
    after: [said("fault.closedToldNext")],
  });
  const told = said("fault.closedPassedOn", {
    who: lead?.name ?? phrase("ask.us", { supplier: name(ctx.agreement.supplier) }),
  });
  return { audience: "public", blocks: [...noted, told] };
}

async function tellStaff(ctx: ProjectContext, ref: Ref, { problem, urgent, hardware }: Reported): Promise<void> {
  const { via } = ctx.facts.project;
  const told = said(
    urgent ? "fault.toldUrgent" : "fault.told",
    { ref, who: ctx.actor.name },
    urgent ? "warning" : undefined,
  );
  const about: readonly Block[] = hardware === undefined ? [] : [said("fault.about", { name: hardware })];
  const routed = via.kind === "partner" ? [said("fault.toldPartner", { partner: via.name })] : [];
  const next = [said("fault.toldNext"), lineBlock(`fault cause ${ref} <supplier|customer|third-party> "<reason>"`)];
  await ctx.post("internal", { audience: "public", blocks: [told, ...quoted(problem), ...about, ...routed, ...next] });
}

interface Cause {
  readonly fault: Ref;
  readonly cause: NonNullable<Fault["cause"]>;
  readonly reason: string | undefined;
  readonly bill: boolean;
}

/** Says whose fault it was; the customer sees the reason, and that the time is billed where it is (F4). */
async function setCause(ctx: ProjectContext, { fault: ref, cause, reason, bill }: Cause): Promise<Reply> {
  const { facts, store, agreement } = ctx;
  const before = faultOf(facts, ref);
  const decision = canSetCause(before, cause, { bill, reason });
  if (!decision.ok) throw refusal(decision.refused, ref);
  if (!(await store.faults.setCause(facts.project.id, ref, cause, reason ?? "", bill)))
    throw refuse("fault.refuse.unknown", { ref });
  const after = faultOf(await ctx.reload(), ref);
  const rate = runningRate(facts.project, agreement);
  const content = causeContent(after, rate);
  const revised = await ctx.revise(faultSubject(after), content);
  const told = revised || (await tellShared(ctx, content, faultSubject(after)));
  if (!showsLedger(ctx))
    return revised
      ? { audience: "offer", to: "person", blocks: [said("fault.causeSet", { ref }, "success")] }
      : content;
  const set = said("fault.set", { ref, cause: phrase(`fault.cause.${cause}`), billed: bill ? "yes" : "no" }, "success");
  const missing =
    bill && rate === undefined ? [said("fault.noRate", undefined, "warning"), lineBlock("project set rate:<kr>")] : [];
  return { audience: "offer", blocks: [set, ...(told ? [said("fault.shown")] : []), ...missing] };
}

function faultOf(facts: Pick<ProjectFacts, "faults">, ref: Ref): Fault {
  const found = facts.faults.find((one) => one.ref === ref);
  if (found === undefined) throw refuse("fault.refuse.unknown", { ref });
  return found;
}

function refusal(why: CauseRefusal, ref: Ref): Refusal {
  switch (why.kind) {
    case "cause-is-ours":
      return refuse("fault.refuse.ours", undefined, { field: "bill" });
    case "reason-missing":
      return refuse("fault.refuse.reason", undefined, { field: "reason" });
    case "already":
      return refuse("fault.refuse.already", { ref, cause: phrase(`fault.cause.${why.cause}`) });
  }
}
