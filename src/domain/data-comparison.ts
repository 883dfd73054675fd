import type { DataArea } from "./agreement.ts";
import { calledBy } from "./data-lookup.ts";
import type { DataRecord, DataValue } from "./data-record.ts";

/** A field whose value is another than the one held; unset: there is none. */
export interface ChangedField {
  readonly field: string;
  readonly before?: DataValue;
  readonly after?: DataValue;
}

/** What taking a hand-in would do to what is held of an area (D6), by key. */
export interface AreaComparison {
  readonly added: readonly DataRecord[];
  readonly changed: readonly { readonly key: string; readonly fields: readonly ChangedField[] }[];
  /** Held and no longer given: said before it takes effect. */
  readonly gone: readonly DataRecord[];
}

/** What is new, changed and gone in `given` beside what is `held` of the same area. */
export function compareAreas(held: readonly DataRecord[], given: readonly DataRecord[]): AreaComparison {
  const before = new Map(held.map((record) => [record.key, record]));
  const after = new Set(given.map(({ key }) => key));
  return {
    added: given.filter(({ key }) => !before.has(key)),
    changed: given.flatMap((record) => {
      const fields = changedFields(before.get(record.key), record);
      return fields.length === 0 ? [] : [{ key: record.key, fields }];
    }),
    gone: held.filter(({ key }) => !after.has(key)),
  };
}

/**
 * The same comparison for people: a record that had no value of its area's key, because what stood there could not be
 * read, and one that has one now and says all else that it said, are one that was mended; one of the same name under
 * another key, as whoever has another address, is one that was changed. Linear in the values.
 */
export function withMended(comparison: AreaComparison, area: Pick<DataArea, "key" | "called">): AreaComparison {
  return withRenamed(withKeyed(comparison, area.key), area);
}

/** One who is gone and one who is new by the same name, and nobody else among them is called so. */
function withRenamed(comparison: AreaComparison, area: Pick<DataArea, "key" | "called">): AreaComparison {
  const { added, changed, gone } = comparison;
  const { key, called } = area;
  if (called.length === 0 || key === undefined || called.includes(key) || added.length === 0) return comparison;
  const [before, after] = [byName(gone, area), byName(added, area)];
  const pairs = [...before].flatMap(([name, was]) => {
    const is = after.get(name);
    return was === undefined || is === undefined ? [] : [[was, is] as const];
  });
  if (pairs.length === 0) return comparison;
  const paired = new Set(pairs.flat());
  return {
    added: added.filter((record) => !paired.has(record)),
    changed: [...changed, ...pairs.map(([was, is]) => ({ key: is.key, fields: changedFields(was, is) }))],
    gone: gone.filter((record) => !paired.has(record)),
  };
}

/** Records by their whole names; undefined: several are called so. */
function byName(
  records: readonly DataRecord[],
  area: Pick<DataArea, "key" | "called">,
): ReadonlyMap<string, DataRecord | undefined> {
  const found = new Map<string, DataRecord | undefined>();
  for (const record of records) {
    if (area.called.some((field) => record.values[field] === undefined)) continue;
    const name = calledBy(area, record);
    found.set(name, found.has(name) ? undefined : record);
  }
  return found;
}

function withKeyed(comparison: AreaComparison, keyField: string | undefined): AreaComparison {
  const { added, changed, gone } = comparison;
  const keyless = gone.filter(({ values }) => keyField !== undefined && values[keyField] === undefined);
  if (keyless.length === 0) return comparison;
  const saying = new Map<string, DataRecord[]>();
  for (const record of added)
    for (const said of saidIn(record)) saying.set(said, [...(saying.get(said) ?? []), record]);
  const mended = new Map<DataRecord, DataRecord>();
  for (const before of keyless) {
    const [fewest = []] = saidIn(before)
      .map((said) => saying.get(said) ?? [])
      .toSorted((one, other) => one.length - other.length);
    const after = fewest.find(
      (one) =>
        !mended.has(one) && Object.entries(before.values).every(([field, value]) => isSame(one.values[field], value)),
    );
    if (after !== undefined) mended.set(after, before);
  }
  const was = new Set(mended.values());
  return {
    added: added.filter((record) => !mended.has(record)),
    changed: [
      ...changed,
      ...[...mended].map(([after, before]) => ({ key: after.key, fields: changedFields(before, after) })),
    ],
    gone: gone.filter((record) => !was.has(record)),
  };
}

const saidIn = ({ values }: DataRecord): readonly string[] =>
  Object.entries(values).map(([field, value]) => `${field} ${JSON.stringify(value)}`);

/** Whether taking it would change anything. */
export const changesNothing = ({ added, changed, gone }: AreaComparison): boolean =>
  added.length + changed.length + gone.length === 0;

/** Makes nothing for what is the same: there are thousands, and whoever answers people waits for it. */
function changedFields(held: DataRecord | undefined, given: DataRecord): readonly ChangedField[] {
  const changed: ChangedField[] = [];
  if (held === undefined) return changed;
  for (const field of Object.keys(held.values)) {
    const [before, after] = [held.values[field], given.values[field]];
    if (!isSame(before, after)) changed.push({ field, before, after });
  }
  for (const field of Object.keys(given.values)) {
    const after = given.values[field];
    if (!Object.hasOwn(held.values, field) && after !== undefined) changed.push({ field, before: undefined, after });
  }
  return changed;
}

const isSame = (one: DataValue | undefined, other: DataValue | undefined): boolean =>
  one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
