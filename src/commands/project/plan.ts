import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { PlanDay, Project } from "../../domain/facts.ts";
import { comingDates, openPlan, type PlanRefusal, planDays, planMove, planWarnings } from "../../domain/plan.ts";
import type { Day } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { day, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { comingWords, planDayWords, planWarningWords, theDayWords } from "../../messages/project-words.ts";
import { portingButtons } from "../data/porting-buttons.ts";
import { buttonsBlock } from "../shared/blocks.ts";
import { dayCell } from "../shared/cells.ts";
import { tellShared } from "./channel-guard.ts";

/** The planned days, and moving them. */
export const plan = defineCommand({
  name: "plan",
  summary: "summary.plan",
  lines: [
    projectLine({
      summary: "summary.plan",
      examples: ["plan"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_, context) {
        const { project } = context.facts;
        const calls = comingDates(context.facts, context.today).filter(({ kind }) => kind === "check-in");
        const rows = [
          ...planDays.map((which) => ({ label: planDayWords(which), value: dayWords(project, which) })),
          ...calls.map(comingWords),
        ];
        const warnings = context.actor.staff ? warningsOf(project, context) : [];
        return {
          audience: "public",
          blocks: [
            { kind: "text", text: phrase("plan.title", { customer: project.customer }) },
            { kind: "facts", rows },
            ...warnings.map((text): Block => ({ kind: "text", tone: "warning", text })),
          ],
        };
      },
    }),
    projectLine({
      verb: "move",
      summary: "summary.plan.move",
      examples: ["plan move golive 2027-01-15", "plan move data fri"],
      allow: ["staff"],
      audience: "public",
      input: { which: field.choice(["data", "workshop", "porting", "golive"]), on: field.day("future") },
      before: ({ which }, { project }) => ({ on: project.plan[which] === undefined ? undefined : day(project.plan[which]) }),
      async run({ which, on: to }, context) {
        const decision = planMove(context.facts.project, which, to, context.today);
        if (!decision.ok) throw refusal(decision.refused, which);
        await context.store.projects.setPlan(context.facts.project.id, decision.plan);
        const text = moved(which, to, decision.from);
        const porting: readonly Block[] =
          which === "porting" ? [{ kind: "text", text: phrase("plan.terminateAfter", { on: day(to) }) }] : [];
        const planned = { ...context.facts, project: { ...context.facts.project, plan: decision.plan } };
        const asked = which === "porting" ? buttonsBlock(portingButtons(planned, context.today)) : [];
        const told = await tellShared(context, { audience: "public", blocks: [{ kind: "text", text }, ...porting, ...asked] });
        return {
          audience: "public",
          blocks: [
            { kind: "text", tone: "success", text },
            ...(told ? [{ kind: "text", tone: "quiet", text: phrase("plan.told") } as const] : porting),
            ...warningsOf({ ...context.facts.project, plan: decision.plan }, context).map(
              (warning): Block => ({ kind: "text", tone: "warning", text: warning }),
            ),
          ],
        };
      },
    }),
  ],
});

function warningsOf(project: Project, { agreement }: ProjectContext): readonly Phrase[] {
  const planned = openPlan(project);
  const calendar = businessCalendar(agreement.calendar);
  return planWarnings(planned, (on) => calendar.isBusinessDay(on)).map((warning) => planWarningWords(warning, planned));
}

function moved(which: PlanDay, to: Day, from: Day | undefined): Phrase {
  const values = { which: theDayWords(which), to: day(to) };
  return from === undefined ? phrase("plan.set", values) : phrase("plan.moved", { ...values, from: day(from) });
}

function dayWords(project: Project, which: PlanDay): Text {
  const happened = which === "workshop" ? project.kickoff : which === "golive" ? project.goLive : undefined;
  if (happened !== undefined) return phrase("plan.happened", { on: day(happened.on) });
  return project.plan[which] === undefined ? phrase("plan.notPlanned") : dayCell(project.plan[which]);
}

function refusal(why: PlanRefusal, which: PlanDay): Refusal {
  const name = theDayWords(which);
  switch (why.kind) {
    case "past":
      return refuse("open.past", { which: name, on: day(why.day) }, { field: "on" });
    case "happened":
      return refuse("plan.move.happened", { which: name, on: day(why.on) });
    case "same-day":
      return refuse("plan.move.same", { which: name, on: day(why.day) }, { field: "on" });
    case "project-not-open":
      return refuse(`plan.move.${why.state}`);
  }
}
