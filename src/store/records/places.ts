import { randomUUID } from "node:crypto";
import type { Project } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";
import type { PlatformName } from "../../messages/platform.ts";
import type { Bound, Conversation, MetConversation, Places } from "../store.ts";
import { projectsWhere } from "./projects.ts";
import { changed, given, type Tx } from "./values.ts";

export interface ConversationRow {
  readonly id: Id;
  readonly platform: string;
  readonly tenant: string;
  readonly external: string;
  readonly name: string;
  readonly outsiders: boolean;
  readonly private: boolean;
  readonly unseen: boolean;
  readonly language: string | null;
}
export const conversation = (row: ConversationRow): Conversation =>
  given<Conversation>({
    ...row,
    platform: row.platform as PlatformName,
    language: row.language as Language | null,
    unseen: row.unseen ? true : null,
  });

/** True when what is kept of a conversation is what its platform shows. */
export const isAsSeen = (
  known: ConversationRow,
  { name, outsiders, private: alone, unseen }: MetConversation,
): boolean =>
  known.name === name && known.outsiders === outsiders && known.private === alone && known.unseen === (unseen === true);

/** What a conversation is to projects whose channel it is. */
export const bindingsOf = (id: Id, projects: readonly Project[]): readonly Bound[] =>
  projects.flatMap((project) => [
    ...(project.internal === id ? [{ project, as: "internal" as const }] : []),
    ...(project.shared === id ? [{ project, as: "shared" as const }] : []),
  ]);

export function placesIn(tx: Tx): Omit<Places, "scene"> {
  return {
    async meet(met) {
      const { platform, tenant, external, name, outsiders } = met;
      const key = { platform_tenant_external: { platform, tenant, external } };
      const known = await tx.conversation.findUnique({ where: key });
      const seen = { name, outsiders, private: met.private, unseen: met.unseen === true };
      if (known === null)
        return conversation(
          await tx.conversation.create({ data: { id: randomUUID(), platform, tenant, external, ...seen } }),
        );
      if (isAsSeen(known, met)) return conversation(known);
      return conversation(await tx.conversation.update({ where: key, data: seen }));
    },
    async get(id) {
      const row = await tx.conversation.findUnique({ where: { id } });
      return row === null ? undefined : conversation(row);
    },
    async find(word, platform) {
      const name = word.trim().replace(/^#/, "");
      const rows = await tx.conversation.findMany({
        where: {
          OR: [
            { external: word.trim() },
            { external: name },
            { name: { in: [name, `#${name}`], mode: "insensitive" } },
          ],
        },
        orderBy: { name: "asc" },
      });
      const here = rows.filter((row) => row.platform === platform);
      return (here.length > 0 ? here : rows).map(conversation);
    },
    async setLanguage(id, language) {
      await tx.conversation.update({ where: { id }, data: { language }, select: { id: true } });
    },
    async rename(platform, tenant, from, to) {
      const taken = await tx.conversation.count({ where: { platform, tenant, external: to } });
      if (taken > 0) return false;
      return changed(
        await tx.conversation.updateMany({ where: { platform, tenant, external: from }, data: { external: to } }),
      );
    },
    async projectsOf(id) {
      return bindingsOf(id, await projectsWhere(tx, "p.internal_id = $1::uuid or p.shared_id = $1::uuid", id));
    },
  };
}
