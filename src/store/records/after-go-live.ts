import { randomUUID } from "node:crypto";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import type { Id } from "../../domain/units.ts";
import type { Bases, Deliveries, Faults, HardwareList, Snoozes } from "../store.ts";
import { byId, changed, date, json, type Tx } from "./values.ts";

export function hardwareIn(tx: Tx): HardwareList {
  return {
    async add(project, hardware) {
      const id = randomUUID();
      await tx.hardware.create({ data: { ...hardware, id, projectId: project }, select: { id: true } });
      return { ...hardware, id };
    },
    async update(project, id, change) {
      return changed(
        await tx.hardware.updateMany({ where: { projectId: project, id, removedReason: null }, data: change }),
      );
    },
    async remove(project, id, reason) {
      return changed(
        await tx.hardware.updateMany({
          where: { projectId: project, id, removedReason: null },
          data: { removedReason: reason },
        }),
      );
    },
  };
}

export function faultsIn(tx: Tx): Faults {
  return {
    async add(project, fault) {
      const id = randomUUID();
      const { reportedOn, by, ...plain } = fault;
      await tx.fault.create({
        data: { ...plain, id, projectId: project, reportedOn: date(reportedOn), byId: byId(by) },
        select: { id: true },
      });
      return { ...fault, id, billed: false };
    },
    async setCause(project, ref, cause, reason, billed) {
      return changed(
        await tx.fault.updateMany({ where: { projectId: project, ref }, data: { cause, causeReason: reason, billed } }),
      );
    },
  };
}

/** Rounds of asking for the delivery approval (L2, L3). */
export function deliveriesIn(tx: Tx): Deliveries {
  return {
    async ask(project, request) {
      const id = randomUUID();
      const { askedOn, askedBy, text, digest } = request;
      await tx.delivery.create({
        data: { id, projectId: project, text, digest, askedOn: date(askedOn), askedById: byId(askedBy) },
        select: { id: true },
      });
      return { ...request, id, state: "asked" };
    },
    async decide(project, request, decision, { on, by, remarks }) {
      return changed(
        await tx.delivery.updateMany({
          where: { projectId: project, id: request, state: "asked" },
          data: { state: decision, decidedOn: date(on), decidedById: byId(by), remarks: remarks ?? null },
        }),
      );
    },
    async outdate(project, request) {
      return changed(
        await tx.delivery.updateMany({
          where: { projectId: project, id: request, state: "asked" },
          data: { state: "outdated" },
        }),
      );
    },
  };
}

export function snoozesIn(tx: Tx): Snoozes {
  return {
    async set(project, { subject, until, reason, by }) {
      const said = { until: date(until), reason, byId: byId(by) };
      await tx.snooze.upsert({
        where: { projectId_subject: { projectId: project, subject } },
        create: { id: randomUUID(), projectId: project, subject, ...said },
        update: said,
        select: { id: true },
      });
    },
  };
}

/**
 * Closed invoice bases, numbered from 1 per project (S6). Who closed one is kept by id: what is billed holds no names
 * of people.
 */
export function basesIn(tx: Tx): Bases {
  return {
    async close(project, basis, shown) {
      const number = (await tx.closedBasis.count({ where: { projectId: project } })) + 1;
      await tx.closedBasis.create({
        data: {
          projectId: project,
          number,
          closedOn: date(basis.closedOn),
          parts: json(basis.parts),
          shown: json({ ...shown, closedBy: byId(shown.closedBy) }),
        },
        select: { number: true },
      });
      return { ...basis, number };
    },
    async shown(project, number) {
      const row = await tx.closedBasis.findUnique({
        where: { projectId_number: { projectId: project, number } },
        select: { shown: true },
      });
      if (row === null || row.shown === null) return undefined;
      const { closedBy, ...kept } = row.shown as unknown as Omit<ShownBasis, "closedBy"> & {
        readonly closedBy: Id | null;
      };
      if (closedBy === null) return { ...kept, closedBy: { id: "system", name: "Startklar" } };
      const person = await tx.person.findUnique({ where: { id: closedBy }, select: { name: true } });
      return { ...kept, closedBy: { id: closedBy, name: person?.name ?? "" } };
    },
  };
}
