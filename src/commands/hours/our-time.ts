import type { ProjectContext } from "../../bot/command.ts";
import { awayOn } from "../../domain/away.ts";
import { instantOf } from "../../domain/calendar.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import type { Moment } from "../../domain/clock.ts";
import type { DayScene, OurTime } from "../../domain/day-scene.ts";
import { judgeDay } from "../../domain/day-use.ts";
import type { Member, ProjectFacts } from "../../domain/facts.ts";
import { type Taken, takenBy, takenOn } from "../../domain/free-time.ts";
import { planned } from "../../domain/plan.ts";
import { leadOf, oursOf, responsibleOf } from "../../domain/role.ts";
import type { Day, Id } from "../../domain/units.ts";
import { dayScene, typedDay } from "../shared/day-check.ts";

type Mine = Pick<ProjectContext, "facts" | "agreement" | "store" | "now" | "today">;

/** What the time of those of us is taken by who are invited to the project's calls, this project's among them. */
export async function ourTaken(ctx: Mine): Promise<readonly Taken[]> {
  const { facts, agreement } = ctx;
  const own = facts.checkIns
    .filter(({ state }) => state === "scheduled")
    .map(({ at }) => takenBy(at, usualCallMinutes(agreement)));
  return [...own, ...(await attended(ctx)).flatMap(({ taken }) => taken)];
}

/** The calls and workshops of projects of some of us: of each, who is on it. */
async function attended({
  facts,
  store,
}: Mine): Promise<readonly { readonly project: Id; readonly people: ReadonlySet<Id>; taken: Taken[] }[]> {
  const ours = oursOf(facts);
  const projects = ours.length === 0 ? [] : await store.checkIns.attendedBy(ours.map(({ id }) => id));
  const terms = await store.agreements.ofMany(projects.map(({ project }) => project));
  return projects.flatMap(({ project, people, calls, plan, kickedOff }) => {
    const of = terms.get(project);
    if (of === undefined) return [];
    const day = planned(of, "kickoff");
    const workshop = day === undefined || kickedOff ? undefined : plan[day.id];
    const taken = [
      ...calls.map((at) => takenBy(at, usualCallMinutes(of))),
      ...(workshop === undefined ? [] : [takenOn(workshop, of.calendar.timeZone)]),
    ];
    return [{ project, people: new Set(people), taken }];
  });
}

/** The time of those of us who are invited, as a day for a call is judged by (K2). */
export async function ourTime(ctx: Mine): Promise<OurTime> {
  const { facts, now } = ctx;
  const elsewhere = (await attended(ctx)).filter(({ project }) => project !== facts.project.id);
  return {
    now,
    busy: oursOf(facts).map(({ id, name }) => ({
      who: name,
      taken: elsewhere.filter(({ people }) => people.has(id)).flatMap(({ taken }) => taken),
    })),
    away: onCall(facts).flatMap(({ name, away }) => (away === undefined ? [] : [{ name, away }])),
  };
}

/** A time that is free, as it is typed. */
interface Free {
  readonly typed: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The nearest time for a call at which nothing stands in the way (K2); none where nothing near does. `also`: what else
 * is taken.
 */
export async function nearestFree(wanted: Moment, ctx: Mine, also: readonly Taken[] = []): Promise<Free | undefined> {
  const scene = await callScene(ctx);
  const ours = scene.ours && { ...scene.ours, busy: [...scene.ours.busy, { who: "", taken: also }] };
  const { instead, questions, refusals } = judgeDay({ kind: "meeting", ...wanted }, { ...scene, ours });
  const free = questions.length + refusals.length === 0 ? wanted : instead;
  if (free === undefined || typeof free === "string") return undefined;
  return { typed: typedDay(free), at: instantOf(free.on, free.time, ctx.agreement.calendar.timeZone) };
}

/** What a time for a call is judged by. */
async function callScene(ctx: Mine): Promise<DayScene> {
  return { ...dayScene(ctx.facts, ctx), ours: await ourTime(ctx) };
}

/** Who is on a project's calls: those of us who are invited, and whoever of the customer's is called. */
function onCall(facts: ProjectFacts): readonly Member[] {
  const customer = responsibleOf(facts);
  return customer === undefined ? oursOf(facts) : [...oursOf(facts), customer];
}

/** Whether somebody of the call is away on a day: no time is proposed then. */
export function someoneIsAway({ facts }: Pick<ProjectContext, "facts">): (day: Day) => boolean {
  const all = onCall(facts);
  return (day) => all.some(({ id }) => awayOn(facts, id, day) !== undefined);
}

/** Whether the lead, or whoever of the customer's is called, is away on a day: without them there is no call. */
export function neededIsAway({ facts }: Pick<ProjectContext, "facts">): (day: Day) => boolean {
  const needed = [leadOf(facts), responsibleOf(facts)].filter((one) => one !== undefined);
  return (day) => needed.some(({ id }) => awayOn(facts, id, day) !== undefined);
}

/** Who of us is away on a day, of those who are invited to the call: the lead before others. */
export function absentOf({ facts }: Pick<ProjectContext, "facts">): (day: Day) => Member | undefined {
  const lead = leadOf(facts);
  const ours = oursOf(facts).toSorted((a, b) => Number(b.id === lead?.id) - Number(a.id === lead?.id));
  return (day) => ours.find(({ id }) => awayOn(facts, id, day) !== undefined);
}
