import type { Change } from "../../domain/facts.ts";
import { type Allocation, allocate } from "../../domain/hours.ts";
import { perHour, sum } from "../../domain/money.ts";
import { runningRate } from "../../domain/pricing.ts";
import { travelPrice } from "../../domain/travel.ts";
import type { Minutes } from "../../domain/units.ts";
import type { Block, Content } from "../../messages/content.ts";
import { list, money, name, type Phrase, phrase, type Text, time } from "../../messages/phrase.ts";
import { hoursBlock, timelineBlock } from "../../messages/project-pictures.ts";
import type { Snapshot } from "../reminder.ts";
import { waitingBlocks } from "./awaited.ts";
import type { Week } from "./due.ts";
import { type FactRow, headingOf, lateOf, standing } from "./shared.ts";

/**
 * Where the project stands and what it costs: the hours per package, what is not agreed, travel and the offers out.
 * Ledger (A1).
 */
export function internalDigest(snapshot: Snapshot, week: Week): Content {
  const { facts, agreement, today } = snapshot;
  const allocation = allocate(facts, agreement);
  return {
    audience: "ledger",
    blocks: [
      headingOf(snapshot, week),
      ...lateOf(snapshot),
      ...timelineBlock(facts, agreement, today),
      { kind: "facts", rows: [...standing(snapshot), ...costs(snapshot, allocation)] },
      ...hoursBlock(allocation, facts, agreement),
      hoursTable(allocation, agreement),
      ...waitingBlocks(snapshot, "internal"),
    ],
  };
}

function costs({ facts, agreement }: Snapshot, { notAgreed }: Allocation): readonly FactRow[] {
  const trips = facts.trips.filter(({ undone }) => !undone);
  const travel = sum(trips.flatMap((trip) => travelPrice(trip, agreement.travel).map(({ amount }) => amount)));
  const offers = facts.changes.filter(({ state }) => state === "sent");
  return [
    ...(notAgreed > 0
      ? [{ label: phrase("digest.notAgreed"), value: notAgreedText(notAgreed, runningRate(facts.project, agreement)) }]
      : []),
    ...(trips.length > 0
      ? [
          {
            label: phrase("digest.travel"),
            value: phrase("digest.travel.value", { count: trips.length, amount: money(travel) }),
          },
        ]
      : []),
    ...(offers.length > 0
      ? [{ label: phrase("digest.offers"), value: phrase("digest.list", { items: list(offers.flatMap(offerText)) }) }]
      : []),
  ];
}

function notAgreedText(minutes: Minutes, rate: number | undefined): Phrase {
  if (rate === undefined) return phrase("digest.notAgreed.noRate", { time: time(minutes) });
  return phrase("digest.notAgreed.value", { time: time(minutes), amount: money(perHour(rate, minutes)) });
}

function offerText({ ref, title, pricing }: Change): readonly Phrase[] {
  if (pricing === undefined) return [];
  return pricing.kind === "fixed"
    ? [phrase("digest.offer.fixed", { ref, title, amount: money(pricing.price) })]
    : [phrase("digest.offer.running", { ref, title, estimate: time(pricing.estimate) })];
}

function hoursTable({ packages }: Allocation, agreement: Snapshot["agreement"]): Block {
  const uses = new Map(packages.map((use) => [use.package, use]));
  const cell = (minutes: Minutes): Text => phrase("digest.time", { time: time(minutes) });
  return {
    kind: "table",
    columns: [
      { label: phrase("digest.work") },
      { label: phrase("digest.included"), align: "right" },
      { label: phrase("digest.used"), align: "right" },
      { label: phrase("digest.left"), align: "right" },
      { label: phrase("digest.notAgreed"), align: "right" },
    ],
    rows: agreement.packages.flatMap((work) => {
      const use = uses.get(work.id);
      return use === undefined
        ? []
        : [[name(work.name), ...[use.included, use.used, use.left, use.notAgreed].map(cell)]];
    }),
  };
}
