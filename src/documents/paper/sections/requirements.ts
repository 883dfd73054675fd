import type { Requirement } from "../../../domain/facts.ts";
import { isFrozen, isStanding, openWishes } from "../../../domain/requirement.ts";
import { day } from "../../../messages/phrase.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/** The requirement specification as S1 records it: what, standard or deviation, agreed, delivered and verified. */
export function requirementsTable({ facts }: PaperFacts, pen: Pen): readonly Part[] {
  const standing = facts.requirements.filter(isStanding);
  const dropped = facts.requirements.filter(({ state }) => state === "dropped");
  const deviations = standing.filter(({ deviation }) => deviation).length;
  const { kickoff } = facts.project;
  const frozen =
    isFrozen(facts.project) && kickoff !== undefined
      ? [pen.paragraph("paper.requirements.frozen", { on: day(kickoff.on) }, "quiet")]
      : [];
  const table =
    standing.length === 0
      ? [pen.paragraph("paper.requirements.none", undefined, "quiet")]
      : [
          pen.paragraph("paper.requirements.count", { count: standing.length, deviations }),
          pen.table(
            "paper.requirements",
            [
              ...(["require.column.ref", "require.column.text", "require.column.kind"] as const),
              ...(["require.column.agreed", "require.column.delivered", "require.column.verified"] as const),
            ],
            standing.map((one) => rowOf(one, pen)),
          ),
        ];
  const gone: readonly Part[] =
    dropped.length === 0
      ? []
      : [
          pen.heading("paper.requirements.dropped", 2),
          {
            kind: "list",
            items: dropped.map(({ ref, text, droppedReason: reason = "" }) =>
              pen.say("require.droppedItem", { ref, text, reason }),
            ),
          },
        ];
  return [...frozen, ...table, ...gone];
}

function rowOf(one: Requirement, pen: Pen): readonly string[] {
  const { ref, text, change, deviation, state, agreedOn, agreedWith, deliveredOn, verifiedOn, verifiedBy } = one;
  const delivered = state === "delivered" || state === "verified" ? pen.day(deliveredOn) : dash;
  const verified =
    state !== "verified" || verifiedOn === undefined
      ? dash
      : verifiedBy === undefined
        ? pen.day(verifiedOn)
        : pen.say("cell.by", { on: day(verifiedOn), by: verifiedBy.name });
  return [
    change === undefined ? ref : `${ref} (${change})`,
    text,
    pen.say(deviation ? "require.deviation" : "require.standard"),
    agreedWith === undefined
      ? pen.day(agreedOn)
      : pen.say("require.agreedWith", { on: day(agreedOn), who: agreedWith.name }),
    delivered,
    verified,
  ];
}

/** What the customer has asked for and nobody has answered: to be talked about. */
export function wishesList({ facts }: PaperFacts, pen: Pen): readonly Part[] {
  const wishes = openWishes(facts);
  if (wishes.length === 0) return [];
  const items = wishes.map(({ ref, text, wished, agreedOn, agreedBy }) =>
    pen.say("require.wish.item", {
      ...{ ref, text, who: wished?.by.name ?? agreedBy.name },
      on: day(wished?.on ?? agreedOn),
    }),
  );
  return [pen.heading("paper.wishes", 2), { kind: "list", items }];
}
