import { customers, type ProjectContext, projectLine } from "../../bot/command.ts";
import { fieldOf, fieldProblem } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { businessCalendar, clockTime, dayOf } from "../../domain/calendar.ts";
import { numberOfCalls, usualCallMinutes } from "../../domain/check-in.ts";
import { freeTimes, type Looking } from "../../domain/free-time.ts";
import { responsibleOf } from "../../domain/role.ts";
import type { Day } from "../../domain/units.ts";
import type { Button, Content, Reply } from "../../messages/content.ts";
import { at, list, person, phrase, time } from "../../messages/phrase.ts";
import { proposalSubject } from "../../scheduler/proposal.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { showsLedger, stillOpen } from "../shared/checks.ts";
import { namedHere } from "../shared/named-here.ts";
import { passOn } from "../shared/passed-on.ts";
import { settleCard } from "../shared/settled.ts";
import { pick } from "./check-in-pick.ts";
import { askedName, leadName } from "./check-in-times.ts";
import { beyondQuestion } from "./check-in-told.ts";
import { neededIsAway, ourTaken, someoneIsAway } from "./our-time.ts";

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
    if (count > most) throw fieldProblem("field.times.many", { typed: raw.trim(), most }, String(most));
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
