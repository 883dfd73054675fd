import type { Agreement } from "../../../domain/agreement.ts";
import { isApproved } from "../../../domain/change.ts";
import type { Change } from "../../../domain/facts.ts";
import { day, name } from "../../../messages/phrase.ts";
import { priceWords } from "../../../messages/price-words.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/**
 * The changes, add-ons and extensions that the customer said yes to, at the price that they saw; and each offer word
 * for word (S9). Nothing that was not sent (A1).
 */
export function changesTable({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  const approved = facts.changes.filter(isApproved);
  if (approved.length === 0) return [pen.paragraph("paper.changes.none", undefined, "quiet")];
  return [
    pen.table(
      "paper.changes",
      [
        ...(["change.column.ref", "change.column.kind", "change.column.title"] as const),
        ...(["change.column.price", "paper.column.agreed"] as const),
      ],
      approved.map((change) => [
        change.ref,
        pen.say(`change.kind.${change.kind}`),
        titleOf(change, agreement, pen),
        change.pricing === undefined ? dash : pen.text(priceWords(change.pricing)),
        agreedOf(change, pen),
      ]),
    ),
    ...approved.flatMap(({ ref, offer }): readonly Part[] =>
      offer === undefined
        ? []
        : [
            { kind: "heading", level: 2, text: pen.say("paper.changes.offer", { ref, on: day(offer.sentOn) }) },
            { kind: "quote", text: offer.text },
          ],
    ),
  ];
}

function titleOf({ extends: extended, title }: Change, { packages }: Agreement, pen: Pen): string {
  const work = packages.find(({ id }) => id === extended?.package);
  if (work === undefined || extended === undefined) return title;
  return pen.say("change.extension", { work: name(work.name), time: { time: extended.minutes } });
}

function agreedOf({ agreed, decidedOn, decidedBy }: Change, pen: Pen): string {
  if (agreed !== undefined) return pen.say("change.state.agreed", { evidence: agreed });
  if (decidedOn === undefined) return dash;
  return decidedBy === undefined ? pen.day(decidedOn) : pen.say("cell.by", { on: day(decidedOn), by: decidedBy.name });
}
