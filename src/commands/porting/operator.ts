import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { dayOfRole, planned } from "../../domain/plan.ts";
import { portedStep } from "../../domain/porting.ts";
import { leadTimeOf } from "../../domain/porting-number.ts";
import { confirmedAfter, earliestPorting, lastDayToAsk, portingRequests } from "../../domain/porting-request.ts";
import { responsibleOf } from "../../domain/role.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { numberWords, requestBlocks } from "../../messages/porting-words.ts";
import { tellShared } from "../project/channel-guard.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { mustBeDay } from "./given.ts";
import { portingScene, staffButtons } from "./number-card.ts";
import { mayRecord, record } from "./record.ts";
import { told } from "./told.ts";

/** What is asked before a number is asked for, where its day can no longer be met (D7). */
export function askAboutAsking(ctx: ProjectContext, ref: Ref, on: Day): readonly Block[] {
  const request = mayRecord(ctx, ref, "asked");
  notAhead(on, ctx.today);
  const { agreement } = ctx;
  const earliest = earliestPorting(request.answers, agreement, businessCalendar(agreement.calendar), on);
  if (request.day === undefined || request.day >= earliest) return [];
  const values = { on: day(request.day), earliest: day(earliest), needs: leadTimeOf(request.answers, agreement) ?? 0 };
  return [
    said("porting.ask.tooLate", { ref, ...values }, "warning"),
    lineBlock(`porting set ${ref} when:"${earliest} ${request.time}"`),
  ];
}

function notAhead(on: Day, today: Day): void {
  if (on > today) throw refuse("porting.refuse.future", { on: day(on) }, { field: "on" });
}

/** The operator has the request. */
export async function askFor(ctx: ProjectContext, ref: Ref, on: Day): Promise<Reply> {
  mayRecord(ctx, ref, "asked");
  notAhead(on, ctx.today);
  const request = await record(ctx, ref, { kind: "asked", on });
  return told(ctx, request, buttonsBlock(staffButtons(request)));
}

/** For when the operator has confirmed it; what looks odd is asked about (K2). */
export function askAboutConfirmed(ctx: ProjectContext, ref: Ref, when: string | undefined): readonly Block[] {
  const before = mayRecord(ctx, ref, "confirmed");
  const holds = { when: when ?? before.answers.when ?? "", lead: 0, isConfirmed: true } as const;
  return mustBeDay(ctx, holds, (typed) => `porting confirmed ${ref} ${typed}`);
}

/** The operator has said when: that holds, and the customer hears it (D7). */
export async function confirmFor(ctx: ProjectContext, ref: Ref, when: string | undefined): Promise<Reply> {
  const before = mayRecord(ctx, ref, "confirmed");
  const holds = when ?? before.answers.when ?? "";
  const request = await record(ctx, ref, { kind: "confirmed", answers: { when: holds } });
  await tellShared(ctx, { audience: "public", blocks: requestBlocks(request, portingScene(ctx)) });
  const { facts, agreement } = ctx;
  const plannedOn = dayOfRole(facts.project, agreement, "porting");
  const which = planned(agreement, "porting")?.id;
  const other =
    request.day === undefined || plannedOn === request.day || which === undefined
      ? []
      : [said("porting.otherDay", { on: day(request.day) }), lineBlock(`plan move ${which} ${request.day}`)];
  return told(ctx, request, [...other, ...buttonsBlock(staffButtons(request))]);
}

/** The operator said no, and why: it is the customer's to mend, by the last day that is in time (D4). */
export async function reject(ctx: ProjectContext, ref: Ref, reason: string): Promise<Reply> {
  const before = mayRecord(ctx, ref, "rejected");
  const { facts, store, agreement, today } = ctx;
  const who = responsibleOf(facts);
  const task = await ctx.nextRef("T");
  const request = await record(ctx, ref, { kind: "rejected", reason, task });
  // It is asked for again for the day that was wished: what the operator had confirmed holds no more.
  const last = lastDayToAsk(request, agreement, businessCalendar(agreement.calendar));
  await store.tasks.add(facts.project.id, {
    ...{ ref: task, source: "porting", createdOn: today, who: who?.id },
    title: [...`${ref} ${numberWords(before)}: ${reason.split("\n")[0]}`].slice(0, 300).join(""),
    due: last === undefined || last < today ? today : last,
  });
  const untold = facts.project.shared === undefined;
  return told(ctx, request, [said(untold ? "porting.rejected.untold" : "porting.rejected.told", { task })]);
}

/** What was rejected is right now, though nothing that we hold of it is another: it is ours to ask again. */
export async function mend(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  mayRecord(ctx, ref, "mended");
  return told(ctx, await record(ctx, ref, { kind: "mended" }));
}

/** The number is ours; with the last of them the porting is done. */
export async function portedOne(ctx: ProjectContext, ref: Ref, on: Day): Promise<Reply> {
  const before = mayRecord(ctx, ref, "ported");
  notAhead(on, ctx.today);
  const confirmed = confirmedAfter(before, on);
  if (confirmed !== undefined) throw refuse("porting.refuse.beforeDay", { ref, on: day(confirmed) }, { field: "on" });
  const request = await record(ctx, ref, { kind: "ported", on });
  const { facts, agreement, store, actor } = ctx;
  const step = portedStep(agreement);
  const waiting = portingRequests(await ctx.reload()).filter(
    ({ state }) => state !== "ported" && state !== "withdrawn",
  );
  const isAll = waiting.length === 0 && !facts.porting.some((entry) => entry.step === step && !entry.undone);
  if (isAll && step !== undefined) await store.porting.add(facts.project.id, { step, on, by: byOf(actor) });
  return told(ctx, request, isAll ? [said("porting.allPorted", undefined, "success")] : []);
}

/** The number is not ported after all. */
export async function withdraw(ctx: ProjectContext, ref: Ref, reason: string): Promise<Reply> {
  mayRecord(ctx, ref, "withdrawn");
  return told(ctx, await record(ctx, ref, { kind: "withdrawn", reason }));
}
