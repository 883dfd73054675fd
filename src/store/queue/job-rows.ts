import type { Id } from "../../domain/units.ts";
import { type ClaimedJob, type JobRows, type Lane, lanes, type Queue } from "../contract/jobs.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";

interface Row extends Omit<ClaimedJob, "payload" | "holder"> {
  readonly payload: string;
}

/** So many times what is asked for is looked at: what other processes are claiming at this moment is passed over. */
const spare = 4;

export function jobRowsOf(prisma: PrismaClient, retrying: Retrying): JobRows {
  return {
    async claim(lane, holder, limit, lease, each = limit) {
      const rows = await retrying(
        () => prisma.$queryRaw<Row[]>`
          with under_way as (
            select job_owner(d.payload, d.id) as owner, count(*)::int as held from jobs d
            where d.lane = ${lane} and d.lease_until is not null and d.lease_until >= clock_timestamp() group by 1
          ), owners as (
            (select h.owner, 0 as held from job_heads h
              where h.lane = ${lane} and h.due_at <= statement_timestamp() + interval '1 millisecond'
                and not exists (select 1 from under_way u where u.owner = h.owner)
              order by h.due_at limit ${limit})
            union all select u.owner, u.held from under_way u where u.held < ${each}
          ), turns as (
            select f.id, f.next_attempt_at, o.held + row_number() over (partition by o.owner order by f.next_attempt_at, f.id) as turn
            from owners o cross join clock c cross join lateral (
              select d.id, d.next_attempt_at from jobs d
              where d.lane = ${lane} and job_owner(d.payload, d.id) = o.owner and d.next_attempt_at is not null
                and d.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
                and d.due_at <= (extract(epoch from clock_timestamp()) * 1000)::bigint + c.offset
                and (d.lease_until is null or d.lease_until < clock_timestamp())
              order by d.next_attempt_at limit ${limit}) f
          ), nearest as (
            select id, turn from turns where turn <= ${each} order by turn, next_attempt_at limit ${limit * spare}
          )
          update jobs j set lease_by = ${holder}, lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
          where j.id in (
            select d.id from jobs d join nearest n on n.id = d.id
            where d.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
              and (d.lease_until is null or d.lease_until < clock_timestamp())
            order by n.turn, d.next_attempt_at limit ${limit} for update of d skip locked)
          returning j.id, j.kind, j.payload::text as payload, j.attempts`,
      );
      return rows.map((row) => ({ ...row, holder, payload: JSON.parse(row.payload) as unknown }));
    },
    async renew(jobs, lease) {
      const kept = await prisma.$queryRaw<{ id: Id }[]>`
        update jobs j set lease_until = clock_timestamp() + ${lease} * interval '1 millisecond'
        from unnest(${jobs.map(({ id }) => id)}::uuid[], ${jobs.map(({ holder }) => holder)}::text[]) as h (id, holder)
        where j.id = h.id and j.lease_by = h.holder returning j.id`;
      return kept.map(({ id }) => id);
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
    async nextDue(lane, after, until) {
      const [row] = await prisma.$queryRaw<{ due: bigint | null }[]>`
        select min(due_at) as due from jobs where lane = ${lane} and next_attempt_at is not null and attempts = 0
          and due_at > ${BigInt(Math.floor(after))} and due_at <= ${BigInt(Math.floor(until))}`;
      return row?.due == null ? undefined : Number(row.due);
    },
    async queues() {
      const rows = await prisma.$queryRaw<{ lane: Lane; waiting: number; overdue: number | null }[]>`
        select lane, count(*)::int as waiting, 
          greatest(0, extract(epoch from clock_timestamp() - min(greatest(next_attempt_at, lease_until))))::float as overdue
        from jobs, clock c where next_attempt_at is not null
          and due_at <= (extract(epoch from clock_timestamp()) * 1000)::bigint + c.offset group by lane`;
      const found = new Map(rows.map(({ lane, waiting, overdue }) => [lane, { waiting, overdue: overdue ?? 0 }]));
      return Object.fromEntries(lanes.map((lane) => [lane, found.get(lane) ?? { waiting: 0, overdue: 0 }])) as Record<
        Lane,
        Queue
      >;
    },
  };
}
