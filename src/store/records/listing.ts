import type { Listed } from "../../domain/listed.ts";
import type { Day, Id } from "../../domain/units.ts";
import { Prisma } from "../generated/client.ts";
import type { Listing } from "../store.ts";
import { date, type Tx } from "./values.ts";

/** Owes nothing by any day: sorts behind everything that is owed. */
const never = "9999-12-31";
/** It could not be worked out by which day something is owed. */
const nobodyKnows = "0001-01-01" as Day;
/** Before everything that is known, with nothing shown yet. */
const start = { on: nobodyKnows as string, seq: "0", before: 0 };
/** The index of lists begins with the state: what is not known is found by it among however many that are. */
const anyState = Prisma.sql`p.state in ('open', 'cancelled', 'closed')`;

/** What is kept beside a project's facts for lists, as its row holds it. */
export interface ListedRow {
  readonly owed: string;
  readonly notAgreed: number;
  readonly overBudget: number;
  readonly toInvoice: number;
  readonly toClose: boolean;
}
export const listedRow = ({ owedOn, ...more }: Listed): ListedRow => ({ owed: owedOn ?? never, ...more });
/** The columns of that, for `json_to_recordset`. */
export const listedColumns = '"owed" date, "notAgreed" int, "overBudget" int, "toInvoice" bigint, "toClose" boolean';

const filters = {
  late: (today: string) => Prisma.sql`p.owed_on < ${today}::date`,
  "not-agreed": () => Prisma.sql`p.not_agreed > 0`,
  "over-budget": () => Prisma.sql`p.over_budget > 0`,
  money: () => Prisma.sql`p.to_close`,
} as const;

const has = (member: Id) =>
  Prisma.sql`exists (select 1 from members m where m.project_id = p.id and m.person_id = ${member}::uuid)`;

export function listingIn(tx: Tx): Listing {
  return {
    async unlisted(member) {
      const wanted = Prisma.sql`${anyState} ${member === undefined ? Prisma.empty : Prisma.sql`and ${has(member)}`}`;
      const [row] = await tx.$queryRaw<{ unknown: number; lost: Id[] }[]>`
        select (select count(*)::int from projects p where ${wanted} and p.owed_on is null) as unknown,
          array(select p.id::text from projects p where ${wanted} and p.owed_on = ${nobodyKnows}::date order by p.seq) as lost`;
      return row ?? { unknown: 0, lost: [] };
    },
    async take(most) {
      const rows = await tx.$queryRaw<{ id: Id }[]>`
        select p.id from projects p where ${anyState} and p.owed_on is null limit ${most} for no key update skip locked`;
      return rows.map(({ id }) => id);
    },
    async keep(projects) {
      if (projects.size === 0) return;
      const rows = JSON.stringify([...projects].map(([id, listed]) => ({ id, ...listedRow(listed) })));
      await tx.$executeRaw`
        update projects p set owed_on = n."owed", not_agreed = n."notAgreed", over_budget = n."overBudget", to_invoice = n."toInvoice", to_close = n."toClose"
        from json_to_recordset(${rows}::json) n (id uuid, ${Prisma.raw(listedColumns)})
        where p.id = n.id and p.id in (select f.id from projects f where f.owed_on is null
          and f.id = any(${[...projects.keys()]}::uuid[]) for no key update skip locked)`;
    },
    async lose(projects) {
      await tx.project.updateMany({ where: { id: { in: [...projects] } }, data: { owedOn: date(nobodyKnows) } });
    },
    async tryAgain() {
      await tx.$executeRaw`update projects p set owed_on = null where ${anyState} and p.owed_on = ${nobodyKnows}::date`;
    },
    async page({ state, member, only, today, after, most }) {
      const wanted = Prisma.join(
        [
          state === "open" ? Prisma.sql`p.state = 'open'` : Prisma.sql`p.state <> 'open'`,
          Prisma.sql`p.owed_on > ${nobodyKnows}::date`,
          ...(member === undefined ? [] : [has(member)]),
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
