import type pg from "pg";

/**
 * What belongs to a project, in an order in which each refers to what is there already; with its columns that refer to
 * others of these.
 */
const tables: Readonly<Record<string, readonly string[]>> = {
  conversations: ["id"],
  projects: ["id", "internal_id", "shared_id"],
  counters: ["project_id"],
  members: ["project_id"],
  requirements: ["id", "project_id"],
  data_entries: ["id", "project_id"],
  data_versions: ["project_id"],
  data_records: ["id", "project_id"],
  data_offers: ["id", "project_id"],
  porting_entries: ["id", "project_id"],
  porting_requests: ["id", "project_id"],
  tasks: ["id", "project_id"],
  work_entries: ["id", "project_id"],
  trips: ["id", "project_id"],
  check_ins: ["id", "project_id"],
  minutes: ["id", "project_id"],
  changes: ["id", "project_id"],
  offers: ["change_id"],
  hardware: ["id", "project_id"],
  faults: ["id", "project_id"],
  deliveries: ["id", "project_id"],
  snoozes: ["id", "project_id"],
  turns: ["id", "project_id"],
  closed_bases: ["project_id"],
  messages: ["id", "project_id", "conversation_id"],
  notices: ["project_id", "message_id"],
};
/** What must differ from project to project. */
const own: Readonly<Record<string, string>> = { conversations: "external", projects: "code" };

/** Which rows are cloned, of a row `t`: those of the first project. */
function first(table: string): string {
  const project = "(select id from projects order by seq limit 1)";
  if (table === "projects") return `t.id = ${project}`;
  if (table === "conversations")
    return `exists (select 1 from projects p where p.id = ${project} and t.id in (p.internal_id, p.shared_id))`;
  return table === "offers"
    ? `t.change_id in (select id from changes where project_id = ${project})`
    : `t.project_id = ${project}`;
}

/** So many at a time. */
const page = 10_000;

/**
 * Clones the first project of a database, with its channels and everything in it, under numbers from `from` to `to`:
 * one `insert … select` for each table and page.
 */
export async function cloneProjects(pool: pg.Pool, from: number, to: number): Promise<void> {
  for (const [table, references] of Object.entries(tables)) {
    const { rows } = await pool.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name <> 'seq'",
      [table],
    );
    const values = rows.map(({ name }) => {
      if (references.includes(name)) return `md5(n || t."${name}"::text)::uuid`;
      return own[table] === name ? `t."${name}" || '-' || n` : `t."${name}"`;
    });
    for (let start = from; start <= to; start += page)
      await pool.query(
        // The rows are looked for once: what the statement itself writes would be passed over again for each clone.
        `with one as materialized (select t.* from ${table} t where ${first(table)})
         insert into ${table} (${rows.map(({ name }) => `"${name}"`).join(", ")}) select ${values.join(", ")}
         from generate_series(${start}, ${Math.min(to, start + page - 1)}) n, one t`,
      );
  }
}
