import { randomUUID } from "node:crypto";
import type { Change } from "../../domain/facts.ts";
import { Prisma } from "../generated/client.ts";
import type { Changes } from "../store.ts";
import { byId, changed, date, json, type Tx } from "./values.ts";

/**
 * Changes and their offers (S9). Every sent offer stays as its own row; the change points at the one that is current.
 */
export function changesIn(tx: Tx): Changes {
  return {
    async add(project, change) {
      const id = randomUUID();
      const { pricing, extends: extended, effect, createdOn, createdBy, recordedAt, ...plain } = change;
      await tx.change.create({
        data: {
          ...plain,
          id,
          projectId: project,
          pricing: pricing === undefined ? Prisma.DbNull : json(pricing),
          extends: extended === undefined ? Prisma.DbNull : json(extended),
          effect: effect === undefined ? Prisma.DbNull : json(effect),
          createdOn: date(createdOn),
          createdById: byId(createdBy),
          recordedAt: BigInt(recordedAt),
        },
        select: { id: true },
      });
      return { ...change, id } satisfies Change;
    },
    async price(project, ref, pricing) {
      return changed(
        await tx.change.updateMany({
          where: { projectId: project, ref, state: { in: ["asked", "priced", "sent", "declined"] } },
          data: {
            state: "priced",
            pricing: json(pricing),
            offerRevision: null,
            decidedOn: null,
            decidedAt: null,
            decidedById: null,
          },
        }),
      );
    },
    async send(project, ref, { text, digest, on }, pricing) {
      const moved = await tx.change.updateMany({
        where: { projectId: project, ref, state: { in: ["priced", "sent"] } },
        data: { state: "sent", pricing: json(pricing) },
      });
      if (!changed(moved)) return false;
      const where = { projectId_ref: { projectId: project, ref } };
      const { id, _count } = await tx.change.findUniqueOrThrow({
        where,
        select: { id: true, _count: { select: { offerChange: true } } },
      });
      const revision = _count.offerChange + 1;
      await tx.offer.create({
        data: { changeId: id, revision, text, digest, pricing: json(pricing), sentOn: date(on) },
        select: { revision: true },
      });
      await tx.change.update({ where, data: { offerRevision: revision }, select: { id: true } });
      return true;
    },
    async decide(project, ref, decision, digest, { on, at, by, reason }) {
      const rows = await tx.$executeRaw`
        update changes c set state = ${decision}, decided_on = ${date(on)}::date, decided_at = ${BigInt(at)}, decided_by_id = ${byId(by)}::uuid,
          declined_reason = ${reason ?? null}
        from offers o
        where c.project_id = ${project}::uuid and c.ref = ${ref} and c.state = 'sent'
          and o.change_id = c.id and o.revision = c.offer_revision and o.digest = ${digest}`;
      return rows > 0;
    },
    async agree(project, ref, evidence, pricing, { on, at, by }) {
      return changed(
        await tx.change.updateMany({
          where: { projectId: project, ref, state: "priced" },
          data: {
            state: "approved",
            agreed: evidence,
            pricing: json(pricing),
            decidedOn: date(on),
            decidedAt: BigInt(at),
            decidedById: byId(by),
          },
        }),
      );
    },
    async move(project, ref, from, to, on) {
      return changed(
        await tx.change.updateMany({
          where: { projectId: project, ref, state: { in: [...from] } },
          data: { state: to, doneOn: to === "done" ? date(on) : to === "approved" ? null : undefined },
        }),
      );
    },
  };
}
