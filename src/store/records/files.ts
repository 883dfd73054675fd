import { randomUUID } from "node:crypto";
import type { Files, StoredFile } from "../store.ts";
import { given, type Tx } from "./values.ts";

interface LooseRow {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  readonly conversation: string;
  readonly bytes: number;
  readonly declined: boolean;
}

export function filesIn(tx: Tx): Files {
  return {
    async add({ project, conversation, name, by, content, made = false }) {
      const id = randomUUID();
      await tx.file.create({
        data: {
          id,
          projectId: project ?? null,
          conversationId: conversation,
          name,
          byId: by,
          content: Uint8Array.from(content),
          made,
        },
        select: { id: true },
      });
      return given<StoredFile>({ id, project, conversation, name, by, bytes: content.byteLength });
    },
    async loose(project, { conversation = null, by = null }, limit) {
      const rows = await tx.$queryRaw<LooseRow[]>`
        select f.id, f.name, f.by_id as by, f.conversation_id as conversation, length(f.content) as bytes,
          exists (select from data_offers o where o.file_id = f.id and o.state in ('waiting', 'dropped')) as declined from files f
        where f.project_id = ${project}::uuid and not f.made and (f.conversation_id = ${conversation}::uuid or f.by_id = ${by}::uuid)
          and not exists (select from data_entries d where d.project_id = f.project_id and not d.undone and d.files::jsonb @> to_jsonb(f.id::text))
          and not exists (select from data_versions v where v.file_id = f.id)
          and not exists (select from changes c where c.project_id = f.project_id and c.state <> 'undone' and c.effect::jsonb -> 'files' @> to_jsonb(f.id::text))
        order by f.name, f.id limit ${limit}`;
      return rows.map((row) => ({ ...row, project }));
    },
    async keepInstead(id, other) {
      await tx.$executeRaw`
        update files f set content = o.content, name = regexp_replace(f.name, '\\.[^.]*$', '') || substring(o.name from '\\.[^.]*$')
        from files o where f.id = ${id}::uuid and o.id = ${other}::uuid`;
    },
    async get(id) {
      const row = await tx.file.findUnique({ where: { id } });
      if (row === null) return undefined;
      const { name, content } = row;
      const file = given<StoredFile>({
        id,
        project: row.projectId,
        conversation: row.conversationId,
        name,
        by: row.byId,
        bytes: content.byteLength,
      });
      return { ...file, content: Uint8Array.from(content) };
    },
  };
}
