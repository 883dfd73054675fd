import type { Listed } from "../../domain/listed.ts";
import type { Id } from "../../domain/units.ts";
import { Prisma } from "../generated/client.ts";
import type { Listing } from "../store.ts";
import type { Tx } from "./values.ts";

/** Owes nothing by any day: sorts behind everything that is owed. */
const never = "9999-12-31";
/** Before everything, with nothing shown yet. */
const start = { on: "0001-01-01", seq: "0", before: 0 };

/** What is kept beside a project's facts for lists, as its row holds it. */
export interface ListedRow {
  readonly owed: string;
  readonly notAgreed: number;
  readonly overBudget: number;
  readonly toInvoice: number;
}
export const listedRow = ({ owedOn, ...more }: Listed): ListedRow => ({ owed: owedOn ?? never, ...more });
/** The columns of that, for `json_to_recordset`. */
export const listedColumns = '"owed" date, "notAgreed" int, "overBudget" int, "toInvoice" bigint';

const filters = {
  late: (today: string) => Prisma.sql`p.owed_on < ${today}::date`,
  "not-agreed": () => Prisma.sql`p.not_agreed > 0`,
  "over-budget": () => Prisma.sql`p.over_budget > 0`,
  money: () => Prisma.sql`p.to_invoice <> 0`,
} as const;

export function listingIn(tx: Tx): Listing {
  return {
    async missing(most, after) {
      const rows = await tx.$queryRaw<{ id: Id }[]>`
        select p.id from projects p where p.owed_on is null
          and p.seq > coalesce((select a.seq from projects a where a.id = ${after ?? null}::uuid), 0)
        order by p.seq limit ${most}`;
      return rows.map(({ id }) => id);
    },
    async keep(projects) {
      if (projects.size === 0) return;
      const rows = JSON.stringify([...projects].map(([id, listed]) => ({ id, ...listedRow(listed) })));
      await tx.$executeRaw`
        update projects p set owed_on = n."owed", not_agreed = n."notAgreed", over_budget = n."overBudget", to_invoice = n."toInvoice"
        from json_to_recordset(${rows}::json) n (id uuid, ${Prisma.raw(listedColumns)})
        where p.id = n.id and p.id in (select f.id from projects f where f.owed_on is null
          and f.id = any(${[...projects.keys()]}::uuid[]) for no key update skip locked)`;
    },
    async forget(projects) {
      await tx.project.updateMany({ where: { id: { in: [...projects] } }, data: { owedOn: null } });
    },
    async page({ state, member, only, today, after, most }) {
      const wanted = Prisma.join(
        [
          state === "open" ? Prisma.sql`p.state = 'open'` : Prisma.sql`p.state <> 'open'`,
          Prisma.sql`p.owed_on is not null`,
          ...(member === undefined
            ? []
            : [
                Prisma.sql`exists (select 1 from members m where m.project_id = p.id and m.person_id = ${member}::uuid)`,
              ]),
          ...(only === undefined ? [] : [filters[only](today)]),
        ],
        " and ",
      );
      const from = placeOf(after);
      const [sums] = await tx.$queryRaw<{ count: number; late: number; money: bigint }[]>`
        select count(*)::int as count, (count(*) filter (where p.owed_on < ${today}::date))::int as late,
          coalesce(sum(p.to_invoice), 0)::bigint as money from projects p where ${wanted}`;
      const rows = await tx.$queryRaw<{ id: Id; on: string; seq: bigint }[]>`
        select p.id, p.owed_on::text as on, p.seq from projects p
        where ${wanted} and (p.owed_on, p.seq) > (${from.on}::date, ${BigInt(from.seq)})
        order by p.owed_on, p.seq limit ${most + 1}`;
      const shown = rows.slice(0, most);
      const last = rows.length > most ? shown.at(-1) : undefined;
      return {
        ids: shown.map(({ id }) => id),
        before: from.before,
        count: sums?.count ?? 0,
        late: sums?.late ?? 0,
        toInvoice: Number(sums?.money ?? 0),
        next: last && `${last.on}.${last.seq}.${from.before + shown.length}`,
      };
    },
  };
}

/** A place in the list: the day and the number of the project that it is after, and how many that is. */
function placeOf(after: string | undefined): typeof start {
  const found = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})\.(\d{1,9})$/u.exec(after ?? "");
  const [, on, seq, before] = found ?? [];
  if (on === undefined || seq === undefined || Number.isNaN(Date.parse(on))) return start;
  return { on, seq, before: Number(before) };
}
