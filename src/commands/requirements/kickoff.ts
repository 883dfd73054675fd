import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { KickoffRefusal } from "../../domain/milestone.ts";
import { canKickOff } from "../../domain/milestone.ts";
import { changesAreCharged, isStanding } from "../../domain/requirement.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { tellShared } from "../project/channel-guard.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";

const on = field.day("past").default("today");

/** Records the kickoff (K1), which freezes the requirements as the baseline (S5). */
export const kickoff = defineCommand({
  name: "kickoff",
  summary: "summary.kickoff",
  lines: [
    projectLine({
      summary: "summary.kickoff",
      examples: ["kickoff", "kickoff on:fri"],
      allow: ["staff"],
      audience: "public",
      input: { on },
      async run({ on: held }, context) {
        mustBePossible(context, held);
        if (!context.facts.requirements.some(isStanding)) return withoutRequirements(held);
        return record(context, held);
      },
    }),
    projectLine({
      verb: "anyway",
      by: "card",
      summary: "summary.kickoff",
      examples: [],
      allow: ["staff"],
      audience: "public",
      input: { on },
      async run({ on: held }, context) {
        mustBePossible(context, held);
        return record(context, held);
      },
    }),
  ],
});

/** A kickoff without requirements freezes nothing, and everything after it would be a change: it is asked about. */
function withoutRequirements(held: Day): Reply {
  const label = phrase("kickoff.anyway");
  const anyway: Button = { id: "anyway", label, style: "danger", runs: "kickoff anyway", values: { on: held }, once: true };
  return {
    audience: "public",
    to: "person",
    question: true,
    blocks: [said("kickoff.noRequirements", undefined, "warning"), lineBlock(`require add "…"`), ...buttonsBlock([anyway])],
  };
}

function mustBePossible({ facts, today }: ProjectContext, held: Day): void {
  const decision = canKickOff(facts.project, held, today);
  if (!decision.ok) throw refusal(decision.refused, held, today);
}

function refusal(why: KickoffRefusal, held: Day, today: Day): Refusal {
  switch (why.kind) {
    case "already":
      return refuse("kickoff.already", { on: day(why.on), by: why.by.name });
    case "future":
      return refuse("kickoff.future", { on: day(why.on) }, { field: "on" });
    case "before-workshop":
      return refuse(
        "kickoff.beforeWorkshop",
        { on: day(held), workshop: day(why.workshop) },
        {
          field: "on",
          ...(held === today && { line: `plan move workshop ${held}` }),
        },
      );
    case "project-not-open":
      return refuse(`closed.${why.state}`);
  }
}

async function record(context: ProjectContext, held: Day): Promise<Reply> {
  const { store, facts, agreement } = context;
  const { project } = facts;
  if (!(await store.projects.reach(project.id, "kickoff", held, byOf(context.actor), context.now)))
    throw refuse("kickoff.already", { on: day(held), by: "" });
  await store.requirements.freeze(project.id, true);
  const after = await context.reload();
  const count = after.requirements.filter(({ baseline }) => baseline).length;
  const charged = changesAreCharged(after.project, agreement);
  const meaning = said(charged ? "kickoff.frozen" : "kickoff.frozenFree", { count });
  const done = said("kickoff.done", { customer: project.customer, on: day(held) }, "success");
  await tellShared(context, { audience: "public", blocks: [done, meaning] });
  return { audience: "public", blocks: [done, meaning, ...(context.place.kind === "shared" ? [] : next)] };
}

const next: readonly Block[] = [said("kickoff.next"), lineBlock("checkin schedule <day> <time>")];
