import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { FieldProblem } from "../../bot/field.ts";
import { printDuration } from "../../bot/fields/amounts.ts";
import { readDay } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { includedCalls } from "../../domain/check-in.ts";
import type { By, WorkTarget } from "../../domain/facts.ts";
import { leadOf } from "../../domain/role.ts";
import type { Day, Minutes, Ref } from "../../domain/units.ts";
import { canRecordWork, type NewWork, sameWork, type WorkQuestion, type WorkRefusal } from "../../domain/work.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, list, named, type Phrase, person, phrase, time, type Value } from "../../messages/phrase.ts";
import type { Person } from "../../store/store.ts";
import { asking } from "../shared/asking.ts";
import { lineBlock, said, sameBlocks } from "../shared/blocks.ts";
import { byOf, cancelled } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { coverBlocks, effectOf, periodBlocks, tellMark } from "./cover.ts";
import { weekLine } from "./week.ts";

const input = {
  time: field.duration(),
  activity: field.activity(),
  note: field.text({ max: 500 }).optional().inPlace(),
  on: field.day("past").default("today"),
  by: field.person().optional(),
};

interface Work {
  readonly time: Minutes;
  readonly activity: WorkTarget;
  readonly note: string | undefined;
  readonly on: Day;
  readonly by: Person | undefined;
}

/** Who worked: the one who logs, or the colleague who is named. */
export function worker(ctx: ProjectContext, by: Person | undefined): By {
  if (by === undefined) return byOf(ctx.actor);
  if (!by.staff) throw refuse("log.refuse.notStaff", { who: by.name }, { field: "by" });
  return { id: by.id, name: by.name };
}

/** What looks odd about hours, as it is asked about. Throws the refusal of what cannot be. */
async function questions(ctx: ProjectContext, work: Work): Promise<readonly Block[]> {
  const by = worker(ctx, work.by);
  const before = by.id === "system" ? 0 : await ctx.store.hours.on(by.id, work.on);
  return [
    ...ofDayAsNote(ctx, work),
    ...ofNoCall(ctx, work),
    ...workQuestions(ctx, { minutes: work.time, on: work.on, before }, by.name),
  ];
}

/** A note that is a day and nothing else was likely meant as the day of the work, which would be billed as today's. */
function ofDayAsNote({ today }: ProjectContext, { time: minutes, activity, note, on, by }: Work): readonly Block[] {
  const meant = note === undefined ? undefined : dayIn(note, today);
  if (meant === undefined || meant === on) return [];
  const target = activity.kind === "package" ? activity.package : activity.ref;
  const values = { note: note ?? "", on: day(on), meant: day(meant), offer: by === undefined ? "yes" : "no" };
  const line = by === undefined ? [lineBlock(`log ${printDuration(minutes)} ${target} on:${meant}`)] : [];
  return [said("log.ask.dayAsNote", values, "warning"), ...line];
}

function dayIn(note: string, today: Day): Day | undefined {
  try {
    return readDay(note, today, "past");
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    return undefined;
  }
}

/** The included hours are those of the calls themselves (S2): time that is no call's is outside, and is asked about. */
function ofNoCall({ facts, agreement, now }: ProjectContext, { activity, time: minutes }: Work): readonly Block[] {
  if (activity.kind !== "package" || activity.package !== agreement.checkIns?.package) return [];
  const { left, included } = includedCalls(facts, agreement);
  const call = facts.checkIns.find(({ state, at }) => state === "scheduled" && at <= now);
  const values = { time: time(minutes), left, included, has: call === undefined ? "no" : "yes", ref: call?.ref ?? "" };
  const line = call === undefined ? [] : [lineBlock(`checkin hold ${call.ref} ${printDuration(minutes)}`)];
  return [said("log.ask.noCall", values, "warning"), ...line];
}

/** What looks odd about work or travel of a person, as it is asked about. Throws the refusal of what cannot be. */
export function workQuestions(ctx: ProjectContext, work: NewWork, who: string): readonly Block[] {
  const decision = canRecordWork(work, ctx.facts, ctx.agreement, ctx.today);
  if (!decision.ok) throw workRefusal(decision.refused, ctx);
  return decision.ask.map((question) => questionBlock(question, who));
}

/** Late work in a project that was handed over is told to its lead, who may have invoiced already (L4). */
export async function tellLate(ctx: ProjectContext, what: Phrase): Promise<void> {
  if (ctx.facts.project.state !== "closed") return;
  const lead = leadOf(ctx.facts);
  const to = lead === undefined ? [] : [person(lead.id, lead.name)];
  const told = said(
    "log.late.told",
    { who: ctx.actor.name, lead: list(to), addressed: to.length > 0 ? "yes" : "no", what },
    "warning",
  );
  await ctx.post("internal", { audience: "ledger", blocks: [told] });
}

async function record(ctx: ProjectContext, work: Work, by: By): Promise<Reply> {
  const { facts, store, now } = ctx;
  const ref = await ctx.nextRef("H");
  const { time: minutes, activity: target, note = "", on } = work;
  const entry = await store.hours.add(facts.project.id, { ref, target, minutes, note, on, recordedAt: now, by });
  const effect = await effectOf(ctx, { ref, entry: entry.id, target });
  await tellMark(effect, ctx);
  await tellLate(ctx, phrase("log.late.hours", { ref, time: time(minutes) }));
  return {
    audience: "ledger",
    blocks: [
      said("log.done", doneValues(ctx, work, by, ref), "success"),
      ...coverBlocks(effect, ctx),
      ...periodBlocks(on, ctx),
      ...sameBlocks(ref, sameWork({ target, minutes, note, on, by }, facts)),
    ],
  };
}

function doneValues(ctx: ProjectContext, work: Work, by: By, ref: Ref): Readonly<Record<string, Value>> {
  const { note = "" } = work;
  const noted = note === "" ? { noted: "no", note } : { noted: "yes", note };
  const values = { ref, time: time(work.time), work: workName(ctx, work.activity), ...noted };
  const dated = work.on === ctx.today ? { dated: "no", on: "" } : { dated: "yes", on: day(work.on) };
  return {
    ...values,
    ...dated,
    ...(by.id === ctx.actor.id ? { other: "no", who: "" } : { other: "yes", who: by.name }),
  };
}

function workName({ agreement, facts }: ProjectContext, target: WorkTarget): Value {
  if (target.kind === "package")
    return named(
      agreement.packages.find(({ id }) => id === target.package)?.name ?? { sv: target.package, en: target.package },
    );
  const title =
    target.kind === "change"
      ? facts.changes.find(({ ref }) => ref === target.ref)?.title
      : facts.faults.find(({ ref }) => ref === target.ref)?.text;
  return title === undefined ? target.ref : `${target.ref} ${title}`;
}

/** What looks like a typing mistake, as it is asked. */
function questionBlock(question: WorkQuestion, who: string): Block {
  switch (question.kind) {
    case "long-day":
      return said("log.ask.long", { total: time(question.total), on: day(question.on), who }, "warning");
    case "long-ago":
      return said("log.ask.longAgo", { on: day(question.on), days: question.days }, "warning");
    case "before-opening":
      return said("log.ask.beforeOpening", { on: day(question.on), opened: day(question.openedOn) }, "warning");
    case "handed-over":
      return said(
        "log.ask.handedOver",
        { on: question.handover === undefined ? "" : day(question.handover) },
        "warning",
      );
  }
}

/** Why work or travel cannot be recorded. */
function workRefusal(why: WorkRefusal, { facts }: Pick<ProjectContext, "facts">): Refusal {
  switch (why.kind) {
    case "cancelled":
      return cancelled(facts.project);
    case "future":
      return refuse("log.refuse.future", { on: day(why.on) }, { field: "on" });
    case "too-much":
      return refuse("log.refuse.tooMuch", { total: time(why.total) }, { field: "time" });
  }
}

export const log = defineCommand({
  name: "log",
  summary: "summary.log",
  lines: [
    ...asking({
      of: "log",
      label: "log.button.anyway",
      summary: "summary.log",
      examples: (agreement) => [
        `log 2h30 ${calls(agreement).work} "first setup"`,
        'log 1h X2 "as agreed on Monday" on:fri',
      ],
      allow: ["staff"],
      audience: "ledger",
      input,
      ask: (work, ctx) => questions(ctx, work),
      run: (work, ctx) => record(ctx, work, worker(ctx, work.by)),
    }),
    weekLine,
  ],
});
