import { dayOfRole, planned } from "../../../domain/plan.ts";
import { name } from "../../../messages/phrase.ts";
import type { PaperFacts, Pen } from "../pen.ts";
import { areasTable } from "../sections/customer-data.ts";
import { peopleTable } from "../sections/people.ts";
import { callsTable, daysTable } from "../sections/plan.ts";
import { requirementsTable, wishesList } from "../sections/requirements.ts";
import { waitsTable } from "../sections/waiting.ts";
import type { Drawn } from "./drawn.ts";

/** The agenda of the workshop (S2, D3): its contents with the project's own areas, and who prepares what. */
export function agenda(of: PaperFacts, pen: Pen): Drawn {
  const { facts, agreement } = of;
  const meeting = planned(agreement, "kickoff");
  const on = facts.project.kickoff?.on ?? dayOfRole(facts.project, agreement, "kickoff");
  const called = name(meeting?.name ?? agreement.title);
  return {
    title: pen.say("paper.agenda.title", { what: called }),
    about: [pen.row("paper.row.held", on === undefined ? pen.say("plan.notPlanned") : pen.day(on))],
    parts: [
      pen.heading("paper.agenda.people"),
      ...peopleTable(of, pen),
      pen.heading("paper.agenda.prepare"),
      pen.paragraph("paper.agenda.prepare.text"),
      ...waitsTable(of, pen),
      pen.heading("paper.agenda.schedule"),
      pen.paragraph("paper.agenda.schedule.text"),
      ...daysTable(of, pen),
      ...callsTable(of, pen),
      pen.heading("paper.agenda.data"),
      pen.paragraph("paper.agenda.data.text", { count: agreement.areas.length }),
      ...areasTable(of, pen),
      pen.heading("paper.agenda.requirements"),
      pen.paragraph("paper.agenda.requirements.text"),
      ...requirementsTable(of, pen),
      ...wishesList(of, pen),
      pen.heading("paper.agenda.next"),
      pen.paragraph("paper.agenda.next.text"),
    ],
  };
}
