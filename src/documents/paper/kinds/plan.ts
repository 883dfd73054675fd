import type { PaperFacts, Pen } from "../pen.ts";
import { peopleTable } from "../sections/people.ts";
import { callsTable, daysTable, deadlinesTable } from "../sections/plan.ts";
import { tasksTable, waitsTable } from "../sections/waiting.ts";
import type { Drawn } from "./drawn.ts";

/** The project plan: days, why they are when they are, and who answers for what (K2, C2). */
export function plan(of: PaperFacts, pen: Pen): Drawn {
  return {
    title: pen.say("paper.plan.title"),
    about: [],
    parts: [
      pen.heading("paper.plan.days"),
      pen.paragraph("paper.plan.text"),
      ...daysTable(of, pen),
      ...deadlinesTable(of, pen),
      ...callsTable(of, pen),
      pen.heading("paper.plan.responsible"),
      ...peopleTable(of, pen),
      pen.heading("paper.plan.waits", 2),
      ...waitsTable(of, pen),
      ...tasksTable(of, pen),
    ],
  };
}
