import type { Day, Id } from "../../domain/units.ts";
import { date, type Tx } from "./values.ts";

/** A file that customer data came in, or that was made of it. */
const isOfData = `(f.made or exists (select from data_versions v where v.file_id = f.id) or exists (select from data_offers o where o.file_id = f.id)
  or exists (select from data_entries d where d.project_id = f.project_id and d.files::jsonb @> to_jsonb(f.id::text)))`;
/** An area's newest version holds records. */
const isHeld = `v.records > 0 and not exists (select from data_versions n
  where n.project_id = v.project_id and n.area = v.area and n.version > v.version and n.source = 'clearing')`;
/** What was said of a number that is ported, but for when. */
const isOfNumber = "(r.reason is not null or r.answers - 'when' <> '{}'::jsonb)";
/** A task of a rejected porting repeats the number and the reason; without them it is its reference alone. */
const isTaskOfNumber = "t.source = 'porting' and t.title <> split_part(t.title, ' ', 1)";
const endedQuery = `select p.id as project, coalesce((select max(a.at) from audit a where a.project_id = p.id and a.outcome = 'done'), 0)::float8 as "lastTouched"
  from projects p where p.state <> 'open' and ($2::uuid is null or p.id > $2::uuid)
  and (p.id in (select v.project_id from data_versions v where ${isHeld})
    or p.id in (select r.project_id from porting_requests r where ${isOfNumber})
    or p.id in (select t.project_id from tasks t where ${isTaskOfNumber})
    or p.id in (select o.project_id from data_offers o where o.areas is not null)
    or p.id in (select d.project_id from papers d where d.lists and d.pdf is not null)
    or p.id in (select f.project_id from files f where f.project_id is not null and ${isOfData}))
  order by p.id limit $1::int`;

interface Ended {
  readonly project: Id;
  readonly lastTouched: number;
}

export const endedIn = (tx: Tx, most: number, after: Id | undefined): Promise<readonly Ended[]> =>
  tx.$queryRawUnsafe<Ended[]>(endedQuery, most, after ?? null);

export async function clearIn(
  tx: Tx,
  project: Id,
  { on, recordedAt }: { readonly on: Day; readonly recordedAt: number },
): Promise<number> {
  await tx.$executeRawUnsafe(
    `insert into data_versions (project_id, area, version, source, "on", recorded_at, by_side, records, faults, questions, repairs, findings)
     select v.project_id, v.area, max(v.version) + 1, 'clearing', $2::date, $3::bigint, 'staff', 0, 0, 0, 0, '[]'::json
     from data_versions v where v.project_id = $1::uuid group by v.project_id, v.area
     having (array_agg(v.source order by v.version desc))[1] <> 'clearing'`,
    ...[project, date(on), recordedAt],
  );
  const deleted = await tx.$executeRawUnsafe("delete from data_records where project_id = $1::uuid", project);
  await tx.$executeRawUnsafe("update data_versions set findings = '[]'::json where project_id = $1::uuid", project);
  await tx.$executeRawUnsafe(
    "update papers set pdf = null, markdown = null where project_id = $1::uuid and lists and pdf is not null",
    project,
  );
  await tx.$executeRawUnsafe(`delete from files f where f.project_id = $1::uuid and ${isOfData}`, project);
  await tx.$executeRawUnsafe(
    `update data_offers set areas = null, state = case when state = 'waiting' then 'dropped' else state end where project_id = $1::uuid`,
    project,
  );
  await clearNumbers(tx, project);
  return deleted;
}

/** What the porting of numbers told of people and their contracts goes; that they were ported, and when, stays. */
async function clearNumbers(tx: Tx, project: Id): Promise<void> {
  await tx.$executeRawUnsafe(
    `update porting_requests r set reason = null, answers = case when r.answers ? 'when' then jsonb_build_object('when', r.answers -> 'when') else '{}'::jsonb end
     where r.project_id = $1::uuid and ${isOfNumber}`,
    project,
  );
  await tx.$executeRawUnsafe(
    `update tasks t set title = split_part(t.title, ' ', 1) where t.project_id = $1::uuid and ${isTaskOfNumber}`,
    project,
  );
}
