import type { ProjectContext } from "../../bot/command.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { awayOn } from "../../domain/away.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import { isStillFree, type Taken, takenBy, takenOn } from "../../domain/free-time.ts";
import { planned } from "../../domain/plan.ts";
import { leadOf } from "../../domain/role.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { at, day } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";

/**
 * What the lead's time is taken by: the calls and workshops of all that they lead, this project's among them, or only
 * those elsewhere.
 */
export async function leadTaken(
  { facts, store, agreement }: ProjectContext,
  which: "all" | "elsewhere" = "all",
): Promise<readonly Taken[]> {
  const lead = leadOf(facts);
  const isOwn = (project: Id): boolean => project === facts.project.id;
  const own =
    which === "elsewhere"
      ? []
      : facts.checkIns
          .filter(({ state }) => state === "scheduled")
          .map(({ at }) => takenBy(at, usualCallMinutes(agreement)));
  if (lead === undefined) return own;
  const led = await store.checkIns.ledBy(lead.id);
  const terms = await store.agreements.ofMany(led.map(({ project }) => project));
  const theirs = led.flatMap(({ project, calls, plan, kickedOff }) => {
    const of = terms.get(project);
    if (of === undefined || (which === "elsewhere" && isOwn(project))) return [];
    const day = planned(of, "kickoff");
    const workshop = day === undefined || kickedOff ? undefined : plan[day.id];
    return [
      ...calls.map((at) => takenBy(at, usualCallMinutes(of))),
      ...(workshop === undefined ? [] : [takenOn(workshop, of.calendar.timeZone)]),
    ];
  });
  return [...own, ...theirs];
}

/** What looks odd about a time for the lead: they are elsewhere then, or away (K2). */
export async function leadQuestions(
  ctx: ProjectContext,
  { at: begins, on }: Pick<DateTime, "at" | "on">,
): Promise<readonly Block[]> {
  const { facts, agreement } = ctx;
  const lead = leadOf(facts);
  if (lead === undefined) return [];
  const away = awayOn(facts, lead.id, on);
  const elsewhere = !isStillFree(begins, await leadTaken(ctx, "elsewhere"), agreement);
  return [
    ...(elsewhere ? [said("checkin.ask.taken", { lead: lead.name, at: at(begins) }, "warning")] : []),
    ...(away === undefined ? [] : [said("checkin.ask.away", { lead: lead.name, until: day(away.until) }, "warning")]),
  ];
}

/** Whether the lead is away on a day. */
export const leadIsAway = ({ facts }: Pick<ProjectContext, "facts">) => {
  const lead = leadOf(facts);
  return (day: Day): boolean => lead !== undefined && awayOn(facts, lead.id, day) !== undefined;
};
