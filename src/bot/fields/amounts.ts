import type { Agreement } from "../../domain/agreement.ts";
import { parseKronor, share } from "../../domain/money.ts";
import type { Minutes, Ore } from "../../domain/units.ts";
import { list, money as moneyValue, name, phrase } from "../../messages/phrase.ts";
import { type Field, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";

const hoursAndMinutes =
  /^(?:(\d{1,6})(?:[.,](\d{1,3}))?(?:h|tim|timmar|timme|hours?|hrs?))?(?:(\d{1,6})(?:m|min|minuter|minutes?|mins?)?)?$/u;

/** As a clock shows it: `1:30`, `:45`. */
const asOnAClock = /^(\d{0,4}):([0-5]\d)(?:h|tim|timmar|timme|hours?|hrs?)?$/u;
const halves: Readonly<Record<string, string>> = { "½": ",5", "¼": ",25", "¾": ",75" };

/**
 * Minutes of `2h`, `2h30`, `1,5h`, `,5h`, `1½h`, `90m`, `2 h 30 min`, `1:30`, `:45`; undefined when it is not a time.
 * Part of a minute rounds half up.
 */
export function parseDuration(typed: string): Minutes | undefined {
  const text = typed
    .replace(/[½¼¾]/gu, (part) => halves[part] ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/gu, "")
    .replace(/^(?=[.,]\d)/u, "0");
  const clock = asOnAClock.exec(text);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const found = hoursAndMinutes.exec(text);
  if (found === null) return undefined;
  const [, hours, decimals, minutes] = found;
  // A bare number has no unit, and `1,5h30` says the minutes twice.
  if (hours === undefined && (minutes === undefined || /^\d+$/u.test(text))) return undefined;
  if (decimals !== undefined && minutes !== undefined) return undefined;
  const part =
    decimals === undefined
      ? 0
      : Math.floor((Number(decimals) * 60 * 2 + 10 ** decimals.length) / (2 * 10 ** decimals.length));
  return Number(hours ?? 0) * 60 + part + Number(minutes ?? 0);
}

/** `2h30`, as it is typed. */
export function printDuration(minutes: Minutes): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h${String(rest).padStart(2, "0")}`;
}

/** A time worked or estimated, in minutes: more than none. What is absurdly much is the command's rule. */
function duration(): Field<Minutes> {
  return fieldOf<Minutes>({
    form: "text",
    placeholder: "time",
    hint: "field.duration.hint",
    spans(words) {
      for (let count = Math.min(words.length, 4); count > 1; count -= 1) {
        if (parseDuration(words.slice(0, count).join(" ")) !== undefined) return count;
      }
      return 1;
    },
    read(raw) {
      const typed = cleanText(raw).trim();
      const positive = typed.replace(/^[-−–]\s*/u, "");
      const minutes = parseDuration(positive);
      if (minutes === undefined) {
        const bare = /^\d{1,3}$/u.test(positive) ? `${positive}${Number(positive) > 24 ? "m" : "h"}` : undefined;
        throw bare === undefined
          ? fieldProblem("field.duration.unknown", { typed })
          : fieldProblem("field.duration.unit", { typed, hours: `${positive}h`, minutes: `${positive}m` }, bare);
      }
      if (positive !== typed) throw fieldProblem("field.duration.negative", { typed }, printDuration(minutes));
      if (minutes === 0) throw fieldProblem("field.duration.zero");
      return minutes;
    },
    print: printDuration,
  });
}

/** `4500` or `4500.50`, as it is typed. */
export function typedKronor(amount: Ore): string {
  const ore = amount % 100;
  return `${Math.floor(amount / 100)}${ore === 0 ? "" : `.${String(ore).padStart(2, "0")}`}`;
}

/** The rate that stands in what was typed: `106 inkl 6 % moms`. */
const statedRate = (typed: string): number | undefined => {
  const [, percent] = /(\d{1,2})\s?%/u.exec(typed) ?? [];
  return percent === undefined ? undefined : Number(percent);
};

/** What an amount with VAT is without it, at a rate in percent; undefined where no amount is in it. */
function withoutVat(typed: string, rate: number): Ore | undefined {
  const gross = parseKronor(typed.replace(/[^\d\s.,]+.*$/su, "").trim());
  return gross === undefined ? undefined : share(gross, 100, 100 + rate);
}

/** What is wrong with what is no amount in kronor without VAT (R3): VAT, another currency, negative, too much. */
function whyNoAmount(typed: string): "negative" | "vat" | "currency" | "large" | "unknown" {
  if (/^[-−–]/u.test(typed)) return "negative";
  const [, number = "", more = ""] = /^([\d\s.,]+)(.*)$/su.exec(typed) ?? [];
  if (/\d/u.test(number) && /\b(?:inkl|incl|med moms|with vat)/iu.test(more)) return "vat";
  if (
    /^(?:[€$£]|(?:eur|usd|gbp|nok|dkk)\b)|(?:[€$£]|\b(?:eur|euro|usd|gbp|nok|dkk))$/iu.test(
      typed.replace(/(\d)(?=\p{L})/u, "$1 "),
    )
  )
    return "currency";
  return /^[\d\s]{10,}(?:[.,]\d{1,2})?(?:\s?kr)?$/u.test(typed) ? "large" : "unknown";
}

/** Says what an amount with VAT is without it; of what was bought, at each rate that it may have. Throws it. */
function refuseVat(typed: string, { vat, travel }: Agreement, bought: boolean): never {
  const stated = statedRate(typed);
  const percent = stated ?? vat;
  const sum = withoutVat(typed, percent);
  if (sum === undefined) throw fieldProblem("field.money.vat", { typed });
  const others = bought && stated === undefined ? (travel?.costsVat ?? []) : [];
  if (others.length === 0)
    throw fieldProblem("field.money.vatOf", { typed, percent, sum: moneyValue(sum) }, typedKronor(sum));
  const rates = others.map(({ rate, name: what }) =>
    phrase("field.money.vatAt", { sum: moneyValue(withoutVat(typed, rate) ?? sum), percent: rate, what: name(what) }),
  );
  const usual = phrase("field.money.vatUsual", { sum: moneyValue(sum), percent });
  throw fieldProblem("field.money.vatBought", { typed, rates: list([...rates, usual]) });
}

/**
 * Kronor and öre excluding VAT (R3): `4500`, `4 500,50`. `doubtsZero`: what is sold is seldom free. `bought`: what we
 * paid to others, at whatever rate of VAT they have.
 */
function money({ doubtsZero, bought }: { readonly doubtsZero?: true; readonly bought?: true } = {}): Field<Ore> {
  return fieldOf<Ore>({
    ...(doubtsZero && { doubtsZero }),
    form: "text",
    placeholder: "kr",
    hint: "field.money.hint",
    spans(words) {
      for (let count = Math.min(words.length, 5); count > 1; count -= 1) {
        if (parseKronor(words.slice(0, count).join(" ")) !== undefined) return count;
      }
      return 1;
    },
    read(raw, { agreement }) {
      const typed = cleanText(raw).trim();
      const ore = parseKronor(typed);
      if (ore !== undefined) return ore;
      const why = whyNoAmount(typed);
      if (why === "vat") refuseVat(typed, agreement, bought === true);
      throw fieldProblem(`field.money.${why}`, { typed });
    },
    print: typedKronor,
  });
}

export const amounts = { duration, money };
