import type { ProjectContext } from "../../bot/command.ts";
import { FieldErrors, refuse } from "../../bot/refusal.ts";
import type { Moment } from "../../domain/clock.ts";
import { judgeDays } from "../../domain/day-use.ts";
import type { PortingAnswer, PortingAnswers } from "../../domain/facts.ts";
import { dayOfRole, planned } from "../../domain/plan.ts";
import { movedDays, planThatHolds } from "../../domain/plan-dates.ts";
import { leadTimeOf } from "../../domain/porting-number.ts";
import { answersOf, type PortingRequest, takenBy } from "../../domain/porting-request.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { writtenNumber } from "../../messages/data-value-words.ts";
import { phrase } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { askAboutDay, dayScene } from "../shared/day-check.ts";
import { endSnoozes } from "../shared/ended-snoozes.ts";
import { wanted } from "./number-card.ts";
import { mayRecord, record } from "./record.ts";
import { told } from "./told.ts";

/** What somebody typed or filled in of a number. */
export type Given = { readonly [K in PortingAnswer]?: string | undefined };

/** Records a number that is to be ported, with what is known of it (D4). */
export async function addOne(ctx: ProjectContext, given: Given): Promise<Reply> {
  stillOpen(ctx.facts);
  // Where nobody says for when, it is for the plan's day, while that can hold.
  const said = plain(given);
  const answers = { ...wanted(said, ctx), ...said };
  mustBeFree(ctx, answers.number);
  const ref = await ctx.nextRef("P");
  return told(ctx, await record(ctx, ref, { kind: "given", answers }));
}

/** What the form of a number opens with besides what is there: the day that is wanted, as of when it is opened. */
export const opensWith = (given: Given, ctx: ProjectContext): PortingAnswers => wanted(plain(given), ctx);

/** Corrects or completes what is known of a number: what is said anew, and nothing else. */
export async function correct(ctx: ProjectContext, ref: Ref, given: Given): Promise<Reply> {
  const request = mayRecord(ctx, ref, "given");
  return give(ctx, request, difference(request.answers, { ...request.answers, ...plain(given) }));
}

/**
 * The whole form of a number, filled in anew. `seen`: what was recorded last when it was opened, so that only what its
 * writer changed is changed, whatever came in meanwhile.
 */
export async function fillInOne(ctx: ProjectContext, { ref, seen, ...given }: Given & OfNumber): Promise<Reply> {
  if (ref === undefined) return addOne(ctx, given);
  const request = mayRecord(ctx, ref, "given");
  const entries = ctx.facts.portingRequests.filter((entry) => entry.ref === ref);
  return give(ctx, request, difference(answersOf(entries, seen), plain(given)));
}

async function give(ctx: ProjectContext, request: PortingRequest, changes: PortingAnswers): Promise<Reply> {
  const { ref } = request;
  if (Object.keys(changes).length === 0) throw refuse("porting.refuse.unchanged", { ref });
  mustBeFree(ctx, changes.number, ref);
  const after = await record(ctx, ref, { kind: "given", answers: changes });
  return told(ctx, after, changes.when === undefined ? [] : await endSnoozes(ctx));
}

const plain = (given: Given): PortingAnswers =>
  Object.fromEntries(
    Object.entries(given).flatMap(([answer, value]) => (value === undefined ? [] : [[answer, value]])),
  );

/** What is another than before; what is no more is empty. */
function difference(before: PortingAnswers, after: PortingAnswers): PortingAnswers {
  const answers = [...new Set([...Object.keys(before), ...Object.keys(after)])] as PortingAnswer[];
  return Object.fromEntries(
    answers.flatMap((answer) =>
      (before[answer] ?? "") === (after[answer] ?? "") ? [] : [[answer, after[answer] ?? ""]],
    ),
  );
}

/** A number is moved once. */
function mustBeFree(ctx: ProjectContext, number: string | undefined, ref?: Ref): void {
  const taken = number === undefined || number === "" ? undefined : takenBy(number, ctx.facts, ref);
  if (number === undefined || taken === undefined) return;
  const values = { number: writtenNumber(number), ref: taken.ref };
  throw new FieldErrors({ number: phrase("porting.refuse.taken", values) });
}

/**
 * What looks odd about the wanted day and hour, by the number's own lead time and by the plan (D7, K2). Throws the
 * refusal of what cannot be: nothing is promised that cannot hold. `line`: all that was given, with another day.
 */
export function askAboutGiven(
  ctx: ProjectContext,
  { ref, seen, ...given }: Given & OfNumber,
  line: (typed: string) => string,
): readonly Block[] {
  stillOpen(ctx.facts);
  if (ref === undefined) {
    mustBeFree(ctx, given.number);
    return mustHold(ctx, plain(given), given.when, { line });
  }
  const request = mayRecord(ctx, ref, "given");
  const entries = ctx.facts.portingRequests.filter((entry) => entry.ref === ref);
  const before = seen === undefined ? request.answers : answersOf(entries, seen);
  const after = seen === undefined ? { ...request.answers, ...plain(given) } : plain(given);
  const changes = difference(before, after);
  mustBeFree(ctx, changes.number, ref);
  return mustHold(ctx, { ...request.answers, ...changes }, changes.when, { line, request });
}

interface OfNumber {
  readonly ref?: Ref | undefined;
  readonly seen?: string | undefined;
}

function mustHold(
  ctx: ProjectContext,
  answers: PortingAnswers,
  when: string | undefined,
  { line, request }: { readonly line: (typed: string) => string; readonly request?: PortingRequest },
): readonly Block[] {
  if (when === undefined || when === "") return [];
  const lead = leadTimeOf(answers, ctx.agreement) ?? 0;
  const { day: on, time } = request ?? {};
  const stands = on === undefined || time === undefined ? undefined : { on, time };
  // A customer types nothing: they give another day where they gave this one.
  const asked = mustBeDay(ctx, { when, lead, stands }, ctx.actor.staff ? line : undefined);
  return asked.length === 0 ? [] : [...asked, ...withPlan(ctx, when)];
}

/** The plan can be moved with it, where the number would come after its day: with all that has to move for it (K2). */
function withPlan(ctx: ProjectContext, when: string): readonly Block[] {
  const { facts, agreement, actor } = ctx;
  const on = when.slice(0, "2026-11-23".length) as Day;
  const which = planned(agreement, "porting")?.id;
  const stands = dayOfRole(facts.project, agreement, "porting");
  if (!actor.staff || which === undefined || stands === undefined || on <= stands) return [];
  const { plan } = facts.project;
  const found = planThatHolds({ ...plan, [which]: on }, [which], dayScene(facts, ctx)) ?? { ...plan, [which]: on };
  const moves = movedDays(plan, found);
  const days = moves.map((one) => `${one.which}=${one.to}`);
  const judged = judgeDays(Object.fromEntries(moves.map((one) => [one.which, one.to])), dayScene(facts, ctx));
  const holds = judged.questions.length === 0 && judged.days.every(({ refusals }) => refusals.length === 0);
  return holds && found[which] === on ? [said("porting.ask.movePlan"), lineBlock(`plan set ${days.join(",")}`)] : [];
}

/** What is asked about the day and hour of a number; `line`: the same with another, to copy. */
export function mustBeDay(
  ctx: ProjectContext,
  { when, ...number }: Wanted,
  line?: (typed: string) => string,
): readonly Block[] {
  const [on, time] = when.split("T") as [Day, string];
  return askAboutDay({ kind: "number", on, time, ...number }, ctx, { field: "when", line });
}

/** `stands`: for when it is wanted already. */
interface Wanted {
  readonly when: string;
  readonly lead: number;
  readonly stands?: Moment | undefined;
  readonly isConfirmed?: true;
}
