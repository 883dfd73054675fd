import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { DataArea } from "../domain/agreement.ts";
import type { DataField } from "../domain/data-field.ts";
import { calledBy } from "../domain/data-lookup.ts";
import type { DataRecord, DataValue } from "../domain/data-record.ts";
import { weekDays } from "../domain/data-weekdays.ts";
import type { Language } from "./language.ts";
import { locales } from "./vocabulary.ts";

/**
 * A value as people write it in a language, which reads back as the same value (D6). `called` says what a record of
 * another area is called, by its key; a record that nobody knows is its key.
 */
export function writtenValue(
  field: DataField,
  value: DataValue,
  language: Language,
  called: (area: string, key: string) => string | undefined,
): string {
  const nameOf = (key: string): string => called(field.refersTo ?? "", key) ?? key;
  if (typeof value !== "string") return value.map(nameOf).join("; ");
  switch (field.type) {
    case "record":
      return nameOf(value);
    case "number":
      return writtenNumber(value);
    case "mac":
      return value.match(/../g)?.join(":") ?? value;
    case "organisation-number":
      return `${value.slice(0, 6)}-${value.slice(6)}`;
    case "choice":
      return field.choices?.find(({ id }) => id === value)?.name[language] ?? value;
    case "yes-no":
      return locales[language][value === "yes" ? "data.value.yes" : "data.value.no"];
    case "opening-hours":
      return writtenWeek(value, language);
    case "deviating-days":
      return value
        .split("; ")
        .map((one) => `${one.slice(0, 10)} ${writtenSpans(one.slice(11), language)}`)
        .join("; ");
    default:
      return value;
  }
}

/** What a record is called, as people write it: *08-123 45 67*, *80:5E:C0:12:34:56*. */
export function calledInWords(area: DataArea, { key, values }: DataRecord): string {
  // An area of one record may say nothing of what that is called: what it needs first, never an id of ours.
  const first = (area.fields.find(({ required }) => required) ?? area.fields[0])?.id;
  const called = area.called.length > 0 || area.key !== undefined || first === undefined ? area.called : [first];
  const calling = called.length > 0 ? called : [area.key];
  const written = area.fields.flatMap((field) => {
    const value = values[field.id];
    return ["number", "mac"].includes(field.type) && typeof value === "string" && calling.includes(field.id)
      ? [[field.id, writtenValue(field, value, "sv", () => undefined)] as const]
      : [];
  });
  return calledBy(
    { called, ...(area.key && { key: area.key }) },
    { key, values: { ...values, ...Object.fromEntries(written) } },
  );
}

/** A number, or a series of them, as people write it: `08-123 45 00–49`; a foreign number with its country. */
export function writtenNumber(value: string): string {
  const [first = "", last] = value.split("-");
  const number = parsePhoneNumberFromString(first);
  const written = number?.country === "SE" ? number.formatNational() : (number?.formatInternational() ?? first);
  if (last === undefined) return written;
  let same = 0;
  while (first[same] === last[same]) same += 1;
  return `${written}–${last.slice(Math.min(same, last.length - 2))}`;
}

function writtenWeek(value: string, language: Language): string {
  const names = locales[language]["day.weekdays"].split("|");
  const days = value.split("; ").map((one) => one.slice(4));
  const runs: { from: number; to: number; spans: string }[] = [];
  for (const [day, spans] of days.entries()) {
    const last = runs.at(-1);
    if (last?.spans === spans) last.to = day;
    else runs.push({ from: day, to: day, spans });
  }
  return runs
    .map(({ from, to, spans }) => {
      const [first, until] = [names[from] ?? weekDays[from], names[to] ?? weekDays[to]];
      return `${from === to ? first : `${first}–${until}`} ${writtenSpans(spans, language)}`;
    })
    .join("; ");
}

/** Hours of a week, or of days and periods: `2026-12-24–2026-12-26 closed`. */
export function writtenHours(value: string, language: Language): string {
  if (value.startsWith(weekDays[0])) return writtenWeek(value, language);
  const written = value.split("; ").map((one) => {
    const [days = "", ...spans] = one.split(" ");
    return spans.length === 0 ? days : `${days} ${writtenSpans(spans.join(" "), language)}`;
  });
  return written.join("; ");
}

function writtenSpans(spans: string, language: Language): string {
  if (spans === "closed") return locales[language]["data.value.closed"];
  if (spans === "00:00-24:00") return locales[language]["data.value.allDay"];
  return spans.split(" ").join(", ").replaceAll("-", "–");
}
