import { anyWord } from "./any-word.ts";
import { months } from "./day-words.ts";

const month = `(?:${months.join("|")})\\p{L}*`;

/** *Dagen före* a day is not that day. */
export const besideDay = /(?<!\p{L})(?:dag(?:en|ar|arna)?|veck(?:an|or|orna)|månad(?:en)?|days?|weeks?|months?)\s*$/iu;

/** *3-5/12*, *1–4 December*: from a day to another, which is no one day. */
export const span = new RegExp(String.raw`(?<![\d/])\d{1,2}\s?[-–—]\s?\d{1,2}(?:\/\d{1,2}(?!\d)|\s+${month})`, "iu");

/** *3 or 4 December*, *mellan 1 och 4 december*, *varje fredag*: another day stands before it, or every one is. */
export const otherBefore =
  /(?:(?<!\p{L})\d{1,2}(?:st|nd|rd|th|:[ae])?\s*(?:[-–—/]|(?<=\s)(?:eller|or|and|och|to|alt\.?))\s*(?:(?:den|the)\s+)?|(?<!\p{L})(?:varje|varannan|every(?: other)?|each)\s+)$/iu;

/** Folded: again and again, which is no one day. */
export const recurring = anyWord(`
  (?:varje|varannan|vart? (?:annat|tredje)|every|each)(?: other| second)? (?:${months.join("|")}|[a-z]+dag(?:en)?|dag|vecka|manad|kvartal|[a-z]+day|day|week|month|quarter|morning|morgon|mon|tue|wed|thu|fri)
  (?:man|tis|ons|tors|fre|lor|son)dagar(?:na)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days
  veckovis|manadsvis|dagligen|weekly|daily|monthly|bi-?weekly|quarterly|kvartalsvis|en gang (?:i|per|om) (?:veckan|manaden|dagen)
  once a (?:week|month|day)|lopande|continuously|regelbundet|regularly
`);

/** Folded: *fredag eller veckan efter*, *Friday +/- a day*, *Friday week*, *fredag v 50*, *3/4 December*. */
export const otherBehind = new RegExp(
  String.raw`^\s*\(?(?:(?:eller|or|el\.|alt\.?)(?![a-z])|\+\s?\/?\s?[-–]|±|week(?![a-z])|(?:v|vecka|week)\.?\s?\d|${month})`,
  "iu",
);

/** Folded, before a day: a thing was sent, published, received then, or is meant for it. */
export const tellsOfThing =
  /(?<![a-z])(?:(?:publish|issu|releas|receiv|deliver|sign|dat)ed|sent|(?:publicer|skick|motta|leverer|dater)(?:ad|at|ats|ade|ades|gen|get)|for)\s*(?:on|pa|den|the)?\s*$/;
/** Folded: *att Telia stänger*, which tells when that is; *ser till att kunden får listan* is done by then. */
export const clauseOfFact = /(?<!till )(?<![a-z])(?:att|that) ([a-z]+)((?: [a-z]+){1,2})/gu;
/** Folded: *som kom*, *that Telia sent*: what a thing is told by, with the words that follow. */
export const clauseOfThing = /(?<![a-z])(?:som|vilken|vilket|vilka|that|which|who|dar) ([a-z]+(?: [a-z]+){0,2})/gu;
