const marks = [
  // At the beginning, as a label: `Internt:`, `[internal]`, `INTERNT -`.
  /^\s*(?:[-=~*•–>#/]+\s*|\d{1,3}[.)]\s+)*[[(*_]*\s*(?:endast |only |bara )?(?:intern(?:t|al)?|internal only|konfidentiellt|confidential)\s*[\])*_]*\s*(?:[:：\-–—]|$)/iu,
  // In brackets anywhere, as a tag, or as the last word.
  /[[(]\s*(?:intern(?:t|al)?|internal only|endast internt|konfidentiellt|confidential)\b[^\])]{0,100}[\])]/iu,
  /(?:^|\s)(?:#|\/\/\s*)(?:intern(?:t|al)?)(?![\p{L}\p{N}])/iu,
  /[,;–—-]\s*(?:endast )?(?:internt|internal(?: only)?)\s*[.!]?\s*$/iu,
  /(?:det (?:här|där)|detta|this) (?:är|is|stannar) (?:bara |rent |endast )?(?:internt|internal|mellan oss|between us)/iu,
  /(?:ej|inte|icke|aldrig) (?:till|för|åt|med) (?:kund(?:en)?)(?![\p{L}])/iu,
  /(?:får|ska|skall|bör) (?:ej|inte|icke|aldrig) (?:gå|delas|visas|nämnas|sägas)(?: ut)? (?:till|för|åt|med) kund(?:en)?(?![\p{L}])/iu,
  /(?:do not|don't|never|not to be) (?:share|shared|show|shown|tell|told)\b.{0,20}\b(?:customer|client)(?![\p{L}])/iu,
  /(?<!\p{L})(?:bara|endast|enbart|only|just) (?:för|for) (?:oss|us|internt bruk|internal use)(?![\p{L}])/iu,
  /(?:not (?:for|to) (?:the )?customer|off the record|mellan oss sagt|staff only|endast personal)/iu,
  /(?<!\p{L})(?:INTERNT|INTERNAL)(?!\p{L})/u,
];
const alone = [
  "(?:endast |only |bara )?intern(?:t|al)?(?:a)?(?: anteckningar| notes| only)?",
  "konfidentiellt|confidential|staff only|endast personal",
  "(?:ej|inte|icke|aldrig) (?:till|för|åt) kund(?:en)?|not (?:for|to) (?:the )?customer",
].join("|");
/** Where it holds, said besides: *Internt (nedan):*. */
const below = String.raw`(?:\s*\(?(?:nedan|nedanför|följer|below|follows)\)?)?`;
const heading = new RegExp(String.raw`^[\s#[(*_=~–—-]*(?:${alone})${below}[\s\])*_=~–—:-]*$`, "iu");

/** A line that is marked as the supplier's own: *internt*, *ej till kund*, `[internal]`. */
export const isInternal = (line: string): boolean => marks.some((mark) => mark.test(line));

/** Such a mark alone on its line: it holds for those below it. */
export const isInternalHeading = (line: string): boolean => heading.test(line);
