import { defineCommand, type ProjectContext } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { offers, variantOf } from "../../domain/agreement.ts";
import type { KickoffRefusal } from "../../domain/milestone.ts";
import { canKickOff } from "../../domain/milestone.ts";
import { changesAreCharged, isStanding, openWishes } from "../../domain/requirement.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, named } from "../../messages/phrase.ts";
import { theDayWords } from "../../messages/project-words.ts";
import { tellShared } from "../project/channel-guard.ts";
import { documentButton } from "../project/document-card.ts";
import { askForHours } from "../shared/ask-for-hours.ts";
import { askForNotes } from "../shared/ask-for-notes.ts";
import { asking } from "../shared/asking.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf, notOpen, showsLedger } from "../shared/checks.ts";
import { askAboutDay } from "../shared/day-check.ts";
import { wishWords } from "./requirements-table.ts";

const on = field.day("past").default("today");

/** Records the kickoff (K1), which freezes the requirements as the baseline (S5). */
export const kickoff = defineCommand({
  name: "kickoff",
  summary: "summary.kickoff",
  lines: [
    ...asking({
      of: "kickoff",
      summary: "summary.kickoff",
      examples: ["kickoff", "kickoff on:fri"],
      allow: ["staff"],
      audience: "public",
      input: { on },
      ask({ on: held }, context) {
        mustBePossible(context, held);
        const none = context.facts.requirements.some(isStanding) ? [] : withoutRequirements;
        const odd = askAboutDay({ kind: "held", on: held }, context, {
          field: "on",
          line: (typed) => `kickoff on:${typed}`,
        });
        return [...none, ...odd, ...notAgreedOn(context)];
      },
      run: ({ on: held }, context) => record(context, held),
    }),
  ],
});

/** A kickoff without requirements freezes nothing, and everything after it would be a change: it is asked about. */
const withoutRequirements: readonly Block[] = [
  said("kickoff.noRequirements", undefined, "warning"),
  lineBlock("require add <text>"),
];

/**
 * Wishes that wait for our answer: agreed on after kickoff they are changes with a price, so they are asked about (S5).
 */
function notAgreedOn({ facts, agreement }: ProjectContext): readonly Block[] {
  const wishes = openWishes(facts);
  if (wishes.length === 0) return [];
  const charged = variantOf(facts.project, agreement).chargesChangesAfterKickoff ? "yes" : "no";
  return [
    said("kickoff.wishes", { count: wishes.length, charged }, "warning"),
    { kind: "list", items: wishes.map(wishWords) },
    ...wishes.slice(0, 1).map(({ ref }) => lineBlock(`require agree ${ref}`)),
  ];
}

function mustBePossible({ facts, agreement, today }: ProjectContext, held: Day): void {
  const decision = canKickOff(facts.project, agreement, held, today);
  if (!decision.ok) throw refusal(decision.refused, { facts, agreement, today }, held);
}

function refusal(
  why: KickoffRefusal,
  { facts, agreement: terms, today }: Pick<ProjectContext, "facts" | "agreement" | "today">,
  held: Day,
): Refusal {
  switch (why.kind) {
    case "already":
      return refuse("kickoff.already", { on: day(why.on), by: why.by.name });
    case "future":
      return refuse("kickoff.future", { on: day(why.on) }, { field: "on" });
    case "before-day": {
      const values = { on: day(held), planned: day(why.planned), which: named(theDayWords(why.which, terms).name) };
      return refuse("kickoff.beforeDay", values, {
        field: "on",
        ...(held === today && { line: `plan move ${why.which} ${held}` }),
      });
    }
    case "project-not-open":
      return notOpen({ ...facts.project, state: why.state });
  }
}

async function record(context: ProjectContext, held: Day): Promise<Reply> {
  const { store, facts, agreement } = context;
  const { project } = facts;
  if (!(await store.projects.reach(project.id, "kickoff", held, byOf(context.actor), context.now)))
    throw refuse("kickoff.already", { on: day(held), by: "" });
  await store.requirements.freeze(project.id, true);
  await askForHours(context, "kickoff", held);
  const after = await context.reload();
  const count = after.requirements.filter(({ baseline }) => baseline).length;
  const charged = changesAreCharged(after.project, agreement);
  const meaning = said(charged ? "kickoff.frozen" : "kickoff.frozenFree", { count });
  const done = said("kickoff.done", { customer: project.customer, on: day(held) }, "success");
  await tellShared(context, { audience: "public", blocks: [done, meaning] });
  const notes = askForNotes(context, "kickoff");
  const isBooked = after.checkIns.some(({ state }) => state === "scheduled");
  const inside = showsLedger(context);
  const papers = buttonsBlock([documentButton("plan"), documentButton("calloff")]);
  if (!inside) await context.post("internal", { audience: "ledger", blocks: [done, ...notes, ...papers] });
  const ours =
    context.place.kind === "shared"
      ? []
      : [...(offers(agreement, "checkIns") && !isBooked ? next : []), ...(inside ? [...notes, ...papers] : [])];
  return {
    audience: "public",
    blocks: [done, meaning, ...ours],
  };
}

const next: readonly Block[] = [said("kickoff.next"), lineBlock("checkin schedule <day> <time>")];
