import type { Task } from "../../domain/facts.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { day, phrase, raw, type Value } from "../../messages/phrase.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

/** The message of a task in the shared channel. */
export const taskSubject = (task: Pick<Task, "ref">): string => `task/${task.ref}`;

/**
 * A task that somebody on the customer's side is asked to do: with its button until it is done, and then by whom and
 * when.
 */
export function taskCard(task: Task): Content {
  return {
    audience: "public",
    blocks: [askedOrDone(task), ...buttonsBlock(isOpenTask(task) ? [finishButton(task)] : [])],
  };
}

function askedOrDone(task: Task): Block {
  const { ref, title, who, due, doneOn, doneBy, withdrawn } = task;
  if (withdrawn !== undefined)
    return said("task.card.withdrawn", { ref, title, on: day(withdrawn.on), reason: withdrawn.reason }, "quiet");
  if (doneOn !== undefined)
    return said("task.card.done", { ref, title, by: doneBy?.name ?? "", on: day(doneOn) }, "success");
  return said("task.card", { ref, title, who: who?.name ?? "", ...dueOf(due) });
}

/** Values of a phrase that says a due day only where there is one. */
export function dueOf(due: Task["due"]): Readonly<Record<string, Value>> {
  return due === undefined ? { dated: "no", due: "" } : { dated: "yes", due: day(due) };
}

/** Marks a task done. */
export function finishButton({ ref }: Pick<Task, "ref">, runs = "task finish"): Button {
  return { id: `done-${ref}`, label: phrase("task.button.done"), style: "primary", runs, values: { task: ref } };
}

/** Tasks with whom they wait for. */
export function taskTable(tasks: readonly Task[]): Block {
  return {
    kind: "table",
    columns: [
      { label: phrase("task.column.ref") },
      { label: phrase("task.column.title") },
      { label: phrase("task.column.who") },
      { label: phrase("task.column.due") },
    ],
    rows: tasks.map(({ ref, title, who, due }) => [
      raw(ref),
      raw(title),
      raw(who?.name ?? ""),
      due === undefined ? raw("") : phrase("task.due", { due: day(due) }),
    ]),
  };
}
