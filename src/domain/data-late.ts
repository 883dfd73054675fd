import type { Agreement } from "./agreement.ts";
import type { Finding } from "./data-finding.ts";
import type { FoundArea, GivenArea, LateArea } from "./data-given.ts";
import { RecordLookup } from "./data-lookup.ts";
import type { DataRecord, HeldArea } from "./data-record.ts";

/**
 * Looks up in a list that comes later what was held already and waits for it (D6): the same is found and asked as if
 * both had come at once. What was approved stays as it was approved.
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
  return found.flatMap(({ area: id, findings }) => {
    const area = areas.find((one) => one.id === id);
    const own = held.find((one) => one.area === id);
    if (area === undefined || own === undefined || own.approved || given.some((one) => one.area === id)) return [];
    const records = new Map(own.records.map((record) => [record.key, record]));
    let changed = false;
    const left = findings.flatMap((finding): readonly Finding[] => {
      const field = area.fields.find((one) => one.id === finding.field);
      const lookup = lookups.get(field?.refersTo ?? "");
      const record = records.get(finding.record ?? "");
      const isWaiting = finding.what === "record.not-yet" && finding.given !== undefined;
      if (!isWaiting || field === undefined || lookup === undefined || record === undefined) return [finding];
      changed = true;
      const { given: typed = "", at, record: key } = finding;
      const read = field.type === "records" ? lookup.many(typed) : lookup.one(typed);
      records.set(record.key, withValue(record, field.id, read.value, read.finding?.weight));
      if (read.finding === undefined) return [];
      return [{ ...read.finding, area: id, field: field.id, record: key, at, given: typed }];
    });
    return changed ? [{ area: id, records: [...records.values()], findings: left }] : [];
  });
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
