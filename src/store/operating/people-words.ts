import { quoted } from "../backup/catalog.ts";
import type { Connection } from "../backup/connection.ts";
import { hints, type KnownBy, replacingInJson } from "./personal.ts";

/**
 * The columns that hold people's words. Not among them, since they are what was agreed or billed and must stay as it
 * was: requirements, titles and prices of changes, offers, texts of delivery requests, closed bases, agreements; and
 * the audit, which holds no names. Documents that were made are emptied.
 */
const places: readonly {
  readonly table: string;
  readonly key: readonly string[];
  readonly texts?: readonly string[];
  readonly json?: readonly string[];
}[] = [
  { table: "messages", key: ["id"], texts: ["last_error"], json: ["content"] },
  { table: "keeping", key: ["platform", "collection", "key"], json: ["value"] },
  { table: "requests", key: ["id"], json: ["answer"] },
  { table: "forms", key: ["id"], json: ["prefill"] },
  { table: "jobs", key: ["id"], texts: ["last_error"], json: ["payload"] },
  { table: "minutes", key: ["id"], texts: ["meeting", "notes"], json: ["content", "correction", "file", "proposal"] },
  { table: "minutes_editions", key: ["id"], texts: ["reason"], json: ["content"] },
  { table: "tasks", key: ["id"], texts: ["title", "withdrawn_reason"] },
  { table: "data_entries", key: ["id"], texts: ["note"] },
  { table: "data_versions", key: ["project_id", "area", "version"], json: ["findings"] },
  { table: "data_records", key: ["id"], texts: ["key"], json: ["values"] },
  { table: "data_offers", key: ["id"], json: ["areas"] },
  { table: "porting_requests", key: ["id"], texts: ["reason"], json: ["answers"] },
  { table: "work_entries", key: ["id"], texts: ["note"] },
  { table: "faults", key: ["id"], texts: ["text", "cause_reason"] },
  { table: "snoozes", key: ["id"], texts: ["reason"] },
  { table: "check_ins", key: ["id"], texts: ["reason"] },
  { table: "changes", key: ["id"], texts: ["declined_reason"] },
  { table: "deliveries", key: ["id"], texts: ["remarks"] },
  { table: "projects", key: ["id"], texts: ["state_reason"] },
  { table: "files", key: ["id"], texts: ["name"] },
  { table: "conversations", key: ["id"], texts: ["name"] },
];

/**
 * Looks at every place that holds people's words; replaces where `write` is set. Returns in how many rows, by table.
 */
export async function rewrite(
  connection: Connection,
  known: KnownBy,
  replace: (text: string) => string,
  write: boolean,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const words = hints(known);
  const inJson = replacingInJson(replace);
  const papers = await emptyPapers(connection, known, replace, write);
  if (papers > 0) found.papers = papers;
  for (const { table, key, texts = [], json = [] } of places) {
    const columns = [...texts, ...json];
    const holds = columns.map((column) => `strpos(${quoted(column)}::text, w) > 0`).join(" or ");
    const chosen = [...key, ...columns].map((column) => `${quoted(column)}::text`).join(", ");
    const { rows } = await connection.query<{ row: readonly (string | null)[] }>(
      `select json_build_array(${chosen}) as "row" from ${quoted(table)} where exists (select from unnest($1::text[]) w where ${holds})`,
      [words],
    );
    for (const { row } of rows) {
      const before = row.slice(key.length);
      const after = before.map((value, index) =>
        value === null ? null : index < texts.length ? replace(value) : inJson(value),
      );
      if (after.every((value, index) => value === before[index])) continue;
      found[table] = (found[table] ?? 0) + 1;
      if (!write) continue;
      const set = columns
        .map((column, index) => `${quoted(column)} = $${index + 1}${json.includes(column) ? "::json" : ""}`)
        .join(", ");
      const where = key
        .map((column, index) => `${quoted(column)}::text = $${columns.length + index + 1}`)
        .join(" and ");
      await connection.query(`update ${quoted(table)} set ${set} where ${where}`, [
        ...after,
        ...row.slice(0, key.length),
      ]);
    }
  }
  return found;
}

/**
 * Documents that were made and name the person: a PDF cannot be written anew, so what they say is emptied; versions and
 * digests stay, and a new version says what is true then. Returns how many there are.
 */
async function emptyPapers(
  connection: Connection,
  known: KnownBy,
  replace: (text: string) => string,
  write: boolean,
): Promise<number> {
  const { rows } = await connection.query<{ row: { readonly id: string; readonly said: string } }>(
    `select json_build_object('id', p.id, 'said', replace(p.markdown, chr(92), '')) as "row" from papers p
     where exists (select from unnest($1::text[]) w where strpos(replace(p.markdown, chr(92), ''), w) > 0)`,
    [hints(known)],
  );
  const naming = rows.filter(({ row }) => replace(row.said) !== row.said).map(({ row }) => row.id);
  if (write && naming.length > 0)
    await connection.query("update papers set pdf = null, markdown = null where id = any($1::uuid[])", [naming]);
  return naming.length;
}

/** How many rows still hold a word, as people write a name: with its capital. */
export async function holding(connection: Connection, word: string): Promise<number> {
  let count = 0;
  for (const { table, texts = [], json = [] } of places) {
    const holds = [...texts, ...json].map((column) => `${quoted(column)}::text ~ $1`).join(" or ");
    const { rows } = await connection.query<{ count: string }>(
      `select count(*) as count from ${quoted(table)} where ${holds}`,
      [`\\m${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}s?\\M`],
    );
    count += Number(rows[0]?.count ?? 0);
  }
  return count;
}
