import type { Context, ProjectContext } from "../../bot/command.ts";
import { FieldErrors } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { type DayScene, type DayUse, type DayVerdict, judgeDay } from "../../domain/day-use.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Block } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords, insteadWords } from "../../messages/day-use-words.ts";
import { lineBlock, textBlock } from "./blocks.ts";

/** What the days of a project are judged by, in a command (K2). */
export function dayScene(
  facts: DayScene["facts"],
  { agreement, today }: Pick<Context, "agreement" | "today">,
): DayScene {
  return { facts, agreement, calendar: businessCalendar(agreement.calendar), today };
}

/** A day, or a day and a time, as it is typed. */
export const typedDay = (instead: NonNullable<DayVerdict["instead"]>): string =>
  typeof instead === "string" ? instead : `${instead.on} ${instead.time}`;

/**
 * What a command asks about the day, or the instant, that it was given (K2): to be returned by its `ask`. `line`: the
 * same line with another day, to copy. Throws the refusal of a day that cannot be, at its field, with one that can.
 */
export function askAboutDay(
  use: DayUse,
  ctx: Pick<ProjectContext, "agreement" | "today"> & { readonly facts: ProjectFacts },
  { field, line }: { readonly field: string; readonly line: (typed: string) => string },
): readonly Block[] {
  const verdict = judgeDay(use, dayScene(ctx.facts, ctx));
  mustHold(verdict, ctx, field);
  return verdict.questions.length === 0 ? [] : questionBlocks(verdict, ctx, line);
}

function mustHold(verdict: DayVerdict, { agreement }: Pick<Context, "agreement">, field: string): void {
  const [first] = verdict.refusals;
  if (first === undefined) return;
  const instead = verdict.instead === undefined ? {} : { [field]: typedDay(verdict.instead) };
  throw new FieldErrors({ [field]: dayRefusalWords(first, agreement) }, instead);
}

function questionBlocks(
  verdict: DayVerdict,
  { agreement }: Pick<Context, "agreement">,
  line: (typed: string) => string,
): readonly Block[] {
  return [
    ...verdict.questions.map((odd) => textBlock(dayQuestionWords(odd, agreement), "warning")),
    textBlock(insteadWords(verdict, agreement)),
    ...(verdict.instead === undefined ? [] : [lineBlock(line(typedDay(verdict.instead)))]),
  ];
}
