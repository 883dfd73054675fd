import type { Agreement, DataArea } from "./agreement.ts";
import type { Finding } from "./data-finding.ts";
import type { LateArea } from "./data-given.ts";
import { calledBy, RecordLookup } from "./data-lookup.ts";
import type { DataRecord, DataValue, HeldArea } from "./data-record.ts";
import type { LocalName } from "./units.ts";

/** What a list has lost, and what is in it now. */
export interface Shrunk {
  readonly gone: readonly DataRecord[];
  readonly now: readonly DataRecord[];
}

/** Whether records of an area may name those of one of some others. */
export const mayName = ({ fields }: Pick<DataArea, "fields">, areas: Pick<ReadonlySet<string>, "has">): boolean =>
  fields.some(({ refersTo }) => refersTo !== undefined && areas.has(refersTo));

/** By the key of a record that is gone: what it was called, and the one that is called so now. */
type Gone = ReadonlyMap<string, { readonly called: string; readonly key?: string }>;

/**
 * Areas that are held and name a record that is gone from its list (D6), as they are then: one that is there by the
 * same name is meant still, as whoever has another address; the others are to be mended, and told at their list, since
 * they stand in no file. What was approved stays as it was approved. Linear in the values.
 */
export function namingGone(
  { areas, calendar }: Pick<Agreement, "areas" | "calendar">,
  shrunk: ReadonlyMap<string, Shrunk>,
  held: readonly HeldArea[],
  language: keyof LocalName,
): readonly LateArea[] {
  const goneOf = new Map<string, Gone>();
  for (const area of areas) {
    const { gone = [], now = [] } = shrunk.get(area.id) ?? {};
    if (gone.length === 0) continue;
    const lookup = new RecordLookup(area, now, calendar.country);
    const its = gone.map((one) => {
      const called = calledBy(area, one);
      const { value } = lookup.one(called);
      return [one.key, { called, ...(typeof value === "string" && { key: value }) }] as const;
    });
    goneOf.set(area.id, new Map(its));
  }
  return held.flatMap((own) => {
    const area = areas.find(({ id }) => id === own.area);
    if (area === undefined || own.approved || !mayName(area, goneOf)) return [];
    const found = own.records.map((record) => withoutGone(area, record, goneOf, language));
    if (found.every(({ isTouched }) => !isTouched)) return [];
    return [
      { area: area.id, records: found.map(({ record }) => record), findings: found.flatMap((one) => one.findings) },
    ];
  });
}

function withoutGone(
  area: DataArea,
  record: DataRecord,
  goneOf: ReadonlyMap<string, Gone>,
  language: keyof LocalName,
): { readonly record: DataRecord; readonly findings: readonly Finding[]; readonly isTouched: boolean } {
  const values: Record<string, DataValue> = {};
  const findings: Finding[] = [];
  for (const field of area.fields) {
    const [gone, value] = [goneOf.get(field.refersTo ?? ""), record.values[field.id]];
    if (gone === undefined || value === undefined) continue;
    const keys = [value].flat();
    if (!keys.some((key) => gone.has(key))) continue;
    const now = keys.map((key) => gone.get(key)?.key ?? key);
    values[field.id] = typeof value === "string" ? (now[0] ?? value) : [...new Set(now)];
    const lost = keys.filter((key) => gone.get(key) !== undefined && gone.get(key)?.key === undefined);
    if (lost.length === 0) continue;
    const name = lost.map((key) => gone.get(key)?.called ?? key).join(", ");
    const args = { name, keys: lost.join("\n"), row: calledBy(area, record) };
    const at = { table: (area.sheet ?? area.name)[language] };
    const of = { area: area.id, field: field.id, record: record.key };
    findings.push({ weight: "fault", what: "record.gone", ...of, at, args });
  }
  const isTouched = Object.keys(values).length > 0;
  return { record: isTouched ? { ...record, values: { ...record.values, ...values } } : record, findings, isTouched };
}
