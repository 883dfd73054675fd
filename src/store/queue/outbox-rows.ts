import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import type { Delivery, PlatformName } from "../../messages/platform.ts";
import { storedContent } from "../../messages/stored-content.ts";
import { type Untold, untoldJob } from "../contract/jobs.ts";
import type { ClaimedMessage, OutboxRows } from "../contract/work.ts";
import type { PrismaClient } from "../generated/client.ts";
import { messagesIn, showing } from "../records/messages.ts";
import { jobsIn } from "../records/transport.ts";

interface Row {
  readonly id: Id;
  readonly revision: number;
  readonly content: string;
  readonly said_at: bigint;
  readonly platform_id: string | null;
  readonly attempts: number;
  readonly project_id: Id | null;
  readonly platform: string;
  readonly tenant: string;
  readonly external: string;
  readonly language: string | null;
  readonly visible_to_id: Id | null;
  readonly user: string | null;
  readonly thread: string | null;
  readonly outsiders: boolean;
  readonly held: boolean;
  readonly withdrawn_at: Date | null;
}

function claimed(row: Row, holder: string): ClaimedMessage {
  return {
    holder,
    delivery: {
      message: row.id,
      revision: row.revision,
      to: { platform: row.platform as PlatformName, tenant: row.tenant, conversation: row.external },
      content: storedContent(JSON.parse(row.content)),
      saidAt: Number(row.said_at),
      ...(row.language === null ? {} : { language: row.language as Language }),
      ...(row.user === null ? {} : { visibleTo: row.user }),
      ...(row.thread === null ? {} : { thread: row.thread }),
      ...(row.platform_id === null ? {} : { sent: row.platform_id }),
      ...(row.held ? { again: true as const } : {}),
      ...(row.withdrawn_at === null ? {} : { ifThere: true as const }),
    } satisfies Omit<Delivery, "language"> & { language?: Language },
    attempts: row.attempts,
    outsiders: row.outsiders,
    unreachable: row.visible_to_id !== null && row.user === null,
    ...(row.project_id === null ? {} : { project: row.project_id }),
  };
}

/** A notice that a message found no way. */
const tellsOfUndelivered = ({ blocks }: Content): boolean => blocks.some((block) => block.kind === "text" && block.role === "undelivered");

/** `retrying` is the database's own way of running work that may meet a conflict. */
export function outboxRowsOf(
  prisma: PrismaClient,
  retrying: <T>(work: () => Promise<T>) => Promise<T>,
  now: () => Promise<number>,
  queued: () => void,
): OutboxRows {
  return {
    async claim(platform, holder, limit, lease) {
      const rows = await retrying(
        () => prisma.$queryRaw<Row[]>`
          with due as (
            select m.id, m.conversation_id, m.lease_by is not null as held from outbox_heads h join messages m on m.id = h.message_id
            where h.platform = ${platform} and h.due_at <= statement_timestamp() + interval '1 millisecond'
              and m.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
              and (m.lease_until is null or m.lease_until <= clock_timestamp())
            order by h.due_at limit ${limit} for update of h, m skip locked
          ), taken as (
            update messages m set lease_by = ${holder}, lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
            from due where m.id = due.id returning m.*, due.held
          ), out_of_sight as (
            update outbox_heads h set due_at = clock_timestamp() + ${lease} * interval '1 millisecond'
            from due where h.conversation_id = due.conversation_id
          )
          select t.id, t.revision, t.content::text as content, t.said_at, t.platform_id, t.attempts, t.project_id, t.visible_to_id,
            t.thread, t.held, t.withdrawn_at, c.outsiders, c.platform, c.tenant, c.external, coalesce(c.language, p.language,
              (select b.language from projects b where c.id in (b.internal_id, b.shared_id) order by b.seq limit 1)) as language,
            (select a.user from accounts a where a.person_id = t.visible_to_id and a.platform = c.platform
              order by a.tenant = c.tenant desc, a.seq limit 1) as user
          from taken t join conversations c on c.id = t.conversation_id left join projects p on p.id = t.project_id
          order by t.seq`,
      );
      return rows.map((row) => claimed(row, holder));
    },
    async renew(messages, lease) {
      const kept = await prisma.$queryRaw<{ id: Id }[]>`
        update messages m set lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
        from unnest(${messages.map(({ id }) => id)}::uuid[], ${messages.map(({ holder }) => holder)}::text[]) as h (id, holder)
        where m.id = h.id and m.lease_by = h.holder and m.lease_until is not null returning m.id`;
      return kept.map(({ id }) => id);
    },
    async delivered(message, holder, revision, platformId) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set delivered_revision = ${revision}, platform_id = ${platformId}, attempts = 0, lease_by = null, lease_until = null,
            last_error = null, next_attempt_at = case when revision > ${revision} then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async shown(message) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set delivered_revision = 1, lease_by = null, lease_until = null,
            next_attempt_at = case when revision > 1 then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${showing.holder}`,
      );
      // What was said after it has waited for it.
      queued();
    },
    async later(message, holder, after, why, { unsure = false, spared = false } = {}) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set attempts = attempts + ${spared ? 0 : 1}::int, lease_by = case when ${unsure} then lease_by end, lease_until = null, last_error = ${why},
            next_attempt_at = clock_timestamp() + ${after} * interval '1 millisecond'
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async dropped(message, holder) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set lease_by = null, lease_until = null, last_error = null,
            next_attempt_at = case when withdrawn_at is null then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async park(message, holder, why, notice) {
      const saidAt = await now();
      await retrying(() =>
        prisma.$transaction(async (tx) => {
          const parked = await tx.$executeRaw`
            update messages set parked_at = clock_timestamp(), next_attempt_at = null, lease_by = null, lease_until = null, last_error = ${why}
            where id = ${message}::uuid and lease_by = ${holder}`;
          if (parked === 0) return;
          const { content, conversation, project } = await tx.message.findUniqueOrThrow({
            where: { id: message },
            select: {
              content: true,
              conversation: { select: { id: true, name: true } },
              project: { select: { id: true, internalId: true } },
            },
          });
          if (project === null) return;
          if (project.internalId === null || project.internalId === conversation.id) {
            const untold: Untold = { project: project.id, notice: notice(conversation.name) };
            await jobsIn(tx, () => undefined).add(untoldJob, untold);
            return;
          }
          // Such a notice that has found no way to a person either: telling that in turn would never end.
          if (tellsOfUndelivered(storedContent(content))) return;
          await messagesIn(tx, () => undefined).post({
            conversation: project.internalId,
            project: project.id,
            content: notice(conversation.name),
            saidAt,
          });
        }),
      );
      queued();
    },
    async unpark(platform, tenant, external) {
      const count = await retrying(
        () => prisma.$executeRaw`
          update messages m set parked_at = null, attempts = 0, next_attempt_at = clock_timestamp() from conversations c
          where c.id = m.conversation_id and c.platform = ${platform} and c.tenant = ${tenant} and c.external = ${external}
            and m.parked_at is not null`,
      );
      if (count > 0) queued();
      return count;
    },
    async lost(message, holder) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set platform_id = null, delivered_revision = 0, lease_by = null, lease_until = null,
            next_attempt_at = case when withdrawn_at is null then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async waitingElsewhere(platforms) {
      return prisma.message.count({
        where: { nextAttemptAt: { not: null }, conversation: { is: { platform: { notIn: [...platforms] } } } },
      });
    },
    async counts() {
      const waiting = await prisma.message.count({ where: { nextAttemptAt: { not: null } } });
      return { waiting, parked: await prisma.message.count({ where: { parkedAt: { not: null } } }) };
    },
    async queues() {
      const rows = await prisma.$queryRaw<{ platform: string; waiting: number; overdue: number | null }[]>`
        select c.platform, sum(w.waiting)::int as waiting,
          greatest(0, extract(epoch from clock_timestamp() - min(h.due_at)))::float as overdue
        from (select conversation_id, count(*) as waiting from messages where next_attempt_at is not null group by conversation_id) w
        join conversations c on c.id = w.conversation_id left join outbox_heads h on h.conversation_id = c.id
        group by c.platform`;
      return new Map(rows.map(({ platform, waiting, overdue }) => [platform, { waiting, overdue: overdue ?? 0 }]));
    },
  };
}
