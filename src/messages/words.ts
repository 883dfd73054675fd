import { createIntl, createIntlCache } from "@formatjs/intl";
import { clockTime, dayOf, weekdayOf } from "../domain/calendar.ts";
import { whichOfTwo } from "../domain/clock.ts";
import { printKronor } from "../domain/money.ts";
import type { Day, Minutes } from "../domain/units.ts";
import { type Language, languages } from "./language.ts";
import { type Phrase, phrase, type Raw, type Text, type Value } from "./phrase.ts";
import { type Locales, locales as shipped } from "./vocabulary.ts";

/** Writes what is said in a language. */
export interface Words {
  /**
   * A text or a value as people read it. A day shows its year when it is another one than that of `today`, and always
   * when `today` is not given, as in what is kept.
   */
  text(language: Language, text: Text | Value, today?: Day): string;
}

export interface WordsOptions {
  /** The zone that instants are shown in. */
  readonly timeZone?: string;
  /** Told of a message that cannot be written, which is then shown as it stands in `locales/`. Default: throws. */
  readonly onProblem?: (problem: Error) => void;
}

/** Time as it is written everywhere: `2 h 30 min`, `30 min`, `2 h`. */
export function printTime(minutes: Minutes): string {
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const parts = [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""];
  return `${minutes < 0 ? "−" : ""}${parts.filter((part) => part !== "").join(" ")}`;
}

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2007\u2009\u202f]/gu, " ");

/** The words of some locales; those shipped unless told otherwise. */
export function createWords(locales: Locales = shipped, options: WordsOptions = {}): Words {
  const timeZone = options.timeZone ?? "Europe/Stockholm";
  const onProblem =
    options.onProblem ??
    ((problem: Error) => {
      throw problem;
    });
  const cache = createIntlCache();
  // British English for its lists and plurals: "a, b and c".
  const tags: Readonly<Record<Language, string>> = { sv: "sv-SE", en: "en-GB" };
  const intl = Object.fromEntries(
    languages.map((language) => [
      language,
      createIntl({ locale: tags[language], messages: { ...locales[language] }, timeZone, onError: onProblem }, cache),
    ]),
  ) as Readonly<Record<Language, ReturnType<typeof createIntl<string>>>>;
  const joined = (type: Intl.ListFormatType) =>
    Object.fromEntries(
      languages.map((language) => [language, new Intl.ListFormat(tags[language], { type })]),
    ) as Readonly<Record<Language, Intl.ListFormat>>;
  const [lists, choices] = [joined("conjunction"), joined("disjunction")];

  function dayText(language: Language, day: Day, today?: Day): string {
    const weekday = locales[language]["day.weekdays"].split("|")[weekdayOf(day) - 1];
    const month = locales[language]["day.months"].split("|")[Number(day.slice(5, 7)) - 1];
    const year = today?.slice(0, 4) === day.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
    return `${weekday} ${Number(day.slice(8))} ${month}${year}`;
  }

  /** Another zone than the one of the rules (P2) goes by its own name. */
  const zoneText = (language: Language): string =>
    timeZone === "Europe/Stockholm" ? locales[language]["instant.zone"] : timeZone;

  function phraseText(language: Language, said: Phrase, today?: Day): string {
    // A number stays one, so that a message can choose its plural by it.
    const values = Object.entries(said.with ?? {}).map(([key, value]) => [
      key,
      typeof value === "number" ? value : valueText(language, value, today),
    ]);
    // People's words may hold angle brackets, and so may the lines that messages show: neither is markup.
    return plainSpaces(intl[language].formatMessage({ id: said.say }, Object.fromEntries(values), { ignoreTag: true }));
  }

  function valueText(language: Language, value: Value | Raw, today?: Day): string {
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    if ("raw" in value) return value.raw;
    if ("say" in value) return phraseText(language, value, today);
    if ("name" in value) return value.name[language];
    if ("person" in value) return value.called;
    if ("money" in value) return printKronor(value.money);
    if ("time" in value) return printTime(value.time);
    if ("day" in value) return dayText(language, value.day, today);
    if ("zone" in value) return zoneText(language);
    if ("at" in value) {
      const shown = `${dayText(language, dayOf(value.at, timeZone), today)} ${clockTime(value.at, timeZone)}`;
      // A clock time that a night has twice says which of them it is.
      const which = whichOfTwo(value.at, timeZone);
      const written =
        which === undefined ? shown : phraseText(language, phrase(`instant.${which}`, { written: shown }), today);
      return value.named === true ? `${written} (${zoneText(language)})` : written;
    }
    const [format, items] = "list" in value ? [lists, value.list] : [choices, value.either];
    return plainSpaces(format[language].format(items.map((item) => valueText(language, item, today))));
  }

  return { text: valueText };
}
