import type { CheckIn, ProjectFacts } from "../../domain/facts.ts";
import { isOfCustomer } from "../../domain/role.ts";
import type { Block, Content } from "../../messages/content.ts";
import { madeFile } from "../../messages/made-file.ts";
import { at, day, phrase, raw, type Text } from "../../messages/phrase.ts";
import { quoted, said } from "../shared/blocks.ts";

const invitation = ({ id, ref }: CheckIn) => madeFile({ document: "call", of: id }, `${ref}.ics`);

/** The message of a call in the shared channel. */
export const checkInSubject = ({ ref }: Pick<CheckIn, "ref">): string => `checkin/${ref}`;

/**
 * What the shared channel sees of a call, edited as it is moved, held or cancelled. Its time worked is the ledger's,
 * and left out (A1).
 */
export function checkInCard(call: CheckIn, facts: Pick<ProjectFacts, "members">): Content {
  const { ref, at: instant, on, state, reason, bookedBy } = call;
  if (state === "held") return { audience: "public", blocks: [said("checkin.card.held", { ref, on: day(on) })] };
  if (state === "no-show")
    return { audience: "public", blocks: [said("checkin.card.noShow", { ref, at: at(instant) })] };
  if (state === "cancelled")
    return {
      audience: "public",
      blocks: [said("checkin.card.cancelled", { ref, at: at(instant) }), ...quoted(reason)],
      files: [invitation(call)],
    };
  const chosen = bookedBy !== undefined && isOfCustomer(facts, bookedBy.id) ? bookedBy.name : undefined;
  const values = { ref, at: at(instant), chosen: chosen === undefined ? "no" : "yes", by: chosen ?? "" };
  return { audience: "public", blocks: [said("checkin.card.scheduled", values)], files: [invitation(call)] };
}

/** Every call, the first first. */
export function checkInTable(checkIns: readonly CheckIn[]): Block {
  return {
    kind: "table",
    columns: [
      { label: phrase("checkin.column.ref") },
      { label: phrase("checkin.column.at") },
      { label: phrase("checkin.column.state") },
    ],
    rows: checkIns
      .toSorted((a, b) => a.at - b.at)
      .map((call): readonly Text[] => [raw(call.ref), phrase("checkin.at", { at: at(call.at) }), stateOf(call)]),
  };
}

const stateOf = ({ state, reason }: CheckIn): Text =>
  state === "cancelled" && reason !== undefined && reason !== ""
    ? phrase("checkin.state.cancelledWhy", { reason })
    : phrase(`checkin.state.${state}`);
