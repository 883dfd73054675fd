import type { Context, ProjectContext } from "../../bot/command.ts";
import { FieldErrors, Refusal } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { DayScene, DayUse, DayVerdict, OurTime } from "../../domain/day-scene.ts";
import { judgeDay } from "../../domain/day-use.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { dayOfRole } from "../../domain/plan.ts";
import { followers } from "../../domain/porting-request.ts";
import type { Block } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords, insteadWords } from "../../messages/day-use-words.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { lineBlock, textBlock } from "./blocks.ts";

/** What the days of a project are judged by, in a command (K2). */
export function dayScene(
  facts: DayScene["facts"] & Partial<Pick<ProjectFacts, "portingRequests">>,
  { agreement, today }: Pick<Context, "agreement" | "today">,
): DayScene {
  const numbers = followers(facts.portingRequests ?? [], dayOfRole(facts.project, agreement, "porting"));
  return { facts, agreement, calendar: businessCalendar(agreement.calendar), today, numbers };
}

/** A day, or a day and a time, as it is typed. */
export const typedDay = (instead: NonNullable<DayVerdict["instead"]>): string =>
  typeof instead === "string" ? instead : `${instead.on} ${instead.time}`;

interface Asked {
  readonly field: string;
  readonly line?: ((typed: string) => string) | undefined;
  /** The time of those of us who are invited to a meeting. */
  readonly ours?: OurTime;
  /** Another line, to copy where no other day makes this one hold: days that have to move with it. */
  readonly otherwise?: () => string | undefined;
}

/**
 * What a command asks about the day, or the instant, that it was given (K2): to be returned by its `ask`. Throws the
 * refusal of a day that cannot be, at its field, with one that can.
 */
export function askAboutDay(
  use: DayUse,
  ctx: Pick<ProjectContext, "agreement" | "today"> & { readonly facts: ProjectFacts },
  { field, line, ours, otherwise }: Asked,
): readonly Block[] {
  const verdict = judgeDay(use, { ...dayScene(ctx.facts, ctx), ours });
  mustHold(verdict, ctx, field, otherwise);
  return verdict.questions.length === 0 ? [] : questionBlocks(verdict, ctx, line);
}

function mustHold(
  verdict: DayVerdict,
  { agreement }: Pick<Context, "agreement">,
  field: string,
  otherwise?: Asked["otherwise"],
): void {
  const [first] = verdict.refusals;
  if (first === undefined) return;
  const why = dayRefusalWords(first, agreement);
  const other = verdict.instead === undefined ? otherwise?.() : undefined;
  if (other !== undefined) throw new Refusal(why, { field, line: other });
  const instead = verdict.instead === undefined ? {} : { [field]: typedDay(verdict.instead) };
  const { instead: on } = verdict;
  // What the rest of the plan needs may be later than what the operator does.
  const isLater = first.kind === "too-soon" && typeof on === "string" && on > first.fixed.earliest;
  throw new FieldErrors({ [field]: isLater ? phrase("day.no.later", { why, on: day(on) }) : why }, instead);
}

function questionBlocks(
  verdict: DayVerdict,
  { agreement }: Pick<Context, "agreement">,
  line: Asked["line"],
): readonly Block[] {
  return [
    ...verdict.questions.map((odd) => textBlock(dayQuestionWords(odd, agreement), "warning")),
    textBlock(insteadWords(verdict, agreement)),
    ...(verdict.instead === undefined || line === undefined ? [] : [lineBlock(line(typedDay(verdict.instead)))]),
  ];
}
