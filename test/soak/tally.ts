import type pg from "pg";

/** What is asked for: each leaves one row that carries its id. */
export type Kind = "log" | "travel" | "data" | "task" | "change" | "approval";

/** Something that was asked for. */
export interface Asked {
  readonly id: string;
  readonly kind: Kind;
  /** The bot has said that it is done. */
  acknowledged: boolean;
  /** It was never asked for again, so that nobody knows: no more than one row. */
  readonly once?: true;
}

/** What became of everything that was asked for. */
export interface Counts {
  readonly asked: number;
  readonly acknowledged: number;
  /** Acknowledged, and there once. */
  readonly found: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** There more than once, acknowledged or not. */
  readonly doubled: number;
  /** What was lost or doubled. */
  readonly wrong: readonly string[];
}

const rows: Readonly<Record<Kind, string>> = {
  log: "select note as id from work_entries where not undone",
  travel: `select "to" as id from trips where not undone`,
  data: "select note as id from data_entries",
  task: "select title as id from tasks",
  change: "select title as id from changes",
  // The audit says how often it took effect.
  approval: `select 'approve ' || c.title as id from changes c join audit a on a.project_id = c.project_id and c.ref = any(a.refs)
    where c.state = 'approved' and a.runs = 'change approve' and a.outcome = 'done'`,
};

/** Looks every asked thing up in the database itself. */
export async function countIn(pool: pg.Pool, all: readonly Asked[]): Promise<Counts> {
  const there = new Map<string, number>();
  for (const kind of Object.keys(rows) as Kind[]) {
    const { rows: found } = await pool.query<{ id: string | null }>(rows[kind]);
    for (const { id } of found) if (id !== null) there.set(`${kind} ${id}`, (there.get(`${kind} ${id}`) ?? 0) + 1);
  }
  const times = ({ kind, id }: Asked) => there.get(`${kind} ${id}`) ?? 0;
  const acknowledged = all.filter((one) => one.acknowledged);
  const lost = acknowledged.filter((one) => times(one) === 0);
  const doubled = all.filter((one) => times(one) > 1);
  return {
    asked: all.length,
    acknowledged: acknowledged.length,
    found: acknowledged.filter((one) => times(one) === 1).length,
    lost: lost.length,
    doubled: doubled.length,
    wrong: [
      ...lost.map(({ kind, id }) => `lost: ${kind} ${id}`),
      ...doubled.map(({ kind, id }) => `doubled: ${kind} ${id}`),
    ],
  };
}
