import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { oddDays } from "../../domain/day-use.ts";
import type { PlanDay, Project } from "../../domain/facts.ts";
import { comingDates, happenedOn, type PlanRefusal, type PlanTerms, planMove, planned } from "../../domain/plan.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { dayQuestionWords } from "../../messages/day-use-words.ts";
import { day, name, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { comingWords, theDayWords } from "../../messages/project-words.ts";
import { portingButtons } from "../data/porting-buttons.ts";
import { buttonsBlock } from "../shared/blocks.ts";
import { dayCell } from "../shared/cells.ts";
import { dayScene } from "../shared/day-check.ts";
import { calls } from "../shared/examples.ts";
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
        const { agreement, facts } = context;
        const { project } = facts;
        const calls = comingDates(facts, agreement, context.today).filter(({ kind }) => kind === "check-in");
        const rows = [
          ...agreement.plan.map(({ id, name: called }) => ({ label: name(called), value: dayWords(project, agreement, id) })),
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
      examples: (agreement) => {
        const { live, day: first } = calls(agreement);
        return [`plan move ${live} 2027-01-15`, `plan move ${first} fri`];
      },
      allow: ["staff"],
      audience: "public",
      input: { which: field.planDay(), on: field.day("future") },
      before: ({ which }, { project }) => ({ on: project.plan[which] === undefined ? undefined : day(project.plan[which]) }),
      async run({ which, on: to }, context) {
        const { agreement } = context;
        const decision = planMove(context.facts.project, agreement, which, to, context.today);
        if (!decision.ok) throw refusal(decision.refused, which, agreement);
        await context.store.projects.setPlan(context.facts.project.id, decision.plan);
        const text = moved(which, agreement, to, decision.from);
        const after = { ...context.facts, project: { ...context.facts.project, plan: decision.plan } };
        const isPorting = planned(agreement, "porting")?.id === which;
        const ends = isPorting ? portingStatus(after, agreement, context.today)?.terminateAfter : undefined;
        const porting: readonly Block[] =
          ends === undefined ? [] : [{ kind: "text", text: phrase("plan.terminateAfter", { on: day(ends) }) }];
        const asked = isPorting ? buttonsBlock(portingButtons(after, agreement, context.today)) : [];
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

function warningsOf(project: Project, context: ProjectContext): readonly Phrase[] {
  const { agreement, facts } = context;
  return oddDays(project.plan, dayScene({ ...facts, project }, context)).map((odd) => dayQuestionWords(odd, agreement));
}

function moved(which: PlanDay, terms: PlanTerms, to: Day, from: Day | undefined): Phrase {
  const values = { which: theDayWords(which, terms), to: day(to) };
  return from === undefined ? phrase("plan.set", values) : phrase("plan.moved", { ...values, from: day(from) });
}

function dayWords(project: Project, terms: PlanTerms, which: PlanDay): Text {
  const happened = happenedOn(project, terms, which);
  if (happened !== undefined) return phrase("plan.happened", { on: day(happened) });
  return project.plan[which] === undefined ? phrase("plan.notPlanned") : dayCell(project.plan[which]);
}

function refusal(why: PlanRefusal, which: PlanDay, terms: PlanTerms): Refusal {
  const called = theDayWords(which, terms);
  switch (why.kind) {
    case "past":
      return refuse("open.past", { which: called, on: day(why.day) }, { field: "on" });
    case "happened":
      return refuse("plan.move.happened", { which: called, on: day(why.on) });
    case "same-day":
      return refuse("plan.move.same", { which: called, on: day(why.day) }, { field: "on" });
    case "project-not-open":
      return refuse(`plan.move.${why.state}`);
  }
}
