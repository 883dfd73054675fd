import { randomUUID } from "node:crypto";
import type { MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import type { Id, Ref } from "../../domain/units.ts";
import { callJob } from "../contract/jobs.ts";
import type { Published } from "../contract/meetings.ts";
import { Prisma } from "../generated/client.ts";
import type { Attended, CheckIns, MinutesOf, Tasks } from "../store.ts";
import { byId, changed, date, given, json, type Tx } from "./values.ts";

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

/** Minutes of meetings: drafting, draft, approved, corrected. */
export function minutesIn(tx: Tx): MinutesOf {
  const next = { revision: { increment: 1 } };
  async function published(
    project: Id,
    ref: Ref,
    edition: number,
    { content, on, at, by, reason }: Published,
  ): Promise<void> {
    const { id } = await tx.minutes.findUniqueOrThrow({
      where: { projectId_ref: { projectId: project, ref } },
      select: { id: true },
    });
    await tx.minutesEdition.create({
      data: {
        ...{ id: randomUUID(), minutesId: id, edition, reason: reason ?? null },
        ...{ content: json(content), on: date(on), at: BigInt(at), byId: byId(by) },
      },
      select: { id: true },
    });
  }
  return {
    async add(project, { notes, ...minutes }) {
      const id = randomUUID();
      const { content, on, file, ...plain } = minutes;
      await tx.minutes.create({
        data: {
          ...plain,
          id,
          notes,
          projectId: project,
          on: date(on),
          ...(content === undefined ? {} : { content: json(content) }),
          ...(file === undefined ? {} : { file: json(file) }),
        },
        select: { id: true },
      });
      return { ...minutes, id, revision: 0 };
    },
    async notes(project, ref) {
      const row = await tx.minutes.findUnique({
        where: { projectId_ref: { projectId: project, ref } },
        select: { notes: true },
      });
      return row?.notes ?? "";
    },
    async edition(project, ref, edition) {
      const row = await tx.minutesEdition.findFirst({
        where: { minutes: { projectId: project, ref }, edition },
        select: { content: true },
      });
      return row === null ? undefined : (row.content as unknown as MeetingMinutes["content"]);
    },
    async draft(project, ref, drafter, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: { state: "draft", drafter, content: json(content), ...next },
        }),
      );
    },
    async proposal(project, ref) {
      const row = await tx.minutes.findUnique({
        where: { projectId_ref: { projectId: project, ref } },
        select: { proposal: true },
      });
      return (row?.proposal ?? undefined) as MinutesContent | undefined;
    },
    async propose(project, ref, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "draft" },
          data: { proposal: content === undefined ? Prisma.DbNull : json(content) },
        }),
      );
    },
    async rewrite(project, ref, notes, file) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: {
            ...{ state: "drafting", notes, file: file === undefined ? Prisma.DbNull : json(file) },
            ...{ proposal: Prisma.DbNull, ...next },
          },
        }),
      );
    },
    async review(project, ref, revision, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, revision, state: "draft" },
          data: { content: json(content), ...next },
        }),
      );
    },
    async approve(project, ref, edition) {
      const done = changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "draft" },
          data: { state: "approved", content: json(edition.content), approvedOn: date(edition.on) },
        }),
      );
      if (done) await published(project, ref, 1, edition);
      return done;
    },
    async correct(project, ref, revision, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, revision, state: "approved" },
          data: { correction: content === undefined ? Prisma.DbNull : json(content), ...next },
        }),
      );
    },
    async amend(project, ref, number, edition) {
      const done = changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "approved" },
          data: { content: json(edition.content), correction: Prisma.DbNull, ...next },
        }),
      );
      if (done) await published(project, ref, number, edition);
      return done;
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
