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
export const comingDays = [
  "i ?dag|i ?kväll|i eftermiddag|i em|i förmiddag|today|tonight|this (?:afternoon|evening|morning)",
  "i ?mor(?:g|r)on(?: bitti| förmiddag| eftermiddag| kväll)?|imorrn|tomorrow(?: (?:morning|afternoon|evening))?",
  "(?:i ?)?över ?mor(?:g|r)on|(?:the )?day after tomorrow",
];

const swedishOrdinals =
  "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde " +
  "sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte " +
  "tjugosjunde tjugoåttonde tjugonionde trettionde trettioförsta";
const englishOrdinals =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth " +
  "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth " +
  "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first";
/** The first first. */
export const ordinals = swedishOrdinals.split(" ").map((word, index) => `${word}|${englishOrdinals.split(" ")[index]}`);
/** One first; more are written in digits. */
export const counts = [
  "en|ett|a|an|one",
  "två|two",
  "tre|three",
  "fyra|four",
  "fem|five",
  "sex|six",
  "sju|seven",
  "åtta|eight",
  "nio|nine",
  "tio|ten",
  "elva|eleven",
  "tolv|twelve",
  "tretton|thirteen",
  "fjorton|fourteen",
];

const any = (words: readonly string[]): string => words.join("|");
const month = months.map((one) => `${one}\\p{L}*`).join("|");
/** A month's whole name, or as it is shortened. */
export const monthName =
  "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|jun[ie]?|jul[iy]?|aug(?:usti|ust)?|" +
  "sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const form = (pattern: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}/.,-])(?:${pattern})(?![\p{L}\p{N}/]|-\d)`, "giu");

/** How days are said; the names of the groups say what each part is. */
export const dayForms = {
  iso: form(String.raw`(?<iso>\d{4}-\d{2}-\d{2})`),
  compact: form(String.raw`(?<year>20\d{2})(?<m>[01]\d)(?<d>[0-3]\d)`),
  slashed: form(String.raw`(?<d>\d{1,2})/(?<m>\d{1,2})(?:[/ -](?<year>\d{4}))?`),
  dotted: form(String.raw`(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<year>\d{4})`),
  dayMonth: form(
    String.raw`(?:(?:den|the)\s+)?(?:(?<d>\d{1,2})(?:\.|:[ea]|:de|th|st|nd|rd)?|(?<ordinal>${any(ordinals)}))\s+(?:of\s+)?(?<month>${monthName})\.?(?:,?\s+(?<year>\d{4}))?`,
  ),
  monthDay: form(
    String.raw`(?<month>${monthName})\.?\s+(?:the\s+)?(?<d>\d{1,2})(?:th|st|nd|rd)?(?:,?\s+(?<year>\d{4}))?`,
  ),
  dayOnly: form(String.raw`den\s+(?<d>\d{1,2})(?::[ae]|:de)?|the\s+(?<d2>\d{1,2})(?:th|st|nd|rd)|(?<d3>\d{1,2}):[ae]`),
  ordinalOnly: form(String.raw`(?:den|the)\s+(?<ordinal>${any(ordinals.slice(2))})`),
  weekday: form(
    String.raw`(?:(?<next>nästa|next|nästkommande|följande)\s+|(?<this>nu på|den här|denna|this(?: coming)?|kommande|coming|på)\s+|(?<every>varje|varannan|every(?: other| second)?|each)\s+|(?<last>förra|last|i|sista)\s+)?` +
      String.raw`(?<weekday>${any(weekdays)})(?<past>(?<=dag)s)?(?:\s+(?<after>(?:i )?nästa vecka|next week|(?:i )?veckan därpå))?(?:\s*,?\s*(?<inWeek>v\.?|vecka|week)\s?(?<week>\d{1,2}))?`,
  ),
  nextWeeks: form(String.raw`(?:nästa vecka|next week)(?:\s+på|\s+on)?\s+(?<weekday>${any(weekdays)})`),
  relative: form(`(?<relative>${any(comingDays)})`),
  ahead: form(
    String.raw`(?:om|in|inom|within)\s+(?:(?<n>\d{1,3})|(?<count>${any(counts)}))\s+(?<unit>dag(?:ar)?|days?|veck(?:a|or)|weeks?|månad(?:er)?|months?)(?:['’]s? time|s tid)?`,
  ),
  week: form(String.raw`(?:v\.?|vecka|week)\s?(?<week>[1-5]?\d)`),
  monthEnd: form(
    `(?:månadens sista(?: dag(?:en)?)?|(?:the )?(?:end|last day) of (?:the |this )?month|sista (?:dagen )?(?:i )?(?:denna )?månaden)|sista (?:dagen (?:i )?)?(?<month>${month})|(?:the )?last (?:day )?of (?<month2>${month})`,
  ),
  /** Said, but not as a day: which one is to be asked. */
  vague: form(
    [
      "(?:denna|den här|nästa|kommande|hela|under) veckan?|i veckan|(?:this|next|the) week|eow|(?:i )?(?:slutet|mitten|början) (?:av|på) (?:\\p{L}+ ){0,2}\\p{L}+|(?:the )?(?:end|middle|beginning) of (?:the )?\\p{L}+",
      "(?:nästa|denna|kommande) månad(?:en)?|(?:next|this) month|månadsskiftet|årsskiftet|(?:the )?turn of the (?:month|year)|(?:om|in) (?:ett par|några|a few|a couple of) (?:dagar|veckor|månader|days|weeks|months)",
      "före jul(?:en)?|innan jul(?:en)?|till jul|efter jul|efter nyår|till nyår|before christmas|after new year|by christmas|i (?:jul|sommar|höst|vinter|vår)|this (?:summer|autumn|fall|winter|spring)|q[1-4]|kvartal [1-4]|inom kort",
      "julafton|nyårsafton|lucia|trettondagen|påsk|midsommar|christmas eve|easter",
      `(?:i|in|under|during) ${monthName}`,
    ].join("|"),
  ),
} as const;

/** Folded, the words before a day that make it the last day for something, or one that is not meant exactly. */
export const beforeDay = {
  last: /(?:^|[\s(,–-])(?:(?:allra )?senast|before|fore|innan|by|until|no later than|at the latest|due|deadline|klart?|klar|forfaller)[:,]?\s+(?:(?:pa|on|den|the|nu pa|v|vecka)\.?\s+)?$/,
  to: /(?:^|[\s(,–-])(?:till|tills|til|to)\s+(?:(?:pa|den|the|nu pa)\s+)?$/,
  about:
    /(?:^|[\s(,–-])(?:runt|kring|omkring|ca|cirka|circa|typ|ungefar|around|about|roughly|sometime|nagon gang)\.?\s+(?:(?:pa|on|den|the)\s+)?$/,
  after:
    /(?:^|[\s(,–-])(?:efter|tidigast|from|fran(?: och med)?|f\.?o\.?m\.?|after|earliest|no earlier than|since|sedan)\s+(?:(?:pa|on|den|the)\s+)?$/,
} as const;
