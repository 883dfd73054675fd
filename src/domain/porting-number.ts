import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { fold } from "../language/fold.ts";
import type { Agreement } from "./agreement.ts";
import { ends } from "./data-number.ts";
import type { PortingAnswers } from "./facts.ts";

type PortingTerms = Pick<Agreement, "porting">;

/** What kind of number it is, by the numbering plan: they have lead times of their own (D7). */
export function kindOfNumber(number: string): "fixed" | "mobile" {
  const [first = ""] = number.split("-");
  return parsePhoneNumberFromString(first)?.getType() === "MOBILE" ? "mobile" : "fixed";
}

export const isSeries = (number: string): boolean => number.includes("-");

/**
 * How many business days before the porting a complete request has to be there (D7): the operator's own, or the usual.
 */
export function leadTimeOf({ number, operator }: PortingAnswers, { porting }: PortingTerms): number | undefined {
  const called = fold(operator ?? "");
  const own = porting?.operators.find(({ id, name, aliases }) =>
    [id, name.sv, name.en, ...aliases].some((word) => fold(word) === called),
  );
  const terms = own?.leadTime ?? porting?.leadTime;
  if (terms === undefined) return undefined;
  // Until the number is known, what holds for either.
  return number === undefined ? Math.max(terms.fixed, terms.mobile) : terms[kindOfNumber(number)];
}

/** True where two numbers or series have a number in common. */
export function overlap(one: string, other: string): boolean {
  const [from, to] = ends(one);
  const [first, last] = ends(other);
  return from <= last && first <= to;
}

/** What of a series stays when a number or a part of it is ported, as series; undefined where that is not in it. */
export function restOfSeries(number: string, series: string): readonly string[] | undefined {
  const [from, to] = ends(number);
  const [first, last] = ends(series);
  if (from < first || to > last) return undefined;
  const written = (low: bigint, high: bigint): string => (low === high ? `+${low}` : `+${low}-+${high}`);
  return [...(first < from ? [written(first, from - 1n)] : []), ...(to < last ? [written(to + 1n, last)] : [])];
}

/** True where the first number of a series is ported: it is usually the one that the others hang on. */
export function takesMainNumber(number: string, series: string): boolean {
  return ends(number)[0] === ends(series)[0];
}
