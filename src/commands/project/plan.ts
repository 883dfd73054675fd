import { customers, defineCommand, everyone, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { planDeeds } from "../../domain/plan-deeds.ts";
import { day } from "../../messages/phrase.ts";
import { asking } from "../shared/asking.ts";
import { calls } from "../shared/examples.ts";
import { recordDeed } from "./plan-deed.ts";
import { askAboutDays, askAboutMove } from "./plan-move.ts";
import { planProposal } from "./plan-proposal.ts";
import { storeDays } from "./plan-store.ts";
import { planBlocks } from "./plan-view.ts";

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
      run: async (_, context) => ({ audience: "public", blocks: planBlocks(context) }),
    }),
    ...asking({
      of: "plan",
      verb: "move",
      label: "plan.button.move",
      summary: "summary.plan.move",
      examples: (agreement) => {
        const { live, day: first } = calls(agreement);
        return [`plan move ${live} 2027-01-15`, `plan move ${first} fri`];
      },
      allow: ["staff"],
      audience: "public",
      input: { which: field.planDay(), on: field.day("future") },
      before: ({ which }, { project }) => ({
        on: project.plan[which] === undefined ? undefined : day(project.plan[which]),
      }),
      ask: ({ which, on }, context) => askAboutMove(which, on, context),
      proposal: planProposal,
      run: ({ which, on }, context) => storeDays({ [which]: on }, context),
    }),
    ...asking({
      of: "plan",
      verb: "set",
      label: "plan.button.move",
      summary: "summary.plan.set",
      examples: (agreement) => {
        const { live, day: first } = calls(agreement);
        return [`plan set ${first}=2026-12-04,${live}=2027-01-15`];
      },
      allow: ["staff"],
      audience: "public",
      input: { days: field.pairs(field.day("future"), field.planDay()) },
      ask: ({ days }, context) => askAboutDays(days, context),
      proposal: planProposal,
      run: ({ days }, context) => storeDays(days, context),
    }),
    projectLine({
      verb: "done",
      summary: "summary.plan.done",
      examples: (agreement) =>
        planDeeds(agreement)
          .map(({ id }) => `plan done ${id}`)
          .slice(0, 1),
      allow: ["staff"],
      audience: "public",
      input: { what: field.planDeed(), on: field.day("past").default("today") },
      run: ({ what, on }, context) => recordDeed(what, on, context),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.plan.done",
      examples: [],
      allow: [...customers, "staff"],
      audience: "public",
      input: { what: field.planDeed() },
      run: ({ what }, context) => recordDeed(what, context.today, context),
    }),
  ],
});
