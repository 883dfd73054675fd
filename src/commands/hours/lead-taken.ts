import type { ProjectContext } from "../../bot/command.ts";
import { awayOn } from "../../domain/away.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import { type Taken, takenBy, takenOn } from "../../domain/free-time.ts";
import { planned } from "../../domain/plan.ts";
import { leadOf } from "../../domain/role.ts";
import type { Day } from "../../domain/units.ts";

/** What the lead's time is taken by: the calls and workshops of all that they lead, this project's among them. */
export async function leadTaken({ facts, store, agreement }: ProjectContext): Promise<readonly Taken[]> {
  const lead = leadOf(facts);
  const own = facts.checkIns.filter(({ state }) => state === "scheduled").map(({ at }) => takenBy(at, usualCallMinutes(agreement)));
  if (lead === undefined) return own;
  const led = await store.checkIns.ledBy(lead.id);
  const terms = await store.agreements.ofMany(led.map(({ project }) => project));
  const theirs = led.flatMap(({ project, calls, plan, kickedOff }) => {
    const of = terms.get(project);
    if (of === undefined) return [];
    const day = planned(of, "kickoff");
    const workshop = day === undefined || kickedOff ? undefined : plan[day.id];
    return [
      ...calls.map((at) => takenBy(at, usualCallMinutes(of))),
      ...(workshop === undefined ? [] : [takenOn(workshop, of.calendar.timeZone)]),
    ];
  });
  return [...own, ...theirs];
}

/** Whether the lead is away on a day. */
export const leadIsAway = ({ facts }: Pick<ProjectContext, "facts">) => {
  const lead = leadOf(facts);
  return (day: Day): boolean => lead !== undefined && awayOn(facts, lead.id, day) !== undefined;
};
