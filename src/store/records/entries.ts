import { randomUUID } from "node:crypto";
import type { DaysWork } from "../../domain/week.ts";
import type { CustomerData, Hours, Porting, PortingRequests, Travel } from "../store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

/**
 * Facts that are only ever added, and marked undone: customer data (D5), porting (D4), hours (S6) and travel (R1, R2).
 */
export function customerDataIn(tx: Tx): CustomerData {
  return {
    async add(project, entry) {
      const id = randomUUID();
      const { on, by, recordedAt, files, ...plain } = entry;
      await tx.dataEntry.create({
        data: {
          ...plain,
          ...(files === undefined ? {} : { files: files.map((file) => file.id) }),
          id,
          projectId: project,
          on: date(on),
          byId: byId(by),
          recordedAt: BigInt(recordedAt),
        },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, entry) {
      return changed(
        await tx.dataEntry.updateMany({
          where: { projectId: project, id: entry, undone: false },
          data: { undone: true },
        }),
      );
    },
  };
}

export function portingIn(tx: Tx): Porting {
  return {
    async add(project, entry) {
      const id = randomUUID();
      await tx.portingEntry.create({
        data: {
          ...{ id, projectId: project, step: entry.step, on: date(entry.on), byId: byId(entry.by) },
          ends: entry.ends === undefined ? null : date(entry.ends),
        },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, entry) {
      return changed(
        await tx.portingEntry.updateMany({
          where: { projectId: project, id: entry, undone: false },
          data: { undone: true },
        }),
      );
    },
  };
}

export function portingRequestsIn(tx: Tx): PortingRequests {
  return {
    async add(project, entry) {
      const id = randomUUID();
      const { on, by, recordedAt, answers, ...plain } = entry;
      await tx.portingRequest.create({
        data: {
          ...{ ...plain, answers: { ...answers }, id, projectId: project },
          ...{ on: date(on), byId: byId(by), recordedAt: BigInt(recordedAt) },
        },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, entry) {
      return changed(
        await tx.portingRequest.updateMany({
          where: { projectId: project, id: entry, undone: false },
          data: { undone: true },
        }),
      );
    },
  };
}

/** Minutes of one person's day: work that stands, and calls held. */
export const dayQuery = `select coalesce(sum(minutes), 0)::int as minutes from (
  select minutes from work_entries where by_id = $1::uuid and "on" = $2::date and not undone
  union all select minutes from check_ins where held_by_id = $1::uuid and "on" = $2::date and state = 'held') day`;
const betweenQuery = `select to_char(day."on", 'YYYY-MM-DD') as "on", p.code as project, p.customer, sum(day.minutes)::int as minutes from (
  select project_id, "on", minutes from work_entries
    where by_id = $1::uuid and "on" between $2::date and $3::date and not undone
  union all select project_id, "on", minutes from check_ins
    where held_by_id = $1::uuid and "on" between $2::date and $3::date and state = 'held') day
  join projects p on p.id = day.project_id group by 1, 2, 3 order by 1, 2`;
export const workQuery = `insert into work_entries (id, project_id, ref, target_kind, target, minutes, note, "on", recorded_at, by_id)
  values ($1::uuid, $2::uuid, $3, $4, $5, $6::int, $7, $8::date, $9::bigint, $10::uuid)`;

export function hoursIn(tx: Tx): Hours {
  return {
    async on(person, day) {
      const [sum] = await tx.$queryRawUnsafe<{ minutes: number }[]>(dayQuery, person, day);
      return sum?.minutes ?? 0;
    },
    between: (person, from, to) => tx.$queryRawUnsafe<DaysWork[]>(betweenQuery, person, from, to),
    async add(project, entry) {
      const id = randomUUID();
      const { ref, target, minutes, note, on, by, recordedAt } = entry;
      const name = target.kind === "package" ? target.package : target.ref;
      await tx.$executeRawUnsafe(
        workQuery,
        id,
        project,
        ref,
        target.kind,
        name,
        minutes,
        note,
        on,
        recordedAt,
        byId(by),
      );
      return { ...entry, id, undone: false };
    },
    async undo(project, ref) {
      return changed(
        await tx.workEntry.updateMany({ where: { projectId: project, ref, undone: false }, data: { undone: true } }),
      );
    },
  };
}

export function travelIn(tx: Tx): Travel {
  return {
    async add(project, entry) {
      const id = randomUUID();
      const { what, on, by, recordedAt, ref, files = [] } = entry;
      const where =
        what.kind === "city"
          ? { city: what.city }
          : { minutes: what.minutes, costs: BigInt(what.costs), to: what.to ?? null };
      await tx.trip.create({
        data: { ...where, ref, id, projectId: project, on: date(on), byId: byId(by), recordedAt: BigInt(recordedAt) },
        select: { id: true },
      });
      if (files.length > 0)
        await tx.receipt.createMany({ data: files.map((file) => ({ tripId: id, fileId: file.id })) });
      return { ...entry, id, undone: false };
    },
    async receipt(_project, trip, file) {
      const { count } = await tx.receipt.createMany({ data: [{ tripId: trip, fileId: file }], skipDuplicates: true });
      return count > 0;
    },
    async undo(project, ref) {
      return changed(
        await tx.trip.updateMany({ where: { projectId: project, ref, undone: false }, data: { undone: true } }),
      );
    },
  };
}
