import type { ProjectFacts } from "../../domain/facts.ts";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Connection } from "../backup/connection.ts";
import { factsOfSome } from "../records/facts-query.ts";
import { type FactsRow, factsOf } from "../records/facts-rows.ts";

/** Which closed bases: of one number, or closed in a span of days; all of them where nothing is said. */
export interface WhichBases {
  readonly number?: number | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** A project with closed bases, as it is; plain data, since it may come over a socket. */
export interface ClosedOfProject {
  readonly facts: ProjectFacts;
  /** The text of the agreement that it is pinned to. */
  readonly agreement: string;
  readonly bases: readonly ClosedAsShown[];
}
interface ClosedAsShown {
  readonly number: number;
  readonly closedOn: Day;
  /** Unset: it was closed before what it shows was kept. */
  readonly shown?: ShownBasis;
}

interface Row {
  readonly project: Id;
  readonly agreement: string;
  readonly number: number;
  readonly closed_on: Day;
  readonly shown: string | null;
  readonly closed_by: string | null;
}

/** Projects whose bases these are, in the order of their numbers. */
export async function closedBases(
  connection: Connection,
  { number, from, until }: WhichBases,
): Promise<readonly ClosedOfProject[]> {
  const { rows } = await connection.query<Row>(
    `select b.project_id::text as project, a.content::text as agreement, b.number, b.closed_on::text as closed_on,
       b.shown::text as shown, n.name as closed_by
     from closed_bases b join projects p on p.id = b.project_id join agreements a on a.id = p.agreement_id
       left join people n on n.id::text = b.shown->>'closedBy'
     where ($1::int is null or b.number = $1::int) and ($2::date is null or b.closed_on >= $2::date)
       and ($3::date is null or b.closed_on <= $3::date) order by b.number, p.seq`,
    [number ?? null, from ?? null, until ?? null],
  );
  const projects = [...new Set(rows.map(({ project }) => project))];
  const found: ClosedOfProject[] = [];
  // One at a time: there may be many, with thousands of hours.
  for (const project of projects) {
    const [read] = (await connection.query<FactsRow>(factsOfSome, [[project]])).rows;
    const own = rows.filter((row) => row.project === project);
    const agreement = own[0]?.agreement;
    if (read === undefined || agreement === undefined) continue;
    found.push({ facts: factsOf(read), agreement, bases: own.map(shownOf) });
  }
  return found;
}

function shownOf({ number, closed_on: closedOn, shown, closed_by: name }: Row): ClosedAsShown {
  if (shown === null) return { number, closedOn };
  const { closedBy, ...kept } = JSON.parse(shown) as Omit<ShownBasis, "closedBy"> & { readonly closedBy: Id | null };
  const by = closedBy === null ? { id: "system" as const, name: "Startklar" } : { id: closedBy, name: name ?? "" };
  return { number, closedOn, shown: { ...kept, closedBy: by } };
}
