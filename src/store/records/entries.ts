import { randomUUID } from "node:crypto";
import type { CustomerData, Hours, Porting, Travel } from "../store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

/** Facts that are only ever added, and marked undone: customer data (D5), porting (D4), hours (S6) and travel (R1, R2). */
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
      return changed(await tx.dataEntry.updateMany({ where: { projectId: project, id: entry, undone: false }, data: { undone: true } }));
    },
  };
}

export function portingIn(tx: Tx): Porting {
  return {
    async add(project, entry) {
      const id = randomUUID();
      await tx.portingEntry.create({
        data: { id, projectId: project, step: entry.step, on: date(entry.on), byId: byId(entry.by) },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, entry) {
      return changed(await tx.portingEntry.updateMany({ where: { projectId: project, id: entry, undone: false }, data: { undone: true } }));
    },
  };
}

export function hoursIn(tx: Tx): Hours {
  return {
    async on(person, day) {
      const where = { on: date(day) };
      const [work, calls] = await Promise.all([
        tx.workEntry.aggregate({ where: { ...where, byId: person, undone: false }, _sum: { minutes: true } }),
        tx.checkIn.aggregate({ where: { ...where, heldById: person, state: "held" }, _sum: { minutes: true } }),
      ]);
      return (work._sum.minutes ?? 0) + (calls._sum.minutes ?? 0);
    },
    async add(project, entry) {
      const id = randomUUID();
      const { target, on, by, recordedAt, ...plain } = entry;
      await tx.workEntry.create({
        data: {
          ...plain,
          id,
          projectId: project,
          targetKind: target.kind,
          target: target.kind === "package" ? target.package : target.ref,
          on: date(on),
          byId: byId(by),
          recordedAt: BigInt(recordedAt),
        },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, ref) {
      return changed(await tx.workEntry.updateMany({ where: { projectId: project, ref, undone: false }, data: { undone: true } }));
    },
  };
}

export function travelIn(tx: Tx): Travel {
  return {
    async add(project, entry) {
      const id = randomUUID();
      const { what, on, by, recordedAt, ref } = entry;
      const where = what.kind === "city" ? { city: what.city } : { minutes: what.minutes, costs: BigInt(what.costs), to: what.to ?? null };
      await tx.trip.create({
        data: { ...where, ref, id, projectId: project, on: date(on), byId: byId(by), recordedAt: BigInt(recordedAt) },
        select: { id: true },
      });
      return { ...entry, id, undone: false };
    },
    async undo(project, ref) {
      return changed(await tx.trip.updateMany({ where: { projectId: project, ref, undone: false }, data: { undone: true } }));
    },
  };
}
