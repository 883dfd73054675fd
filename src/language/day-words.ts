/** January first; each the beginning of the word. */
export const months = ["jan", "feb", "mar", "apr", "ma[jy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "dec"];
/** Monday first. */
export const weekdays = [
  "mån(?:dag)?(?:en)?|mon(?:day)?",
  "tis(?:dag)?(?:en)?|tue(?:s|sday)?",
  "ons(?:dag)?(?:en)?|wed(?:nesday)?",
  "tors?(?:dag)?(?:en)?|thu(?:r|rs|rsday)?",
  "fre(?:dag)?(?:en)?|fri(?:day)?",
  "lör(?:dag)?(?:en)?|sat(?:urday)?",
  "sön(?:dag)?(?:en)?|sun(?:day)?",
];
/** Today, and the days after it. */
export const comingDays = ["idag|i dag|today", "imorgon|i morgon|tomorrow"];

/**
 * A day as people write it in Swedish and English. Groups: `before` (the word that makes it a deadline), then one of
 * `iso`; `d`, `m` and perhaps `y`; `day`, `month` and perhaps `year`; `weekday`; `relative`.
 */
export const spokenDay = new RegExp(
  String.raw`(?<![\p{L}\p{N}/.,-])(?<before>(?:(?:allra )?senast|till|innan|före|by|before|until|no later than|due:?)\s+(?:(?:på|on|den|the|nu på)\s+)?)?` +
    String.raw`(?:(?<iso>\d{4}-\d{2}-\d{2})|(?<d>\d{1,2})/(?<m>\d{1,2})(?:[/-](?<y>\d{4}))?` +
    String.raw`|(?<day>\d{1,2})(?:\.|:e|th|st|nd|rd)?\s+(?<month>${months.map((month) => `${month}\\p{L}*`).join("|")})\.?(?:\s+(?<year>\d{4}))?` +
    `|(?<weekday>${weekdays.join("|")})|(?<relative>${comingDays.join("|")}))` +
    String.raw`(?![\p{L}\p{N}/]|-\d)`,
  "giu",
);
