import type { Connection } from "./connection.ts";

/** A table as the database itself describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The columns of its primary key; every column where it has none. */
  readonly key: readonly string[];
  /** The sequences behind its columns. */
  readonly sequences: readonly string[];
}

/** The migrations' own record: a restored database gets its own by being migrated. */
const ours = "_prisma_migrations";

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Described {
  readonly name: string;
  readonly columns: Table["columns"];
  readonly key: readonly string[] | null;
  readonly sequences: readonly string[] | null;
  readonly needs: readonly string[] | null;
}

/** Every table of the schema, each after those that it refers to, so that rows can be put in this order. */
export async function tablesOf(connection: Connection): Promise<readonly Table[]> {
  const { rows } = await connection.query<Described>(
    `select c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
         join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
       (select json_agg(distinct s.relname order by s.relname) from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
         where d.refobjid = c.oid and d.deptype in ('a', 'i')) as sequences,
       (select json_agg(distinct r.relname) from pg_constraint f join pg_class r on r.oid = f.confrelid
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
     from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> '${ours}'
     order by c.relname collate "C"`,
  );
  return inOrder(rows).map(({ name, columns, key, sequences }) => ({
    name,
    columns,
    key: key ?? columns.map((column) => column.name),
    sequences: sequences ?? [],
  }));
}

function inOrder(tables: readonly Described[]): readonly Described[] {
  const left = [...tables];
  const placed: Described[] = [];
  while (left.length > 0) {
    const done = new Set(placed.map((table) => table.name));
    const next = left.findIndex(({ needs }) => (needs ?? []).every((name) => done.has(name)));
    const [table] = next === -1 ? [] : left.splice(next, 1);
    if (table === undefined)
      throw new Error(`Tables refer to each other in a circle: ${left.map(({ name }) => name).join(", ")}`);
    placed.push(table);
  }
  return placed;
}
