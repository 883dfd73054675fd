import type { PlatformName } from "../../messages/platform.ts";
import type { Audit, AuditEntry, AuditRow } from "../store.ts";
import type { Ending } from "./ending.ts";
import { given, type Tx } from "./values.ts";

/** Append-only (a trigger sees to it) and without personal values: names are looked up in rows that can be erased. */
export function auditIn(tx: Tx, ending: Pick<Ending, "audit" | "flush">): Audit {
  return {
    async add(entry) {
      ending.audit(entry);
    },
    async of(project, { ref, limit = 100, before } = {}) {
      await ending.flush();
      const rows = await tx.audit.findMany({
        where: {
          projectId: project,
          refs: ref === undefined ? undefined : { has: ref },
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
