/** The days of a week as opening hours are kept, Monday first. */
export const weekDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

// Folded, so without dots and accents; the longest first.
const dayWords: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:vardagarna|vardagar|vardag|weekdays|weekday|helgfria vardagar)\b/, [0, 1, 2, 3, 4]],
  [/^(?:helgerna|helgen|helger|helg|weekends|weekend)\b/, [5, 6]],
  [/^(?:alla dagar|alla veckans dagar|varje dag|dagligen|every day|all days|daily|all week)\b/, [0, 1, 2, 3, 4, 5, 6]],
  [/^(?:mandagar|mandag|man|mondays|monday|mon|ma)\b\.?/, [0]],
  [/^(?:tisdagar|tisdag|tis|tuesdays|tuesday|tues|tue|ti)\b\.?/, [1]],
  [/^(?:onsdagar|onsdag|ons|wednesdays|wednesday|wed|on(?!\s+(?:mon|tue|wed|thu|fri|sat|sun)))\b\.?/, [2]],
  [/^(?:torsdagar|torsdag|tors|tor|thursdays|thursday|thurs|thur|thu|to(?=\s*[-:;,\d]))\b\.?/, [3]],
  [/^(?:fredagar|fredag|fre|fridays|friday|fri|fr)\b\.?/, [4]],
  [/^(?:lordagar|lordag|lor|saturdays|saturday|sat|lo)\b\.?/, [5]],
  [/^(?:sondagar|sondag|son|sundays|sunday|sun|so)\b\.?/, [6]],
];
/** The weekday or days that a folded text begins with. */
export function weekdayAt(text: string): { readonly days: readonly number[]; readonly length: number } | undefined {
  for (const [word, days] of dayWords) {
    const found = word.exec(text);
    if (found !== null) return { days, length: found[0].length };
  }
  return undefined;
}

/** Whether weekdays are named anywhere in it. */
export const saysDays = (text: string): boolean =>
  [...text.matchAll(/\b[a-z]/g)].some(({ index }) => weekdayAt(text.slice(index)) !== undefined);

export const idsOf = (days: readonly number[]): string => days.map((day) => weekDays[day] ?? "").join(" ");
