import { type ComingDate, comingDates } from "../../domain/coming.ts";
import { areaStates, isComplete, missingAreas, unreviewedAreas } from "../../domain/customer-data.ts";
import { deliveryAhead } from "../../domain/delivery-days.ts";
import { type Late, late } from "../../domain/late.ts";
import { phaseOf } from "../../domain/phase.ts";
import { countedRequirements, isStanding } from "../../domain/requirement.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Block, Content } from "../../messages/content.ts";
import { lateBlocks, lateForAll } from "../../messages/late-words.ts";
import { at, day, list, named, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { timelineBlock } from "../../messages/project-pictures.ts";
import { doubtWords } from "../../messages/project-words.ts";
import type { Snapshot } from "../reminder.ts";
import { waitingBlocks } from "./awaited.ts";
import type { Week } from "./due.ts";

/** Where the project stands, for everyone on it: nothing of the ledger, and of offers only those sent (A1). */
export function sharedDigest(snapshot: Snapshot, week: Week): Content {
  const { facts, agreement, today } = snapshot;
  return {
    audience: "public",
    blocks: [
      headingOf(snapshot, week),
      ...lateOf(snapshot, lateForAll),
      ...timelineBlock(facts, agreement, today),
      { kind: "facts", rows: standing(snapshot) },
      ...waitingBlocks(snapshot, "shared"),
    ],
  };
}

export function headingOf({ facts }: Snapshot, { number }: Week): Block {
  return { kind: "heading", text: phrase("digest.heading", { customer: facts.project.customer, week: number }) };
}

/** What is late is said first (C2); `shown` leaves out what the reader may not see. */
export function lateOf(
  { facts, agreement, calendar, today }: Snapshot,
  shown = (all: readonly Late[]) => all,
): readonly Block[] {
  return lateBlocks(shown(late(facts, agreement, calendar, today)), facts, agreement);
}

export interface FactRow {
  readonly label: Phrase;
  readonly value: Text;
}

/** Phase, customer data in numbers, requirements, open tasks and the next dates. */
export function standing(snapshot: Snapshot): readonly FactRow[] {
  const { facts, agreement } = snapshot;
  const requirements = countsOfRequirements(snapshot);
  return [
    { label: phrase("digest.phase"), value: phrase("digest.phase.value", { phase: phaseOf(facts, agreement) }) },
    { label: phrase("digest.data"), value: dataText(snapshot) },
    ...(requirements === undefined ? [] : [{ label: phrase("digest.requirements"), value: requirements }]),
    { label: phrase("digest.tasks"), value: tasksText(snapshot) },
    { label: phrase("digest.dates"), value: datesText(snapshot) },
  ];
}

function dataText({ facts, agreement }: Snapshot): Phrase {
  const states = areaStates(facts, agreement);
  return phrase("digest.data.value", {
    done: states.filter((state) => isComplete([state])).length,
    total: states.length,
    received: unreviewedAreas(states).length,
    missing: missingAreas(states).length,
  });
}

function countsOfRequirements({ facts }: Snapshot): Phrase | undefined {
  const all = facts.project.kickoff === undefined ? facts.requirements.filter(isStanding) : countedRequirements(facts);
  if (all.length === 0) return undefined;
  const delivered = all.filter(({ state }) => state === "delivered" || state === "verified").length;
  const verified = all.filter(({ state }) => state === "verified").length;
  return phrase("digest.requirements.value", { total: all.length, delivered, verified });
}

function tasksText({ facts, today }: Snapshot): Phrase {
  const open = facts.tasks.filter(isOpenTask);
  const overdue = open.filter(({ due }) => due !== undefined && due < today);
  return phrase("digest.tasks.value", { open: open.length, overdue: overdue.length });
}

export function datesText({ facts, agreement, calendar, today }: Snapshot): Phrase {
  const after = deliveryAhead(facts, agreement, calendar, today).map(({ kind, on }) =>
    phrase("digest.date.delivery", { kind, on: day(on) }),
  );
  const dates = [...comingDates(facts, agreement, today).map(dateText), ...after];
  if (dates.length > 0) return phrase("digest.list", { items: list(dates) });
  const days = agreement.plan.some(({ id }) => facts.project.plan[id] !== undefined);
  if (late(facts, agreement, calendar, today).length > 0 && days) return phrase("digest.dates.passed");
  return phrase(days ? "digest.dates.noMore" : "digest.dates.none");
}

function dateText(date: ComingDate): Phrase {
  if (date.kind === "check-in") return phrase("digest.date.checkin", { ref: date.ref, at: at(date.at) });
  const { doubt } = date;
  if (doubt !== undefined)
    return phrase("digest.date.doubt", { which: named(date.name), what: doubtWords(date.on, doubt) });
  return phrase("digest.date.plan", { which: named(date.name), on: day(date.on) });
}
