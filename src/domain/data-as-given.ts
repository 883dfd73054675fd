import type { Finding } from "./data-finding.ts";
import type { DataRecord } from "./data-record.ts";

/** A record as a list shows it to whoever mends it. */
export interface RecordAsGiven {
  readonly values: DataRecord["values"];
  /** By field, what stood in a cell that could not be read, or not all of it: it is shown for the value. */
  readonly given: ReadonlyMap<string, string>;
}

/**
 * What is held of an area beside what must be mended in it (D6), as it was written: whoever mends a list finds their
 * own words in it, and one that is given back unmended says what it said. A row of which nothing could be read is one
 * too, after the others.
 */
export function recordsAsGiven(records: readonly DataRecord[], findings: readonly Finding[]): readonly RecordAsGiven[] {
  const given = new Map<string, Map<string, string>>();
  for (const { weight, what, record, field, given: text } of findings) {
    if (record === undefined || field === undefined || text === undefined) continue;
    if (weight !== "fault" && what !== "record.not-yet") continue;
    const own = given.get(record) ?? new Map<string, string>();
    given.set(record, own.set(field, text));
  }
  const held = new Set(records.map(({ key }) => key));
  const none: ReadonlyMap<string, string> = new Map();
  return [
    ...records.map(({ key, values }) => ({ values, given: given.get(key) ?? none })),
    ...[...given].filter(([key]) => !held.has(key)).map(([, own]) => ({ values: {}, given: own })),
  ];
}
