import { randomUUID } from "node:crypto";
import type { Files, StoredFile } from "./store.ts";
import { given, type Tx } from "./values.ts";

export function filesIn(tx: Tx): Files {
  return {
    async add({ project, conversation, name, by, content }) {
      const id = randomUUID();
      await tx.file.create({
        data: { id, projectId: project ?? null, conversationId: conversation, name, byId: by, content: Uint8Array.from(content) },
        select: { id: true },
      });
      return given<StoredFile>({ id, project, conversation, name, by, bytes: content.byteLength });
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
