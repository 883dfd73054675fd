import type { Part } from "../paper.ts";
import type { PaperFacts, Pen } from "../pen.ts";
import { changesTable } from "../sections/changes.ts";
import { type ApprovedArea, approvedData, areasTable } from "../sections/customer-data.ts";
import { hardwareTable } from "../sections/hardware.ts";
import { peopleTable } from "../sections/people.ts";
import { requirementsTable } from "../sections/requirements.ts";
import type { Drawn } from "./drawn.ts";

/** What a call-off is documented with, besides the facts: approved customer data. */
export type CallOffFacts = PaperFacts & { readonly approved: readonly ApprovedArea[] };

/**
 * Call-off documentation (S2): requirements with deviations, approved changes at the price that was seen, approved
 * customer data, hardware and team.
 */
export function callOff(of: CallOffFacts, pen: Pen): Drawn {
  return { title: pen.say("paper.calloff.title"), about: [], parts: callOffParts(of, pen) };
}

export function callOffParts(of: CallOffFacts, pen: Pen): readonly Part[] {
  return [
    pen.heading("paper.requirements"),
    ...requirementsTable(of, pen),
    pen.heading("paper.changes"),
    ...changesTable(of, pen),
    pen.heading("paper.hardware"),
    ...hardwareTable(of, pen),
    pen.heading("paper.people"),
    ...peopleTable(of, pen),
    pen.heading("paper.data"),
    ...areasTable(of, pen),
    ...approvedData(of.approved, of, pen),
  ];
}
