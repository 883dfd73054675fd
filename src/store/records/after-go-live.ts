import { randomUUID } from "node:crypto";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import type { Day, Id } from "../../domain/units.ts";
import { sendBasisJob } from "../contract/jobs.ts";
import type { Bases, Deliveries, Faults, HardwareList, Snoozes, Turns } from "../store.ts";
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

export function turnsIn(tx: Tx): Turns {
  return {
    async set(project, subject, turn) {
      const where = { projectId_subject: { projectId: project, subject } };
      if (turn === undefined) {
        await tx.turn.deleteMany({ where: { projectId: project, subject } });
        return;
      }
      const said = { personId: turn.person.id, on: date(turn.on), byId: byId(turn.by) };
      await tx.turn.upsert({
        where,
        create: { id: randomUUID(), projectId: project, subject, ...said },
        update: said,
        select: { id: true },
      });
    },
  };
}

const nextNumber = `insert into basis_numbers (supplier, last)
  select $1::text, coalesce(max(b.number), 0) + 1 from closed_bases b join projects p on p.id = b.project_id
    join agreements a on a.id = p.agreement_id where a.content->'supplier'->>'sv' = $1::text
  on conflict (supplier) do update set last = basis_numbers.last + 1 returning last`;

/** Whether a job that is under way has asked for a draft of a basis: it says so of itself. */
async function isAsked(tx: Tx, project: Id, number: number): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    select id from jobs where lane = ${sendBasisJob.lane} and next_attempt_at is not null and kind = ${sendBasisJob.name}
      and payload->>'project' = ${project} and (payload->>'number')::int = ${number} and payload->>'asked' = 'true' limit 1`;
  return rows.length > 0;
}

/**
 * Closed invoice bases, numbered per supplier (I1): a number goes up, and is never given twice, not even one of those
 * that were numbered per project before. Who closed one is kept by id: what is billed holds no names of people.
 */
export function basesIn(tx: Tx): Bases {
  return {
    async close(project, supplier, basis, shown) {
      const [next] = await tx.$queryRawUnsafe<{ last: number }[]>(nextNumber, supplier);
      if (next === undefined) throw new Error("A closed basis was given no number");
      const number = next.last;
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
    async closedIn(run, project) {
      const [row] = await tx.$queryRaw<{ number: number }[]>`
        select number from closed_bases where project_id = ${project}::uuid and shown->>'run' = ${run}`;
      return row?.number;
    },
    async all(projects) {
      const rows = await tx.closedBasis.findMany({
        ...(projects === undefined ? {} : { where: { projectId: { in: [...projects] } } }),
        select: { projectId: true, number: true, closedOn: true },
        orderBy: [{ number: "asc" }, { projectId: "asc" }],
      });
      return rows.map(({ projectId, number, closedOn }) => ({
        project: projectId,
        number,
        closedOn: closedOn.toISOString().slice(0, 10) as Day,
      }));
    },
    async beginSending(project, number, job) {
      // One after the other: of two that look at once, the second sees what the first has asked for.
      await tx.$queryRaw`select number from closed_bases where project_id = ${project}::uuid and number = ${number} for update`;
      if (await isAsked(tx, project, number)) return false;
      await tx.$executeRaw`update jobs set payload = (payload::jsonb || '{"asked": true}')::json where id = ${job}::uuid`;
      return true;
    },
    isSending: (project, number) => isAsked(tx, project, number),
    async endSending(job) {
      await tx.$executeRaw`update jobs set payload = (payload::jsonb - 'asked')::json where id = ${job}::uuid`;
    },
    async sent(project, number) {
      const row = await tx.sentBasis.findUnique({ where: { projectId_number: { projectId: project, number } } });
      if (row === null) return undefined;
      const { document, total, sentAt, byId: by } = row;
      return { document, total: Number(total), at: Number(sentAt), by: by ?? "system" };
    },
    async markSent(project, number, { document, total, at, by }) {
      const { count } = await tx.sentBasis.createMany({
        data: [
          {
            ...{ projectId: project, number, document, total: BigInt(total), sentAt: BigInt(at) },
            byId: by === "system" ? null : by,
          },
        ],
        skipDuplicates: true,
      });
      return count > 0;
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
