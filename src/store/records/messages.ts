import { randomUUID } from "node:crypto";
import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import { storedContent } from "../../messages/stored-content.ts";
import type { Messages, Notices, StoredMessage } from "../store.ts";
import { date, given, json, type Tx } from "./values.ts";

interface Row {
  readonly id: Id;
  readonly conversationId: Id;
  readonly projectId: Id | null;
  readonly content: unknown;
  readonly subject: string | null;
  readonly visibleToId: Id | null;
  readonly revision: number;
  readonly saidAt: bigint;
}
/** A row as the message it holds. */
const message = (row: Row): StoredMessage =>
  given<StoredMessage>({
    id: row.id,
    conversation: row.conversationId,
    project: row.projectId,
    content: storedContent(row.content),
    subject: row.subject,
    visibleTo: row.visibleToId,
    revision: row.revision,
    saidAt: Number(row.saidAt),
  });
const shown = {
  id: true,
  conversationId: true,
  projectId: true,
  content: true,
  subject: true,
  visibleToId: true,
  revision: true,
  saidAt: true,
} as const;

/** A ledger content was about to go where it must not be seen (A1): a mistake in the program, never a person's. */
export class LedgerInTheOpen extends Error {
  constructor(conversation: string) {
    super(`A ledger message must not go to the conversation ${conversation}: it is not an internal place (A1).`);
    this.name = "LedgerInTheOpen";
  }
}

/** Ledger contents stay in places without outsiders: an internal channel, a private chat, or seen by one member of staff alone (A1). */
async function guardAudience(tx: Tx, content: Content, conversation: Id, visibleTo: Id | undefined): Promise<void> {
  if (content.audience !== "ledger") return;
  const place = await tx.conversation.findUniqueOrThrow({
    where: { id: conversation },
    select: {
      name: true,
      outsiders: true,
      private: true,
      _count: { select: { projectInternal: true } },
      projectShared: { select: { id: true } },
    },
  });
  const seenByStaff = visibleTo !== undefined && (await tx.account.count({ where: { personId: visibleTo, staff: true } })) > 0;
  const internal = place._count.projectInternal > 0 && place.projectShared === null;
  const allowed = !place.outsiders && (internal || place.private ? visibleTo === undefined || seenByStaff : seenByStaff);
  if (!allowed) throw new LedgerInTheOpen(place.name);
}

/** Key order does not count: two contents are the same when they say the same. */
function same(one: unknown, other: unknown): boolean {
  const ordered = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(ordered)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, ordered(inner)]),
          )
        : value;
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** Who has a message that is shown by its platform at once, and for how long, in milliseconds: longer than any acknowledgement takes. */
export const showing = { holder: "shown at once", patience: 20_000 } as const;

/** `queued` hears that the outbox has something to do after the commit. */
export function messagesIn(tx: Tx, queued: () => void): Messages {
  return {
    async post({ conversation, project, content, subject, visibleTo, saidAt, cause, thread, delivered, held }) {
      await guardAudience(tx, content, conversation, visibleTo);
      if (subject !== undefined) {
        await tx.message.updateMany({
          where: { projectId: project ?? null, conversationId: conversation, subject },
          data: { subject: null },
        });
      }
      const id = randomUUID();
      await tx.message.create({
        data: {
          id,
          conversationId: conversation,
          projectId: project ?? null,
          content: json(content),
          subject: subject ?? null,
          visibleToId: visibleTo ?? null,
          saidAt: BigInt(saidAt),
          cause: cause ?? null,
          thread: thread ?? null,
          ...(delivered === true ? { deliveredRevision: 1, nextAttemptAt: null } : {}),
        },
        select: { id: true },
      });
      if (held === true)
        await tx.$executeRaw`
          update messages set lease_by = ${showing.holder}, lease_until = clock_timestamp() + ${showing.patience} * interval '1 millisecond'
          where id = ${id}::uuid`;
      else if (delivered !== true) queued();
      return id;
    },
    async revise(id, content) {
      const known = await tx.message.findUniqueOrThrow({ where: { id }, select: shown });
      if (same(storedContent(known.content), json(content))) return;
      await guardAudience(tx, content, known.conversationId, known.visibleToId ?? undefined);
      await tx.$executeRaw`
        update messages set content = ${JSON.stringify(content)}::json, revision = revision + 1, next_attempt_at = now(), attempts = 0,
          parked_at = null, withdrawn_at = null, purged_at = null, last_error = null
        where id = ${id}::uuid`;
      queued();
    },
    async withdraw(id) {
      await tx.$executeRaw`
        update messages set withdrawn_at = clock_timestamp(), parked_at = null,
          next_attempt_at = case when lease_by is not null then coalesce(next_attempt_at, clock_timestamp()) end
        where id = ${id}::uuid and delivered_revision = 0 and platform_id is null`;
    },
    async get(id) {
      const row = await tx.message.findUnique({ where: { id }, select: shown });
      return row === null ? undefined : message(row);
    },
    async bySubject(project, subject, conversation) {
      const row = await tx.message.findFirst({
        where: { projectId: project, subject, ...(conversation === undefined ? {} : { conversationId: conversation }) },
        orderBy: { seq: "desc" },
        select: shown,
      });
      return row === null ? undefined : message(row);
    },
  };
}

export function noticesIn(tx: Tx): Notices {
  return {
    async claim(project, keys, on) {
      const rows = await tx.$queryRaw<{ key: string }[]>`
        insert into notices (project_id, key, "on") select ${project}::uuid, k, ${date(on)}::date from unnest(${[...new Set(keys)]}::text[]) k
        on conflict do nothing returning key`;
      const claimed = new Set(rows.map((row) => row.key));
      return keys.filter((key) => claimed.delete(key));
    },
    async putInto(id, project, keys) {
      await tx.notice.updateMany({ where: { projectId: project, key: { in: [...keys] } }, data: { messageId: id } });
    },
    async since(project, on) {
      const rows = await tx.message.findMany({
        where: { noticeMessage: { some: { projectId: project, on: { gte: date(on) } } } },
        orderBy: { seq: "desc" },
        select: {
          ...shown,
          deliveredRevision: true,
          platformId: true,
          noticeMessage: { where: { projectId: project }, orderBy: { key: "asc" }, select: { key: true } },
        },
      });
      return rows.map(({ noticeMessage, deliveredRevision, platformId, ...row }) => ({
        message: message(row),
        keys: noticeMessage.map((notice) => notice.key),
        unseen: deliveredRevision === 0 && platformId === null,
      }));
    },
    async unseen() {
      return tx.$queryRaw<{ project: Id; conversation: Id }[]>`
        select distinct project_id as project, conversation_id as conversation from messages m
        where next_attempt_at is not null and delivered_revision = 0 and platform_id is null and project_id is not null
          and exists (select 1 from notices n where n.message_id = m.id)`;
    },
  };
}
