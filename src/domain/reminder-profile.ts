/**
 * How much a person is reminded. Light: on the business day before something is to be done, and once it is late; what
 * else waits stands in the week's digest. Standard: on the agreement's days. Active: on every business day ahead of it
 * too, and once it is late until the lead comes in. Nothing late is silent for anybody (C2).
 */
export const reminderProfiles = ["light", "standard", "active"] as const;
export type ReminderProfile = (typeof reminderProfiles)[number];

/** So many business days before its day. */
export interface ProfileDays {
  readonly light: { readonly before: number };
  readonly active: { readonly before: number };
}

/** When something is reminded about, in business days after the day that it counts from; negative: before it. */
export interface RemindedOn {
  /** For a person of the standard profile, ascending. */
  readonly days: readonly number[];
  /** The last day for it, where that is another than the one counted from. */
  readonly last?: number;
  /** When the lead comes in; unset: never. */
  readonly lead?: number;
}

/**
 * On which days a person of a profile is reminded, ascending. What is said once its day has passed stays as it is, and
 * what counts from a day on which it was asked for has nothing ahead of it: only the active hear of it more often.
 */
export function daysFor(
  profile: ReminderProfile,
  { days, last = 0, lead }: RemindedOn,
  { light, active }: ProfileDays,
): readonly number[] {
  const isAhead = days.some((at) => at < 0);
  if (profile === "standard" || (profile === "light" && !isAhead)) return days;
  if (profile === "light") {
    const first = last - light.before;
    return ascending([first, ...days.filter((at) => at > first)]);
  }
  const after = days.find((at) => at > 0);
  const chased = after === undefined || lead === undefined ? [] : range(after, lead - 1);
  return ascending([...days, ...(isAhead ? range(last - active.before, -1) : []), ...chased]);
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
const ascending = (days: readonly number[]): readonly number[] => [...new Set(days)].toSorted((a, b) => a - b);

/** Of several people who are asked at once, the one who wants to hear most decides. Nobody's choice: standard. */
export function keenest(chosen: readonly (ReminderProfile | undefined)[]): ReminderProfile {
  const all = chosen.map((one) => reminderProfiles.indexOf(one ?? "standard"));
  return reminderProfiles[Math.max(...all)] ?? "standard";
}
