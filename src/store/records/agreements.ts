import { createHash, randomUUID } from "node:crypto";
import type { Agreement } from "../../domain/agreement.ts";
import { agreementFromJson, agreementJson } from "../../domain/agreement-file.ts";
import type { Agreements } from "../store.ts";
import { date, type Tx } from "./values.ts";

export function agreementsIn(tx: Tx): Agreements {
  return {
    async keep(agreement) {
      const content = agreementJson(agreement);
      const digest = createHash("sha256").update(content).digest("hex");
      await tx.agreement.createMany({
        data: [{ id: randomUUID(), digest, name: agreement.name, version: date(agreement.version), content: JSON.parse(content) }],
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
      const read = new Map(
        versions.flatMap(({ id, content }) => {
          const agreement = readable(JSON.stringify(content));
          return agreement === undefined ? [] : [[id, agreement] as const];
        }),
      );
      return new Map(
        rows.flatMap(({ id, agreementId }) => {
          const agreement = read.get(agreementId);
          return agreement === undefined ? [] : [[id, agreement] as const];
        }),
      );
    },
  };
}

function readable(content: string): Agreement | undefined {
  try {
    return agreementFromJson(content);
  } catch {
    // One project's agreement is no reason to show none: whoever asks sees which projects it does not have.
    return undefined;
  }
}
