import type { OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";
import { showing } from "../records/messages.ts";

/** Keeps what became of a message; that of another holder is left alone. */
export function outboxOutcomesOf(
  prisma: PrismaClient,
  retrying: Retrying,
  queued: () => void,
): Pick<OutboxRows, "delivered" | "shown" | "later" | "dropped" | "lost"> {
  return {
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
          update messages set lease_by = null, lease_until = null, last_error = null, platform_id = null, delivered_revision = 0,
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
