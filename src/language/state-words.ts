import { anyWord } from "./any-word.ts";
import { isDeed } from "./deed-words.ts";

const states = [
  // *Är ansvarig för* and *is to call* take something on.
  "(?:ar|var|is|was)(?! (?:ansvarig|responsible|in charge|to|[a-z]+ing)(?![a-z]))|verkar|kanns|seems?|feels?|appears?",
  "har (?:(?:redan|nu|full|bra|god) )*(?:koll|kontroll|semester|ledigt|fatt|gatt|nyck[a-z]+|[a-z]{3,}(?:at|it|tt))|has(?! (?:to|responsibility|agreed)(?![a-z]))",
  "(?:(?:del|tjanst|foraldra|barn)?ledig|sjuk[a-z]*|trott|borta|bortrest|franvarande|upptagen|insatt|informerad|nojd|glad|orolig|stressad|tveksam|positiv|skeptisk|forkyld|forhindrad)",
  "pa (?:semester|plats|resa|kurs|ledighet)|away|off|out|absent|sick|ill|busy|tired|happy|pleased|aware|informed|unavailable|available|unhappy|worried|on (?:leave|holiday|vacation|parental|site|board)",
  "vet|kanner|tycker|tror|minns|ager|alskar|gillar|hatar|mar|trivs|fyller (?=\\d)|knows?|owns?|likes?|loves?|hates?|thinks?|believes?|remembers?|understands?|agrees|oroar|behover(?! [a-z]+a(?![a-z]))|saknar|(?:needs|lacks)(?! to(?![a-z]))|looks (?!at|for|after|into|up|over|through)[a-z]+|gets (?:an?|his|her|new|to)|receives?",
  "(?:ska|skall|will|shall|to|kommer att)?(?:^| )(?:be|bli|get) [a-z]+(?:ed|ad|d|n|t)",
  "(?:se|see) (?:ovan|nedan|bilaga|punkt|above|below|item|point|annex)|samma|same|dito|ditto|idem|nada|nix|none|nothing|inget|tbd|tba",
].join("|");
const state = new RegExp(`^(?:${states})(?![a-z])`);
const things: ReadonlySet<string> = new Set(["kort", "svart"]);

/** Folded words behind who owns an action: they say how somebody is, what is done to them or what they have done. */
export function tellsState(folded: string): boolean {
  const [first = ""] = folded.split(" ");
  if (folded === "" || state.test(folded)) return true;
  // *Informeras*: somebody else does it.
  if (first.endsWith("as") && isDeed(first.slice(0, -1))) return true;
  return hasDone(first);
}

/** *Fixat*, *ringt*, *called*. */
const hasDone = (word: string): boolean =>
  !isDeed(word) &&
  !things.has(word) &&
  ((word.endsWith("t") && (isDeed(word.slice(0, -1)) || isDeed(`${word.slice(0, -1)}er`))) ||
    (word.endsWith("ed") && (isDeed(word.slice(0, -2)) || isDeed(word.slice(0, -1)))));

const feelings = anyWord(`
  nojda?|missnojda?|glada?|trott[a]?|trivs|oroliga?|stressa[dt]e?|tacksam[a]?|tackade|tackar|tack till|imponera[dt]e?|besvik[a-z]+|bekymra[dt]e?|irritera[dt]e?
  stamningen|stamning|bra jobbat|bra mote|happy|unhappy|tired|pleased|satisfied|dissatisfied|worried|grateful|thankful|impressed|disappointed|upset|excited
  (?:vi|alla|we|everyone|everybody|all) (?:all )?(?:alskar|hatar|love[s]?|hate[s]?|enjoy(?:s|ed)?)|thanks(?: to)?|thank you|(?:great|good|nice) (?:work|job|meeting|effort)|congratulations|grattis
`);
/** What is so, by itself: *kaffet är slut*, *the budget is tight*, *det var kallt*. */
const found = new RegExp(
  [
    "(?<![a-z])(?:ar|is|are|blir|kanns) (?:(?:ganska|mycket|lite|for|very|quite|too|rather|a bit|jatte) ?)*(?:slut|trang[at]?|anstrangd[a]?|anstrangt|dyr[at]?|svar[at]?|latt[a]?|bra|god[a]?|gott|dalig[at]?|kul|rolig[at]?|trakig[at]?|kall[at]?|varm[at]?|tung[at]?|viktig[at]?|sjuk[a]?|ledig[a]?|tight|tough|hard|difficult|easy|good|bad|fun|boring|cold|warm|important|expensive|cheap|sick|ill|late|great|nice)(?= *[.!]*$)",
    // What was so; of the thing that is decided on, *numret som var*, it says which.
    "^(?:det|it|vi|we|alla|everyone|everybody|[a-z]+(?:en|et|na|n)|the [a-z]+) (?:var|were|was)(?! (?:(?:hereby|now|formally|also|harmed) )?(?:that|att|decided|agreed|approved|beslut|bestamt|[a-z]+ (?:that|att))(?![a-z]))(?![a-z])",
  ].join("|"),
);
/** What went on at the meeting. */
const wentOn = anyWord(`
  (?:vi|we|alla|motet) (?:pratade|talade|gick igenom|gick genom|tittade|resonerade|talked|spoke|went through|went over|looked)|presenterades|presenterade|informerades|informerade
  (?:motet|the meeting) (?:avslutades|oppnades|borjade|slutade|closed|ended|opened|started)|(?:no one|nobody|none) (?:objected|disagreed|minded)|ingen (?:kommentar|hade (?:nagot|nagra))|no comments?
  (?:lades|laggs) (?:till handlingarna|ad acta)|(?:noterades|noteras|antecknades|antecknas|tackades|tackas|noted|thanked|ajournerades|adjourned)(?= *[.]*$)|received and filed|taken as read
`);
const topic =
  /^(?:genomgang|information|info|diskussion|presentation|rapport|lagesrapport|uppdatering|nulage|update|report|discussion|overview|walk-?through) (?:av|om|fran|kring|on|of|about|from|regarding)(?![a-z])/;

/** A folded decision that says how somebody feels, what is so or what went on: nothing that could be held to. */
export const tellsOnly = (folded: string): boolean =>
  [feelings, found, wentOn, topic].some((form) => form.test(folded.trim()));
