/** Folded, without marks: what says yes to what was just said, or thanks for it, and nothing more. */
const assents = `
  ja|jo|sure|ja ja|japp|japp japp|jajamen(?:san)?|javisst|ja visst|jadå|jodå|visst|ok|okej|okey|oki(?:doki)?|okay|yes|yeah|yep|yup
  mm+|mhm|m hm|aha|ah|uh huh|a|da|sa|och|then|so|and|now|nu|just det|just sa|precis(?: sa)?|exakt|exactly|indeed
  (?:mycket |jatte|sa |vad |riktigt |very |all |how |really )?(?:bra|fint|trevligt|skont|kul|good|nice|great|well|right)
  snyggt(?: jobbat)?|bra jobbat|well done|toppen|perfekt|utmarkt|finfint|super(?:bra)?|suverant|stralande|kanon(?:bra)?|kalas|grymt|najs|klockrent|lysande|underbart
  fine|perfect|excellent|lovely|brilliant|cool|awesome|wonderful|fantastic|superb|alright|absolut|absolutely|definitely
  certainly|of course|sjalvklart|naturligtvis|givetvis|sa klart|garna(?: det)?|det gar (?:jatte|alldeles )?(?:bra|fint)
  (?:det |that |it )?(?:later|sounds) (?:jatte|very )?(?:bra|rimligt|klokt|vettigt|toppen|perfekt|utmarkt|fint|som en plan|good|great|fine|reasonable|perfect|sensible|like a plan)
  (?:jag |vi |i |we )?(?:haller med|instammer|samtycker|bifaller|agree|concur|second that)(?: helt| om det| med dig| completely| with that| with you)?
  (?:alla |vi |we |all |everyone |everybody )*(?:ar |var |are |were |is |was |have )*(?:overens|eniga|ense|agreed|in agreement)|enig|enhalligt|unanimous(?:ly)?
  (?:det |den )?(?:ar )?(?:jag|vi|alla) (?:ar )?(?:ocksa )?med(?: pa (?:det|den|saken))?|med pa (?:det|den)|det ar (?:jag|vi) (?:ocksa )?med pa
  (?:da |sa |vi )?(?:sager|gor|kor|tar)(?: vi)?(?: sa| det| pa)?|(?:vi )?kor (?:pa|hart)(?: det| sa)?|sa (?:far|blir) det(?: bli)?
  gor (?:det|sa|du det)|det (?:gor|ar|blir) det|det (?:stammer|beslutar vi|bestammer vi)
  (?:da |nu )?ar (?:det|vi) (?:klart|klara|bestamt|beslutat|klubbat|avgjort|overens)
  noterat|antecknat|uppfattat|(?:jag |i )?(?:noterar|antecknar|uppfattar|forstar|fattar|understand|note)(?: det| that)?
  noted|understood|got it|roger|copy that|inga (?:invandningar|protester|problem|fragor)|ingen (?:invandning|protest)
  bra mote|good meeting|no (?:objections?|problem|worries)|(?:det )?tycker jag (?:ocksa|med|later bra|ar (?:jatte)?bra)
  (?:jag )?tycker (?:ocksa )?(?:att )?det (?:later|ar|blir|var) (?:jatte)?bra|(?:jag )?tror (?:att )?det blir (?:jatte)?bra
  det (?:blir|ar|var) (?:ju )?(?:jatte)?bra|(?:det )?funkar(?: bra| fint| for (?:mig|oss))*|det passar(?: bra| mig| oss| fint)*
  (?:da )?raknar vi med det|lysande|bifall|sant|true|deal|please do|yes please|please
  tack(?: ska du ha| snalla)?(?: sa (?:jatte)?mycket| for (?:det|hjalpen|i ?dag))?(?: alla| allihop| pa forhand)?|tackar
  thanks|thank you|thanks a lot|cheers|much appreciated|appreciate it|(?:very|so) much
  (?:that is|that's|that s|it is|it's|it s|that will be|i am|i'm|i m|we are|we're|we re|all) ?(?:very )?(?:good|great|fine|perfect|ok|okay|settled|decided|right|agreed|true|in|set|all set|fine with that|good with that|happy with that|ok with that)(?: with me| by me| for me| with us)?
  (?:fine|good|great|ok|okay) (?:by|with|for) (?:me|us)|(?:that |it )?works(?: well)?(?: for (?:me|us))?
  (?:lets|let's|let s|let us) (?:do (?:that|it|this|so)|go(?: with that| for it| ahead)?)|go ahead|go for it|makes sense
  i think (?:it will|it'll|it ll|that will|that'll|that ll) be (?:fine|good|great)|so be it|we all agree|happy with that
`
  .trim()
  .replaceAll("å", "a")
  .split(/\s*\n\s*/u)
  .join("|");
const assent = new RegExp(`^(?:${assents})$`);
/** Nothing longer is one of them, in words. */
const longestAssent = 9;
/** Thanks to somebody by name. */
const thanked = /^(?:tack|thanks|thank you)(?: sa mycket)? (?!nej|men|inte|anda|but|no|not|fast|dock)[a-z]+(?= |$)/;

/** True for a folded sentence that says yes and nothing more: every word of it is of an assent. */
export function assentsTo(folded: string): boolean {
  if (folded.includes("?")) return false;
  let left = folded
    .replace(/[^a-z0-9' ]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  if (left === "") return true;
  while (left !== "") {
    const [named = "", plain = ""] = [thanked.exec(left)?.[0], assentAtStart(left)];
    const said = named.length > plain.length ? named : plain;
    if (said === "") return false;
    left = left.slice(said.length).trim();
  }
  return true;
}

/** The longest assent that a text begins with, in whole words. */
function assentAtStart(text: string): string | undefined {
  const words = text.split(" ");
  for (let count = Math.min(longestAssent, words.length); count > 0; count--) {
    const head = words.slice(0, count).join(" ");
    if (assent.test(head)) return head;
  }
  return undefined;
}

/** Folded: the meeting itself is spoken of, and nothing that it has said. */
export const ofTheMeeting =
  /^(?:(?:ja|jo|ok|okej|okay|bra|so|sa|hallo|hello|da|nu|och|and|ursakta|forlat|sorry|oj),? )*(?:hor (?:ni|du) (?:mig|oss)|ser (?:ni|du) (?:min |den )?skarm(?:en)?|du hors(?: bra)?|ni hors|loud and clear|can you (?:hear me|see my screen|repeat that)|jag (?:delar|visar) (?:min )?skarm(?:en)?|i'm sharing (?:my screen)?|jag var pa (?:ljudlost|mute)|i was on mute|(?:kan|skulle) (?:du|ni) (?:upprepa|saga)(?: det)?(?: igen)?|var var vi|where were we|(?:da |nu |ska )?(?:vi )?(?:tar|ta|gar|ga)? ?(?:vi )?(?:over )?(?:till )?(?:vidare|nasta (?:punkt|fraga|arende))|(?:shall|let's|let us)?(?: we)? ?(?:take|move on(?: to)?) ?(?:the )?(?:next (?:point|item|topic))?|(?:vi tar|ska vi ta) (?:en )?(?:paus|rast|bensstrackare)|let's take a break)(?: nu| now| da| alla| igen)*\s*[.!?]*$/;

/** Folded: what is talked about besides. */
export const besides =
  /(?<![a-z])(?:snoa(?:de|r)|sno|regna(?:de|r)|regn|vadret|soligt|trafiken?|stan|helgen|matche?n?|mal|serien?|tv|film(?:en)?|kaffe|fika|lunch|katten?|hunden?|barnen|son(?:en)?|dotter(?:n)?|semestern?|snowed|snow|rain(?:ed|ing)?|weather|traffic|weekend|match|goals|series|movie|coffee|lunch|cat|dog|kids|son|daughter|holiday)(?![a-z])/;

/** Folded: it tells what was, of a day gone by. */
export const untilNow =
  /(?<![a-z])(?:i ?gar|i forrgar|forra (?:aret|veckan|manaden|gangen|hosten|varen|sommaren)|i (?:fjol|somras|hostas|varas|vintras|morse)|yesterday|last (?:year|week|month|time|summer|spring|autumn|winter)|this morning|for (?:[a-z]+ )?ar ?sedan|years ago)(?![a-z])/;
/** Folded: it tells how it has been, and is. */
export const hasBeenSo =
  /(?<![a-z])(?:(?:har|have|'ve|ve) (?:alltid |lange |always )?(?:haft|varit|had|been)|brukar|usually|used to|hur (?:gick|var)|how (?:did|was|were))(?![a-z])/;

/** Folded: whoever took something on, or has to hear of it, is not there. */
export const away =
  /(?<![a-z])(?:jag|du|vi|i|you|we)(?:['’]?(?:m|re)| am| are|'ll be)? (?:(?:ar|har|blir|ju|also|ocksa|off|on|have|out|still|nog|fortfarande|then|da) )*(?:semester|ledig[a-z]*|sjuk[a-z]*|bortrest|foraldraledig|vab[a-z]*|tjanstledig|kurs|away|leave|holiday|vacation|off sick|travelling|abroad|sick)(?![a-z])/;
/** Folded: somebody is not there, or does what another one took on: *Erik är sjuk*, *så Olle gör det*. */
export const handsOver =
  /(?<![a-z])(?:(?:gor|tar|fixar|skoter|loser|ordnar|overtar|does|takes|handles|do|take|handle) (?:over )?(?:det|den|dem|dom|detta|it|that|this|them)|(?:ar|blir|is|will be) (?:da |ju |still |out |then )?(?:sjuk[a-z]*|ledig[a-z]*|bortrest|foraldraledig|tjanstledig|pa semester|sick|away|on leave|on holiday|off))(?![a-z])/;
/** Folded: says yes and then something else, or comes back to what was said. */
export const turnsRound =
  /^(?:(?:ja|jo|japp|okej|ok|visst|absolut|yes|yeah|okay|sure|right)[,.!]? +(?:[a-z]+ ){0,3}(?:men|fast|but|though)|eller forresten|forresten[,]? (?:vi|jag|nej)|(?:oh|ah|oj|hoppsan|oops|sorry|forlat|ursakta)?[,.!]? ?(?:hang on|hold on|vanta lite|vanta nu|wait a))(?![a-z])/;

/** Folded: a word that points at what was said before it. */
export const pointing =
  /(?<![a-z])(?:det|den|dem|dom|detta|denna|dessa|saken|beslutet|dar|that|it|this|those|these|them|one)(?![a-z])/;

/** Folded: what makes what was said less than certain, when it is spoken of. */
export const weakening =
  /(?<![a-z])(?:men|fast|(?<!the |dry |a |our )dock|eller|om|ifall|savida|kanske|mojligen|eventuellt|hellre|helst|forst|innan|tills|nja|tror|tycker|undrar|osaker|tvekar|maste|borde|bor|kan inte|vanta|vantar|avvakta|fundera|nej|inte|aldrig|faktiskt|egentligen|tyvarr|unfortunately|knappast|tveksamt|ingen|inget|inga|ej|but|though|however|or|if|unless|maybe|perhaps|rather|first|before|until|think|doubt|wonder|unsure|must|should|wait|no|not|never|hardly|only|bara)(?![a-z])/;
/** Folded: what a sentence begins with that goes on with the one before it, and takes from it. */
export const goesOn =
  /^(?:(?:ja|jo|ok|okej|well|yes|okay|bra|mm) )?(?:om|ifall|savida|eller|fast|men|dock|kanske|mojligen|mojligtvis|eventuellt|forutsatt|beroende|tror|hoppas|forhoppningsvis|annars|forst|hellre|or|if|but|unless|maybe|perhaps|possibly|hopefully|though|otherwise|typ|nastan|beror|senare|snarare|i think|depending|provided|probably|for now|tills|until)(?![a-z])/;

/** Folded: a note that says why, since when or how what stands above it was decided, and leaves it as it is. */
export const elaborates =
  /^[([]?(?:motiv(?:ering|et|)|bakgrund|skal|syfte|anledning|reason|rationale|background|why)(?![a-z])|(?<![a-z])(?:beslutet|besluten|the decisions?) (?:galler|borjar galla|trader i kraft|var enhalligt|ar enhalligt|var enigt|togs|fattades|innebar|motiveras|meddelas|kommuniceras|protokollfors|ska meddelas|skickas|applies|is effective|takes effect|was unanimous|was taken|means)(?![a-z])/;

/** Folded: a note that takes back something, whatever that was. */
export const revokes =
  /(?<![a-z])(?:riv(?:er|s|its)?(?: vi)? upp|revs? upp|upphav[a-z]*|angra[a-z]*|andra[td]e?|(?:andrade|andrat) (?:oss|sig|mig)|chang(?:e|ed|es|ing) (?:our|my|his|her|their) minds?|byt(?:er|te|t) fot|overspela[td]e?|inaktuell[a-z]*|ogiltig[a-z]*|fel(?:aktig)?t?|galler (?:inte|ej)|hall(?:er|s) inte|struk[a-z]+|stryk[a-z]*|strok[s]?|utgar|utgatt|(?:drar|drogs|drog|dras|dragit)(?: vi)? (?:till)?baka|aterta[a-z]*|aterkalla[a-z]*|ersatt[a-z]*|overturn[a-z]*|revers[a-z]*|revok[a-z]*|withdr[a-z]*|cancel[a-z]*|rescind[a-z]*|supersed[a-z]*|replac[a-z]*|obsolete|invalid|void|wrong|mistake[a-z]*|no longer|scrap[a-z]*|reserv(?:ation|era)[a-z]*|protest[a-z]*|invand[a-z]*|motsatt[a-z]*|oenig[a-z]*|revider[a-z]*|juster[a-z]*|objection[a-z]*|objects|dissent[a-z]*|veto[a-z]*|amend[a-z]*|off the table|is off)(?![a-z])/;

/** Folded: it begins with somebody or something spoken of before. */
export const pronoun = /^(?:(?:ja|jo|okej|yes|men|but),? )?(?:de|dom|hon|han|hen|they|she|he)(?![a-z])/;

/** Folded: a note that goes on with the one above it. */
export const upwards =
  /^(?:det|den|detta|denna|dessa|de|hon|han|hen|it|that|this|these|those|she|he|they|inte|ej|not|or|eller|om|if|men|but|fast)(?![a-z])/;

/** Folded: it denies something: *facket har inte hörts*. */
export const denies = /(?<![a-z])(?:inte|ej|aldrig|not|never)(?![a-z])|n['’]t(?![a-z])/;
