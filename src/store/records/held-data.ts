import { randomUUID } from "node:crypto";
import type { Finding } from "../../domain/data-finding.ts";
import type { DataRecord } from "../../domain/data-record.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { DataOffer, DataSource, DataVersion, HeldData, OfferedArea, TakenData } from "../contract/held-data.ts";
import { clearIn, endedIn } from "./held-data-ended.ts";
import { recordsAsOf, recordsHeld, recordsPage, replaceRecords } from "./held-records.ts";
import { byId, changed, date, given, json, type Tx } from "./values.ts";

interface VersionRow {
  readonly area: string;
  readonly version: number;
  readonly source: DataSource;
  readonly fileId: Id | null;
  readonly fileName: string | null;
  readonly on: Day;
  readonly recordedAt: bigint;
  readonly byId: Id | null;
  readonly byName: string | null;
  readonly bySide: DataVersion["bySide"];
  readonly records: number;
  readonly faults: number;
  readonly questions: number;
  readonly repairs: number;
}
const versionQuery = `select v.area, v.version, v.source, v.file_id as "fileId", f.name as "fileName",
    to_char(v."on", 'YYYY-MM-DD') as "on", v.recorded_at as "recordedAt", v.by_id as "byId", n.name as "byName",
    v.by_side as "bySide", v.records, v.faults, v.questions, v.repairs
  from data_versions v left join files f on f.id = v.file_id left join people n on n.id = v.by_id
  where v.project_id = $1::uuid`;
const newestQuery = `${versionQuery} and v.version = (select max(o.version) from data_versions o
  where o.project_id = v.project_id and o.area = v.area) order by v.area`;
/** Past the client: what a large list says would be copied by it value by value. */
const offerQuery = `insert into data_offers (id, project_id, file_id, by_id, by_side, recorded_at, areas)
  values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::bigint, $7::json)`;
const offeredQuery = `select o.file_id as file, o.by_id as "byId", n.name as "byName", o.by_side as "bySide", o.areas
  from data_offers o left join people n on n.id = o.by_id
  where o.project_id = $1::uuid and o.id = $2::uuid and o.state = 'waiting'`;
interface OfferRow {
  readonly file: Id | null;
  readonly byId: Id | null;
  readonly byName: string | null;
  readonly bySide: DataOffer["bySide"];
  readonly areas: readonly OfferedArea[];
}
const versionsQuery = `${versionQuery} and v.area = $2 order by v.version`;

/** Customer data as it is held (D6): one row a record, each with the versions of its area between which it holds. */
export function heldDataIn(tx: Tx): HeldData {
  const versionsOf = async (project: Id, area: string) =>
    (await tx.$queryRawUnsafe<VersionRow[]>(versionsQuery, project, area)).map(versionOf);
  const newest = async (project: Id) => (await tx.$queryRawUnsafe<VersionRow[]>(newestQuery, project)).map(versionOf);
  const recordsAt = async (project: Id, area: string, version: number) => {
    const { records = 0 } = (await versionsOf(project, area)).find((one) => one.version === version) ?? {};
    return recordsAsOf(tx, { project, area, version, records });
  };
  return {
    newest,
    versions: versionsOf,
    async held(project, areas) {
      const there = (await newest(project)).filter(({ area }) => areas === undefined || areas.includes(area));
      const records = await recordsHeld(tx, project, there);
      return there.map(({ area, version }) => ({ area, version, records: records.get(area) ?? [] }));
    },
    asOf: recordsAt,
    page: (project, area, version, from, most) => recordsPage(tx, { project, area, version }, from, most),
    async findings(project, area, version) {
      const row = await tx.dataVersion.findUnique({
        where: { projectId_area_version: { projectId: project, area, version } },
        select: { findings: true },
      });
      return (row?.findings ?? []) as unknown as readonly Finding[];
    },
    take: (project, taken) => take(tx, project, taken, recordsAt),
    async offer(project, { by, bySide, file, areas, recordedAt }) {
      const id = randomUUID();
      const instant = BigInt(recordedAt);
      await tx.$executeRawUnsafe(
        offerQuery,
        ...[id, project, file ?? null, byId(by), bySide, instant, JSON.stringify(areas)],
      );
      return id;
    },
    async offered(project, id) {
      const [row] = await tx.$queryRawUnsafe<OfferRow[]>(offeredQuery, project, id);
      if (row === undefined) return undefined;
      const { byId: who, byName, file, bySide, areas } = row;
      const by = who === null ? { id: "system" as const, name: "Startklar" } : { id: who, name: byName ?? "" };
      return given<DataOffer>({ id, file, by, bySide, areas });
    },
    ended: (most, after) => endedIn(tx, most, after),
    clear: (project, when) => clearIn(tx, project, when),
    async settle(project, id, answer) {
      return changed(
        await tx.dataOffer.updateMany({
          where: { projectId: project, id, state: "waiting" },
          data: { state: answer, areas: json(undefined) },
        }),
      );
    },
  };
}

function versionOf(row: VersionRow): DataVersion {
  const { fileId, fileName, byId: by, byName, recordedAt, ...plain } = row;
  return {
    ...plain,
    recordedAt: Number(recordedAt),
    by: by === null || byName === null ? { id: "system", name: "Startklar" } : { id: by, name: byName },
    ...(fileId !== null && fileName !== null && { file: { id: fileId, name: fileName } }),
  };
}

async function take(
  tx: Tx,
  project: Id,
  { from, records, file, held, ...of }: TakenData,
  recordsAt: (project: Id, area: string, version: number) => Promise<readonly DataRecord[]>,
): Promise<DataVersion | undefined> {
  const { area, source, on, by, bySide, recordedAt, findings } = of;
  const last = await tx.dataVersion.aggregate({ where: { projectId: project, area }, _max: { version: true } });
  if ((last._max.version ?? 0) !== from) return undefined;
  const version = from + 1;
  const count = (weight: Finding["weight"]) => findings.filter((one) => one.weight === weight).length;
  const counts = { faults: count("fault"), questions: count("question"), repairs: count("repaired") };
  const row = await tx.dataVersion.create({
    data: {
      ...{ projectId: project, area, version, source, fileId: file ?? null, on: date(on), bySide, byId: byId(by) },
      ...{ recordedAt: BigInt(recordedAt), records: records.length, ...counts, findings: json(findings) },
    },
    select: { file: { select: { id: true, name: true } } },
  });
  const before = held ?? (from === 0 ? [] : await recordsAt(project, area, from));
  await replaceRecords(tx, { project, area, version }, before, records);
  return {
    ...{ area, version, source, on, recordedAt, by, bySide, records: records.length, ...counts },
    ...(row.file !== null && { file: row.file }),
  };
}
