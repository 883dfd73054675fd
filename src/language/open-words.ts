import { anyWord } from "./any-word.ts";
import { isDeed, isOtherVerb } from "./deed-words.ts";
import { wordsIn } from "./stems.ts";

const when = "(?:inte|ej|av|pa|per|via|i|vid|senare|nar|efter|nasta|under|by|on|at|in|later|next|when|after|over)";
/** Folded, of a decision: another time, another way or somebody else decides. */
const elsewhere: readonly RegExp[] = [
  // Of the decision itself: *tas av styrelsen*, *to be taken by mail*.
  new RegExp(`^(?:tas|togs|fattas|fattades|taken|made)(?: ${when}(?![a-z])|[. ]*$)`),
  /^(?:(?:is|are|was|will|shall|can|must|should) )?(?:(?:still )?to )?be (?:taken|made|reached)(?![a-z])/,
  anyWord(`
    (?:beslutar|bestammer|rostar|beslutas|bestams|rostas|decides?|votes?|decided) (?:[a-z]+ ){0,4}(?:per|via|by|over) (?:e-?)?(?:mail|mejl|post|telefon|phone|chatt?|sms|teams|slack|letter|text)
    (?:bestams|avgors|valjs|rostas|beslutas|utses) ${when}|(?:bestams|avgors)(?= *[.]*$)|avgor|determines
    (?:be|is|are|being|gets?) (?:chosen|picked|determined|selected|decided|voted) (?:by|on|at|in|later|next|when|after|via)
    be (?:chosen|picked|determined|selected|voted on)(?= *[.]*$)|for (?:[a-z]+ ){1,3}to (?:choose|decide|pick|determine)
    [a-z]*omrostning(?:en)?|per capsulam|rostar(?! (?:ja|nej|for|emot))|vote (?:by|on|at|over)|(?:e-?mail|online) vote|ballot|poll
    (?:bestammer (?:vi |de |ni )?oss|vi bestammer oss)(?! for| att)|make up (?:our|their|your) minds?
    mandat (?:for |to )?(?:att )?(?:valja|besluta|bestamma|avgora|choose|decide)
  `),
];
/** Folded: turned down, and the thing that was turned down behind it. */
const turnedDown =
  /^(?:rejected|declined|denied|refused|turned down|voted down|not (?:adopted|carried)|avslogs|avslag(?:et|en)?|avslas|avvisades|nedrostat|rostades (?:ner|ned)|underkan[a-z]*)(?= *(?:[–—:;,.(-]|$))/;
const discussed = anyWord(
  `prel|under (?:diskussion|utredning|behandling|oversyn|discussion|review|consideration)|diskuteras|being discussed`,
);
/** Folded: a remark at the end says that it is under way. */
export const underWay = /[([,;–—-] ?(?:[a-z]+ )?(?:pagar|pagaende|ongoing|in progress|wip|under way|underway)[)\]. ]*$/;

/** True for a folded decision that is made elsewhere, is under discussion, or was turned down. */
export const isStillOpen = (folded: string): boolean => {
  const said = folded.trim();
  return [...elsewhere, turnedDown, discussed, underWay].some((form) => form.test(said)) || leavesChoice(said);
};

/** Folded, before or behind *el* where that is power: *mer el*, *el till förrådet*. */
const power: ReadonlySet<string> = new Set(
  `av om pa for med och till utan ny mer mindre gratis billig billigare dyr dra dras lagg in fran samt via vid
  under efter eller tar tas ar blir ingen egen var er deras`.split(/\s+/u),
);
/** True for folded words of which one is to be chosen: *gult el grönt*, *gult alt. grönt*, *gult / grönt*. */
export function leavesChoice(folded: string): boolean {
  if (/(?<=[a-z0-9)],? )alt(?:\. ?| )(?=[a-z0-9])/.test(folded)) return true;
  for (const [, one, other] of folded.matchAll(/(\S+) \/ (\S+)/gu)) if (one !== other) return true;
  const words = wordsIn(folded).map((word) => word.folded);
  return words.some((word, place) => {
    const [before, next] = [words[place - 1] ?? "", words[place + 1] ?? ""];
    if (word !== "el" || before === "" || next === "" || power.has(before) || power.has(next)) return false;
    return !isDeed(before) && !isOtherVerb(before) && !isDeed(next) && !isOtherVerb(next) && next !== "i";
  });
}

/** Folded, of each and for each: no choice between two. */
const perUnit =
  /(?:och\/eller|and\/or)|\/(?:rum(?:met)?|manad|ar|dag|dygn|vecka|timme|person|anvandare|enhet|kvartal|samtal|licens|user|month|year|day|week|hour|room|seat|call|person|unit)(?![a-z])/g;
/** Folded words without a stroke that parts no alternatives. */
export const withoutUnits = (folded: string): string => folded.replaceAll(perUnit, "");

/** Folded: only when, where or with whom: *efter paus*, *with Karin*. */
export const onlyBeside = (folded: string): boolean =>
  /^(?:efter|fore|innan|under|vid|i|med|hos|after|before|during|at|in|with|next)(?: [a-z]+){1,3}[. ]*$/.test(folded) &&
  !folded
    .split(" ")
    .some((word) => isDeed(word) || (isOtherVerb(word) && word.endsWith("r")) || /[a-z]{3,}as$/.test(word));
