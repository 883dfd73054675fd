import type { ProjectContext } from "../../bot/command.ts";
import { defineCommand, everyone, projectLine } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { comingDates } from "../../domain/coming.ts";
import { areaStates } from "../../domain/customer-data.ts";
import { late } from "../../domain/late.ts";
import { phaseOf } from "../../domain/phase.ts";
import { countedRequirements, isFrozen, isStanding } from "../../domain/requirement.ts";
import { type Party, partyOf, roleOf } from "../../domain/role.ts";
import { type Waiting, waiting, waitingForAll } from "../../domain/waiting.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { lateBlocks, lateForAll } from "../../messages/late-words.ts";
import { phrase, type Text } from "../../messages/phrase.ts";
import { timelineBlock } from "../../messages/project-pictures.ts";
import { comingWords, partyWords, phaseWords, waitingWords } from "../../messages/project-words.ts";
import { portingButtons } from "../porting/buttons.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { showsLedger } from "../shared/checks.ts";
import { ledgerBlocks } from "./ledger-blocks.ts";
import { nextSteps } from "./next-steps.ts";

/** Where the project stands in one glance; in internal places also what it costs (A1). */
export const status = defineCommand({
  name: "status",
  summary: "summary.status",
  lines: [
    projectLine({
      summary: "summary.status",
      examples: ["status"],
      allow: everyone,
      audience: "place",
      reads: true,
      input: {},
      async run(_, context) {
        const { facts, agreement } = context;
        const internal = showsLedger(context);
        const { project } = facts;
        return {
          audience: internal ? "ledger" : "public",
          blocks: [
            ...lateFirst(context, internal),
            said("status.title", { customer: project.customer, phase: phaseWords(phaseOf(facts, agreement)) }),
            ...(project.stateReason === undefined || !internal
              ? []
              : [said("status.reason", { reason: project.stateReason }, "quiet")]),
            ...timelineBlock(facts, agreement, context.today),
            {
              kind: "facts",
              rows: [...comingDates(facts, agreement, context.today).map(comingWords), ...progress(context)],
            },
            ...waits(context),
            ...(internal ? ledgerBlocks(facts, agreement) : []),
          ],
        };
      },
    }),
    projectLine({
      verb: "own",
      by: "card",
      summary: "summary.status",
      examples: [],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      run: async (_, context) => ownStatus(context),
    }),
  ],
});

/** What is late is said first (C2). */
function lateFirst({ facts, agreement, today }: ProjectContext, internal: boolean): readonly Block[] {
  const all = late(facts, agreement, businessCalendar(agreement.calendar), today);
  return lateBlocks(internal ? all : lateForAll(all), facts, agreement);
}

/** As many days ahead are in the short form. */
const nearest = 2;

/**
 * In a few lines, for the one who asks: what is next for their side and by when, the nearest days, and how far the data
 * is.
 */
function ownStatus(context: ProjectContext): Reply {
  const { facts, agreement, today, actor } = context;
  const role = actor.staff || actor.id === "system" ? "staff" : (roleOf(facts, actor.id) ?? "customer");
  const party = partyOf(role);
  const porting = party === "customer" ? portingButtons(facts, agreement, today) : [];
  const rows = [
    ...comingDates(facts, agreement, today).slice(0, nearest).map(comingWords),
    ...progress(context).slice(0, 1),
  ];
  return {
    audience: "public",
    to: "person",
    blocks: [
      ...lateFirst(context, false),
      said("status.title", { customer: facts.project.customer, phase: phaseWords(phaseOf(facts, agreement)) }),
      ...nextSteps(facts, agreement, today, party),
      { kind: "facts", rows },
      ...buttonsBlock(porting),
    ],
  };
}

function progress({ facts, agreement }: ProjectContext): readonly { readonly label: Text; readonly value: Text }[] {
  const states = areaStates(facts, agreement);
  const settled = states.filter(({ state }) => state === "approved" || state === "not-applicable").length;
  const received = states.filter(({ state }) => state === "received").length;
  const counted = isFrozen(facts.project) ? countedRequirements(facts) : facts.requirements.filter(isStanding);
  const verified = counted.filter(({ state }) => state === "verified").length;
  const delivered = counted.filter(({ state }) => state === "delivered").length + verified;
  return [
    { label: phrase("status.row.data"), value: phrase("status.data", { settled, received, count: states.length }) },
    {
      label: phrase("status.row.requirements"),
      value: phrase("status.requirements", { delivered, verified, count: counted.length }),
    },
  ];
}

/** What waits for whom, one list for each side: nobody is chased for what waits for someone else. */
function waits(context: ProjectContext): readonly Block[] {
  const { facts, agreement, today } = context;
  const all = showsLedger(context) ? waiting(facts, agreement, today) : waitingForAll(facts, agreement, today);
  if (all.length === 0)
    return facts.project.state === "open" ? [said("status.nothingWaits", undefined, "success")] : [];
  return (["customer", "partner", "supplier"] satisfies Party[]).flatMap((who): readonly Block[] => {
    const items: readonly Waiting[] = all.filter((item) => item.who === who);
    if (items.length === 0) return [];
    return [
      said("status.waitsFor", { who: partyWords(who, facts, agreement) }),
      { kind: "list", items: items.map((item) => waitingWords(item, agreement, today)) },
    ];
  });
}
