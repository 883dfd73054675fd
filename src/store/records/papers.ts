import { randomUUID } from "node:crypto";
import type { PaperKind } from "../../domain/paper-kind.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { KeptPaper, Papers } from "../store.ts";
import { byId, date, type Tx } from "./values.ts";

const shown = {
  ...{ id: true, projectId: true, kind: true, about: true, version: true, digest: true, name: true },
  ...{ on: true, at: true, byId: true, lists: true, by: { select: { name: true } } },
} as const;

interface Row {
  readonly id: Id;
  readonly projectId: Id;
  readonly kind: string;
  readonly about: string;
  readonly version: number;
  readonly digest: string;
  readonly name: string;
  readonly on: Date;
  readonly at: bigint;
  readonly byId: Id | null;
  readonly by: { readonly name: string } | null;
  readonly lists: boolean;
}

/** Documents as they were made; what they say is read only where somebody opens one. */
export function papersIn(tx: Tx): Papers {
  return {
    async keep(project, { pdf, markdown, on, at, by, ...paper }) {
      const id = randomUUID();
      const { count } = await tx.paper.createMany({
        data: [
          {
            ...{ ...paper, id, projectId: project, pdf: Uint8Array.from(pdf), markdown },
            ...{ on: date(on), at: BigInt(at), byId: byId(by) },
          },
        ],
        skipDuplicates: true,
      });
      return count === 0 ? undefined : { ...paper, id, project, on, at, by };
    },
    async latest(project, kind, about) {
      const row = await tx.paper.findFirst({
        where: { projectId: project, kind, about },
        orderBy: { version: "desc" },
        select: shown,
      });
      return row === null ? undefined : paperOf(row);
    },
    async all(project) {
      const rows = await tx.paper.findMany({ where: { projectId: project }, orderBy: { seq: "desc" }, select: shown });
      return rows.map(paperOf);
    },
    async get(id) {
      const row = await tx.paper.findUnique({ where: { id }, select: shown });
      return row === null ? undefined : paperOf(row);
    },
    async content(id) {
      const row = await tx.paper.findUnique({ where: { id }, select: { pdf: true, markdown: true } });
      if (row === null || row.pdf === null || row.markdown === null) return undefined;
      return { pdf: Uint8Array.from(row.pdf), markdown: row.markdown };
    },
  };
}

const paperOf = ({ projectId, kind, on, at, byId: by, by: person, ...plain }: Row): KeptPaper => ({
  ...plain,
  project: projectId,
  kind: kind as PaperKind,
  on: on.toISOString().slice(0, 10) as Day,
  at: Number(at),
  by: by === null ? { id: "system", name: "Startklar" } : { id: by, name: person?.name ?? "" },
});
