import type { LocalName } from "./units.ts";

/**
 * What a field of customer data holds (D6). `number` is a subscriber's number or a series of them, kept as E.164;
 * `record` is one of the records of another area (a person of the list), `records` several in order; `deviating-days`
 * are the days, by date, on which opening hours are others than those of the week.
 */
export const fieldTypes = [
  "text",
  "number",
  "extension",
  "e-mail",
  "mac",
  "sim-card",
  "day",
  "opening-hours",
  "deviating-days",
  "organisation-number",
  "choice",
  "yes-no",
  "record",
  "records",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** One field of an area of customer data, from the agreement file (D6). */
export interface DataField {
  /** Unique within its area; what values are kept under. */
  readonly id: string;
  readonly name: LocalName;
  /** Other words for it that the heads of people's own columns say, in either language. */
  readonly aliases: readonly string[];
  readonly type: FieldType;
  /** A record without it is incomplete. */
  readonly required: boolean;
  /**
   * No two records of the area have the same. A unique number or extension belongs to its record: no other record of
   * any area has it either.
   */
  readonly unique: boolean;
  /** Of a `number`: it may be a series of them; unset: it is one. */
  readonly series?: boolean;
  /** Of a `number`: what it usually is; another kind is asked about. */
  readonly kind?: "fixed" | "mobile";
  /** Of an `extension`: how many digits it may have; unset: any number of them. */
  readonly digits?: readonly number[];
  /** What the example row of the template shows. */
  readonly example?: LocalName;
  /** What it is for, in the head's note. */
  readonly hint?: LocalName;
  /** Of a `choice`. */
  readonly choices?: readonly FieldChoice[];
  /** Of a `record` or `records`: the area whose records it names. */
  readonly refersTo?: string;
  /** By field: a record in which one of them says this is incomplete without it. */
  readonly requiredWhen?: Readonly<Record<string, string>>;
  /** Of a `day`: the field whose day it may not come before. */
  readonly notBefore?: string;
  /** What the project knows of it before anybody fills it in: the template and the form begin with that. */
  readonly known?: "customer" | "organisation-number";
  /** Of a `yes-no`: the record's numbers that are ported where it is yes, and the field of who has them now (D4). */
  readonly ports?: { readonly numbers: readonly string[]; readonly operator?: string };
  /** What holds when nothing is given: ours, and shown as ours. */
  readonly default?: string;
}

export interface FieldChoice {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases: readonly string[];
}
