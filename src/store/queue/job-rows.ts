import type { ClaimedJob, JobRows } from "../contract/work.ts";
import type { PrismaClient } from "../generated/client.ts";

interface Row extends Omit<ClaimedJob, "payload"> {
  readonly payload: string;
}

export function jobRowsOf(prisma: PrismaClient, retrying: <T>(work: () => Promise<T>) => Promise<T>): JobRows {
  return {
    async claim(holder, limit, lease) {
      const rows = await retrying(
        () => prisma.$queryRaw<Row[]>`
          update jobs j set lease_by = ${holder}, lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
          where j.id in (
            select d.id from jobs d, clock c
            where d.next_attempt_at <= clock_timestamp() and (d.lease_until is null or d.lease_until < clock_timestamp())
              and d.due_at <= (extract(epoch from clock_timestamp()) * 1000)::bigint + c.offset
            order by d.seq limit ${limit} for update of d skip locked)
          returning j.id, j.kind, j.payload::text as payload, j.attempts`,
      );
      return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
    },
    async renew(jobs, holder, lease) {
      await prisma.$executeRaw`
        update jobs set lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
        where id = any(${[...jobs]}::uuid[]) and lease_by = ${holder}`;
    },
    async done(job, holder) {
      await retrying(
        () => prisma.$executeRaw`
          update jobs set done_at = clock_timestamp(), next_attempt_at = null, lease_by = null, lease_until = null, last_error = null
          where id = ${job}::uuid and lease_by = ${holder}`,
      );
    },
    async later(job, holder, after, why) {
      await retrying(
        () => prisma.$executeRaw`
          update jobs set attempts = attempts + 1, lease_by = null, lease_until = null, last_error = ${why},
            next_attempt_at = clock_timestamp() + ${after} * interval '1 millisecond'
          where id = ${job}::uuid and lease_by = ${holder}`,
      );
    },
    async giveUp(job, holder, why) {
      await retrying(
        () => prisma.$executeRaw`
          update jobs set attempts = attempts + 1, given_up_at = clock_timestamp(), next_attempt_at = null, lease_by = null, lease_until = null,
            last_error = ${why}
          where id = ${job}::uuid and lease_by = ${holder}`,
      );
    },
  };
}
