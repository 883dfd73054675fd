import { anyWord } from "./any-word.ts";
import { isDeed } from "./deed-words.ts";

/**
 * Why a sentence states nothing: it asks, supposes, proposes, wishes, tells what somebody else said, takes back, tells
 * what has been, jokes, or says that nothing was decided.
 */
export type Mood =
  | "question"
  | "condition"
  | "proposal"
  | "wish"
  | "reported"
  | "withdrawn"
  | "past"
  | "joke"
  | "undecided";

/** Folded sentences, days taken out, the first that fits. */
const moods: readonly (readonly [Mood, readonly RegExp[]])[] = [
  [
    "question",
    [
      /\?/,
      // *Då ska vi* tells: only what begins with the verb asks.
      /^(?:och |men |sa |okej |ok |so |and |but |then )*(?:ska|skall|kan|vill|hinner|kommer|tar|gor|har|ar|far|bor|skulle|kunde|blir) (?:vi|du|ni|jag|man|det|den|de|nagon|han|hon|hen)(?![a-z])/,
      /^(?:beslutades|bestamdes) (?:det|inte)(?![a-z])/,
      /^(?:och |men |sa |okej |ok |so |and |but |then |da )*(?:vem|vad|hur|varfor|vilken|vilket|vilka|nar|undrar|who|what|how|why|which|where|when|whose)(?![a-z])/,
      /^(?:so |and |but |then |okay |ok |well )*(?:should|shall|can|could|would|will|do|does|did|is|are|was|were|have|has|may|might) (?:we|you|i|they|he|she|it|the|this|that|there|someone|anyone|somebody|anybody)(?![a-z])/,
      anyWord(`eller hur|eller va|visst|undrar om|wonder(?:ing)? (?:if|whether)|fragan ar|the question is`),
    ],
  ],
  [
    "undecided",
    [
      anyWord(`
        (?:decided|agreed) (?:on )?nothing|(?:beslutat|bestamt) (?:oss )?(?:for )?(?:att vanta|det mesta|traff|ingenting)
        (?:vara|om att vara) o(?:ense|eniga)|inget beslut|inga beslut|inte beslut[a-z]*|inte bestam[a-z]*|ej beslut[a-z]*|ej bestam[a-z]*
        aldrig bestam[a-z]*
        (?:beslut|bestam)[a-z]*(?: vi| de| man)? (?:inte|inget|ingenting|aldrig)(?! att (?:inte|ej))
        (?:maste|behover|ska|skall|kan|far|bor|vill|kunde|innan vi|att) (?:vi |ni |de )?(?:besluta|bestamma)(?: oss)?
        (?:beslut|bestam)[a-z]* (?:det|detta|om det|vi)? ?(?:senare|nasta gang|nasta mote|framover)
        far vi (?:ta|aterkomma|se)|avvakta[a-z]*|bordlagg[a-z]*|parkera[a-z]*|oklart?|ovisst|osaker[a-z]*|tbd
        tba|inte klart?|ingen enighet|inte overens|ej overens
        not (?:yet )?(?:decided|agreed|sure|certain|settled)|no decision|undecided|unclear|unsure
        (?:need|have|want|going) to (?:decide|agree)
        (?:must|should|will|can|could|cannot|can not|let's|let us) (?:decide|agree)|decide (?:later|next)
        did not (?:decide|agree)|never (?:decided|agreed)|agree[a-z]* to disagree
        (?:overens|eniga|ense) om att (?:vi )?(?:inte|ej) (?:ar )?(?:overens|eniga|ense)
        to be (?:decided|agreed|confirmed)|ska ta stallning|far vanta|vantar med|on hold
        (?:vi |[a-z]+ )?aterkomm(?:er|a)(?: vi)? (?:om|till|med|i fragan|nar|nasta)|skjut(?:s|er|a|as)? (?:upp|fram|pa)
        uppskjut(?:et|en|na|s)|lutar (?:at|mot)|i vantan pa|(?:ej|inte|annu inte) fattat?
        (?:ska|skall|maste|behover|far) (?:forst )?(?:stammas av|forankras|godkannas|bekraftas|beslutas|klubbas)
        (?:fattas|tas|tas upp|behandlas|lyfts) (?:pa|vid|till|i) (?:nasta|styr[a-z]+|ledning[a-z]+)|fattas (?:av|senare|pa)
        tas av (?:styr[a-z]+|ledning[a-z]+|chef[a-z]*)|nastan (?:beslut|bestam)[a-z]*|(?:beslut|bestam)[a-z]* nastan
        (?:beslutade?|bestamde?) (?:vi )?att (?:vi )?(?:beslutar|bestammer)
        (?:vi|de|ni) (?:beslutar|bestammer) (?:det )?(?:pa|nar|i|senare|nasta)|deferred?|postponed?|to decide
      `),
      /(?:men|but) .*(?<![a-z])(?:dubbelkoll[a-z]*|kollar|stammer av|aterkommer|double-?checks?|checks|will check)(?![a-z])/,
    ],
  ],
  [
    "joke",
    [
      /(?:^|[^a-z])(?:ha){2,}|(?:^|[^a-z])(?:he){2,}(?![a-z])|[:;]-?[)dp](?![a-z])|😂|🤣|😄|😉|😜|😆|🙃|😅/,
      /[\u{1F600}-\u{1F64B}\u{1F910}-\u{1F92F}\u{1F970}-\u{1F97A}☺]|!!|(?:^|[^a-z])(?:(?:hi|ho|ti){2,}|xd|fniss[a-z]*)(?![a-z])|\^\^| \/s *$|, not[. ]*$/u,
      anyWord(`
        skoja[a-z]*|skamt[a-z]*|pa skoj|lol|rofl|jk|kidding|joking|just a joke|ironi[a-z]*|sarkas[a-z]*
        obviously not|pa latsas|\\(blink\\)
      `),
    ],
  ],
  [
    "reported",
    [
      /["“”„»«][^"“”„»«]{2,}\s[^"“”„»«]+["“”„»«]/,
      /(?<![a-z])(?:sa|sade|sagt|sager|menar|menade|pastar|pastod|havdar|havdade|berattar|berattade|namnde|namner|lovade|skrev|papekade|forklarade|trodde|tyckte|ville)(?! (?:vi|jag|upp|da)(?![a-z]))(?![a-z])(?<!(?:vi|jag) sager)/,
      // What somebody tells the meeting: *Anna meddelar att Telia stänger*.
      /(?<!(?:ska|will|to|att|shall) )(?<![a-z])(?:meddelar|informerar|noterar|konstaterar|svarar|rapporterar|bekraftar|visar|paminner|aviserar|redovisar|presenterar|reports?|notes|confirms|informs|answers|adds|explains|states|reminds|shows)(?: (?:oss|us|alla|everyone|motet|the meeting))? (?:om )?(?:att|that)(?![a-z])/,
      anyWord(`
        ansag|enligt|tydligen|horde att|hort att|ryktet|pastas|sags(?! upp) (?:att|ha)|lar|said|says|told|tells
        claim(?:s|ed)?|according to|apparently|mentioned|heard (?:that|from)?|reportedly|supposedly|allegedly
        wrote|promised|wanted|thought|citat|quote
        star det|det star i|laser jag|(?:i|ur|fran) (?:deras|kundens|hans|hennes) [a-z]+|(?:their|his|her) (?:mail|email|letter|site|minutes)
        (?:not|anteckning|protokoll|minutes|notes?) (?:fran|from) (?:i )?[a-z]+
      `),
    ],
  ],
  [
    "withdrawn",
    [
      anyWord(`
        struken|struket|strukna|stryks|utgar|installt|installd|aterkallat|aterkallad|atertaget|atertagen
        drar vi tillbaka|upphavt|upphavd|withdrawn|revoked|cancelled|canceled|scrapped|void
        galler inte(?: langre)?|galler ej|glom (?:det|den)|forget (?:it|that)|stryk|scratch that|never mind
        nevermind
      `),
    ],
  ],
  [
    "past",
    [
      // Minutes tell of their own meeting so: *it was agreed that*, *det blev beslutat*.
      /(?<!^(?:then |also |finally )?it )(?<![a-z])was (?:decided|agreed)(?![a-z])|(?<!^det )blev (?:beslutat|bestamt)(?![a-z])/,
      anyWord(`
        igar|i gar|i forrgar
        forra (?:mandagen|tisdagen|onsdagen|torsdagen|fredagen|veckan|manaden|aret|gangen|motet|hosten|varen|sommaren|vintern|[a-z]+motet)
        i (?:mandags|tisdags|onsdags|torsdags|fredags|lordags|sondags|varas|somras|hostas|vintras|fjol|julas)
        sist|senast vi|tidigare beslut[a-z]*|redan|hade|(?:var|blev det) (?:beslutat|bestamt)|brukade
        en gang i tiden|for (?:lange|[a-z0-9]+ (?:dagar|veckor|manader|ar)) sed?a?n
        som (?:vi )?(?:beslutades|beslutade|bestamde|bestamdes|sagt)|yesterday
        in (?:january|february|march|april|may|june|july|august|september|october|november|december) (?:(?:we|it was) )?(?:decided|agreed)
        last (?:week|month|year|time|meeting|spring|autumn|summer|winter|fall|monday|tuesday|wednesday|thursday|friday)
        already|had|used to|previously|earlier|(?:was|were) (?:going|supposed|meant) to|(?:days|weeks|months|years) ago
        before that
        ar (?:nu )?(?:klart|klar|gjort|gjord|fardig|fardigt|avklarat|genomfort|skickat|bestallt|ivagskickat|fixat|ordnat)
        (?:is|are|all|it's) (?:already )?(?:done|finished|completed|sent)
        har (?:jag |vi |han |hon |nu )?(?:skickat|gjort|bokat|ringt|mejlat|bestallt|fixat|ordnat|kollat|testat|lamnat|skrivit|pratat|tagit)
        have (?:done|sent|booked|called|ordered|fixed|checked|tested|written)
        has (?:done|sent|booked|called|ordered|fixed|checked|tested|written)
      `),
    ],
  ],
  [
    "condition",
    [
      /(?:^|[,;:(–-] ?)(?:men |och |sa |but |and )?(?:om|ifall|savida|forutsatt|nar|if|unless|when|once|until|innan|provided)(?! (?:en|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|\d+|nagra|ett par) )(?![a-z])/,
      anyWord(`
        ifall|savida|forutsatt|under forutsattning|sa fort|sa lange|i sa fall|i fall|annars|tank om|anta att
        antag|sag att|forst nar|nar(?:helst)? (?:vi|det|den|de|hon|han|hen|kunden|alla)|efter att|beror pa
        beroende pa|skulle|kanske|eventuellt|ev|mojligen|mojligtvis|troligen|troligtvis|formodligen|antagligen
        sannolikt|forhoppningsvis|preliminart|nog|val|kunde|i basta fall|teoretiskt|hypotetiskt|if|unless
        provided|providing|assuming|suppose|supposing|in case|in that case|otherwise|depends|depending
        as long as|as soon as|once (?:we|you|they|the|it)|when (?:we|you|they|the|it|he|she)|would|could|might
        may|perhaps|maybe|possibly|probably|likely|hopefully|tentative(?:ly)?|potentially|theoretically
        presumably|subject to|pending|whether
      `),
    ],
  ],
  [
    "proposal",
    [
      /^forslag(?:et)?(?! (?:pa|till|om|fran|et|nr|\d|antogs|godkandes|bifolls|klubbades|avslogs|gick igenom))(?![a-z])/,
      /^(?:mitt |vart |ett |nytt |my |our |a |one )?(?:forslag|ide|tanke|proposal|suggestion|idea|thought)(?:et|en)?(?: ar|:| is)/,
      anyWord(`
        foreslar|foreslog|foresla|jag rekommenderar|vi rekommenderar|borde|bor|vi kan|kan vi|man kan|kunde vi
        vad sags om|hur vore|vore|alternativt|ett alternativ|tycker|anser|tror|gissar|antar|formodar|kanns som
        (?:battre|samre|enklare|billigare) an|(?:better|worse|easier|cheaper) than
        overvag[a-z]*|funderar?|diskuterades?|vi diskuterar|suggest(?:s|ed)?|propose[sd]?|recommend(?:s|ed)?
        should|ought|shall we|why not|how about|what about|we can|we could|let's|let us|think(?:s)?|believe[sd]?
        guess|reckon|feel(?:s)? like|consider(?:ing|s|ed)?|discussed|an option|an idea
      `),
    ],
  ],
  [
    "wish",
    [
      anyWord(`
        (?:jag|vi|ni|de|kunden|hon|han|hen|man|alla) vill|vill (?:jag|vi|ni|de|kunden|hon|han|hen|man|ha)|onskar
        onskemal|hoppas|garna|helst|langtar|dromm?er|behovs|vi behover|vi maste|maste vi|behover vi|forvantar
        bett om|want(?:s)?|wish(?:es)?|hope(?:s|fully)?|(?:would|'d) (?:like|love)|we need|prefer(?:s)?
        expect(?:s)?|looking forward
      `),
    ],
  ],
];

/** Folded: what begins a condition after *om*; after other words it is *about*. */
const ifWords: ReadonlySet<string> = new Set(
  "vi ni det du jag den de han hon hen man nagon nagot ingen inget inte mojligt sa alla kunden tid tiden budgeten".split(
    " ",
  ),
);
/** Before *om* where it is *about*, whatever looks like a verb behind it: *överens om två köer*. */
const agrees: ReadonlySet<string> = new Set(
  "overens enats enades enas eniga ense forslag forslaget beslut beslutet".split(" "),
);
const verb =
  /^(?:ar|har|kan|vill|ska|skall|blir|finns|gar|far|vet|ger|tar|gor|saknas|ges|fick|gick|kom|blev|fanns|[a-z]{2,}(?:er|ar|ade|at|it|or|yr))$/;

/** *om* as *if*: with somebody or something after it that does something. */
function supposes(folded: string): boolean {
  const words = folded.split(/[^a-z0-9]+/u);
  return words.some((word, place) => {
    if (word !== "om") return false;
    const [first = "", ...next] = words.slice(place + 1, place + 6);
    if (ifWords.has(first)) return true;
    return first !== "att" && !agrees.has(words[place - 1] ?? "") && next.some((one) => verb.test(one) || isDeed(one));
  });
}

const nothing =
  /^(?:inga?|inget|ingenting|none|nothing|nej|no|n\/a|-+|–)(?: (?:this week|i dag|idag|nya?|nytt|annu|fattades?|denna gang|den har gangen|today|so far|yet|taken|made|at present|just nu|beslut|decisions?))*\s*[.!]?$/;

/** The mood of a folded sentence; undefined for one that states something. */
export function moodOf(folded: string): Mood | undefined {
  if (nothing.test(folded)) return "undecided";
  return (
    moods.find(([, forms]) => forms.some((form) => form.test(folded)))?.[0] ??
    (supposes(folded) ? "condition" : undefined)
  );
}
