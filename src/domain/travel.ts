import type { TravelPrices } from "./agreement.ts";
import type { Trip } from "./facts.ts";
import { percent, perHour } from "./money.ts";
import type { Minutes, Ore, Ref } from "./units.ts";

/** One money line of a trip, in öre without VAT, with the rule that it follows. */
export type TravelLine =
  | { readonly kind: "time"; readonly rule: "R1"; readonly minutes: Minutes; readonly rate: Ore; readonly amount: Ore }
  | { readonly kind: "costs"; readonly rule: "R1"; readonly amount: Ore }
  /** `of`: the amount that the percentage was taken of. */
  | { readonly kind: "fee"; readonly rule: "R1"; readonly percent: number; readonly of: Ore; readonly amount: Ore }
  | { readonly kind: "flat"; readonly rule: "R2"; readonly city: string; readonly amount: Ore };

/**
 * Travel within one of the agreement's cities costs a flat sum and nothing else (R2); any other trip its time, its
 * costs and a fee on them (R1). Each line is rounded half up to the öre; a line of 0 is left out. Where the agreement
 * has no travel, nothing has a price.
 */
export function travelPrice(trip: Pick<Trip, "what">, prices: TravelPrices | undefined): readonly TravelLine[] {
  if (prices === undefined) return [];
  const { what } = trip;
  if (what.kind === "city") return [{ kind: "flat", rule: "R2", city: what.city, amount: prices.perOccasion }];
  const time = perHour(prices.hourly, what.minutes);
  const of = prices.adminFeeOn === "trip" ? time + what.costs : what.costs;
  const lines: readonly TravelLine[] = [
    { kind: "time", rule: "R1", minutes: what.minutes, rate: prices.hourly, amount: time },
    { kind: "costs", rule: "R1", amount: what.costs },
    { kind: "fee", rule: "R1", percent: prices.adminFee, of, amount: percent(prices.adminFee, of) },
  ];
  return lines.filter((line) => line.amount !== 0);
}

/** A trip of the same person and day that stands already, alike in all: the same one twice, it may be (S6). */
export function sameTrip(
  { what, on, by }: Pick<Trip, "what" | "on" | "by">,
  { trips }: { readonly trips: readonly Trip[] },
): Ref | undefined {
  const told = (one: Trip["what"]): string =>
    one.kind === "city" ? one.city : JSON.stringify([one.minutes, one.costs, one.to ?? ""]);
  const same = trips.find(
    (trip) => !trip.undone && trip.on === on && trip.by.id === by.id && told(trip.what) === told(what),
  );
  return same?.ref;
}

const counts = ["en", "två", "tre", "fyra", "fem", "sex"];
const countsInEnglish = ["one", "two", "three", "four", "five", "six"];
const company = new RegExp(
  `(?:^|[\\s,;(+])(\\d{1,2}|${[...counts, ...countsInEnglish].join("|")})\\s*(?:personer|person|pers\\.?|people|persons)(?![\\p{L}])`,
  "iu",
);
const andBack =
  /(?:^|[\s,;(+])(?:tur och retur|tur & retur|tur\/retur|tur-retur|t\.?\s?[o/]\.?\s?r\.?|fram och tillbaka|round trip|there and back|both ways)(?![\p{L}])/iu;

/**
 * How many travelled and whether they came back, where somebody wrote it where the trip goes to: `Uppsala, 2 personer,
 * tur och retur`. It is reckoned (R1), and words alone would bill one of them one way. `to`: the place without it.
 */
export function companyIn(text: string): {
  readonly to: string;
  readonly people?: number;
  readonly back: boolean;
} {
  const [said, typed] = company.exec(text) ?? [];
  const word = typed?.toLowerCase() ?? "";
  const people = /^\d/u.test(word) ? Number(word) : Math.max(counts.indexOf(word), countsInEnglish.indexOf(word)) + 1;
  const back = andBack.test(text);
  const bare = text.replace(said ?? "", " ").replace(andBack, " ");
  const to = bare
    .replace(/\(\s*[,;]?\s*\)/gu, " ")
    .replace(/\s+/gu, " ")
    .replace(/^[\s,;(+]+|[\s,;)+]+$/gu, "");
  return { to, back, ...(people > 0 && { people }) };
}
