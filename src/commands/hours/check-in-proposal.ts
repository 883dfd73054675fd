import { customers, type ProjectContext, projectLine } from "../../bot/command.ts";
import { fieldOf, fieldProblem } from "../../bot/field.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { clockTime, dayOf } from "../../domain/calendar.ts";
import { numberOfCalls, usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { freeTimes, isStillFree } from "../../domain/free-time.ts";
import { leadOf, responsibleOf } from "../../domain/role.ts";
import type { Day, Ref } from "../../domain/units.ts";
import type { Block, Button, Content, Reply } from "../../messages/content.ts";
import { at, list, name, person, phrase, time } from "../../messages/phrase.ts";
import type { StoredMessage } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { passOn } from "../shared/passed-on.ts";
import { settleCard } from "../shared/settled.ts";
import { checkInCard, checkInSubject } from "./check-in-card.ts";
import { beyondBlocks, callOf, tell } from "./check-in-told.ts";
import { leadIsAway, leadTaken } from "./lead-taken.ts";

/** The subject of the times that the customer may choose among now. */
const proposalSubject = "checkin/proposal";
const most = 10;

/** Proposes free times for the next call: the customer books one of them by pressing it. */
async function propose(
  ctx: ProjectContext,
  { count, from }: { readonly count?: number; readonly from?: Day },
): Promise<Reply> {
  const { facts, agreement, now } = ctx;
  stillOpen(facts);
  const isAway = leadIsAway(ctx);
  const times = freeTimes(facts, { agreement, now, taken: await leadTaken(ctx), isAway, count, from });
  if (times.length === 0) throw refuse("checkin.propose.none", undefined, { line: "checkin propose from:<day>" });
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
 * Books the call at the time that was picked. Refused, with what can be picked now: a time of an older proposal, and
 * one that something else has taken meanwhile.
 */
async function pick(ctx: ProjectContext, when: DateTime, round: string): Promise<Reply> {
  stillOpen(ctx.facts);
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card === undefined || !isOpen(card)) throw await chosenAlready(ctx, round);
  const offered = buttonsOf(card.content);
  const taken = await leadTaken(ctx);
  const free = offered.filter((button) => {
    const instant = instantOf(button);
    return instant > ctx.now && isStillFree(instant, taken, ctx.agreement);
  });
  const mine = offered.find((button) => button.values?.round === round && instantOf(button) === when.at);
  if (mine === undefined) throw refuse("checkin.pick.older", undefined, presentOnes(ctx, free));
  if (!free.includes(mine)) throw refuse("checkin.pick.taken", { at: at(when.at) }, presentOnes(ctx, free));
  return book(ctx, card, when);
}

const instantOf = ({ id }: Button): number => Number(id.split("-").at(-1));
const isOpen = ({ content }: StoredMessage): boolean => content.blocks.some(({ kind }) => kind === "buttons");

function presentOnes({ facts, agreement }: ProjectContext, free: readonly Button[]) {
  if (free.length > 0) return { buttons: free, next: phrase("checkin.pick.present") };
  return { next: phrase("checkin.pick.noneLeft", { lead: leadName(facts, agreement) }) };
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

/** A call that was booked in another way: nobody is asked to choose any more. */
export async function settleProposal(
  ctx: ProjectContext,
  booked: { readonly ref: Ref; readonly at: number },
): Promise<void> {
  const outcome: Block = said("checkin.proposal.booked", { ref: booked.ref, at: at(booked.at) });
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card !== undefined && isOpen(card)) await settleCard(ctx, proposalSubject, outcome);
}

/** None of the times suits: our own people hear it, and may propose others. */
async function other(ctx: ProjectContext, wish: string): Promise<Reply> {
  stillOpen(ctx.facts);
  const again: Button = { id: "propose", label: phrase("checkin.button.propose"), runs: "checkin propose", asks: true };
  const before = [said("checkin.other.told", { who: ctx.actor.name })];
  await passOn(ctx, { kind: "times", words: wish, before, after: buttonsBlock([again]) });
  const who = leadName(ctx.facts, ctx.agreement);
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
  projectLine({
    verb: "propose",
    summary: "summary.checkin.propose",
    needs: "checkIns",
    examples: ["checkin propose", "checkin propose 5 from:2026-12-07"],
    allow: ["staff"],
    audience: "public",
    input: { times: some.optional().inPlace(), from: field.day("future").optional() },
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
    input: { suits: field.longText({ max: 2000 }) },
    run: ({ suits }, ctx) => other(ctx, suits),
  }),
];
