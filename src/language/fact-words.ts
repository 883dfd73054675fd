import { anyWord } from "./any-word.ts";
import { isDeed, isOtherVerb, modals } from "./deed-words.ts";
import { type Word, wordsIn } from "./stems.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u));

const copulas = set("ar var is are was were");
const seeming = set("verkar kanns seems seem appears feels looks sounds");
const notSeeming = set("at for after into like up through over to");
/** What a clause is told by that begins behind it. */
const relative = set("som that which who att dar nar om if when varfor why what vad vem how hur where");
const adverbs = set("nu alltid inte ej not always only endast bara fortsatt still also ocksa helt now hereby inga no");
/** What begins what something is to be, and no quality of it. */
const naming = set("att to that den det de the our var vart vara a an one ok okej okay fine");
/** What somebody can decide that a thing is: open to whom, allowed, in which colour. */
const settable = anyWord(`
  oppe[nt]|oppna|stangd?t?a?|last[a]?|olast[a]?|obemann[a-z]*|bemann[a-z]*|forbju[a-z]*|tillat[a-z]*|obligatorisk[a-z]*|frivillig[a-z]*|gratis|valfri[a-z]*
  kostnadsfri[a-z]*|avgiftsfri[a-z]*|hemlig[a-z]*|offentlig[a-z]*|intern[a-z]*|ansvari[a-z]*|behorig[a-z]*|giltig[a-z]*|reserverad[a-z]*|begransad[a-z]*
  godkan[a-z]*|vald[a]?|valt|utsed[a-z]*|bestam[a-z]*|beslut[a-z]*|klubba[a-z]*|antag[a-z]*|fast[a]?|overens|eniga?|undantag[a-z]*
  gul[at]?|gron[at]?|gront|bla|blatt|rod[a]?|rott|vit[a]?|vitt|svart[a]?|gra|gratt|yellow|green|blue|red|white|black|gr[ae]y
  mandatory|allowed|free|required|optional|compulsory|open|closed|locked|banned|forbidden|prohibited|responsible|valid|exempt|public|private|paid
  forst|sist|first|last|second|nasta|next|in|out|off|on|up|per|max|minst|hogst|noll|zero
`);
const role =
  /(?:person|ansvarig|ledare|chef|man|ordforande|sekreterare|agare|tagare|ande|are|ist|pilot|kontor|kontoret|nummer|numret|sprak|dag|dagar|tid|lead|owner|manager|contact|minuter|sekunder)$/;
/** English participles: done to it, from now on. */
const done = /(?:ed|ing|sent|kept|made|taken|given|held|built|put|set|shut|run|written|spoken|shown|bought|sold)$/;
const adverse = set(
  "delayed damaged tired worried overloaded crowded cracked clogged outdated confused annoyed stressed bored failing leaking missing",
);

const isThing = (words: readonly Word[]): boolean => {
  const [first, second] = words.map(({ folded }) => folded);
  return words.length === 1
    ? /^[a-z]{2,}(?:en|et|an|arna|erna|orna)$/.test(first ?? "")
    : first === "the" && second !== undefined;
};
const lasting = set(`
  blir far upphor forsvinner ryker fortsatter galler kvarstar bestar utgar borjar startar slutar vinner racker aterstar
  stays goes remains continues ends starts begins moves applies wins expires lapses`);
const deciders = set("motet gruppen teamet projektgruppen arbetsgruppen meeting group team board parties beslutet");
const pastVerb =
  /^(?:kom|gick|fick|foll|brast|sprack|dog|stod|lag|hade|[a-z]{3,}ade|came|went|fell|broke|failed|arrived|crashed|stopped)$/;

/**
 * Where the words tell of a thing or of people what they are: `set` where that is something that can be decided, as a
 * number, a name, a colour, or who may what; else `state`. Undefined where something is done, or is to be.
 */
function stateIn(text: string): "state" | "set" | undefined {
  const words = wordsIn(text);
  const at = words.findIndex(({ folded }) => copulas.has(folded) || seeming.has(folded));
  const [before, after] = [words.slice(0, at), words.slice(at + 1)];
  if (
    at < 1 ||
    before.length > 5 ||
    before.some(tellsOther) ||
    after.some(({ folded }) => modals.has(folded) && folded !== "to")
  )
    return undefined;
  const isSeeming = seeming.has(words[at]?.folded ?? "");
  if (isSeeming) return notSeeming.has(after[0]?.folded ?? "") ? undefined : "state";
  const said = after.filter(({ folded }) => !adverbs.has(folded));
  const [head] = said;
  if (head === undefined) return "set";
  const isNamed = /^\p{Lu}/u.test(head.raw) || said.slice(0, 3).some(({ folded }) => /\d/.test(folded));
  if (isNamed || naming.has(head.folded) || settable.test(head.folded) || role.test(head.folded)) return "set";
  return done.test(head.folded) && !adverse.has(head.folded) ? "set" : "state";
}

const tellsOther = ({ folded }: Word): boolean =>
  relative.has(folded) || isDeed(folded) || modals.has(folded) || /^[a-z]{3,}[ae]s$/.test(folded);

const short =
  /(?:ont om|brist pa|for (?:lite|fa|manga|mycket)|lite|little|few|too (?:few|many|much|little)|problem|troubles?)(?![a-z])/;
const lacks = [
  new RegExp(`^(?:vi|we|[a-z]+(?:en|et|na)|the [a-z]+) (?:har|have|has) ${short.source}`),
  /^(?:det (?:finns|fanns)|there (?:is|are|was|were))(?! to )(?![a-z])/,
  /^(?:vi|we|[a-z]+(?:en|et|na)) (?:ligger|halkar|lag) (?:lite |langt )?(?:efter|fore|back)(?![a-z])/,
];

/** True for words that only tell what a thing does or has done: *taket läcker*, *the delivery arrived*. */
function tellsOfThing(words: readonly Word[]): boolean {
  const from = words[0]?.folded === "the" ? 2 : 1;
  const [thing, [verb, next, ...rest]] = [words.slice(0, from), words.slice(from)];
  if (verb === undefined || !isThing(thing) || deciders.has(thing.at(-1)?.folded ?? "")) return false;
  if (/^(?:har|has|have)$/.test(verb.folded))
    return next !== undefined && !isDeed(next.folded) && /(?:at|it|tt|ed|en)$/.test(next.folded) && rest.length < 3;
  if (pastVerb.test(verb.folded)) return true;
  const isVerb = from === 2 ? /[a-z]{2,}s$/.test(verb.folded) : isOtherVerb(verb.folded) && verb.folded.endsWith("r");
  return (
    isVerb && !isDeed(verb.folded) && !lasting.has(verb.folded) && rest.length === 0 && !/\d/.test(next?.folded ?? "")
  );
}

/** True for a decision that only tells what is so: nothing in it says what is to hold. */
export const statesFact = (text: string): boolean => {
  const words = wordsIn(text);
  const folded = words.map((word) => word.folded).join(" ");
  return stateIn(text) === "state" || tellsOfThing(words) || lacks.some((form) => form.test(folded));
};

const tooMuch =
  /^(?:nobody|no one|noone|inget)(?![a-z])|^(?:alldeles )?(?:for|too) (?:few|many|much|fa|manga|mycket|lite[nt]?|stor[at]?|sma|dyr[at]?|varm[at]?|kall[at]?|trang[at]?|hog[at]?|lag[at]?|big|small|hot|cold|warm|slow)(?![a-z])/;

/** True for what stands behind somebody's name and tells of something else how it is: no deed of theirs. */
export const tellsOfElse = (text: string): boolean => {
  const words = wordsIn(text);
  if (words.length === 0 || isDeed(words[0]?.folded ?? "")) return false;
  const folded = words.map((word) => word.folded).join(" ");
  const [, verb] = words;
  const isActive =
    isThing(words.slice(0, 1)) && verb !== undefined && isOtherVerb(verb.folded) && verb.folded.endsWith("r");
  return stateIn(text) !== undefined || isActive || tooMuch.test(folded) || lacks.some((form) => form.test(folded));
};
