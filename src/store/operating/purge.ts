import type { Purged } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";

/** Rows in one transaction: on the embedded database everybody waits for it. */
const batch = 500;

/**
 * Empties what was delivered, answered and done before an instant of business time (DESIGN: erasure). What a message
 * was, where and when it was said stays; what it said goes. Kept as they are: cards of open projects that may still be
 * edited or pressed (they have a subject, or are pinned) and those of projects that were closed or spoken in since,
 * what is not delivered, and what is parked. What a platform keeps for itself goes only where it said that it passes.
 */
export function purgeOf(prisma: PrismaClient, retrying: Retrying): (before: number) => Promise<Purged> {
  async function all(some: () => Promise<number>): Promise<number> {
    for (let count = 0; ; ) {
      const more = await retrying(some);
      count += more;
      if (more < batch) return count;
    }
  }
  return async (instant) => {
    const before = BigInt(Math.round(instant));
    const messages = await all(
      () => prisma.$executeRaw`
        update messages set content = json_build_object('audience', content->'audience', 'blocks', '[]'::json), purged_at = clock_timestamp()
        where id in (
          select m.id from messages m left join projects p on p.id = m.project_id
          where m.purged_at is null and m.said_at < ${before} and m.next_attempt_at is null and m.parked_at is null
            and case
              when p.id is null then true
              when p.state = 'open' then (m.subject is null or m.subject like 'nag/%' or m.subject like 'digest/%')
                and (m.content->>'pinned') is distinct from 'true'
              else not exists (select 1 from messages later where later.project_id = p.id and later.said_at >= ${before})
            end
          limit ${batch} for update of m skip locked)`,
    );
    const requests = await all(
      // A button that takes effect once knows by its request who pressed it: that lives as long as the button.
      () => prisma.$executeRaw`
        update requests set answer = null where id in (
          select r.id from requests r
          where r.answered and r.answer is not null and r.at < ${before} and not exists (
            select 1 from messages m where m.purged_at is null
              and m.id = case when r.key ~ '^press/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then substr(r.key, 7, 36)::uuid end)
          limit ${batch} for update skip locked)`,
    );
    const jobs = await all(
      () => prisma.$executeRaw`
        delete from jobs where id in (
          select j.id from jobs j, clock c
          where (extract(epoch from coalesce(j.done_at, j.given_up_at)) * 1000)::bigint + c.offset < ${before}
          limit ${batch} for update of j skip locked)`,
    );
    const forms = await all(
      () => prisma.$executeRaw`
        delete from forms where id in (select id from forms where expires_at < ${before} limit ${batch} for update skip locked)`,
    );
    const kept = await all(
      // What belongs to a message or a form goes after it, and the rest by its own age.
      () => prisma.$executeRaw`
        delete from keeping where (platform, collection, key) in (
          select k.platform, k.collection, k.key
          from (select *, case when key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then key::uuid end as of from keeping) k
          where k.passing_since < ${before}
            and not exists (select 1 from messages m where m.id = k.of and m.purged_at is null)
            and not exists (select 1 from forms f where f.id = k.of)
          limit ${batch})`,
    );
    return { messages, requests, jobs, forms, kept };
  };
}
