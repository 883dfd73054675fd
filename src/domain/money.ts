import type { Minutes, Ore } from "./units.ts";

/** The largest amount that can be entered: 1 000 000 000 kr, in öre. */
export const largestAmount: Ore = 100_000_000_000;

/**
 * The price of some time at an hourly rate, rounded half up to the öre (R1). A negative time is the exact mirror of its
 * positive.
 */
export function perHour(rate: Ore, minutes: Minutes): Ore {
  return share(rate, minutes, 60);
}

/** A percentage of an amount, rounded half up to the öre (R1, R3). The percentage may have two decimals. */
export function percent(percentage: number, amount: Ore): Ore {
  return share(amount, Math.round(percentage * 100), 100_00);
}

/**
 * `amount × part ÷ whole` in whole öre, halves away from zero, so that a reversal takes back exactly what was charged
 * (S6).
 */
export function share(amount: Ore, part: number, whole: number): Ore {
  const product = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  const half = product < 0n ? -divisor : divisor;
  return Number((2n * product + half) / (2n * divisor));
}

const typedKronor =
  /^(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d{1,2}))?(?: ?(?:kr\.?|kronor|sek|:-))?(?:,? ?(?:exkl?|excl?)\.? ?(?:moms|vat)|,? ?utan moms|,? ?ex(?:cluding)? vat)?$/i;

/**
 * Kronor as people type them, in öre: `4500`, `4 500,50`, `1200.5`, `1 200 kr`, `490:-`. Undefined for anything else: a
 * negative amount, more than two decimals (`4.500` is thousands to some and decimals to others), more than 1 000 000
 * 000 kr.
 */
export function parseKronor(text: string): Ore | undefined {
  const typed = typedKronor.exec(text.replace(/[\s\u00a0\u202f]+/g, " ").trim());
  if (typed === null) return undefined;
  const kronor = (typed[1] ?? "").replaceAll(" ", "");
  const ore = Number(`${kronor}${(typed[2] ?? "").padEnd(2, "0")}`);
  return ore <= largestAmount ? ore : undefined;
}

/** An amount as it is written everywhere: `3 035,00 kr`, with plain spaces. {@link parseKronor} reads it back. */
export function printKronor(amount: Ore): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  const kronor = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, " ");
  return `${amount < 0 ? "−" : ""}${kronor},${digits.slice(-2)} kr`;
}

/** The sum of some amounts. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
