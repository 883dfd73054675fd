import { Prisma } from "../generated/client.ts";
import type { Looks, ToLookAt } from "../store.ts";
import type { Ending } from "./ending.ts";
import type { Known } from "./known.ts";
import { listedColumns, listedRow } from "./listing.ts";
import { look } from "./projects.ts";
import type { Tx } from "./values.ts";

/**
 * Nobody looks further ahead than to the next night, in any time zone, milliseconds: what says so was not written at
 * this time.
 */
const farthest = 2 * 86_400_000;

export function looksIn(tx: Tx, known: Known, ending: Ending): Looks {
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
      const one = Prisma.sql`select id from projects where state = 'open'
        ${after === undefined ? Prisma.empty : Prisma.sql`and id > ${after}::uuid`}`;
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select id from (${one} and look_at is null union all ${one} and look_at <= ${BigInt(by)}
          union all ${one} and look_at > ${BigInt(by + farthest)}) due order by id limit ${most}`;
      return rows.map(({ id }) => id);
    },
    async keep(next) {
      if (next.size === 0) return;
      const rows = [...next].map(([project, { at, listed }]) => ({
        project,
        at: Math.round(at),
        ...(listed && listedRow(listed)),
      }));
      // What a look could not work out is left as it was.
      await tx.$executeRaw`update projects p set look_at = r.at, owed_on = coalesce(r."owed", p.owed_on),
          not_agreed = coalesce(r."notAgreed", p.not_agreed), over_budget = coalesce(r."overBudget", p.over_budget),
          to_invoice = coalesce(r."toInvoice", p.to_invoice), to_close = coalesce(r."toClose", p.to_close)
        from json_to_recordset(${JSON.stringify(rows)}::json) r(project uuid, at bigint, ${Prisma.raw(listedColumns)})
        where p.id = r.project`;
    },
    async changed(project, { at, listed }) {
      const { lookAt, owed, notAgreed, overBudget, toInvoice, toClose } = await known.of(project, () =>
        look(tx, project),
      );
      const nearer = BigInt(Math.round(at));
      const next = listedRow(listed);
      const isSame = owed === next.owed && notAgreed === next.notAgreed && overBudget === next.overBudget;
      const isMoney = toInvoice === BigInt(next.toInvoice) && toClose === next.toClose;
      if (isSame && isMoney && (lookAt === null || lookAt <= nearer)) return;
      ending.stands(project, { at: Math.round(at), ...next });
    },
    async rules() {
      const { looksFrom } = await tx.clock.findUniqueOrThrow({ where: { id: 1 }, select: { looksFrom: true } });
      return looksFrom ?? undefined;
    },
    async setRules(version) {
      await tx.clock.update({ where: { id: 1 }, data: { looksFrom: version }, select: { id: true } });
    },
    async forget(most) {
      return tx.$executeRaw`update projects set look_at = null, owed_on = null where id in (
        select id from projects where state = 'open' and look_at is not null limit ${most} for no key update skip locked)`;
    },
  };
}
