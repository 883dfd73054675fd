import type { Id } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";
import type { PlatformName } from "../../messages/platform.ts";
import { storedContent } from "../../messages/stored-content.ts";
import type { ClaimedMessage, OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";

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
      language: (row.language ?? undefined) as Language | undefined,
      visibleTo: row.user ?? undefined,
      thread: row.thread ?? undefined,
      sent: row.platform_id ?? undefined,
      again: row.held ? true : undefined,
      gone: row.withdrawn_at === null ? undefined : true,
    },
    attempts: row.attempts,
    outsiders: row.outsiders,
    unreachable: row.visible_to_id !== null && row.user === null,
    project: row.project_id ?? undefined,
  };
}

/** Takes what is due, and keeps hold of it. */
export function outboxClaimsOf(prisma: PrismaClient, retrying: Retrying): Pick<OutboxRows, "claim" | "renew"> {
  return {
    async claim(platform, holder, limit, lease, tried = true) {
      const rows = await retrying(
        () => prisma.$queryRaw<Row[]>`
          with due as (
            select m.id, m.conversation_id, m.lease_by is not null as held from outbox_heads h join messages m on m.id = h.message_id
            where h.platform = ${platform} and h.due_at <= statement_timestamp() + interval '1 millisecond'
              and m.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
              and (m.lease_until is null or m.lease_until <= clock_timestamp()) and (${tried} or m.attempts = 0)
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
              (select b.language from projects b where b.internal_id = c.id or b.shared_id = c.id order by b.seq limit 1)) as language,
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
  };
}
