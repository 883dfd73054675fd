import type { ProjectFacts, Requirement } from "../../domain/facts.ts";
import { isFrozen, isStanding, openWishes } from "../../domain/requirement.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, phrase, raw, type Text } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byCell, dayCell } from "../shared/cells.ts";

/**
 * The requirement specification as S1 records it: what, standard or deviation, agreed, delivered, verified; when and by
 * whom.
 */
export function requirementList(facts: ProjectFacts, staff: boolean): Reply {
  const standing = facts.requirements.filter(isStanding);
  const dropped = facts.requirements.filter(({ state }) => state === "dropped");
  const { customer, kickoff } = facts.project;
  const wishes = openWishes(facts);
  if (standing.length === 0 && dropped.length === 0 && wishes.length === 0) {
    const first = staff && !isFrozen(facts.project) ? [lineBlock('require add "Main number answers 07–18"')] : [];
    return { audience: "public", blocks: [said("require.none", { customer }), ...first] };
  }
  const verified = standing.filter(({ state }) => state === "verified").length;
  const delivered = standing.filter(({ state }) => state === "delivered").length + verified;
  const blocks: readonly Block[] = [
    said("require.title", { customer, count: standing.length, delivered, verified }),
    ...(standing.length > 0 ? [{ kind: "table", columns, rows: standing.map(row) } as const] : []),
    ...(wishes.length > 0
      ? [said("require.wish.list", { count: wishes.length }), { kind: "list", items: wishes.map(wishWords) } as const]
      : []),
    ...(dropped.length > 0
      ? [said("require.droppedList", undefined, "quiet"), { kind: "list", items: dropped.map(droppedWords) } as const]
      : []),
    ...(kickoff === undefined ? [] : [said("require.frozen", { on: day(kickoff.on) }, "quiet")]),
  ];
  return { audience: "public", blocks };
}

const columns = [
  { label: phrase("require.column.ref") },
  { label: phrase("require.column.text") },
  { label: phrase("require.column.kind") },
  { label: phrase("require.column.agreed") },
  { label: phrase("require.column.delivered") },
  { label: phrase("require.column.verified") },
] as const;

function row(requirement: Requirement): readonly Text[] {
  const { ref, text, deviation, change, agreedOn, agreedWith, deliveredOn, verifiedOn, verifiedBy, state } =
    requirement;
  return [
    raw(change === undefined ? ref : `${ref} (${change})`),
    raw(text),
    phrase(deviation ? "require.deviation" : "require.standard"),
    agreedWith === undefined
      ? dayCell(agreedOn)
      : phrase("require.agreedWith", { on: day(agreedOn), who: agreedWith.name }),
    dayCell(state === "agreed" ? undefined : deliveredOn),
    byCell(state === "verified" ? verifiedOn : undefined, verifiedBy),
  ];
}

/** A wish, with whose it is: *R3 A queue for the evenings (Karin Ek, Mon 23 Nov)*. */
export const wishWords = ({ ref, text, wished, agreedOn, agreedBy }: Requirement): Text =>
  phrase("require.wish.item", { ref, text, who: wished?.by.name ?? agreedBy.name, on: day(wished?.on ?? agreedOn) });

const droppedWords = ({ ref, text, droppedReason }: Requirement): Text =>
  phrase("require.droppedItem", { ref, text, reason: droppedReason ?? "" });
