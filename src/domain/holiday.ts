import Holidays from "date-holidays";
import { fold } from "../language/fold.ts";
import { holidayWords } from "../language/holiday-words.ts";
import type { WrittenDay } from "./data-day.ts";
import type { Day } from "./units.ts";

/** The named days of a country: the longest names first, and when each of them is in a year. */
interface NamedDays {
  readonly names: readonly (readonly [spelt: string, name: string])[];
  readonly daysIn: (year: number) => ReadonlyMap<string, Day>;
}

/** Worked out once: a year is slow to work out and quick to read. */
const countries = new Map<string, NamedDays>();

/** A name as it is compared: folded, without apostrophes. */
const spelling = (name: string): string => fold(name).replace(/['\u2019\u00B4`]/g, "");

function namedDays(country: string): NamedDays {
  const known = countries.get(country);
  if (known !== undefined) return known;
  const source = new Holidays(country, { types: ["public", "bank", "optional", "observance"] });
  const years = new Map<number, ReadonlyMap<string, Day>>();
  const daysIn = (year: number): ReadonlyMap<string, Day> => {
    const found =
      years.get(year) ??
      new Map(source.getHolidays(year).map(({ name, date }) => [spelling(name), date.slice(0, 10) as Day]));
    years.set(year, found);
    return found;
  };
  const own = [...daysIn(2026).keys()];
  const spelt = own.flatMap((name) => [name, ...(holidayWords[name] ?? [])].map((word) => [word, name] as const));
  const made = { names: spelt.toSorted(([one], [other]) => other.length - one.length), daysIn };
  countries.set(country, made);
  return made;
}

/**
 * The holiday, or the eve of one, that a folded text begins with: *julafton*, *new year's day 2027*; without a year the
 * next that is not past. Undefined: it begins with none.
 */
export function holidayAt(text: string, country: string, today?: Day): WrittenDay | undefined {
  const { names, daysIn } = namedDays(country);
  const plain = spelling(text.slice(0, 60));
  const found = names.find(([spelt]) => plain.startsWith(spelt) && !/^[a-z0-9]/.test(plain.slice(spelt.length)));
  if (found === undefined) return undefined;
  const [spelt, name] = found;
  const length = lengthOf(text, spelt.length);
  const year = /^,? (20\d{2})(?!\d|[.:]\d|\s*-\s*\d)/.exec(text.slice(length));
  if (year !== null) {
    const day = daysIn(Number(year[1])).get(name);
    return { ...(day && { day }), length: length + year[0].length, isGuessed: false };
  }
  if (today === undefined) return { length, isGuessed: true };
  const now = Number(today.slice(0, 4));
  const day = [now, now + 1].map((one) => daysIn(one).get(name)).find((one) => one !== undefined && one >= today);
  return { ...(day && { day }), length, isGuessed: true };
}

/** How many characters of a text its first so many without apostrophes are. */
function lengthOf(text: string, count: number): number {
  let length = 0;
  for (let left = count; left > 0; length += 1) if (!/['\u2019\u00B4`]/.test(text[length] ?? "")) left -= 1;
  return length;
}
