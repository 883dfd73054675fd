import type { Id, Ref } from "../../domain/units.ts";
import type { PlatformName } from "../../messages/platform.ts";
import { Prisma } from "../generated/client.ts";
import type { Audit, AuditEntry, AuditRow } from "../store.ts";
import type { Ending } from "./ending.ts";
import { given, type Tx } from "./values.ts";

/** Append-only (a trigger sees to it) and without personal values: names are looked up in rows that can be erased. */
export function auditIn(tx: Tx, ending: Pick<Ending, "audit" | "flush">): Audit {
  /**
   * The newest entries about one reference: its project is part of what is looked for, as `audit_references` has it.
   */
  async function about(project: Id, ref: Ref, most: number, before: number | undefined): Promise<Id[]> {
    const rows = await tx.$queryRaw<{ id: Id }[]>`
      select id from audit where project_id is not null and refs <> '{}'
        and audit_references(project_id, refs) @> array[${`${project}/${ref}`}]
        ${before === undefined ? Prisma.empty : Prisma.sql`and seq < ${BigInt(before)}`} order by seq desc limit ${most}`;
    return rows.map(({ id }) => id);
  }
  return {
    async add(entry) {
      ending.audit(entry);
    },
    async of(project, { ref, limit = 100, before } = {}) {
      await ending.flush();
      const rows = await tx.audit.findMany({
        where: {
          ...(ref === undefined ? { projectId: project } : { id: { in: await about(project, ref, limit, before) } }),
          seq: before === undefined ? undefined : { lt: BigInt(before) },
        },
        orderBy: { seq: "desc" },
        take: limit,
      });
      const ids = [...new Set(rows.flatMap((row) => row.actorId ?? []))];
      const names = new Map(
        (await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map((row) => [
          row.id,
          row.name,
        ]),
      );
      return rows.map((row) =>
        given<AuditRow>({
          seq: Number(row.seq),
          at: Number(row.at),
          actor:
            row.actorId === null
              ? { id: "system", name: "Startklar" }
              : { id: row.actorId, name: names.get(row.actorId) ?? "" },
          platform: row.platform as PlatformName | "system",
          conversation: row.conversationId,
          project: row.projectId,
          runs: row.runs,
          outcome: row.outcome as AuditEntry["outcome"],
          reason: row.reason,
          refs: row.refs,
          fields: row.fields,
          details: row.details as AuditEntry["details"] | null,
          digest: row.digest,
        }),
      );
    },
  };
}
