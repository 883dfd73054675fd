import type { Agreement } from "../../domain/agreement.ts";
import { usualCallMinutes } from "../../domain/check-in.ts";
import type { CheckIn, ProjectFacts } from "../../domain/facts.ts";
import { isOfCustomer, responsibleOf } from "../../domain/role.ts";
import type { Block, Content } from "../../messages/content.ts";
import { madeFile } from "../../messages/made-file.ts";
import { at, day, person, phrase, raw, type Text } from "../../messages/phrase.ts";
import { quoted, said } from "../shared/blocks.ts";

export const invitation = ({ id, ref }: CheckIn) => madeFile({ document: "call", of: id }, `${ref}.ics`);

/** The message of a call in the shared channel. */
export const checkInSubject = ({ ref }: Pick<CheckIn, "ref">): string => `checkin/${ref}`;

/**
 * What the shared channel sees of a call, edited as it is moved, held or cancelled. Its time worked is the ledger's,
 * and left out (A1).
 */
export function checkInCard(call: CheckIn, facts: Pick<ProjectFacts, "members" | "minutes">): Content {
  const { ref, at: instant, on, state, reason, bookedBy, revision } = call;
  if (state === "held")
    return { audience: "public", blocks: [said("checkin.card.held", { ref, on: day(on) }), minutesBlock(call, facts)] };
  if (state === "no-show")
    return { audience: "public", blocks: [said("checkin.card.noShow", { ref, at: at(instant) })] };
  if (state === "cancelled")
    return {
      audience: "public",
      blocks: [said("checkin.card.cancelled", { ref, at: at(instant) }), ...quoted(reason)],
      files: [invitation(call)],
    };
  const isChosen = revision === 0 && bookedBy !== undefined && isOfCustomer(facts, bookedBy.id);
  const chosen = isChosen ? bookedBy.name : undefined;
  const values = { ref, at: at(instant), chosen: chosen === undefined ? "no" : "yes", by: chosen ?? "" };
  return { audience: "public", blocks: [said("checkin.card.scheduled", values)], files: [invitation(call)] };
}

/** What those who are invited are told of a call that was moved from `before`, or cancelled. */
export function changedCard(
  call: CheckIn,
  before: number,
  facts: Pick<ProjectFacts, "members" | "minutes" | "project">,
): Content {
  const { ref, at: instant, state, reason } = call;
  const customer = responsibleOf(facts);
  const who = customer === undefined ? facts.project.customer : person(customer.id, customer.name);
  const text =
    state === "cancelled"
      ? [said("checkin.told.cancelled", { who, ref, at: at(instant) }, "warning"), ...quoted(reason)]
      : [said("checkin.told.moved", { who, ref, from: at(before), at: at(instant) }, "warning")];
  return { audience: "public", blocks: text, files: [invitation(call)] };
}

/** What the older message says of it then. */
export function formerCard({ ref, at: instant, state }: CheckIn, before: number): Content {
  const text =
    state === "cancelled"
      ? said("checkin.card.cancelled", { ref, at: at(instant) })
      : said("checkin.card.movedOn", { ref, from: at(before), at: at(instant) });
  return { audience: "public", blocks: [text] };
}

/** Whether a call's minutes are missing, being written, or where they are (S2). */
function minutesBlock({ ref }: CheckIn, { minutes }: Pick<ProjectFacts, "minutes">): Block {
  const of = minutes.findLast(({ meeting }) => meeting === ref);
  const state = of === undefined ? "none" : of.state === "approved" ? of.ref : "draft";
  return said("checkin.card.minutes", { minutes: state }, "quiet");
}

/** Every call, the first first. `now`: one that has been, and that nobody has recorded, is not said to be booked. */
export function checkInTable(checkIns: readonly CheckIn[], now: number, agreement: Pick<Agreement, "checkIns">): Block {
  const isOver = ({ at: begins }: CheckIn): boolean => begins + usualCallMinutes(agreement) * 60_000 <= now;
  return {
    kind: "table",
    columns: [
      { label: phrase("checkin.column.ref") },
      { label: phrase("checkin.column.at") },
      { label: phrase("checkin.column.state") },
    ],
    rows: checkIns
      .toSorted((a, b) => a.at - b.at)
      .map((call): readonly Text[] => [
        raw(call.ref),
        phrase("checkin.at", { at: at(call.at) }),
        stateOf(call, isOver(call)),
      ]),
  };
}

function stateOf({ state, reason }: CheckIn, isOver: boolean): Text {
  if (state === "cancelled" && reason !== undefined && reason !== "")
    return phrase("checkin.state.cancelledWhy", { reason });
  return phrase(`checkin.state.${state === "scheduled" && isOver ? "unrecorded" : state}`);
}
