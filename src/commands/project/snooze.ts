import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { PersonRef } from "../../domain/facts.ts";
import { late, owed } from "../../domain/late.ts";
import { isLedgerReminder, snoozedPast, snoozeSubjects } from "../../domain/snooze.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { lateBlocks, lateForAll } from "../../messages/late-words.ts";
import { day } from "../../messages/phrase.ts";
import { heldUpWords } from "../../scheduler/held-up.ts";
import { asking } from "../shared/asking.ts";
import { quoted, said } from "../shared/blocks.ts";
import { byOf, internalOnly, showsLedger, stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { snoozable, subjectName } from "./snoozable-field.ts";
import { endTurn, sayTurn } from "./turn.ts";

function mustBeAhead(ctx: ProjectContext, subject: string, until: Day): void {
  stillOpen(ctx.facts);
  if (isLedgerReminder(subject)) internalOnly(ctx);
  if (until <= ctx.today) throw refuse("snooze.refuse.past", { until: day(until) }, { field: "until" });
}

/** A snooze that reaches past the day by which what it is about is to be done (K2). */
function askAbout(ctx: ProjectContext, subject: string, until: Day): readonly Block[] {
  mustBeAhead(ctx, subject, until);
  const { facts, agreement, today } = ctx;
  const calendar = businessCalendar(agreement.calendar);
  const past = snoozedPast(subject, until, owed(facts, agreement, calendar, today), today);
  const called = subjectName(subject, ctx);
  const what = "raw" in called ? called.raw : called;
  const questions = [
    ...(past === undefined ? [] : [said("snooze.ask.past", { what, due: day(past) }, "warning")]),
    ...(past === undefined && until > calendar.addBusinessDays(today, agreement.reminders.snooze.most)
      ? [said("snooze.ask.long", { what, days: calendar.businessDaysBetween(today, until) }, "warning")]
      : []),
    ...(subject === "late" ? mutedByLate(ctx) : []),
  ];
  return questions.length === 0 ? [] : [...questions, said("day.notYet", undefined, "quiet")];
}

/** What nobody would be reminded of any more; it stays late, and is said so wherever the project is shown (C2). */
function mutedByLate(ctx: ProjectContext): readonly Block[] {
  const { facts, agreement, today } = ctx;
  const all = late(facts, agreement, businessCalendar(agreement.calendar), today);
  const shown = showsLedger(ctx) ? all : lateForAll(all);
  return [said("snooze.ask.late", undefined, "warning"), ...lateBlocks(shown, facts, agreement)];
}

/** Keeps reminders silent about something, up to and not including a day. */
async function silence(
  ctx: ProjectContext,
  subject: string,
  until: Day,
  reason: string,
  waitsFor: PersonRef | undefined,
): Promise<Reply> {
  mustBeAhead(ctx, subject, until);
  if (waitsFor !== undefined) await sayTurn(ctx, subject, waitsFor);
  await ctx.store.snoozes.set(ctx.facts.project.id, { subject, until, reason, by: byOf(ctx.actor) });
  const what = subjectName(subject, ctx);
  const { facts, agreement, today } = ctx;
  const calendar = businessCalendar(agreement.calendar);
  const next = day(calendar.addBusinessDays(until, 1));
  const isLate = late(facts, agreement, calendar, today).some((one) => isSubject(one.subject, subject));
  return {
    audience: isLedgerReminder(subject) ? "ledger" : "public",
    blocks: [
      said("snooze.done", { what: "raw" in what ? what.raw : what, until: day(until), reason }, "success"),
      ...(calendar.isBusinessDay(until) ? [] : [said("snooze.closed", { until: day(until), next })]),
      ...(waitsFor === undefined ? [] : [said("snooze.waitsFor", { who: waitsFor.name })]),
      ...(isLate ? [said("snooze.late")] : []),
    ],
  };
}

/**
 * What somebody outside says they wait for (D5): nobody nags them meanwhile, and our own channel hears it, which is
 * where it is dealt with.
 */
async function tell(ctx: ProjectContext, subject: string, reason: string): Promise<Reply> {
  const { facts, agreement, actor, today } = ctx;
  stillOpen(facts);
  if (!snoozeSubjects(facts, agreement).includes(subject) || isLedgerReminder(subject))
    throw refuse("snooze.refuse.gone");
  const calendar = businessCalendar(agreement.calendar);
  const week = calendar.addBusinessDays(today, agreement.reminders.stuck.every);
  // What they say before its day does not silence that the day has passed (C2).
  const past = snoozedPast(subject, week, owed(facts, agreement, calendar, today), today);
  const until = past === undefined ? week : calendar.addBusinessDays(past, 1);
  await ctx.store.snoozes.set(facts.project.id, { subject, until, reason, by: byOf(actor) });
  // From now on it is ours to deal with, whoever it waited for.
  await endTurn(ctx, subject);
  const values = { what: heldUpWords(subject, agreement), who: actor.name, until: day(until) };
  await ctx.post("internal", { audience: "public", blocks: [said("snooze.told", values), ...quoted(reason)] });
  return { audience: "public", blocks: [said("snooze.tell.done", values, "success")] };
}

/** The subject itself, or a part of it. */
const isSubject = (one: string, snoozed: string): boolean => one === snoozed || one.startsWith(`${snoozed}/`);

export const snooze = defineCommand({
  name: "snooze",
  summary: "summary.snooze",
  lines: [
    ...asking({
      of: "snooze",
      label: "snooze.anyway",
      summary: "summary.snooze",
      examples: (agreement) => [`snooze ${calls(agreement).otherArea} until:fri "HR is back on Friday"`],
      allow: ["staff"],
      audience: "place",
      input: {
        what: snoozable(),
        until: field.day("future").byKey(),
        reason: field.text({ max: 300 }),
        waitsFor: field.member().optional().byKey(),
      },
      ask: ({ what, until }, ctx) => askAbout(ctx, what, until),
      run: ({ what, until, reason, waitsFor }, ctx) => silence(ctx, what, until, reason, waitsFor),
    }),
    projectLine({
      verb: "tell",
      by: "card",
      summary: "summary.snooze.tell",
      examples: [],
      allow: everyone,
      audience: "public",
      input: { what: field.hidden(), reason: field.text({ max: 300 }) },
      opening: (_, ctx) => stillOpen(ctx.facts),
      run: ({ what, reason }, ctx) => tell(ctx, what, reason),
    }),
  ],
});
