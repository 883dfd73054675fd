import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { Plan, PortingRequestEntry } from "../../domain/facts.ts";
import { dayOfRole, planned } from "../../domain/plan.ts";
import { numbersSteps, portingOutlook } from "../../domain/porting-outlook.ts";
import { followers, isSent, openRequests, type PortingRequest, portingRequests } from "../../domain/porting-request.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { day, list, type Phrase, phrase, type Value } from "../../messages/phrase.ts";
import { requestCard, requestSubject } from "../porting/number-card.ts";
import { said, textBlock } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";

/** As many numbers are named; more are counted. */
const mostNamed = 6;
const mostRows = 8;

/** Some numbers by their references: all where they are few, else the first of them and how many more. */
export function refsWords(refs: readonly Ref[]): Value {
  if (refs.length <= mostNamed) return list(refs);
  return phrase("plan.refs", { refs: list(refs.slice(0, mostNamed)), more: refs.length - mostNamed });
}

/**
 * What the plan's porting step knows of its numbers: for when they are wanted, what cannot hold, the last days (K2,
 * D7).
 */
export function numberBlocks({ facts, agreement, today }: ProjectContext): readonly Block[] {
  const open = openRequests(facts);
  if (facts.project.state !== "open" || open.length === 0) return [];
  const { from, to, cannot, unsaid } = portingOutlook(facts, agreement, today);
  const confirmed = open.filter(isConfirmed);
  const span: readonly Phrase[] =
    from === undefined || to === undefined
      ? []
      : [
          phrase("plan.numbers.span", {
            count: open.length - confirmed.length,
            from: day(from),
            to: day(to),
            same: from === to ? "yes" : "no",
          }),
        ];
  const steps = numbersSteps(facts, agreement).map(({ operator, step, last, refs }) =>
    phrase("plan.numbers.step", {
      ...{ operator: operator ?? phrase("plan.numbers.noOperator"), refs: refsWords(refs), step, last: day(last) },
      passed: last < today ? "yes" : "no",
    }),
  );
  const without: readonly Phrase[] =
    unsaid.length === 0 ? [] : [phrase("plan.numbers.unsaid", { refs: refsWords(unsaid.map(({ ref }) => ref)) })];
  const more = steps.length > mostRows ? [phrase("plan.numbers.more", { count: steps.length - mostRows })] : [];
  return [
    said("plan.numbers"),
    {
      kind: "list",
      items: [
        ...span,
        ...confirmedWords(confirmed, "plan.numbers.confirmed"),
        ...steps.slice(0, mostRows),
        ...more,
        ...without,
      ],
    },
    ...cannotWords(cannot).map((words) => textBlock(words, "warning")),
  ];
}

const isConfirmed = ({ state }: Pick<PortingRequest, "state">): boolean => state === "confirmed";

/** What operators have confirmed, those of one day together: that is no wish (D7). */
function confirmedWords(
  all: readonly PortingRequest[],
  how: "plan.numbers.confirmed" | "plan.numbers.stands",
): readonly Phrase[] {
  const days = [...new Set(all.flatMap(({ day }) => day ?? []))].toSorted();
  return days.slice(0, mostRows).map((on) => {
    const refs = all.filter((one) => one.day === on).map(({ ref }) => ref);
    return phrase(how, { refs: refsWords(refs), on: day(on) });
  });
}

/** The numbers whose confirmed day a move of the porting or of go-live leaves where it was (D7). */
export function standing(days: Plan, ctx: Pick<ProjectContext, "facts" | "agreement">): readonly Phrase[] {
  const { facts, agreement } = ctx;
  const { to } = moveOf(days, ctx);
  const live = planned(agreement, "go-live")?.id;
  const isMoved = live !== undefined && days[live] !== undefined && days[live] !== facts.project.plan[live];
  if (to === undefined && !isMoved) return [];
  return confirmedWords(
    openRequests(facts).filter((one) => isConfirmed(one) && one.day !== to),
    "plan.numbers.stands",
  );
}

/** What can hold no more, those of one day and one first day together. */
function cannotWords(cannot: ReturnType<typeof portingOutlook>["cannot"]): readonly Phrase[] {
  const keyOf = ({ request, earliest }: (typeof cannot)[number]): string => `${request.day} ${earliest}`;
  const keys = [...new Set(cannot.map(keyOf))];
  return keys.slice(0, mostRows).flatMap((key) => {
    const group = cannot.filter((one) => keyOf(one) === key);
    const [first] = group;
    if (first?.request.day === undefined) return [];
    const refs = refsWords(group.map(({ request }) => request.ref));
    return [phrase("plan.numbers.cannot", { refs, on: day(first.request.day), earliest: day(first.earliest) })];
  });
}

/** What a new porting day means for the numbers that stand on the old one, as it is asked before it is stored. */
export function askAboutNumbers(days: Plan, { facts, agreement }: ProjectContext): readonly Block[] {
  const { to, from } = moveOf(days, { facts, agreement });
  const stand = standing(days, { facts, agreement }).map((words) => textBlock(words, "warning"));
  if (to === undefined) return stand;
  const moved = followers(facts.portingRequests, from);
  const stay = openRequests(facts).filter(
    (one) => from !== undefined && one.day === from && !moved.some(({ ref }) => ref === one.ref),
  );
  const asked = stay.filter((one) => isSent(one) && !isConfirmed(one));
  const rejected = stay.filter((one) => !isSent(one));
  const own = openRequests(facts).filter(
    (one) => one.day !== undefined && one.day !== from && one.day !== to && !isConfirmed(one),
  );
  const words = (
    id: "plan.ask.numbers" | "plan.ask.numbers.asked" | "plan.ask.numbers.own" | "plan.ask.numbers.rejected",
    of: readonly PortingRequest[],
  ) => (of.length === 0 ? [] : [said(id, { count: of.length, refs: refsWords(of.map(({ ref }) => ref)) })]);
  return [
    ...words("plan.ask.numbers", moved),
    ...words("plan.ask.numbers.asked", asked),
    ...words("plan.ask.numbers.rejected", rejected),
    ...words("plan.ask.numbers.own", own),
    ...stand,
  ];
}

/** The new porting day among some days, and the one that it was. */
function moveOf(days: Plan, { facts, agreement }: Pick<ProjectContext, "facts" | "agreement">) {
  const which = planned(agreement, "porting")?.id;
  const from = dayOfRole(facts.project, agreement, "porting");
  const to = which === undefined ? undefined : days[which];
  return to === from ? { from } : { from, to };
}

/**
 * Gives the numbers that go with the plan's porting day the new one, each at its hour, as something given of it that
 * can be taken back (C1). Which they are.
 */
export async function moveNumbers(days: Plan, ctx: ProjectContext): Promise<readonly PortingRequest[]> {
  const { facts, agreement, store, today, now, actor } = ctx;
  const { from, to } = moveOf(days, ctx);
  const moved = to === undefined ? [] : followers(facts.portingRequests, from);
  if (to === undefined || moved.length === 0) return [];
  const side = { bySide: actor.staff ? "staff" : "customer", by: byOf(actor), on: today, recordedAt: now } as const;
  for (const { ref, time = agreement.calendar.officeHours.from } of moved) {
    const entry: Omit<PortingRequestEntry, "id" | "undone"> = {
      ...side,
      ref,
      kind: "given",
      answers: { when: whenOf(to, time) },
    };
    await store.portingRequests.add(facts.project.id, entry);
  }
  const after = await ctx.reload();
  const scene = { agreement, today, calendar: businessCalendar(agreement.calendar) };
  const names = new Set(moved.map(({ ref }) => ref));
  for (const request of portingRequests(after))
    if (names.has(request.ref)) await ctx.revise(requestSubject(request.ref), requestCard(request, after, scene));
  return moved;
}

/** Numbers are ported at whole hours (D7). */
const whenOf = (on: Day, time: string): string => `${on}T${time.slice(0, 2)}:00`;
