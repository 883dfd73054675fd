import type { Agreement, DataArea } from "./agreement.ts";
import type { DataField } from "./data-field.ts";
import type { Finding } from "./data-finding.ts";
import type { FoundArea, GivenArea, LateArea } from "./data-given.ts";
import { RecordLookup } from "./data-lookup.ts";
import type { ReadValue } from "./data-read.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";

/**
 * Looks up in a list that comes later, or comes anew, what is held already and waits for it or names nobody in it (D6):
 * the same is found and asked as if both had come at once. What was approved stays as it was approved.
 */
export function caughtUp(
  { areas, calendar }: Pick<Agreement, "areas" | "calendar">,
  given: readonly GivenArea[],
  held: readonly HeldArea[],
  found: readonly FoundArea[],
): readonly LateArea[] {
  const lookups = new Map<string, RecordLookup>();
  for (const { area: id, records } of given) {
    const area = areas.find((one) => one.id === id);
    if (area !== undefined && records.length > 0) lookups.set(id, new RecordLookup(area, records, calendar.country));
  }
  return found.flatMap((one) => {
    const area = areas.find(({ id }) => id === one.area);
    const own = held.find((its) => its.area === one.area);
    if (area === undefined || own === undefined || own.approved || given.some((its) => its.area === one.area))
      return [];
    return caughtUpIn(area, own.records, one.findings, lookups);
  });
}

function caughtUpIn(
  area: DataArea,
  held: readonly DataRecord[],
  findings: readonly Finding[],
  lookups: ReadonlyMap<string, RecordLookup>,
): readonly LateArea[] {
  const records = new Map(held.map((record) => [record.key, record]));
  let changed = false;
  const left = findings.flatMap((finding): readonly Finding[] => {
    const field = area.fields.find((one) => one.id === finding.field);
    const lookup = lookups.get(field?.refersTo ?? "");
    const record = records.get(finding.record ?? "");
    if (field === undefined || lookup === undefined || record === undefined) return [finding];
    const read = lookedUpAnew(finding, record.values[field.id], { field, lookup });
    if (read === undefined) return [finding];
    changed = true;
    records.set(record.key, withValue(record, field.id, read.value, read.finding?.weight));
    if (read.finding === undefined) return [];
    const { record: key, at, given } = finding;
    return [{ ...read.finding, area: area.id, field: field.id, record: key, at, ...(given && { given }) }];
  });
  return changed ? [{ area: area.id, records: [...records.values()], findings: left }] : [];
}

/**
 * What a cell names, looked up in the list as it is now, by what was found in it before; undefined: it is no finding of
 * a record that is named, or it still is the same.
 */
export function lookedUpAnew(
  { what, args, given }: Finding,
  value: DataRecord["values"][string] | undefined,
  { field, lookup }: { readonly field: DataField; readonly lookup: RecordLookup },
): ReadValue | undefined {
  if (!what.startsWith("record.") || lookup.isEmpty) return undefined;
  if (what === "record.gone") {
    const isBack = String(args?.keys)
      .split("\n")
      .every((key) => lookup.has(key));
    return isBack && value !== undefined ? { value } : undefined;
  }
  if (given === undefined) return undefined;
  const read = field.type === "records" ? lookup.many(given) : lookup.one(given);
  const isSame =
    read.finding?.what === what && JSON.stringify([read.finding.args, read.value]) === JSON.stringify([args, value]);
  return isSame ? undefined : read;
}

function withValue(
  { key, values, unsure = [] }: DataRecord,
  field: string,
  value: DataRecord["values"][string] | undefined,
  weight: Finding["weight"] | undefined,
): DataRecord {
  const others = Object.fromEntries(Object.entries(values).filter(([id]) => id !== field));
  const doubts = unsure.filter((id) => id !== field || (weight !== undefined && weight !== "fault"));
  return {
    key,
    values: value === undefined ? others : { ...others, [field]: value },
    ...(doubts.length > 0 && { unsure: doubts }),
  };
}
