import type { Context } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { isAway, turnTo } from "../../domain/away.ts";
import { businessCalendar, clockTime, dayOf } from "../../domain/calendar.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import type { Absence, CheckIn, ProjectFacts } from "../../domain/facts.ts";
import { type Taken, takenBy } from "../../domain/free-time.ts";
import { isOfCustomer, leadOf, oursOf } from "../../domain/role.ts";
import type { Id } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { at, day, list, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { type ToldPerson, tellPersonJob } from "../../store/contract/jobs.ts";
import { proposedTimes } from "../hours/check-in-times.ts";
import { nearestFree } from "../hours/our-time.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";

/** A project of somebody's, with what it has them invited to while they are away. */
interface Meanwhile {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly calls: readonly CheckIn[];
  /** Times of those days that the customer may still choose: of the lead alone. */
  readonly proposed: readonly number[];
}

async function meanwhile({ store, now }: Context, person: Id, away: Absence): Promise<readonly Meanwhile[]> {
  const own = await store.projects.ofPerson(person);
  const all = await store.projects.several(own.map(({ id }) => id));
  const found: Meanwhile[] = [];
  for (const facts of all) {
    const isOurs = oursOf(facts).some(({ id }) => id === person);
    if (!isOurs && !isOfCustomer(facts, person)) continue;
    const agreement = await store.agreements.of(facts.project.id);
    const calls = facts.checkIns.filter(
      ({ state, at: begins, on }) => state === "scheduled" && begins > now && isAway(away, on),
    );
    const times = leadOf(facts)?.id === person ? await proposedTimes(store, facts) : [];
    const proposed = times.filter((time) => time > now && isAway(away, dayOf(time, agreement.calendar.timeZone)));
    if (calls.length + proposed.length > 0) found.push({ facts, agreement, calls, proposed });
  }
  return found;
}

/**
 * Says which calls are booked, and which times proposed, while somebody of ours is away, with the lines that move them
 * and propose others (K2).
 */
export async function callsWhileAway(ctx: Context, person: Id, away: Absence): Promise<readonly Block[]> {
  const found = await meanwhile(ctx, person, away);
  if (found.length === 0) return [];
  const items = found.flatMap(({ facts: { project }, calls, proposed }): readonly Phrase[] => [
    ...calls.map(({ ref, at: begins }) => phrase("away.call", { customer: project.customer, ref, at: at(begins) })),
    ...(proposed.length === 0
      ? []
      : [phrase("away.proposed", { customer: project.customer, times: list(proposed.map(timeWords)) })]),
  ]);
  const lines: string[] = [];
  for (const one of found) {
    lines.push(...(await linesThatMove(ctx, one, away)));
    if (one.proposed.length > 0) lines.push(`checkin propose in:${one.facts.project.code}`);
  }
  return [
    said("away.calls", undefined, "warning"),
    { kind: "list", items },
    ...(lines.length === 0 ? [] : [said("away.calls.move"), ...lines.map(lineBlock)]),
  ];
}

const timeWords = (instant: number): Phrase => phrase("checkin.at", { at: at(instant) });

/** Each call to the nearest free time from when they are back: one after the other can be typed. */
async function linesThatMove(
  ctx: Context,
  { facts, agreement, calls }: Meanwhile,
  away: Absence,
): Promise<readonly string[]> {
  const { calendar: terms } = agreement;
  const calendar = businessCalendar(terms);
  const on = calendar.isBusinessDay(away.until) ? away.until : calendar.addBusinessDays(away.until, 1);
  const given: Taken[] = [];
  const lines: string[] = [];
  for (const { ref, at: begins } of calls) {
    const wanted = { on, time: clockTime(begins, terms.timeZone) };
    const free = await nearestFree(wanted, { ...ctx, facts, agreement }, given);
    if (free === undefined) continue;
    given.push(takenBy(free.at, usualCallMinutes(agreement)));
    lines.push(`checkin move ${ref} ${free.typed} in:${facts.project.code}`);
  }
  return lines;
}

/**
 * Somebody of the customer's is away while a call is booked: they hear which, and how to ask for another time; our lead
 * is told, with the line that moves it.
 */
export async function callsOfCustomer(ctx: Context, person: Id, away: Absence): Promise<readonly Block[]> {
  const found = (await meanwhile(ctx, person, away)).filter(({ calls }) => calls.length > 0);
  const blocks: Block[] = [];
  for (const one of found) {
    const { facts, agreement, calls } = one;
    const lead = turnTo(facts, ctx.today);
    const named = list(calls.map(({ ref, at: begins }) => phrase("project.cancel.call", { ref, at: at(begins) })));
    const values = { calls: named, count: calls.length };
    const who = lead?.name ?? name(agreement.supplier);
    blocks.push(said("away.calls.theirs", { ...values, who, told: lead === undefined ? "no" : "yes" }, "warning"));
    if (lead === undefined) continue;
    const told = said(
      "away.calls.told",
      {
        ...values,
        who: ctx.actor.name,
        customer: facts.project.customer,
        from: day(away.from),
        until: day(away.until),
      },
      "warning",
    );
    const lines = await linesThatMove(ctx, one, away);
    const notice = { audience: "public", blocks: [told, ...lines.map(lineBlock)] } as const;
    await ctx.store.jobs.add(tellPersonJob, {
      ...{ person: lead.id, project: facts.project.id, notice },
    } satisfies ToldPerson);
  }
  // Pressed where several projects are theirs, it could not know which is meant.
  const other = { id: "other", label: phrase("checkin.button.otherTime"), runs: "checkin other", asks: true } as const;
  return [...blocks, ...(found.length === 1 ? buttonsBlock([other]) : [])];
}
