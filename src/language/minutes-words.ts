import { fold } from "./fold.ts";

/** Words that say nothing by themselves, folded. */
export const fillers = new Set(
  fold(
    "och eller att en ett den det de dem vi ni han hon som för av på i till med om är var blir ska skall kan har hade från vid så där här sin sitt sina " +
      "and or to a an the it they them we you he she that which for of on in at with if is was be are will shall can has had from by so as their our",
  ).split(" "),
);
/** Words that deny, folded. */
export const negations = new Set(
  "inte ej icke aldrig ingen inget inga ingenting not no never none nothing without utan cannot".split(" "),
);
/** In an order to whoever writes the minutes: it speaks of what stands above it. */
export const pointsBack = /ovan|föregående|raden före|above|previous line|preceding/iu;
/** Stems that many lines have and that say nothing of what they are about. */
export const commonStems: ReadonlySet<string> = new Set(
  (
    "stryk strykas glom vanta nej installt beslut besluta bestam bestammer beslutad skick skickar sen senast ocksa detta dett " +
    "dess fran will decid decided agre agreed this that then with nast next fred mand tisd onsd torsd fredag mandag " +
    "tisdag onsdag torsdag january januari december novemb decemb october just vara vari mycket bara okej atgard action"
  ).split(" "),
);
/** Of three letters, folded, that many lines have too: another word of three says what its line is about (*fax*). */
export const commonShort: ReadonlySet<string> = new Set(
  (
    "jag nar hur var vad vem oss dig mig sig ner upp bra nya par per via nog val ska vill tar gar far ger bor kor sag sak man dag " +
    "min din ert era hos mot sen fel ihop now new our out one own two six ten you his her any may get got let put say see " +
    "all but day way yes who how why too did use set due per tva tre sex fem nio tio"
  ).split(" "),
);
/** Folded: how, when or how surely, of whatever is spoken of: they name nothing. */
export const howWords: ReadonlySet<string> = new Set(
  (
    "nastan typ ungefar sakert sakerligen lite senare tidigare snart efterat sedan kanske troligen mojligen egentligen hittills likasa " +
    "annorlunda istallet stallet igen alltid ofta ibland helt delvis narmast formodligen almost later earlier soon afterwards maybe " +
    "perhaps likely mostly partly again instead otherwise differently anyway sort kind"
  ).split(" "),
);
/** Folded: they go with a deed, and name nothing that it is done to: *tar vidare*, *gets back*. */
export const particles: ReadonlySet<string> = new Set(
  "vidare tillbaka ihop framat klart senast sjalv back over together ahead through himself herself latest before".split(
    " ",
  ),
);
/** Folded: it stands for a thing that was spoken of before. */
export const standsFor: ReadonlySet<string> = new Set(
  "den det dem dom detta denna dessa it that this them these those".split(" "),
);
/** A number in words, folded, from two to twelve. */
export const numberWord =
  /^(?:tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/;
/** What may stand before a deed without being who does it (`då skickar jag`), folded. */
export const turning: ReadonlySet<string> = new Set([
  "da",
  "sen",
  "sedan",
  "den",
  "det",
  "dem",
  "dessa",
  "detta",
  "pa",
  "till",
]);
/** What belongs to something arranged and is not itself held on a day: *meeting notes*. */
const ofEvent =
  "notes?|minutes|summary|material|materials|slides|link|recordings?|documents?|docs|plan|handouts?|list|transcript|report";
/** What is arranged for a day is not due on it: who arranges it, or what is held then. */
export const arranges = new RegExp(
  [
    String.raw`(?<!\p{L})(?:boka[rs]?|avboka[rs]?|kalla[rs]?|bjud(?:er|a)|planera[rs]?|förbered(?:er|a)|schemalägg(?:er|a)|book(?:s|ing)?|planning|invite[sd]?|prepare[sd]?|arrange[sd]?|gällde|daterad|dated|call on)(?!\p{L})`,
    // *The plan* is a thing.
    String.raw`(?:^|(?<!\p{L})(?:to|will|shall|and|ll)\s)(?:plan|schedule)(?!\p{L})|(?<!\p{L})(?:plan|schedule)[sd] (?:the|an?|our|for)(?!\p{L})`,
    String.raw`(?<!\p{L})\p{L}*(?:möte(?:t|n|na)?|workshop(?:en|ar|arna|s)?|utbildning(?:en|ar|arna)?)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:meeting|training|workshop)s?(?!\p{L}|\s(?:${ofEvent})(?!\p{L}))`,
  ].join("|"),
  "iu",
);
/** What stands before the day that a sentence ends with. */
export const beforeDayAtEnd =
  /[\s,;.–—-]*(?:(?<!\p{L})(?:klart?|klar|senast|färdigt?|deadline|datum|när|due(?: date)?|by|before|until|when|till|den|on)(?!\p{L})\s*:?\s*)*$/iu;
/** A name at the end: `(Karin)`, `– Karin`, `ansvarig: Karin`, `→ Karin`. */
export const nameAtEnd =
  /(?:\(|[–—-]\s|→\s*|->\s*|=>\s*|\/\s*|,\s*|(?:ansvarig|ansv\.?|ägare|owner|resp(?:onsible)?\.?|vem|who):?\s*)\s*@?(?!(?:ansvarig|ansv|ägare|owner|resp(?:onsible)?)(?!\p{L}))(\p{L}[\p{L}.'’ -]{0,40})\)?\s*[.]?\s*$/iu;
