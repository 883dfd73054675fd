import type { OutboxRows } from "../contract/work.ts";
import type { PrismaClient } from "../generated/client.ts";

/** How much waits, where, and since when. */
export function outboxCountsOf(prisma: PrismaClient): Pick<OutboxRows, "waitingElsewhere" | "counts" | "queues"> {
  return {
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
