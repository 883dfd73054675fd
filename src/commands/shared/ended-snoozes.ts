import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { owed } from "../../domain/late.ts";
import { endedByMove } from "../../domain/snooze.ts";
import type { Block } from "../../messages/content.ts";
import { heldUpWords } from "../../scheduler/held-up.ts";
import { said } from "./blocks.ts";

/**
 * Ends the snoozes that counted on a day which this command has moved (K2): of the plan, a task, a call or a number.
 * Said to who moved it, since from now on people are reminded again.
 */
export async function endSnoozes(ctx: ProjectContext): Promise<readonly Block[]> {
  const { facts, agreement, today, store } = ctx;
  if (!facts.snoozes.some(({ until }) => today < until)) return [];
  const calendar = businessCalendar(agreement.calendar);
  const owedOf = (of: ProjectFacts) => owed(of, agreement, calendar, today);
  const ended = endedByMove(facts.snoozes, owedOf(facts), owedOf(await ctx.reload()), today);
  for (const { subject, reason, by } of ended)
    await store.snoozes.set(facts.project.id, { subject, reason, by, until: today });
  return ended.map(({ subject }) => said("snooze.ended", { what: heldUpWords(subject, agreement) }, "quiet"));
}
