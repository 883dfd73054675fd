import { compareAreas } from "../../domain/data-comparison.ts";
import type { DataRecord, DataValue } from "../../domain/data-record.ts";
import type { Id } from "../../domain/units.ts";
import type { Tx } from "./values.ts";

/** So many records come or go at once: whatever else waits in the process has its turn between two statements. */
const inOne = 250;

interface RecordRow {
  readonly area: string;
  readonly key: string;
  readonly values: Readonly<Record<string, DataValue>>;
  readonly unsure: readonly string[] | null;
}
const recordsQuery = `select r.area, r.key, r.values, r.unsure from data_records r where r.project_id = $1::uuid`;
const order = "order by r.area, r.place, r.since, r.key";
const asOf = `${recordsQuery} and r.area = $2
  and r.since <= $3::int and (r.until is null or r.until > $3::int) ${order}`;

const addQuery = `insert into data_records (id, project_id, area, key, place, "values", unsure, since)
  select gen_random_uuid(), $1::uuid, $2, r.key, r.place, r."values", r.unsure, $3::int
  from json_to_recordset($4::json) as r(key text, place int, "values" json, unsure json)`;
const endQuery = `update data_records set until = $3::int
  where project_id = $1::uuid and area = $2 and until is null and key in (select json_array_elements_text($4::json))`;

const recordOf = ({ key, values, unsure }: RecordRow): DataRecord => ({
  key,
  values,
  ...(unsure !== null && { unsure }),
});

/** Rows of which there are so many; many are fetched some at a time. */
async function rowsOf(tx: Tx, query: string, values: readonly unknown[], count: number): Promise<readonly RecordRow[]> {
  if (count <= inOne) return tx.$queryRawUnsafe<RecordRow[]>(query, ...values);
  await tx.$executeRawUnsafe(`declare held_records no scroll cursor for ${query}`, ...values);
  const rows: RecordRow[] = [];
  for (let some = inOne; some === inOne; ) {
    const fetched = await tx.$queryRawUnsafe<RecordRow[]>(`fetch ${inOne} from held_records`);
    some = fetched.length;
    rows.push(...fetched);
  }
  await tx.$executeRawUnsafe("close held_records");
  return rows;
}

/** What is held of some areas, each of which has so many records. */
export async function recordsHeld(
  tx: Tx,
  project: Id,
  areas: readonly { readonly area: string; readonly records: number }[],
): Promise<ReadonlyMap<string, readonly DataRecord[]>> {
  const count = areas.reduce((sum, { records }) => sum + records, 0);
  const ids = areas.map(({ area }) => area);
  const query = `${recordsQuery} and r.until is null and r.area = any($2::text[]) ${order}`;
  const held = new Map<string, DataRecord[]>();
  for (const row of await rowsOf(tx, query, [project, ids], count)) {
    const own = held.get(row.area) ?? [];
    held.set(row.area, own);
    own.push(recordOf(row));
  }
  return held;
}

interface OfVersion {
  readonly project: Id;
  readonly area: string;
  readonly version: number;
}

/** The records of a version, of which there are so many. */
export async function recordsAsOf(
  tx: Tx,
  { project, area, version, records }: OfVersion & { readonly records: number },
): Promise<readonly DataRecord[]> {
  return (await rowsOf(tx, asOf, [project, area, version], records)).map(recordOf);
}

/** Some of them, in order. */
export async function recordsPage(
  tx: Tx,
  { project, area, version }: OfVersion,
  from: number,
  most: number,
): Promise<readonly DataRecord[]> {
  const paged = `${asOf} offset $4::int limit $5::int`;
  return (await tx.$queryRawUnsafe<RecordRow[]>(paged, project, area, version, from, most)).map(recordOf);
}

/** What a version holds in the place of what the one before it held. */
export async function replaceRecords(
  tx: Tx,
  { project, area, version }: OfVersion,
  before: readonly DataRecord[],
  records: readonly DataRecord[],
): Promise<void> {
  const { ended, added } = replaced(before, records);
  for (const [query, all] of [[endQuery, ended] as const, [addQuery, added] as const])
    for (let from = 0; from < all.length; from += inOne)
      await tx.$executeRawUnsafe(query, project, area, version, JSON.stringify(all.slice(from, from + inOne)));
}

/** Which rows end with a version and which begin: what is as it was stays the row that it is. */
function replaced(before: readonly DataRecord[], records: readonly DataRecord[]) {
  const change = compareAreas(before, records);
  const held = new Map(before.map((record) => [record.key, record]));
  const unsure = (record: DataRecord | undefined) => (record?.unsure ?? []).join(" ");
  const isOther = new Set([...change.added, ...change.changed].map(({ key }) => key));
  const added = records.flatMap((record, place) =>
    isOther.has(record.key) || unsure(held.get(record.key)) !== unsure(record) ? [{ ...record, place }] : [],
  );
  const ended = [...change.gone, ...added].map(({ key }) => key).filter((key) => held.has(key));
  return { added, ended };
}
