import { closed, past } from "./day-itself.ts";
import { callsThen, ofMeeting } from "./day-meeting.ts";
import { ofNumber, ofPorting } from "./day-porting.ts";
import type { DayQuestion, DayRefusal, DayScene, DayUse, Findings } from "./day-scene.ts";
import type { PlanDay } from "./facts.ts";
import { courseOf } from "./plan.ts";
import { type Link, linksOf, lostDays } from "./plan-links.ts";

/** What stands in the way of one day, by itself and among the others. */
export function findings(use: DayUse, scene: DayScene): Findings {
  if (use.kind === "meeting") return ofMeeting(use, scene);
  if (use.kind === "held") {
    const ahead: readonly DayRefusal[] = use.on > scene.today ? [{ kind: "ahead", on: use.on }] : [];
    return { refusals: ahead, questions: closed(use.on, scene) };
  }
  if (use.kind === "number") return ofNumber(use, scene);
  return ofPlanDay(use, scene);
}

function ofPlanDay(use: Extract<DayUse, { kind: "plan" }>, scene: DayScene): Findings {
  const { which, on, time } = use;
  const { agreement, calendar } = scene;
  const means = agreement.plan.find(({ id }) => id === which)?.means;
  const porting = means === "porting" ? ofPorting(on, time, scene) : undefined;
  const links = linksOf({ ...scene.facts.project.plan, [which]: on }, courseOf(scene.facts), agreement, calendar);
  const its = links.filter((link) => link.which === which || link.other === which);
  const lost = lostDays(which, on, { ...scene, project: courseOf(scene.facts), plan: scene.facts.project.plan });
  return {
    refusals: [...past(on, scene), ...(porting?.refusals ?? []), ...its.flatMap((link) => impossible(link, which))],
    questions: [
      ...(porting?.questions ?? closed(on, scene, which)),
      ...callsThen(which, on, scene),
      ...lost.map(({ which: other, last, lead }) => ({ kind: "no-time", which, other, last, lead }) as const),
      ...its.filter((link) => impossible(link, which).length === 0).map(questionOf),
    ],
  };
}

/** The day itself is impossible where it is; where it is the other that no longer holds, that one is to be moved. */
function impossible({ kind, which, other, otherOn, isImpossible }: Link, asked: PlanDay): readonly DayRefusal[] {
  return kind === "order" && isImpossible && which === asked
    ? [{ kind: "impossible-order", which, other, otherOn }]
    : [];
}

/** A link between two days that does not hold, as it is asked about. */
export function questionOf(link: Link): DayQuestion {
  if (link.kind === "order") return { kind: "order", which: link.which, other: link.other };
  return { kind: "lead", which: link.which, lead: link.lead, has: link.has };
}
