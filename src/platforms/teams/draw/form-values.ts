import { keepable } from "../../../messages/outside-text.ts";

/** The name of the part of a field that is filled in by itself: `at~day`, `at~time`. */
export const partName = (field: string, part: "day" | "time"): string => `${field}~${part}`;

/** What a submitted dialog carries besides the fields. */
const ours = new Set(["form", "msteams"]);

/**
 * What was filled in, by field, as it would be typed: a day as `2026-12-04`, a day and time as `2026-12-04T10:00`, both
 * as the person read them on the card, in no reader's zone (P2). An input left empty is not among them, so that the
 * field's own default applies; a box not ticked is `no`. What no input of ours gives is left out.
 */
export function valuesOf(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, given] of Object.entries(data)) {
    const value = ours.has(name) ? "" : typed(given);
    if (value === "" || /~(?:day|time)$/u.test(name)) continue;
    found.set(name, value);
  }
  for (const field of new Set(Object.keys(data).flatMap((name) => /^(.+)~(?:day|time)$/u.exec(name)?.[1] ?? []))) {
    const day = typed(data[partName(field, "day")]);
    const time = typed(data[partName(field, "time")]);
    // A time without its day is kept too: the field says what is missing, and nothing typed is lost.
    if (day !== "" || time !== "") found.set(field, time === "" ? day : `${day}T${time}`);
  }
  return Object.fromEntries(found);
}

function typed(given: unknown): string {
  if (typeof given === "string") return keepable(given).replaceAll("\r\n", "\n");
  if (typeof given === "number" && Number.isFinite(given)) return String(given);
  if (typeof given === "boolean") return given ? "yes" : "no";
  return "";
}
