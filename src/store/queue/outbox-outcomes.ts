import type { OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";
import { showing } from "../records/messages.ts";

/** The delivered revision of what was sent and has been taken away: it does not stand there, and was said (C2). */
const takenAway = -1;

/** Keeps what became of a message; that of another holder is left alone. */
export function outboxOutcomesOf(
  prisma: PrismaClient,
  retrying: Retrying,
  queued: () => void,
): Pick<OutboxRows, "delivered" | "shown" | "later" | "dropped" | "lost"> {
  return {
    async delivered(message, holder, revision, platformId, leaves = false) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set delivered_revision = ${revision}, platform_id = ${platformId}, attempts = 0, lease_by = null, lease_until = null,
            last_error = null, next_attempt_at = case when revision > ${revision} then clock_timestamp() end,
            content = case when ${leaves} and revision = ${revision}
              then json_build_object('audience', content->'audience', 'blocks', content->'leaves') else content end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async shown(message) {
      const [waits] = await retrying(
        () => prisma.$queryRaw<{ readonly any: boolean }[]>`
          update messages m set delivered_revision = 1, lease_by = null, lease_until = null,
            next_attempt_at = case when m.revision > 1 then clock_timestamp() end
          where m.id = ${message}::uuid and m.lease_by = ${showing.holder}
          returning m.revision > 1 or exists (select 1 from messages o where o.conversation_id = m.conversation_id
            and o.next_attempt_at is not null and o.id <> m.id) as "any"`,
      );
      // What was said after it has waited for it.
      if (waits?.any === true) queued();
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
          update messages set lease_by = null, lease_until = null, last_error = null, platform_id = null,
            delivered_revision = case when withdrawn_at is not null and (delivered_revision <> 0 or platform_id is not null)
              then ${takenAway} else 0 end,
            next_attempt_at = case when withdrawn_at is null then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
    async lost(message, holder) {
      await retrying(
        () => prisma.$executeRaw`
          update messages set platform_id = null, delivered_revision = 0, lease_by = null, lease_until = null,
            next_attempt_at = case when withdrawn_at is null then clock_timestamp() end
          where id = ${message}::uuid and lease_by = ${holder}`,
      );
    },
  };
}
