import { randomUUID } from "node:crypto";
import type { CheckIns, Led, MinutesOf, Tasks } from "../store.ts";
import { byId, changed, date, given, json, type Tx } from "./values.ts";

/** Check-in calls: scheduled, then held or cancelled. */
export function checkInsIn(tx: Tx): CheckIns {
  return {
    async projectOf(id) {
      return (await tx.checkIn.findUnique({ where: { id }, select: { projectId: true } }))?.projectId;
    },
    async ledBy(person) {
      const rows = await tx.$queryRaw<{ body: string }[]>`
        select json_build_object('project', p.id, 'plan', p.plan, 'kickedOff', p.kickoff_on is not null,
          'calls', (select coalesce(json_agg(c.at order by c.at), '[]'::json) from check_ins c where c.project_id = p.id and c.state = 'scheduled'))::text as body
        from projects p where p.state = 'open'
          and exists (select 1 from members m where m.project_id = p.id and m.person_id = ${person}::uuid and m.role = 'lead') order by p.seq`;
      return rows.map(({ body }) => JSON.parse(body) as Led);
    },
    async schedule(project, checkIn) {
      const id = randomUUID();
      const { ref, at, on, recordedAt, bookedBy } = checkIn;
      const bookedById = bookedBy === undefined ? null : byId(bookedBy);
      await tx.checkIn.create({
        data: { id, projectId: project, ref, at: BigInt(at), on: date(on), recordedAt: BigInt(recordedAt), bookedById },
        select: { id: true },
      });
      return { ...checkIn, id, state: "scheduled", revision: 0 };
    },
    async reschedule(project, ref, at, on) {
      return changed(
        await tx.checkIn.updateMany({
          where: { projectId: project, ref, state: "scheduled" },
          data: { at: BigInt(at), on: date(on), revision: { increment: 1 } },
        }),
      );
    },
    async hold(project, ref, { minutes, by, recordedAt }) {
      return changed(
        await tx.checkIn.updateMany({
          where: { projectId: project, ref, state: "scheduled" },
          data: { state: "held", minutes, heldById: byId(by), recordedAt: BigInt(recordedAt) },
        }),
      );
    },
    async correct(project, ref, minutes) {
      return changed(
        await tx.checkIn.updateMany({ where: { projectId: project, ref, state: "held" }, data: { minutes } }),
      );
    },
    async cancel(project, ref, reason) {
      return changed(
        await tx.checkIn.updateMany({
          where: { projectId: project, ref, state: "scheduled" },
          data: { state: "cancelled", reason, revision: { increment: 1 } },
        }),
      );
    },
    async missed(project, ref, by, recordedAt) {
      return changed(
        await tx.checkIn.updateMany({
          where: { projectId: project, ref, state: "scheduled" },
          data: { state: "no-show", minutes: 0, heldById: byId(by), recordedAt: BigInt(recordedAt) },
        }),
      );
    },
    async unhold(project, ref) {
      return changed(
        await tx.checkIn.updateMany({
          where: { projectId: project, ref, state: { in: ["held", "no-show"] } },
          data: { state: "scheduled", minutes: null, heldById: null },
        }),
      );
    },
  };
}

/** Minutes of meetings: drafting, draft, approved. */
export function minutesIn(tx: Tx): MinutesOf {
  return {
    async add(project, minutes) {
      const id = randomUUID();
      const { content, on, ...plain } = minutes;
      await tx.minutes.create({
        data: {
          ...plain,
          id,
          projectId: project,
          on: date(on),
          ...(content === undefined ? {} : { content: json(content) }),
        },
        select: { id: true },
      });
      return { ...minutes, id };
    },
    async draft(project, ref, drafter, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: { state: "draft", drafter, content: json(content) },
        }),
      );
    },
    async rewrite(project, ref, notes) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: { state: "drafting", notes },
        }),
      );
    },
    async approve(project, ref, on) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "draft" },
          data: { state: "approved", approvedOn: date(on) },
        }),
      );
    },
  };
}

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
          where: { projectId: project, ref, doneOn: null },
          data: { doneOn: date(on), doneById: byId(by) },
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
