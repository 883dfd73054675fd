import { randomUUID } from "node:crypto";
import type { Bases, Deliveries, Faults, HardwareList, Snoozes } from "./store.ts";
import { byId, changed, date, json, type Tx } from "./values.ts";

export function hardwareIn(tx: Tx): HardwareList {
  return {
    async add(project, hardware) {
      const id = randomUUID();
      await tx.hardware.create({ data: { ...hardware, id, projectId: project }, select: { id: true } });
      return { ...hardware, id };
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
      return changed(await tx.fault.updateMany({ where: { projectId: project, ref }, data: { cause, causeReason: reason, billed } }));
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
        await tx.delivery.updateMany({ where: { projectId: project, id: request, state: "asked" }, data: { state: "outdated" } }),
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

/** Closed invoice bases, numbered from 1 per project (S6). */
export function basesIn(tx: Tx): Bases {
  return {
    async close(project, basis) {
      const number = (await tx.closedBasis.count({ where: { projectId: project } })) + 1;
      await tx.closedBasis.create({
        data: { projectId: project, number, closedOn: date(basis.closedOn), parts: json(basis.parts) },
        select: { number: true },
      });
      return { ...basis, number };
    },
  };
}
