import { anyWord } from "./any-word.ts";

const split = (words: string): readonly string[] => words.trim().split(/\s+/u);

/** Folded, without their endings: what somebody does who takes on something (`skickar`, `skicka`). */
const inAr = split(`
  skick mejl mail maila bok koll dubbelkoll kontroller ordn samordn fix uppdater kontakt lever leverer planer test prat del
  kall porter konfigurer programmer ladd meddel informer svar lamn installer rit ansvar deleger gransk rakn saml frag prov
  registrer skap flytt rens avbok aviser fakturer betal verifier dokumenter presenter utbild demonstrer vis koppl migrer
  exporter importer publicer skann signer aktiver avaktiver inaktiver reserver rapporter summer justera juster korriger
  kompletter monter oppn noter formuler organiser distribuer bevak initier eskaler stamm hant? ateraktiver avslut kartlagg
  valj spel letar let stopp boka avropa avrop bifog adresser bekraft analyser implementer dra strukturer loggn ombok kvitter hamt
`).filter((word) => !word.endsWith("?"));
const inEr = split(`
  ring bestall sammanstall forbered undersok lagg skriv hor folj kop byt stang las ansok anmal felsok kartlagg bjud sag fyll
  godkann stam mat bygg sakerstall stall begar skot hjalp utse gar satt ger aterkomm instruer overlamn tillsatt utvardera
  utvarder faststall avsatt slutfor genomfor infor utfor framfor hanterar lyft
`);
const whole = split(`
  tar ta gor gora ger ge utser utse aterkommer aterkomma fyller hor hora hanterar hantera begar begara drar
  mater mata laser bestaller sager valjer valja for fora overfor slutfor genomfor utfor infor
  send sends email emails mail mails call calls ring rings phone phones book books order orders check checks fix fixes take
  takes update updates contact contacts write writes deliver delivers prepare prepares test tests talk talks look
  looks investigate investigates compile compiles share shares invite invites cancel cancels terminate terminates port ports
  configure configures set sets record records upload uploads fill fills approve approves follow follows ensure ensures make
  makes inform informs notify notifies answer answers hand hands provide provides install installs change changes close
  closes open opens measure measures draw draws plan plans handle handles arrange arranges review reviews read reads count
  counts collect collects request requests ask asks confirm confirms register registers create creates move moves remove
  removes schedule schedules draft drafts sign signs verify verifies document documents present presents train trains show
  shows connect connects export exports import imports publish publishes scan scans get gets bring brings buy buys chase
  chases speak speaks forward forwards report reports submit submits return returns coordinate coordinates reach reaches
  add run runs kor kora finish finishes complete completes map maps clean cleans raise raises print prints organize organise set put puts pay pays repair repairs replace replaces inspect inspects
`);
const deeds = new Set([
  ...inAr.flatMap((stem) => [`${stem}ar`, `${stem}a`]),
  ...inEr.flatMap((stem) => [`${stem}er`, `${stem}a`]),
  ...whole,
]);

/** True for a folded word that says what somebody does, now or in the future: `skickar`, `skicka`, `send`. */
export const isDeed = (folded: string): boolean => deeds.has(folded);

const verbs = new Set(
  split(
    `kan vill fick bad far sent said got was were would could has had does did is are s gave made took told went kept`,
  ),
);
const byHand = new Set(
  split(
    `tvattar sopar pumpar malar stadar diskar putsar vaxar lagar hyr hanger vattnar graver oljar spolar sandar skottar spacklar
    slipar borrar svetsar packar lastar lossar dukar mockar klipper vager dammsuger bakar syr snickrar smorjer raknar parkerar`,
  ),
);
const idleErar = new Set(
  split(`fungerar existerar reagerar funderar accepterar protesterar opponerar ignorerar passerar varierar resonerar
    spekulerar respekterar tolererar diskuterar irriterar konstaterar resignerar prioriterar markerar`),
);
/** Folded: what is taken on where somebody is named for it, and only told of in talk: `sopar`, `inventerar`. */
const isHandiwork = (folded: string): boolean =>
  byHand.has(folded) || (/^[a-z]{3,}erar$/.test(folded) && !idleErar.has(folded));
const joining = new Set(split("eller efter after under over utover per inte ocksa either other later senare"));
/**
 * True for a folded word that says what somebody does, did or may do and is none of the deeds that people take on:
 * `vägrar`, `slipper`, `tänkte`, `refuses`, the `s` of *Karin's*.
 */
export const isOtherVerb = (folded: string): boolean =>
  !isDeed(folded) &&
  !isHandiwork(folded) &&
  !joining.has(folded) &&
  (verbs.has(folded) || /^[a-z]{2,}(?:[aeiouy]r|[^aeiou]er|[dt]e|ed|es)$/.test(folded));

/** Folded: what makes a deed one to come. */
export const modals: ReadonlySet<string> = new Set(split("ska skall kommer lovar will shall ll to going ansvarar"));
/** Words that stand between who does it and what is done, and say nothing by themselves. */
export const auxiliaries: ReadonlySet<string> = new Set(
  split("ska skall kommer att lovar will shall ll to going is am m are och and tar da sa i jag"),
);
/** Folded: what a turn begins with before it says something. */
export const openers: ReadonlySet<string> = new Set(
  split(`ja jo jada japp jajamen okej ok och men sa da sen sedan bra toppen perfekt absolut precis mm visst eller nej alltsa
  well yes yeah yep okay so and then right sure great alright but also`),
);
/** Folded: what people plan for themselves. */
export const privately: ReadonlySet<string> = new Set(
  split(`fjallen semester barn barnen mamma pappa frun mannen sambon hund hunden katt katten dagis fika kaffe lunch middag
  julklappar gymmet traning tandlakaren fritids son sonen dotter dottern hem
  vacation holiday kids mom mum dad wife husband dog cat coffee lunch dinner gym dentist home`),
);
/** Folded: what is done at once, or again and again: no promise. */
export const atOnce: ReadonlySet<string> = new Set(split("nu bara strax snabbt skarmen now just quickly screen"));
export const usually: ReadonlySet<string> = new Set(
  split(`ofta brukar alltid ibland oftast normalt vanligtvis numera jamt varje varannan
  usually always often sometimes normally every`),
);
/** Folded: what people say of themselves, or of how they go on with the meeting: no deed for the minutes. */
export const idly = anyWord(`
  fyller ar|(?:take|takes|taking|be|being)(?: [a-z]+){0,2} off|be (?:back|there|late|away|out|off|right back)|runs? (?:late|out)
  call it a day|(?:take|have|ta) (?:a|en) (?:look|titt)|take (?:that|it) as|tar (?:det|detta) som|make it (?:quick|short|brief)|fatta mig kort
  (?:move|go|ga|gar) (?:on|vidare|over)|next item|nasta punkt|(?:en|nagon|ett par) (?:sak|saker)(?: till)?|one (?:more )?thing
  (?:mitt|mina|my) (?:basta|best)|(?:kolla|titta pa|check) (?:klockan|the time|the clock)|svarar i telefon
  (?:read|laser|lasa) (?:upp|out|the news|nyheter[a-z]*)|get the door|the door|dorren|(?:in|i) (?:the )?chatt?(?:en)?
  (?:opens?|closes?|oppnar|stanger) (?:the office|kontoret)|hora? av (?:mig|sig)|(?:ask|fraga|fragar) (?:again|igen)
  (?:follow|catch|wrap|speed|hurry|listen|speak) up(?= *[.!]?$)|hand over to|lamnar over ordet|ordet|lamna motet
`);
/** Folded: other people than who speaks and who is named. */
export const others: ReadonlySet<string> = new Set(
  split("du ni han hon hen vi de dom nagon ingen man you he she they we somebody someone everybody alla bada both"),
);
/** Folded: what stands before somebody to whom something is done. */
export const towards: ReadonlySet<string> = new Set(
  split("till med fran for at av om hos mot via to with from for by at about"),
);

/** Folded, behind who does it: they take something on, whatever that is. */
const promised = /^(?:atar sig att|tar pa sig att|undertakes to|commits to|volunteers to) /;
const taken =
  /^(?:ser till|atar sig|tar pa sig|haller i|star for|har hand om|ar ansvariga? for|is responsible for|sees? to|takes? on|undertakes?|looks? after) /;
/** How somebody takes something on, in the folded words behind their name: for what is to come, or plainly. */
export const takesOn = (folded: string): "modal" | "plain" | undefined =>
  promised.test(`${folded} `) ? "modal" : taken.test(`${folded} `) ? "plain" : undefined;

const owed: ReadonlySet<string> = new Set(
  split("maste behover behovs ska skall borde bor far need needs must should have has"),
);
/** Folded: somebody outside the team, and whoever is spoken to. */
const parties: ReadonlySet<string> = new Set(
  split(`kunden kund leverantoren ni du nagon samtliga alla customer client supplier you somebody someone everybody`),
);
/** True for a folded word by which something is done, whoever does it: `beställs`, `skickas`, `ordered`. */
const isDone = (folded: string): boolean =>
  (folded.endsWith("s") && (isDeed(folded.slice(0, -1)) || isDeed(`${folded.slice(0, -1)}er`))) ||
  (folded.endsWith("ed") && (isDeed(folded.slice(0, -2)) || isDeed(folded.slice(0, -1))));

/** True for folded words that may say what is to be done, though nobody is named in them. */
export const mayOwe = (folded: readonly string[]): boolean =>
  folded.some((word, place) => {
    const next = folded.slice(place + 1, place + 5);
    if (owed.has(word)) return next.some((one) => isDeed(one) || isDone(one));
    return parties.has(word) ? next.slice(0, 3).some(isDeed) : word.endsWith("s") && !isDeed(word) && isDone(word);
  });
