import { anyWord } from "./any-word.ts";
import type { Mood } from "./mood-words.ts";
import { withoutUnits } from "./open-words.ts";

const settling =
  "klubb|bekraft|beslut|spik|fastst|fastlag|godkan|slutgilt|klar|definit|avgjor|sign|underteck|forankr|bestam|hugg|skriv|final|agree|confirm|approv|settle|decid|firm|binding|bindan|official|offici|formell|formal|done";

/** Folded: what is decided is yet to be: by somebody else, another time, or between two. */
const unsettled: readonly (readonly [Mood, RegExp])[] = [
  [
    "undecided",
    anyWord(`
      (?:ej|inte|icke|annu|aldrig|not|never|yet to be)(?: annu| an| yet| helt| riktigt| fully| quite)?(?: ej| inte)? (?:${settling})[a-z]*
      un(?:confirmed|decided|approved|settled|signed)|obekraft[a-z]*|obeslut[a-z]*|osign[a-z]*|tbc|tbd|tba
      await(?:s|ing)|pending|sign-?off|sign off|parked|parkera[a-z]*|on ice|pa is|saknas|missing|vantar pa|vantas|invantar
      i avvaktan|avvakt[a-z]*|i vantan|(?:inte|ej|aldrig|not) (?:enas|enades|enats|komma overens)|nasta (?:mote|gang|avstamning|styr[a-z]*)|next (?:meeting|time)
      (?:tas|tar vi|ta|lyfts|lyfter|lyfta|drar|eskaleras|hanskjuts) (?:upp|vidare)
      (?:tas|tar vi|ta|lyfts|lyfter|lyfta|gar|drar|eskaleras|skickas|hanskjuts) till (?:ledning|styr|chef|vd)[a-z]*
      (?:goes|go|went|escalated?|referred|up) to (?:the )?(?:board|management|ceo|boss|steering)
      (?:lamna(?:s|r|de)?|leave|left) (?:vi |it |this |den |det )?(?:open|oppe[nt]|oppna|obesvara[a-z]*|unanswered|unresolved)
      (?:fragan|punkten|arendet|question|issue|matter|point) (?:[a-z]+ ){0,3}(?:open|oppen|oppet|unresolved|oavgjor[a-z]*)
      (?:inget|ingen|inga|none|no)(?: av| of)?(?: the| de)? (?:option|options|alternativ|alternativen|proposals?|forslag|forslagen)
      (?:alternativ|alternativen|options?|fragor|questions?) (?:kvarstar|remain|left|aterstar)|(?:tanka|fundera|sova|think|sleep) (?:pa|over|on|about) (?:saken|det|den|it|this|that)
      (?:bolla(?:s|r)|lamnas|overlats|hand(?:ed|s)|over|left|up) (?:over )?(?:till|to) (?:the )?[a-z]+(?= *$)|over to (?:the )?(?:board|management|steering[a-z ]*|boss|ceo|vendor|customer)
      (?:be|bli|to be|att) (?:ratified|ratificera[a-z]*|endorsed)|ratify|blessing|valsignelse
      ar (?:annu )?oppe[nt]|still open|open question|oppen fraga|att ta beslut|ta beslut
      (?:ska|maste|behover|far|vill|bor|needs? to|has to|have to|must|to|will|shall|should) (?:[a-z]+ ){0,2}(?:godkanna|bekrafta|avgora|besluta|bestamma|ta stallning|klubba|skriva under|signera|approve|confirm|decide|sign(?: off)?|ok|agree)
      sista ordet|final (?:say|word)|last word|nastan (?:overens|ense|eniga|klar[at]?|i mal)|(?:almost|nearly) (?:agreed|there|done)
      (?:dubbel)?kollar|undersoker|utreder|utvarder[a-z]*|provar|revider[a-z]*|pls|please|double-?checks?|checks|looks into
      ok (?:av|fran|from|by)|klartecken
      eller|antingen|or|either|vs|versus|alternativt
      (?:men|but) (?:det|den|detta|vi|it|this|that|we)|kan (?:komma att )?andras|(?:may|can|could) change|(?:to follow|to come)$
      preliminar[a-z]*|preliminary|provisional[a-z]*|utkast|draft|arbetsnamn
      fast|(?<!the |dry |a |our )dock|although|though|tills? vi vet|until we know
      (?:malbilden|avsikten|inriktningen|malet|ambitionen|planen|viljan|visionen|forhoppningen|the (?:aim|goal|ambition|plan|direction)) (?:ar|is) (?:att|to|that)
      lean(?:s|ing)? towards?|oklar[at]?|unknown|unclear|okant?|omprov[a-z]*|revisit(?:s|ed)?|betanketid|stam(?:s|mer|ma)? (?:forst )?av
      (?:som|as) (?:jag|i) [a-z]+(?: det)?|minns jag|uppfattade|pa sikt|nagon gang|eventually|some ?day
      (?:atminstone )pa papperet|at least on paper|i nagon form|in some form|more or less|mer eller mindre|(?:inte|not) (?:helt|quite|fully|alla|everyone|everybody)
      (?:inte|ej|not|yet) (?:to be )?(?:hort|horts|tillfragad[a-z]*|fragat[s]?|heard|asked|consulted)|to be (?:heard|asked|consulted)
      efter forhandling[a-z]*|after negotiations?|(?:sedan|darefter|sen|then) (?:bestam[a-z]*|beslut[a-z]*|valj[a-z]*|choose|decide|pick)
    `),
  ],
  [
    "undecided",
    /(?:[,;(–—-] ?|\. )(?:[a-z]+ ){0,3}(?:emot|avst(?:ar|od|ods)|tveksam[a-z]*|skeptisk[a-z]*|motsatter sig|reserver(?:ar|ade|at) sig|against|abstain(?:s|ed|ing)?|object(?:s|ed|ing)|oppos(?:es|ed)|disagree(?:s|d)?|hesitant|el\.)(?![a-z])|(?<![a-z])el\. /,
  ],
  ["undecided", /^(?:vi |we )?(?:behover|saknar|needs?|lacks?) |(?<![a-z])lutar(?![a-z])|\p{L}{3,}\/\p{L}{3,}/u],
  [
    "proposal",
    anyWord(
      `(?:[a-z]+s|mitt|vart|ditt|my|our) (?:forslag|proposal|suggestion)|forslag(?:et)? (?:fran|av)|forslagsvis|pa forslag|(?:proposed|suggested) by|i princip|in principle|tanken ar|rekommender[a-z]*`,
    ),
  ],
  ["wish", anyWord(`vill(?! saga)|foredrar|prefers?|onskar|wants?|wishes|driver pa|gillar|likes?`)],
  ["joke", anyWord(`jokingly|in jest|as a joke|pa skamt|pa skoj|med glimten`)],
  [
    "condition",
    anyWord(
      `i man av|om mojligt|if possible|i basta fall|at best|givet|given that|pa villkor|under villkor|villkor[a-z]*|med reservation|med forbehall|reserv(?:ation|ed)`,
    ),
  ],
];
/** Somebody other than those who meet has decided, or decides. */
const decidesWhat =
  /(?<![a-z])(?:beslut(?:ar|ade|at|ades|ats)|bestam(?:mer|de|t|des|ts)|enades|enats|klubba(?:r|de|t)|godkande|godkant|rostade|decide[sd]?|agree[sd]?|resolved|approved|voted|ruled)(?![a-z])/g;
const ours: ReadonlySet<string> = new Set(
  `vi man motet gruppen projektgruppen arbetsgruppen teamet deltagarna alla det we meeting group team teams sides
  s attendees participants everyone everybody all it parties parterna bada both
   that att som och and da nu idag dag also ocksa hereby harmed enhalligt unanimously already`.split(/\s+/u),
);
const byOthers =
  /(?<![a-z])(?:decided|agreed|approved|beslutat|beslutades|bestamt|bestamdes|godkant|godkandes) (?:by|av) (?!(?:us|oss|both|bada|all|alla|everyone|everybody|parterna|motet|gruppen|teamet|the (?:meeting|group|team|parties))(?![a-z]))/;
const between: ReadonlySet<string> = new Set(
  "har hade have has had is are was were ar blev blir nu now be been ej inte not i".split(" "),
);

/** Why a folded decision is none that those who meet have made; undefined when nothing in it says so. */
export function unsettledBy(folded: string): Mood | undefined {
  if (byOthers.test(folded)) return "reported";
  const said = withoutUnits(folded);
  const why = unsettled.find(([, form]) => form.test(said))?.[0];
  if (why !== undefined) return why;
  for (const { index } of folded.matchAll(decidesWhat)) {
    const before = folded
      .slice(0, index)
      .split(/[^a-z0-9]+/u)
      .filter((one) => one !== "" && !between.has(one));
    const who = before.at(-1);
    if (who !== undefined && !ours.has(who)) return "reported";
  }
  return undefined;
}

/** Folded: it says where a decision stands, and not what it is. */
export const standsElsewhere = /^(?:se|see|jfr|cf|enligt|as|som|samma|same|dito|ditto|idem)(?![a-z])/;

/** Folded: it says yes, or which of several, and not to what. */
export const saysNotWhat =
  /^(?:(?:option|alternativ|alternative|forslag|proposal|variant|plan|bra|good|no|inga) )?(?:[a-z]|\d{1,2}|godkan[nt][a-z]*|antag(?:et|en)|bifall(?:et|s)?|approved|accepted|adopted|carried|passed|klubba[td]|mote|meeting|fortsatter|continue)[.! ]*$/;

/** Folded: what somebody tries, aims at or reckons with, they have not promised. */
export const attempts =
  /(?<![a-z])(?:forsok(?:er|a|te|t)?|try|tries|trying|attempt(?:s|ing)?|aim(?:s|ing)?|sikt(?:ar|a) pa|rakn(?:ar|a) med|tank(?:er|te|a)|planer(?:ar|a) att|plan(?:s|ning)? to|intend(?:s|ing)?|har for avsikt|ambition(?:en)?|strava[r]?|mal(?:et|sattning(?:en)?) ar|ser om|se om|see if|erbj(?:uder|od|udit) sig|offer(?:s|ed|ing)?)(?![a-z])/;

/** Folded: what is done only when something else is, or only perhaps. */
export const awaits =
  /^(?:[a-z]+: )?(?:[a-z]+ ){1,2}(?:can|kan) (?=[a-z])|(?<![a-z])(?:pa begaran|(?:up)?on request|med (?:lite|litet|en gnutta) tur|hall(?:er)? (?:alla )?tummarna|peppar|med guds hjalp|var tanken|fingers crossed|god willing|all being well|(?:with )?(?:a bit of|any) luck|knock on wood|touch wood|give or take|inshallah|utifall|i nodfall|bordlag[a-z]*|alt\.(?= )|alternativt|soonish|(?:flytta|skjut)(?:s|d|ts|as) (?:till|fram|upp)|(?:moved|postponed|deferred|rolled over) (?:to|until)|parked|permitting|allowing|ideally|(?:worst|best) case|(?:med|efter|mot|with|after|upon|on) (?:(?:the )?[a-z]+(?:['’]?s)? )?(?:tillatelse|medgivande|godkannande|klartecken|ok|okej|permission|approval|consent|sign-?off|go-?ahead)|(?:maste|must|has to|have to|needs to) (?:forst |first )?(?:saga (?:ja|ok)|godkanna|say yes|approve|agree)|typ *$|vantar pa|invantar|avvakta[a-z]*|awaiting|waiting (?:for|on)|pending|pausa[a-z]*|paused|on hold|parkera[a-z]*|nar|when|once|whenever|givet|given that|pa villkor|villkorat|vid behov|vid tillfalle|i man av|as needed|as required|if needed|where possible|when possible|om mojligt|if possible|if time|at best|i basta fall|sa snart|sa fort|forst nar|beroende|efter att|after that|(?:after|before|until|till|by the time) (?:the )?[a-z]+ (?:has|have|is|are|was|[a-z]{2,}s|[a-z]{2,}ed)|(?:efter|innan|fore|tills) (?:det |att )?[a-z]+ (?:har|ar|[a-z]{2,}(?:er|ar|at|it|tt)))(?![a-z])/;

/** Folded: its tail says that it is only a thought, or that nobody is to hurry with it. */
export const halfMeant = new RegExp(
  [
    anyWord(`
      var (?:val |nog |ju )?(?:tanken|planen|meningen|iden|malet|tankt|forslaget)
      (?:was|is|that's|was just) (?:the|my|our) (?:plan|idea|thought|intention|hope|thinking)
      (?:low|lowest|lower|lag|lagre|lagsta|ingen|no) (?:prio|priority|prioritet)|lag ?prio(?:riterad|riterat|ritet)?
      prio(?:rity|ritet)?:? (?:low|lag|[3-9])|p[3-9]|nice to have|stretch(?: goal)?|backlog|somewhen
      (?:if|when|as|om|nar|i man av) (?:vi |we |han |hon |he |she |there is |there's |det finns )?(?:hinner|time|tid)
      (?:ej|inte|not) (?:akut|brattom|bradskande|urgent)|no rush|no hurry|ingen (?:bradska|stress)|best effort
    `).source,
    String.raw`(?:[,([–—-] ?| )(?:low|lag)(?:\/[a-z]+)?[)\]. ]*$`,
  ].join("|"),
);

/** Folded: somebody is to leave something undone: *hold off mailing*, *slutar att mejla*. */
export const leavesUndone = anyWord(`
  (?:stops?|quits?|ceases?|avoids?|skips?|delays?|postpones?) (?:on )?[a-z]{2,}ing
  (?:holds?|held) off|refrains? from|(?:slut(?:ar|a)|undvik(?:er|a)?) (?:att )?[a-z]+[ar]
  (?:later|lata|lat) bli|avsta(?:r)? fran|(?:vant(?:ar|a)|droj(?:er|a)) med
`);

/** What is done: said at the end, before it, or with a mark. */
export const isDone =
  /[✓✔✅☑]|(?<!\p{L})(?:was|were|is|has been|blev|är|var) (?:already |all |redan |nu )?(?:done|sent|finished|completed?|fixed|booked|klart?|klara|gjort|skickat|fixat|ordnat|bokat)(?!\p{L})|(?:\s[–—-]\s*|[(,.!;:]\s*)(?:redan\s+|nu\s+|all\s+)?(?:klart?|klara|färdigt?|gjort|gjord|utfört|utförd|avklarat|avslutat|skickat|skickad|fixat|ordnat|löst|ok|check|done|completed?|finished|sent|closed|fixed|booked|bokat|bokad|beställt|all good|all set|allt (?:bra|klart))\s*[)!.]*\s*$|(?:^|[:–—]|\s-)\s*(?:klar[at]?|färdigt?|gjort|done|completed?|finished|avslutad)\s*(?:[:–—]|-\s)(?!\s*(?:\d|den |senast |by ))/iu;

/** After a day: it is about that day, or from it on. */
export const afterDay =
  /^(?:-ish|ish|\s*(?:eller (?:senare|så|däromkring|strax (?:efter|därpå)|någon dag (?:senare|efter)|möjligen|kanske|lite senare)|or (?:so|later|thereabouts|after|maybe|perhaps|a bit later)|(?:ungefär|cirka|ca|typ|preliminärt|nån gång|någon gång|roughly|approximately|give or take|at the (?:very )?earliest|at (?:best|worst)|i bästa fall|som bäst|som tidigast|tidigast|earliest|onwards?|och framåt|framåt|eller därefter|kanske|maybe|perhaps|hopefully|förhoppningsvis)))(?!\p{L})/iu;

/** Folded, of a sentence that names a day: it is decided then. */
export const decidesOnDay =
  /^\W*(?:vi|de|ni|we|they) (?:beslutar|bestammer|tar beslut|decide) (?:om|on|about|det|it|that)(?![a-z])/;

/** Folded: as minutes tell of their meeting; somebody who says so tells of another. */
export const toldAfterwards =
  /^(?:(?:then|also|finally) )?(?:it was|det blev) (?:decided|agreed|beslutat|bestamt)(?![a-z])/;

/** Folded, behind a day that a sentence begins with: what was decided then. */
export const decidedThen =
  /^\W*(?:(?:vi|det|man|motet|we|they|it was) )?(?:beslut(?:ade|ades|ats)|beslots?|bestam(?:de|des)|klubbades|enades|decided|agreed|chose)(?![a-z])/;
