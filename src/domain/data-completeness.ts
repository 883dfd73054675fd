import type { DataArea } from "./agreement.ts";
import type { DataRecord } from "./data-record.ts";

/** How far an area's data has come (D6). */
export interface Completeness {
  readonly records: number;
  /** Records that have every required field. */
  readonly whole: number;
  /** Required fields that records lack, in the area's order, with how many lack each. */
  readonly lacking: readonly { readonly field: string; readonly records: number }[];
  /** There is something, and nothing required is lacking. */
  readonly isComplete: boolean;
}

/** How far the records of an area have come; what has a default lacks nothing. */
export function completeness(area: Pick<DataArea, "fields">, records: readonly DataRecord[]): Completeness {
  const required = area.fields.filter((field) => field.required && field.default === undefined);
  const lacking = required
    .map(({ id }) => ({ field: id, records: records.filter(({ values }) => values[id] === undefined).length }))
    .filter((one) => one.records > 0);
  const whole = records.filter(({ values }) => required.every(({ id }) => values[id] !== undefined)).length;
  return { records: records.length, whole, lacking, isComplete: records.length > 0 && lacking.length === 0 };
}
