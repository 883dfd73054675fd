import { randomUUID } from "node:crypto";
import { callJob } from "../contract/jobs.ts";
import type { Attended, CheckIns } from "../store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

/** Check-in calls: scheduled, then held or cancelled. */
export function checkInsIn(tx: Tx): CheckIns {
  return {
    async projectOf(id) {
      return (await tx.checkIn.findUnique({ where: { id }, select: { projectId: true } }))?.projectId;
    },
    async attendedBy(people) {
      const rows = await tx.$queryRaw<{ body: string }[]>`
        select json_build_object('project', p.id, 'plan', p.plan, 'kickedOff', p.kickoff_on is not null,
          'people', (select json_agg(distinct m.person_id) from members m where m.project_id = p.id and m.role in ('lead', 'staff') and m.person_id = any(${[...people]}::uuid[])),
          'calls', (select coalesce(json_agg(c.at order by c.at), '[]'::json) from check_ins c where c.project_id = p.id and c.state = 'scheduled'))::text as body
        from projects p where p.state = 'open'
          and exists (select 1 from members m where m.project_id = p.id and m.person_id = any(${[...people]}::uuid[]) and m.role in ('lead', 'staff')) order by p.seq`;
      return rows.map(({ body }) => JSON.parse(body) as Attended);
    },
    async unkept(now) {
      const rows = await tx.$queryRaw<{ project: string; ref: string; at: bigint }[]>`
        select c.project_id as project, c.ref, c.at from check_ins c join projects p on p.id = c.project_id and p.state = 'open'
        where c.state = 'scheduled' and c.at > ${BigInt(now)} and not exists (
          select 1 from jobs j where j.kind = ${callJob.name} and j.done_at is null and j.given_up_at is null
            and j.payload ->> 'project' = c.project_id::text and j.payload ->> 'ref' = c.ref
            and j.payload ->> 'at' = c.at::text)
        order by c.seq`;
      return rows.map((row) => ({ ...row, at: Number(row.at) }));
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
