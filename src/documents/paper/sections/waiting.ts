import type { Task } from "../../../domain/facts.ts";
import { isOpenTask } from "../../../domain/task.ts";
import { waitingForAll } from "../../../domain/waiting.ts";
import { partyWords, waitingWords } from "../../../messages/project-words.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/** What waits for whom, of what everybody on the project may see (A1), by its day. */
export function waitsTable({ facts, agreement, today }: PaperFacts, pen: Pen): readonly Part[] {
  const waits = waitingForAll(facts, agreement, today);
  if (waits.length === 0) return [pen.paragraph("paper.waits.none", undefined, "quiet")];
  return [
    pen.table(
      "paper.waits",
      ["paper.column.who", "paper.column.what", "paper.column.due"],
      waits.map(({ who, person, what, due }) => [
        person?.name ?? pen.text(partyWords(who, facts, agreement)),
        // Its day has a column of its own.
        pen.begun(waitingWords({ who, what }, agreement, today)),
        pen.day(due),
      ]),
    ),
  ];
}

/** Tasks that are open. */
export function tasksTable({ facts }: PaperFacts, pen: Pen): readonly Part[] {
  const open = facts.tasks.filter(isOpenTask);
  if (open.length === 0) return [];
  return [
    pen.heading("paper.tasks", 2),
    pen.table(
      "paper.tasks",
      ["task.column.ref", "task.column.title", "task.column.who", "task.column.due"],
      open.map((task) => rowOf(task, pen)),
    ),
  ];
}

const rowOf = ({ ref, title, who, due }: Task, pen: Pen): readonly string[] => [
  ref,
  title,
  who?.name ?? dash,
  pen.day(due),
];
