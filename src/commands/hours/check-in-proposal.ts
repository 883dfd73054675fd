import { customers, type ProjectContext, projectLine } from "../../bot/command.ts";
import { fieldOf, fieldProblem } from "../../bot/field.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { turnTo } from "../../domain/away.ts";
import { businessCalendar, clockTime, dayOf } from "../../domain/calendar.ts";
import { numberOfCalls, usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn, Member, ProjectFacts } from "../../domain/facts.ts";
import { freeTimes, isStillFree, type Looking } from "../../domain/free-time.ts";
import { leadOf, responsibleOf } from "../../domain/role.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Button, Content, Reply } from "../../messages/content.ts";
import { at, list, name, type Phrase, person, phrase, time } from "../../messages/phrase.ts";
import { timeOfPick as instantOf, proposalSubject } from "../../scheduler/proposal.ts";
import type { Store, StoredMessage } from "../../store/store.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, said, textBlock } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { namedHere } from "../shared/named-here.ts";
import { passOn } from "../shared/passed-on.ts";
import { settleCard } from "../shared/settled.ts";
import { checkInCard, checkInSubject } from "./check-in-card.ts";
import { beyondBlocks, beyondQuestion, callOf, tell } from "./check-in-told.ts";
import { absentOf, neededIsAway, ourTaken, someoneIsAway } from "./our-time.ts";

const most = 10;
/** How many business days ahead times are looked for where there are none. */
const daysAhead = 60;

/** Proposes free times for the next call: the customer books one of them by pressing it. */
async function propose(
  ctx: ProjectContext,
  { count, from }: { readonly count?: number; readonly from?: Day },
): Promise<Reply> {
  const { facts, agreement, now } = ctx;
  stillOpen(facts);
  const looking = { agreement, now, taken: await ourTaken(ctx), count, from };
  const times = timesOfAll(ctx, looking);
  if (times.length === 0) throw refuse("checkin.propose.none", undefined, { line: await laterLine(ctx, from) });
  await settleCard(ctx, proposalSubject, said("checkin.proposal.replaced", undefined, "warning"), "first");
  await ctx.post("shared", proposalCard(ctx, times, String(now)), proposalSubject);
  const done = said("checkin.proposed", { times: list(times.map(shown)), count: times.length }, "success");
  if (ctx.place.kind === "shared") return { audience: "public", to: "person", blocks: [done] };
  const fewer =
    count !== undefined && times.length < count ? [said("checkin.proposed.fewer", { count: times.length })] : [];
  const number = numberOfCalls(facts) + 1;
  const included = agreement.checkIns?.included ?? 0;
  const ledger = showsLedger(ctx);
  const beyond = ledger && number > included ? [said("checkin.beyond", { number, included }, "warning")] : [];
  return { audience: ledger ? "ledger" : "public", blocks: [done, ...fewer, ...beyond] };
}

/**
 * Times at which everybody of the call is there; where there are none, at which those are without whom there is none.
 */
function timesOfAll(ctx: ProjectContext, looking: Omit<Looking, "isAway">): readonly number[] {
  const times = freeTimes(ctx.facts, { ...looking, isAway: someoneIsAway(ctx) });
  return times.length > 0 ? times : freeTimes(ctx.facts, { ...looking, isAway: neededIsAway(ctx) });
}

/** The line that proposes times from the first day on which there are some; none where there are none soon. */
async function laterLine(ctx: ProjectContext, from: Day | undefined): Promise<string | undefined> {
  const { agreement, now, today } = ctx;
  const looking = { agreement, now, taken: await ourTaken(ctx), count: 1 };
  const calendar = businessCalendar(agreement.calendar);
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const day = calendar.addBusinessDays(from ?? today, ahead);
    if (timesOfAll(ctx, { ...looking, from: day }).length > 0)
      return `checkin propose from:${day}${await namedHere(ctx)}`;
  }
  return undefined;
}

const shown = (instant: number) => phrase("checkin.at", { at: at(instant) });

/** `round`: which proposal it is, so that a press on an older one is known. */
function proposalCard({ facts, agreement }: ProjectContext, times: readonly number[], round: string): Content {
  const customer = responsibleOf(facts);
  const who = customer === undefined ? facts.project.customer : person(customer.id, customer.name);
  const values = { who, time: time(usualCallMinutes(agreement)), lead: leadName(facts, agreement) };
  const other: Button = { id: "other", label: phrase("checkin.button.other"), runs: "checkin other", asks: true };
  const buttons = [...times.map((instant) => timeButton(instant, round, agreement)), other];
  return { audience: "public", blocks: [said("checkin.proposal", values), ...buttonsBlock(buttons)] };
}

const leadName = (facts: ProjectContext["facts"], { supplier }: Agreement) =>
  leadOf(facts)?.name ?? phrase("ask.us", { supplier: name(supplier) });

/** Who answers about times; the call itself is the lead's, and no time is proposed while they are away. */
const askedName = ({ facts, agreement: { supplier }, today }: ProjectContext) =>
  turnTo(facts, today)?.name ?? phrase("ask.us", { supplier: name(supplier) });

function timeButton(instant: number, round: string, { calendar: { timeZone } }: Agreement): Button {
  const typed = `${dayOf(instant, timeZone)}T${clockTime(instant, timeZone)}`;
  return {
    id: `pick-${round}-${instant}`,
    label: shown(instant),
    style: "primary",
    runs: "checkin pick",
    values: { at: typed, round },
  };
}

const buttonsOf = (content: Content): readonly Button[] =>
  [
    ...content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])),
    ...(content.retired ?? []),
  ].filter(({ runs }) => runs === "checkin pick");

/**
 * Who of us is away by now at a time, of those who are invited (K2). Where that is so of every time that can be chosen,
 * the call is the lead's.
 */
function absentAt(ctx: ProjectContext, open: readonly number[]): (at: number) => Member | undefined {
  const { facts, agreement } = ctx;
  const ofAll = (instant: number) => absentOf(ctx)(dayOf(instant, agreement.calendar.timeZone));
  if (open.some((instant) => ofAll(instant) === undefined)) return ofAll;
  const lead = leadOf(facts);
  return (instant) => (ofAll(instant)?.id === lead?.id ? lead : undefined);
}

/**
 * Books the call at the time that was picked. Refused, with what can be picked now: a time of an older proposal, one
 * that something else has taken meanwhile, and one on which somebody of us who is invited is away by now.
 */
async function pick(ctx: ProjectContext, when: DateTime, round: string): Promise<Reply> {
  stillOpen(ctx.facts);
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card === undefined || !isOpen(card)) throw await chosenAlready(ctx, round);
  const offered = buttonsOf(card.content);
  const taken = await ourTaken(ctx);
  const open = offered.map(instantOf).filter((at) => at > ctx.now && isStillFree(at, taken, ctx.agreement));
  const absent = absentAt(ctx, open);
  const free = offered.filter((button) => open.includes(instantOf(button)) && !absent(instantOf(button)));
  const mine = offered.find((button) => button.values?.round === round && instantOf(button) === when.at);
  if (mine === undefined) throw refuse("checkin.pick.older", undefined, presentOnes(ctx, free));
  if (when.at <= ctx.now) throw refuse("checkin.pick.passed", { at: at(when.at) }, presentOnes(ctx, free));
  const gone = absent(when.at);
  if (gone !== undefined) return whileAway(ctx, card, { when, gone }, free);
  if (!free.includes(mine)) throw refuse("checkin.pick.taken", { at: at(when.at) }, presentOnes(ctx, free));
  return book(ctx, card, when);
}

/**
 * A time on which one of us is away by now: nothing is booked, they hear it in words with what can be chosen, the card
 * offers what is left, and our own people hear that times are wanted.
 */
async function whileAway(
  ctx: ProjectContext,
  card: StoredMessage,
  { when, gone: absent }: { readonly when: DateTime; readonly gone: Member },
  free: readonly Button[],
): Promise<Reply> {
  const { facts, agreement, actor } = ctx;
  const lead = leadOf(facts);
  const own = absent.id === lead?.id ? "yes" : "no";
  const values = { at: at(when.at), absent: absent.name, own, who: actor.name };
  const ids = new Set(free.map(({ id }) => id));
  const stays = ({ id, runs }: Button): boolean => runs !== "checkin pick" || ids.has(id);
  const gone = card.content.blocks.flatMap((block) =>
    block.kind === "buttons" ? block.buttons.filter((button) => !stays(button)) : [],
  );
  // Pressed again on what stood before, it tells nobody twice.
  if (gone.length > 0) {
    const blocks = card.content.blocks.map((block) =>
      block.kind === "buttons" ? { ...block, buttons: block.buttons.filter(stays) } : block,
    );
    await ctx.revise(proposalSubject, { ...card.content, blocks, retired: [...(card.content.retired ?? []), ...gone] });
    const again: Button = {
      id: "propose",
      label: phrase("checkin.button.propose"),
      runs: "checkin propose",
      asks: true,
    };
    const to = lead === undefined ? leadName(facts, agreement) : person(lead.id, lead.name);
    const told = said("checkin.pick.away.told", { ...values, lead: to, left: free.length }, "warning");
    await ctx.post("internal", { audience: "public", blocks: [told, ...buttonsBlock([again])] });
  }
  const { next, buttons } = presentOnes(ctx, free);
  const blocks = [said("checkin.pick.away", values, "warning"), textBlock(next), ...buttonsBlock(buttons ?? [])];
  return { audience: "public", to: "person", question: true, blocks };
}

const isOpen = ({ content }: StoredMessage): boolean => content.blocks.some(({ kind }) => kind === "buttons");

function presentOnes(
  ctx: ProjectContext,
  free: readonly Button[],
): { readonly next: Phrase; readonly buttons?: readonly Button[] } {
  if (free.length > 0) return { buttons: free, next: phrase("checkin.pick.present") };
  return { next: phrase("checkin.pick.noneLeft", { lead: askedName(ctx) }) };
}

/** The card of the times becomes that of the call, with its invitation. */
async function book(ctx: ProjectContext, card: StoredMessage, when: DateTime): Promise<Reply> {
  const { facts, store, now, actor } = ctx;
  const ref = await ctx.nextRef("C");
  await store.checkIns.schedule(facts.project.id, {
    ref,
    at: when.at,
    on: when.on,
    recordedAt: now,
    bookedBy: byOf(actor),
  });
  await store.messages.rename(card, checkInSubject({ ref }));
  await tell(ctx, ref);
  const after = await ctx.reload();
  // A press that was on its way hears who chose what.
  await ctx.revise(checkInSubject({ ref }), {
    ...checkInCard(callOf(after, ref), after),
    retired: buttonsOf(card.content),
  });
  const told = said("checkin.picked.told", { ref, at: at(when.at), who: actor.name }, "success");
  await ctx.post("internal", { audience: "ledger", blocks: [told, ...beyondBlocks(after, ctx.agreement)] });
  return { audience: "public", to: "person", blocks: [said("checkin.picked", { ref, at: at(when.at) }, "success")] };
}

/** A press that comes after the choice: what was chosen, and by whom. */
async function chosenAlready(ctx: ProjectContext, round: string): Promise<Refusal> {
  const picked = ctx.facts.checkIns
    .filter(({ state }) => state === "scheduled")
    .toSorted((a, b) => b.recordedAt - a.recordedAt);
  const call = picked.find(({ recordedAt }) => recordedAt >= Number(round));
  return call === undefined ? refuse("checkin.pick.over") : refuse("checkin.pick.chosen", chosenValues(call));
}

const chosenValues = ({ ref, at: instant, bookedBy }: CheckIn) => ({ ref, at: at(instant), by: bookedBy?.name ?? "" });

/** The times that the customer may choose among now, milliseconds since 1970. */
export async function proposedTimes(store: Store, { project }: Pick<ProjectFacts, "project">): Promise<number[]> {
  const card = await store.messages.bySubject(project.id, proposalSubject);
  return card !== undefined && isOpen(card) ? buttonsOf({ ...card.content, retired: [] }).map(instantOf) : [];
}

/** A call that was booked in another way: nobody is asked to choose any more. */
export async function settleProposal(
  ctx: ProjectContext,
  booked: { readonly ref: Ref; readonly at: number },
): Promise<void> {
  const outcome: Block = said("checkin.proposal.booked", { ref: booked.ref, at: at(booked.at) });
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card !== undefined && isOpen(card)) await settleCard(ctx, proposalSubject, outcome);
}

/** None of the times suits, or that of a booked call: our own people hear it, and may propose others. */
async function other(ctx: ProjectContext, wish: string, ref: string | undefined): Promise<Reply> {
  stillOpen(ctx.facts);
  const again: Button = { id: "propose", label: phrase("checkin.button.propose"), runs: "checkin propose", asks: true };
  const call = ctx.facts.checkIns.find((one) => one.ref === ref);
  if (call === undefined) {
    const before = [said("checkin.other.told", { who: ctx.actor.name })];
    await passOn(ctx, { kind: "times", words: wish, before, after: buttonsBlock([again]) });
  } else {
    // The call stands until it is moved.
    const values = { call: call.ref };
    const move = {
      id: "move",
      label: phrase("checkin.button.move"),
      runs: "checkin move",
      values,
      asks: true,
    } as const;
    const before = [said("checkin.other.booked", { who: ctx.actor.name, ref: call.ref, at: at(call.at) })];
    const after = call.state === "scheduled" ? buttonsBlock([move]) : [];
    await passOn(ctx, { kind: `times/${call.ref}`, words: wish, before, after });
  }
  const who = askedName(ctx);
  return { audience: "public", to: "person", blocks: [said("checkin.other", { who }, "success")] };
}

/** How many times: no more than anybody looks through. */
const some = fieldOf<number>({
  ...field.number().kind,
  async read(raw, env) {
    const count = await field.number().kind.read(raw, env);
    if (count > most) throw fieldProblem("field.times.many", { most }, String(most));
    return count;
  },
});

/** The lines that propose times for a call, and those of the card that they are on. */
export const proposalLines = [
  ...asking({
    of: "checkin",
    label: "checkin.button.proposeAnyway",
    verb: "propose",
    summary: "summary.checkin.propose",
    needs: "checkIns",
    examples: ["checkin propose", "checkin propose 5 from:2026-12-07"],
    allow: ["staff"],
    audience: "public",
    input: { times: some.optional().inPlace(), from: field.day("future").optional() },
    // Their press books it: whether one more is to be booked is asked before that (S2).
    async ask(_values, ctx) {
      stillOpen(ctx.facts);
      return beyondQuestion(ctx);
    },
    run: ({ times, from }, ctx) => propose(ctx, { count: times, from }),
  }),
  projectLine({
    verb: "pick",
    summary: "summary.checkin.pick",
    needs: "checkIns",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    by: "card",
    input: { at: field.dateTime(), round: field.hidden() },
    run: (values, ctx) => pick(ctx, values.at, values.round),
  }),
  projectLine({
    verb: "other",
    summary: "summary.checkin.other",
    needs: "checkIns",
    examples: [],
    allow: [...customers, "staff"],
    audience: "public",
    by: "card",
    input: { suits: field.longText({ max: 2000 }), call: field.hidden().optional() },
    run: ({ suits, call }, ctx) => other(ctx, suits, call),
  }),
];
