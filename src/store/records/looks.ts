import { Prisma } from "../generated/client.ts";
import type { Looks, ToLookAt } from "../store.ts";
import type { Known } from "./known.ts";
import { look } from "./projects.ts";
import type { Tx } from "./values.ts";

/**
 * Nobody looks further ahead than to the next night, in any time zone, milliseconds: what says so was not written at
 * this time.
 */
const farthest = 2 * 86_400_000;

export function looksIn(tx: Tx, known: Known): Looks {
  return {
    async take(by, most, among) {
      const one = Prisma.sql`select id as project, agreement_id as agreement from projects where state = 'open'
        ${among === undefined ? Prisma.empty : Prisma.sql`and id = any(${[...among]}::uuid[])`}`;
      // Each part is read from the index as far as it is wanted: `or` would read all that is due for every page.
      const rows = await tx.$queryRaw<ToLookAt[]>`
        select * from (${one} and look_at is null limit ${most} for no key update skip locked) empty
        union all select * from (${one} and look_at <= ${BigInt(by)} order by look_at limit ${most} for no key update skip locked) due
        union all select * from (${one} and look_at > ${BigInt(by + farthest)} limit ${most} for no key update skip locked) wrong`;
      return rows.slice(0, most);
    },
    async waiting(by, most, after) {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select id from projects where state = 'open' and (look_at is null or look_at <= ${BigInt(by)} or look_at > ${BigInt(by + farthest)})
          ${after === undefined ? Prisma.empty : Prisma.sql`and id > ${after}::uuid`} order by id limit ${most}`;
      return rows.map(({ id }) => id);
    },
    async keep(next) {
      if (next.size === 0) return;
      const rows = JSON.stringify([...next].map(([project, at]) => ({ project, at: Math.round(at) })));
      await tx.$executeRaw`update projects p set look_at = r.at from json_to_recordset(${rows}::json) r(project uuid, at bigint)
        where p.id = r.project and p.look_at is distinct from r.at`;
    },
    async notLater(project, at) {
      const { lookAt } = await known.of(project, () => look(tx, project));
      const nearer = BigInt(Math.round(at));
      if (lookAt === null || lookAt <= nearer) return;
      await tx.$executeRaw`update projects set look_at = ${nearer} where id = ${project}::uuid and look_at > ${nearer}`;
      known.wrote(project, (before) => ({ ...before, lookAt: nearer }));
    },
    async rules() {
      const { looksFrom } = await tx.clock.findUniqueOrThrow({ where: { id: 1 }, select: { looksFrom: true } });
      return looksFrom ?? undefined;
    },
    async setRules(version) {
      await tx.clock.update({ where: { id: 1 }, data: { looksFrom: version }, select: { id: true } });
    },
    async forget(most) {
      return tx.$executeRaw`update projects set look_at = null where id in (
        select id from projects where state = 'open' and look_at is not null limit ${most} for no key update skip locked)`;
    },
  };
}
