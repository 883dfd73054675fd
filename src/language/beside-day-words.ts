import { anyWord } from "./any-word.ts";
import { months } from "./day-words.ts";

const month = `(?:${months.join("|")})\\p{L}*`;

/** *Dagen före* a day is not that day. */
export const besideDay = /(?<!\p{L})(?:dag(?:en|ar|arna)?|veck(?:an|or|orna)|månad(?:en)?|days?|weeks?|months?)\s*$/iu;

/** *3-5/12*, *1–4 December*: from a day to another, which is no one day. */
export const span = new RegExp(
  String.raw`(?<!\p{L})(?:v|vecka|weeks?)\.?\s?\d{1,2}\s?[-–—]\s?\d{1,2}(?!\d)|(?<![\d/])\d{1,2}\s?[-–—]\s?\d{1,2}(?:\/\d{1,2}(?!\d)|\s+${month})`,
  "iu",
);

/** *3 or 4 December*, *mellan 1 och 4 december*, *varje fredag*: another day stands before it, or every one is. */
export const otherBefore =
  /(?:(?<!\p{L})\d{1,2}(?:st|nd|rd|th|:[ae])?\s*(?:[-–—/]|(?<=\s)(?:eller|or|and|och|to|alt\.?))\s*(?:(?:den|the)\s+)?|(?<!\p{L})(?:varje|varannan|every(?: other)?|each)\s+)$/iu;

/** Folded: again and again, which is no one day. */
export const recurring = anyWord(`
  (?:varje|varannan|vart? (?:annat|tredje)|every|each)(?: other| second)? (?:${months.join("|")}|[a-z]+dag(?:en)?|dag|vecka|manad|kvartal|[a-z]+day|day|week|month|quarter|morning|morgon|mon|tue|wed|thu|fri)
  (?:man|tis|ons|tors|fre|lor|son)dagar(?:na)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days
  veckovis|manadsvis|dagligen|weekly|daily|monthly|bi-?weekly|quarterly|kvartalsvis|en gang (?:i|per|om) (?:veckan|manaden|dagen)
  once a (?:week|month|day)|lopande|kontinuerligt|ongoing|continuously|regelbundet|regularly
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

const someTime = `(?:(?:the|our|your|his|her|var|er|sin|den|nasta|kommande|forsta|next|coming|following|first) )*`;
const feasts = `jul[a-z]*|nyar[a-z]*|pask[a-z]*|midsommar[a-z]*|helgen|semester[a-z]*|ledighet[a-z]*|lov(?:et)?|sommar(?:en)?|host(?:en)?|var(?:en)?|vinter(?:n)?|manadsskiftet|arsskiftet|holidays?|vacation|christmas|xmas|easter|new year|midsummer|summer|spring|autumn|fall|winter|weekend|term|season`;
const events = `[a-z]*mote[t]?|avstamning[a-z]*|[a-z]*vecka[n]?|manad(?:en)?|kvartal(?:et)?|driftsattning[a-z]*|lansering[a-z]*|kick-?off[a-z]*|go-?live|[a-z]*start(?:en)?|[a-z]*flytt(?:en)?|inflyttning[a-z]*|invigning[a-z]*|oppning[a-z]*|premiar[a-z]*|besiktning[a-z]*|leverans[a-z]*|meeting|check-?in|launch|opening|move|inspection|delivery|release|workshop[a-z]*|utbildning[a-z]*|training|break|week|month|quarter`;
/** Folded: when, but no day: *asap*, *innan helgen*, *till nästa möte*, *2 days after go-live*. */
export const vagueDay = anyWord(`
  asap|a\\.s\\.a\\.p|snarast(?: mojligt)?|(?:sa )?(?:snart|fort|snabbt|tidigt) (?:som )?(?:mojligt|det gar)|omgaende|omedelbart|genast|skyndsamt|inom kort|snart
  (?:as )?soon(?: as possible)?|immediately|straight ?away|right away|promptly|shortly|at once|in due course|at some point
  (?:efter|fore|innan|infor|under|after|before|during|ahead of|prior to|in time for|lagom till|i samband med) ${someTime}(?:${feasts}|${events})
  (?:till|tills|over|by|until|till dess|vid) ${someTime}(?:${feasts})|(?:till|tills|senast|vid|by|until|pa|i|at|on) (?:(?:the|our|var) )?(?:nasta|kommande|next|coming|following) [a-z]+
  nasta (?:vecka|manad|kvartal|ar|gang|mote)|next (?:week|month|quarter|year|time|meeting)|i (?:sommar|host|vinter|jul|pask)
  (?:early|late|mid|end of|beginning of|start of) (?:the |this |next )?[a-z]+|eow|eom|eod|eoy|cob|(?:i |vid )?(?:slutet|mitten|borjan) (?:av|pa) [a-z]+|tills vidare
  (?:\\d+|en|ett|tva|tre|fyra|fem|sex|a|one|two|three|four|five|six|some|nagra) (?:arbets|business |working )?(?:dag(?:ar)?|veck(?:a|or)|manad(?:er)?|days?|weeks?|months?) (?:efter|fore|innan|after|before|from)
`);
