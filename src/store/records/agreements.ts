import { createHash, randomUUID } from "node:crypto";
import type { Agreement } from "../../domain/agreement.ts";
import { agreementFromJson, agreementJson } from "../../domain/agreement-file.ts";
import type { Id } from "../../domain/units.ts";
import type { Agreements } from "../store.ts";
import type { Looked } from "./known.ts";
import { date, type Tx } from "./values.ts";

/** Versions that were read before: a version never changes. */
export type ReadAgreements = Map<Id, Agreement>;

/** `looked`: which version a project is pinned to. */
export function agreementsIn(
  tx: Tx,
  read: ReadAgreements,
  looked: (project: Id) => Promise<Pick<Looked, "agreement">>,
): Agreements {
  return {
    async keep(agreement) {
      const content = agreementJson(agreement);
      const digest = createHash("sha256").update(content).digest("hex");
      await tx.agreement.createMany({
        data: [
          {
            id: randomUUID(),
            digest,
            name: agreement.name,
            version: date(agreement.version),
            content: JSON.parse(content),
          },
        ],
        skipDuplicates: true,
      });
      const { id } = await tx.agreement.findUniqueOrThrow({ where: { digest }, select: { id: true } });
      return id;
    },
    async of(project) {
      return this.get((await looked(project)).agreement);
    },
    async get(id) {
      const known = read.get(id);
      if (known !== undefined) return known;
      const { content } = await tx.agreement.findUniqueOrThrow({ where: { id }, select: { content: true } });
      const agreement = agreementFromJson(JSON.stringify(content));
      read.set(id, agreement);
      return agreement;
    },
    async ofOpen() {
      const versions = await tx.agreement.findMany({
        where: { projectAgreement: { some: { state: "open" } } },
        select: { content: true },
      });
      return versions.flatMap(({ content }) => readable(JSON.stringify(content)) ?? []);
    },
    async ofMany(projects) {
      const rows = await tx.project.findMany({
        where: { id: { in: [...projects] } },
        select: { id: true, agreementId: true },
      });
      const unread = [...new Set(rows.map(({ agreementId }) => agreementId))].filter((id) => !read.has(id));
      const versions = unread.length === 0 ? [] : await tx.agreement.findMany({ where: { id: { in: unread } } });
      for (const { id, content } of versions) {
        const agreement = readable(JSON.stringify(content));
        if (agreement !== undefined) read.set(id, agreement);
      }
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
