import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { fold } from "../language/fold.ts";
import { denies } from "../language/nothing-words.ts";
import type { DataField } from "./data-field.ts";
import { fault, question, type ReadValue, repaired } from "./data-read.ts";
import { plainDashes } from "./data-text.ts";

/** As many numbers a series may hold. */
const mostOfSeries = 10_000;

/** What may stand before a number and says that it is one. */
const lead = /^(?:tel|telefon|phone|nr)(?![\p{L}])[.:]*\s*/iu;

/**
 * Reads a subscriber's number, or a series of them where the field has those, as people write them, into E.164. A lost
 * leading zero is put back, and said; scientific notation has lost digits and is refused, a number of an emergency or
 * information service is nobody's, a foreign one is asked about.
 */
export function readNumber(written: string, field: NumberField, country: string): ReadValue {
  if (/^[+-]?\d+(?:[.,]\d+)?E\s*\+?\d+$/iu.test(written)) return fault("number.scientific");
  const text = plainDashes(written.replace(lead, ""))
    .replace(/^(\+|00)\s*(\d{1,3})\s*\(0\)/u, "$1$2 ")
    .trim();
  const whole = parsed(text, country);
  const isSplit = /[\u2012-\u2015]|\s-\s|\b(?:till|to)\b|t\.o\.m|\.\./iu.test(written);
  const series = whole?.isValid() === true && !isSplit ? undefined : seriesOf(text, country);
  if (series !== undefined) return field.series === true ? series : fault("number.series");
  if (whole === undefined || !whole.isValid()) return unread(text, whole, country);
  if (isService(text)) return fault("number.service");
  return judged(whole, text, field, country);
}

type NumberField = Pick<DataField, "series" | "kind">;

/** What may be odd about a number beside which words stand, as their finding tells it. */
const oddities: Readonly<Record<string, string>> = {
  "number.foreign": "foreign",
  "number.premium": "premium",
  "number.not-mobile": "notMobile",
  "number.not-fixed": "notFixed",
  "number.extension": "extension",
};

/** As much of what stands beside a number is repeated. */
const mostNote = 40;

/**
 * Reads a cell of numbers: as `readNumber`, and a number with words beside it, `08-123 45 09 (direkt)`, which are left
 * out and asked about. A cross is no number; two of them in one cell are refused.
 */
export function readNumberCell(given: string, field: NumberField, country: string): ReadValue {
  if (/^x$/iu.test(given)) return {};
  // A workbook's sign that a cell is text.
  const written = given.replace(/^['\u2019\u00B4]/u, "");
  const whole = readNumber(written, field, country);
  if (whole.value !== undefined && !/\(\D*\d{1,4}\D*\)$/u.test(written.replace(/\(0\)/gu, ""))) return whole;
  if (isSeveral(written, country)) return fault("number.several");
  let short: ReadValue | undefined;
  for (const { number, note } of besideWords(written)) {
    if (denies.test(fold(note))) return whole.value === undefined ? whole : fault("number.letters");
    const { value, finding } = readNumber(number, field, country);
    if (typeof value === "string") {
      const odd = oddities[finding?.what ?? ""] ?? "none";
      return question(value, "number.note", { read: value, note: [...note].slice(0, mostNote).join(""), odd });
    }
    if (finding?.what.startsWith("number.series") === true) return { finding };
    if (finding !== undefined && finding.what !== "number.short") short ??= { finding };
  }
  return short ?? whole;
}

/** The ways to tell a number from the words around it: before a bracket, to its last digit, before a letter. */
function besideWords(text: string): readonly { readonly number: string; readonly note: string }[] {
  const whole = text.replace(lead, "");
  const from = whole.search(/\+?\(?\+?\d/);
  if (from < 0) return [];
  const rest = whole.slice(from);
  const bracket = rest.search(/(?<=\d\D*)\((?!0\))/);
  const ends = [bracket, bracket < 0 ? rest.search(/\d\D*$/) + 1 : -1, rest.search(/\p{L}/u)];
  return ends
    .filter((end) => end > 0)
    .map((end) => {
      const digits = rest.slice(0, end).trim();
      const around = [whole.slice(0, from), rest.slice(end)].map((part) =>
        part.replace(/^[\s,;:()\u2013-]+|[\s,;:()\u2013-]+$/gu, ""),
      );
      const note = around
        .filter((part) => part !== "")
        .join(", ")
        .replace(/[()]/g, "");
      return { number: digits.includes(")") ? digits : digits.replace("(", ""), note };
    })
    .filter(({ note }) => note !== "");
}

/** Whether there are several whole numbers in a text, whatever stands between them. */
function isSeveral(text: string, country: string): boolean {
  if (text.length > mostPair * 4) return false;
  const parts = plainDashes(text)
    .replace(/\s*(?:\b(?:till|to)\b|t\.o\.m\.?)\s*(?=[+\d])/giu, "-")
    .split(/[^\d\s()/.+-]+|\s\+(?=\s)|\n|\s\((?=[+0]\d{2})/u)
    .flatMap((part) => pairOf(part, country));
  return parts.filter((part) => isNumber(part, country)).length > 1;
}

/** No two numbers are longer. */
const mostPair = 50;

/** Two numbers with no more than a space or a stroke between them, apart. */
function pairOf(text: string, country: string): readonly string[] {
  if (text.length > mostPair || isNumber(text, country)) return [text];
  const pair = [...text.matchAll(/[\s/](?=[+0]\d)/g)]
    .map(({ index }) => [text.slice(0, index), text.slice(index)])
    .find((two) => two.every((one) => isNumber(one, country)));
  return pair ?? [text];
}

function isNumber(text: string, country: string): boolean {
  const bare = text.replace(/^[\s/.-]+|[\s(/.-]+$/g, "").replace(/^([^(]*)\)$/, "$1");
  return bare !== "" && readNumber(bare, { series: true }, country).value !== undefined;
}

/** The first and the last number of a value, as digits; of one number both are the same. */
export function ends(value: string): readonly [first: bigint, last: bigint] {
  const [first = "", last = first] = value.split("-");
  return [BigInt(first.slice(1)), BigInt(last.slice(1))];
}

function parsed(text: string, country: string): PhoneNumber | undefined {
  const [, body = text, extension] = /^(.*?\d)\s*(?:anknytning|ankn|ext|x|#)\.?:?\s*(\d{1,7})$/iu.exec(text) ?? [];
  const found = parsePhoneNumberFromString(body.replace(/[/]/g, "-"), {
    defaultCountry: country as CountryCode,
    extract: false,
  });
  if (found !== undefined && extension !== undefined) found.setExt(extension);
  return found;
}

function judged(number: PhoneNumber, text: string, { kind }: Pick<DataField, "kind">, country: string): ReadValue {
  const value: string = number.number;
  if (number.ext !== undefined) return question(value, "number.extension", { extension: number.ext });
  if (number.country !== country) return question(value, "number.foreign", { country: number.country ?? "?" });
  const digits = text.replace(/\D/g, "");
  const isNational = !text.startsWith("+") && !text.startsWith("00") && !digits.startsWith(number.countryCallingCode);
  if (isNational && !digits.startsWith("0")) return repaired(value, "number.zero", { read: number.formatNational() });
  const type = number.getType();
  if (type === "PREMIUM_RATE") return question(value, "number.premium");
  if (kind === "mobile" && type !== "MOBILE") return question(value, "number.not-mobile");
  return kind === "fixed" && type === "MOBILE" ? question(value, "number.not-fixed") : { value };
}

function unread(text: string, whole: PhoneNumber | undefined, country: string): ReadValue {
  if (isService(text)) return fault("number.service");
  const parts = text.split(/[;,\n/]|\s+(?:och|eller|and|or|&)\s+/iu).filter((part) => part.trim() !== "");
  if (parts.length > 1 && parts.every((part) => parsed(part.trim(), country)?.isValid() === true))
    return fault("number.several");
  if (!/\d/.test(text) || /\p{L}{2}/u.test(text)) return fault("number.letters");
  const digits = whole?.nationalNumber.length ?? text.replace(/\D/g, "").length;
  if (digits < 7) return fault("number.short", { digits: text.replace(/\D/g, "").length });
  return digits > 9 ? fault("number.long", { digits: text.replace(/\D/g, "").length }) : fault("number.invalid");
}

/** A number of an emergency, health, information or other public service: 112, 1177, 114 14, 118 118, 90 200. */
const isService = (text: string): boolean =>
  /^(?:112|1177|11414|1131\d|118\d{3}|116\d{3}|90\d{3})$/.test(text.replace(/[\s-]/g, ""));

/** `08-123 45 00–49`, `08-123 45 00 - 08-123 45 49`, `08-123 45 00 till 49`. */
function seriesOf(text: string, country: string): ReadValue | undefined {
  const separators = [...text.matchAll(/\s*(?:-+|\.\.+|\b(?:till|to)\b|t\.o\.m\.?)\s*/giu)];
  for (const found of separators.toReversed()) {
    const first = parsed(text.slice(0, found.index), country);
    const rest = text.slice(found.index + found[0].length);
    if (first?.isValid() !== true || first.ext !== undefined || !/^[+\d][\d\s()-]*$/.test(rest)) continue;
    const digits = rest.replace(/[^\d+]/g, "");
    const other = parsed(rest, country);
    const end =
      /^[+0]/.test(rest) && other?.isValid() === true
        ? other.number
        : digits.length < first.nationalNumber.length
          ? first.number.slice(0, first.number.length - digits.length) + digits
          : undefined;
    if (end !== undefined) return checkedSeries(first, end, text, country);
  }
  return undefined;
}

function checkedSeries(first: PhoneNumber, end: string, text: string, country: string): ReadValue {
  const last = parsed(end, country);
  if (last?.isValid() !== true || last.number.length !== first.number.length) return fault("number.series-end");
  const value = `${first.number}-${last.number}`;
  const [from, to] = ends(value);
  if (from - to >= BigInt(mostOfSeries)) return fault("number.series-end");
  if (to < from) return fault("number.series-backwards");
  if (to === from) return { value: first.number };
  if (to - from >= BigInt(mostOfSeries)) return fault("number.series-long", { most: mostOfSeries });
  if (first.country !== country) return question(value, "number.foreign", { country: first.country ?? "?" });
  const isNational = !/^(?:\+|0)/.test(text) && !text.startsWith(first.countryCallingCode);
  return isNational ? repaired(value, "number.zero", { read: first.formatNational() }) : { value };
}
