import type { OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";

/** How much waits, where, and since when. */
export function outboxCountsOf(
  prisma: PrismaClient,
  retrying: Retrying,
): Pick<OutboxRows, "waiting" | "waitingElsewhere" | "counts" | "queues"> {
  return {
    async waiting(platform, messages) {
      // Somebody waits for it: a server that comes back is waited for, as by their command.
      const rows = await retrying(
        () => prisma.$queryRaw<unknown[]>`
        select 1 from messages m join outbox_heads h on h.conversation_id = m.conversation_id join messages first on first.id = h.message_id
        where m.id = any(${[...messages]}::uuid[]) and m.next_attempt_at is not null and h.platform = ${platform}
          and first.next_attempt_at <= statement_timestamp() + interval '1 millisecond' limit 1`,
      );
      return rows.length > 0;
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
