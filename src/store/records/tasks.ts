import { randomUUID } from "node:crypto";
import type { Tasks } from "../store.ts";
import { byId, changed, date, given, type Tx } from "./values.ts";

/** Tasks: open, done, withdrawn with a reason. */
export function tasksIn(tx: Tx): Tasks {
  return {
    async add(project, { who, due, createdOn, ...plain }) {
      const row = await tx.task.create({
        data: {
          ...plain,
          id: randomUUID(),
          projectId: project,
          whoId: who ?? null,
          due: due === undefined ? null : date(due),
          createdOn: date(createdOn),
        },
        select: { id: true, who: { select: { id: true, handle: true, name: true } } },
      });
      return {
        ...plain,
        id: row.id,
        createdOn,
        ...given<{ due?: typeof due; who?: { id: string; handle: string; name: string } }>({ due, who: row.who }),
      };
    },
    async finish(project, ref, on, by) {
      return changed(
        await tx.task.updateMany({
          where: { projectId: project, ref, doneOn: null, withdrawnOn: null },
          data: { doneOn: date(on), doneById: byId(by) },
        }),
      );
    },
    async change(project, ref, { title, who, due }) {
      return changed(
        await tx.task.updateMany({
          where: { projectId: project, ref, doneOn: null, withdrawnOn: null },
          data: { title, whoId: who ?? null, due: due === undefined ? null : date(due) },
        }),
      );
    },
    async withdraw(project, ref, on, reason) {
      return changed(
        await tx.task.updateMany({
          where: { projectId: project, ref, doneOn: null, withdrawnOn: null },
          data: { withdrawnOn: date(on), withdrawnReason: reason },
        }),
      );
    },
    async reopen(project, ref) {
      return changed(
        await tx.task.updateMany({
          where: { projectId: project, ref, doneOn: { not: null } },
          data: { doneOn: null, doneById: null },
        }),
      );
    },
  };
}
