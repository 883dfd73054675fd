import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { late } from "../../domain/late.ts";
import { isLedgerReminder, snoozeSubjects } from "../../domain/snooze.ts";
import type { Day } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { quoted, said } from "../shared/blocks.ts";
import { byOf, internalOnly, stillOpen } from "../shared/checks.ts";
import { calls } from "../shared/examples.ts";
import { snoozable, subjectName } from "./snoozable-field.ts";

/** Keeps reminders silent about something, up to and not including a day. */
async function silence(ctx: ProjectContext, subject: string, until: Day, reason: string): Promise<Reply> {
  stillOpen(ctx.facts);
  if (isLedgerReminder(subject)) internalOnly(ctx);
  if (until <= ctx.today) throw refuse("snooze.refuse.past", { until: day(until) }, { field: "until" });
  await ctx.store.snoozes.set(ctx.facts.project.id, { subject, until, reason, by: byOf(ctx.actor) });
  const what = subjectName(subject, ctx);
  const { facts, agreement, today } = ctx;
  const isLate = late(facts, agreement, businessCalendar(agreement.calendar), today).some((one) =>
    isSubject(one.subject, subject),
  );
  return {
    audience: isLedgerReminder(subject) ? "ledger" : "public",
    blocks: [
      said("snooze.done", { what: "raw" in what ? what.raw : what, until: day(until), reason }, "success"),
      ...(isLate ? [said("snooze.late")] : []),
    ],
  };
}

/**
 * What somebody outside says they wait for (D5): nobody nags them meanwhile, and our own channel hears it, which is where
 * it is dealt with.
 */
async function tell(ctx: ProjectContext, subject: string, reason: string): Promise<Reply> {
  const { facts, agreement, actor, today } = ctx;
  stillOpen(facts);
  if (!snoozeSubjects(facts, agreement).includes(subject) || isLedgerReminder(subject))
    throw refuse("snooze.refuse.gone");
  const until = businessCalendar(agreement.calendar).addBusinessDays(today, agreement.reminders.stuck.every);
  await ctx.store.snoozes.set(facts.project.id, { subject, until, reason, by: byOf(actor) });
  const called = subjectName(subject, ctx);
  const values = { what: "raw" in called ? called.raw : called, who: actor.name, until: day(until) };
  await ctx.post("internal", { audience: "public", blocks: [said("snooze.told", values), ...quoted(reason)] });
  return { audience: "public", blocks: [said("snooze.tell.done", values, "success")] };
}

/** The subject itself, or a part of it. */
const isSubject = (one: string, snoozed: string): boolean => one === snoozed || one.startsWith(`${snoozed}/`);

export const snooze = defineCommand({
  name: "snooze",
  summary: "summary.snooze",
  lines: [
    projectLine({
      summary: "summary.snooze",
      examples: (agreement) => [`snooze ${calls(agreement).otherArea} until:fri "HR is back on Friday"`],
      allow: ["staff"],
      audience: "place",
      input: { what: snoozable(), until: field.day("future").byKey(), reason: field.text({ max: 300 }) },
      run: ({ what, until, reason }, ctx) => silence(ctx, what, until, reason),
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
