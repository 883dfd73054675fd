/** Money in integer öre, excluding VAT unless a name says otherwise (P2, R3). */
export type Ore = number;
/** Time in integer minutes (P2). */
export type Minutes = number;
/**
 * A calendar day in the agreement's time zone, `YYYY-MM-DD`: compares with `<` and never moves with a reader's zone
 * (P2).
 */
export type Day = string & { readonly __day: unique symbol };
/** A reference that people type, unique within a project and never reused: `R2`, `X1`, `H14`. */
export type Ref = string;
/** Our own identity of a row: a UUID. */
export type Id = string;
/** A name that the agreement file gives in both languages, or a person's own words used in both. */
export interface LocalName {
  readonly sv: string;
  readonly en: string;
}
