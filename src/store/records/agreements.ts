import { createHash, randomUUID } from "node:crypto";
import { agreementFromJson } from "../../domain/agreement-file.ts";
import type { Agreements } from "../store.ts";
import { date, json, type Tx } from "./values.ts";

export function agreementsIn(tx: Tx): Agreements {
  return {
    async keep(agreement) {
      const digest = createHash("sha256").update(JSON.stringify(agreement)).digest("hex");
      await tx.agreement.createMany({
        data: [{ id: randomUUID(), digest, name: agreement.name, version: date(agreement.version), content: json(agreement) }],
        skipDuplicates: true,
      });
      const { id } = await tx.agreement.findUniqueOrThrow({ where: { digest }, select: { id: true } });
      return id;
    },
    async of(project) {
      const row = await tx.project.findUniqueOrThrow({ where: { id: project }, select: { agreement: { select: { content: true } } } });
      return agreementFromJson(JSON.stringify(row.agreement.content));
    },
    async ofMany(projects) {
      const rows = await tx.project.findMany({ where: { id: { in: [...projects] } }, select: { id: true, agreementId: true } });
      const versions = await tx.agreement.findMany({ where: { id: { in: [...new Set(rows.map(({ agreementId }) => agreementId))] } } });
      const read = new Map(versions.map(({ id, content }) => [id, agreementFromJson(JSON.stringify(content))]));
      return new Map(
        rows.flatMap(({ id, agreementId }) => {
          const agreement = read.get(agreementId);
          return agreement === undefined ? [] : [[id, agreement] as const];
        }),
      );
    },
  };
}
