import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";

const on = day("2026-11-23");
const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "4", handle: "anna", name: "Anna Berg" },
  { id: "5", handle: "erik", name: "Erik Sand" },
];
const tickedIn = (notes: string) =>
  draftFromNotes(notes, on, people)
    .items.filter(({ doubt }) => doubt === undefined)
    .map(({ quote }) => quote);
const rowsOf = (table: string): readonly string[] => table.trim().split("\n");

/** A transcript: what is said first, and the turns that follow it, each `Name: words`, parted by a stroke. */
const talk = (first: string, turns: string): string =>
  [first, ...turns.split("|").map((turn) => turn.trim())]
    .map((turn, place) => {
      const [, name = "", words = ""] = /^(\w+): (.*)$/u.exec(turn) ?? [];
      const whole = people.find((one) => one.name.startsWith(name))?.name ?? name;
      return `[00:0${place}:00] ${whole}: ${words}`;
    })
    .join("\n");
const decided = { sv: "Anna: Vi beslutade att växeln stänger 17.", en: "Anna: We agreed that the desk closes at 17." };
const promised = { sv: "Karin: Jag skickar planritningen på måndag.", en: "Karin: I will send the plan on Monday." };

test.each(
  rowsOf(`
Karin: Absolut inte.
Karin: Aldrig i livet.
Karin: Jag håller inte med.
Karin: Låt oss sova på saken.
Karin: Kan vi parkera det? | Anna: Ja, vi parkerar det.
Karin: 18 var det väl? | Anna: Ja, 18.
Karin: Det går inte.
Karin: Knappast.
Karin: Hellre 18.
Karin: Okej. | Erik: Det måste chefen godkänna först.
Karin: Mm. | Erik: Personalen lär protestera.
Karin: Så kan vi inte ha det.
Karin: Ursäkta, menar du 18?
Karin: Det låter alldeles för tidigt.
Karin: Dumt.
Karin: Ja, eller 18.
Karin: Ja, om facket går med på det.
Anna: Kanske.
Anna: Eller 18.
Anna: Fast det får vi se.
Anna: Tror jag.
Anna: Om ingen har något emot det.
Karin: Okej, 16.
Karin: Bra, men först ska styrelsen säga sitt.
Karin: Tveksamt.
Karin: Vi tar det på nästa möte.
Karin: Vi får fundera.
Karin: Det där får Lisa avgöra.
`),
)("M1: a spoken decision is not ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(decided.sv, turns))).toEqual([]),
);

test.each(
  rowsOf(`
Karin: Absolutely not.
Karin: Over my dead body.
Karin: I disagree.
Karin: Let's sleep on it.
Karin: Can we park that? | Anna: Yes, let's park it.
Karin: Wasn't it 18? | Anna: Yes, 18.
Karin: That won't work.
Karin: Hardly.
Karin: Rather 18.
Karin: Okay. | Erik: My boss has to sign that off.
Anna: Well, maybe.
Anna: Unless Lisa minds.
Anna: Or 18.
Anna: I think.
Karin: Too early.
Karin: Fine, but only in summer.
`),
)("M1: an English one is not ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(decided.en, turns))).toEqual([]),
);

test.each(
  rowsOf(`
Anna: Behövs inte.
Anna: Ta måndag.
Anna: Vi behöver den på torsdag. | Karin: Okej, torsdag.
Erik: Jag gör det.
Anna: Den har vi redan fått.
Anna: Låt Erik göra det.
Anna: Onsdag räcker.
Erik: Jag har den här.
Anna: Det är Eriks jobb.
Anna: Tack. | Erik: Jag kan ta den.
Anna: Senast onsdag.
Anna: Gärna tidigare.
Anna: Skicka ritningen från i våras i så fall.
Karin: Om jag hinner.
Karin: Eller tisdag.
Karin: Tror jag.
Karin: Kanske.
Karin: Fast då är jag ledig.
Anna: Toppen. | Karin: Nja, tisdag.
Anna: Gör inte det.
Anna: Sparas tills vidare.
Anna: Lugn, det brinner inte.
`),
)("M1: a promise is not ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(promised.sv, turns))).toEqual([]),
);

test.each(
  rowsOf(`
Anna: Don't bother.
Anna: Make it Wednesday.
Erik: I'll do it.
Anna: We've already got it.
Anna: No need.
Anna: Leave that to Erik.
Anna: Thursday, please.
Karin: If I have time.
Karin: Well, maybe.
Karin: Or Tuesday.
Anna: That one is mine.
Erik: I've got it.
`),
)("M1: an English promise is not ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(promised.en, turns))).toEqual([]),
);

/** Assent, the meeting itself, and what is evidently about something else. */
test.each(
  rowsOf(`
Karin: Ja.
Karin: Okej, bra. | Erik: Mm.
Karin: Absolut.
Karin: Toppen, tack.
Karin: Då säger vi så.
Karin: Perfekt, då gör vi så. | Erik: Håller med.
Karin: Det låter bra.
Karin: Jag håller med.
Karin: Ja, det är jag med på.
Karin: Inga invändningar.
Karin: Utmärkt! Då går vi vidare.
Karin: Ser ni min skärm? | Erik: Ja.
Karin: Då tar vi nästa punkt.
Karin: Hos oss snöade det hela helgen.
Erik: Jag beställer tolv headset på onsdag.
Karin: Bra. | Erik: Beslut: jouren får en egen kö.
Karin: Det tycker jag låter bra.
Karin: Kör på det.
`),
)("M1: a spoken decision is ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(decided.sv, turns))).toContain("Vi beslutade att växeln stänger 17."),
);

test.each(
  rowsOf(`
Anna: Tack.
Anna: Tack, Karin.
Anna: Bra, tack så mycket!
Anna: Toppen. | Erik: Mm.
Anna: Super, då räknar vi med det.
Anna: Gör det.
Anna: Ja, gärna.
Anna: Vad bra.
Erik: Jag ringer leverantören på tisdag.
Erik: Jag var på ljudlöst.
`),
)("M1: a promise is ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(promised.sv, turns))).toContain("Jag skickar planritningen på måndag."),
);

test.each(
  rowsOf(`
Karin: Great.
Karin: Sounds good.
Karin: Agreed. | Erik: Perfect.
Karin: That sounds reasonable.
Karin: Fine by me.
Karin: Works for me.
Karin: Yes, let's do that.
Karin: Okay, thanks, Anna.
Karin: Can you see my screen?
Karin: Traffic was terrible this morning.
`),
)("M1: an English decision is ticked when just after comes %s", (turns) =>
  expect(tickedIn(talk(decided.en, turns))).toContain("We agreed that the desk closes at 17."),
);

/** What the same breath says after it. */
test.each(
  rowsOf(`
Karin skickar planritningen på måndag. Kanske.
Karin skickar planritningen på måndag. Om hon hinner.
Karin skickar planritningen på måndag. Eller tisdag.
Karin skickar planritningen på måndag. Tror jag.
Karin skickar planritningen på måndag. Fast hon är ledig.
Karin skickar planritningen på måndag. Det gör Erik.
Karin skickar planritningen på måndag. Får se.
Karin will send the plan on Monday. Well, maybe.
Karin will send the plan on Monday. Unless Erik does.
Vi beslutade att ha två köer. Eller tre.
Vi beslutade att ha två köer. Möjligen.
Vi beslutade att ha två köer. Men inget är spikat.
We agreed on two queues. Or three.
We agreed on two queues. For now.
Beslut: två köer. Eller tre.
Beslut: två köer. Kanske.
Åtgärd: Karin skickar planritningen. Eller Erik.
Åtgärd: Karin skickar planritningen. Om hon hinner.
Åtgärd: Karin skickar planritningen. Möjligen tisdag.
`),
)("M1: what the next sentence weakens is not ticked: %s", (line) => expect(tickedIn(line)).toEqual([]));

test.each([
  "Karin skickar planritningen på måndag. Bra.",
  "Karin skickar planritningen på måndag. Erik beställer headset.",
  "Vi beslutade att ha två köer. Alla var överens.",
  "We agreed on two queues. Great.",
  "Beslut: Två köer. Reception och provtagning.",
  "Beslut: Kön stänger 17. Enhälligt.",
])("M1: what the next sentence leaves as it is is ticked: %s", (line) => expect(tickedIn(line)).not.toEqual([]));

const premium = "Beslut: vi tar Premium";
/** Typed, and taken back further down. */
test.each([
  ...rowsOf(`
Vi hoppar över Premium
Premium får vänta
inte beslutat än
Beslutet revs upp
Beslutet är upphävt
(Struket)
^ fel, stryk
OBS! Felaktigt antecknat
Vi ångrade oss
We changed our minds.
Premium ligger på is
Premium blev för dyrt
beslutet drogs tillbaka av Anna
Beslutet håller inte
The decision was overturned
(osäkert)
<- dubbelkolla
Fel, så sa vi inte
Vi bytte fot
Kunden sa nej till Premium
Det blev annorlunda
`).flatMap((later) => [`${premium}\n${later}`]),
  ...rowsOf(`
Beslutet revs upp
Vi hoppar över Premium
Premium får vänta
Beslutet är upphävt
`).map((later) => `${premium}\nLunch\n\nAP: Erik beställer tolv headset\nVi pratade om parkeringen.\n${later}`),
  "B1: vi tar Premium\nB2: två köer, natt och dag\nB1 upphävs, B2 likaså",
  "Beslut 1: vi tar Premium\nLunch\nBeslut 1 gäller inte",
  "Beslut 1: vi tar Premium\nLunch\nBeslut nr 1 är överspelat",
  "D1: we take Premium\nLunch\nD1 is off",
  "AP1: Karin skickar planritningen\nLunch\nAP1 struken",
  "AP1: Karin skickar planritningen\nAP1 tas av Erik",
  "AP 1: Karin skickar planritningen\nLunch\nap1 – väntar",
  "AP: Karin skickar planritningen\nHon hinner inte",
  "AP: Karin skickar planritningen\n(om hon hinner)",
  "AP: Karin skickar planritningen\nPlanritningen har vi fått",
  "Action: Karin to send the plan\n(maybe)",
])("M1: typed and taken back below is not ticked: %j", (notes) =>
  expect(tickedIn(notes).filter((quote) => quote !== "AP: Erik beställer tolv headset")).toEqual([]),
);

test.each([
  [`${premium}\nLunch`, 1],
  [`${premium}\nVem svarar på helger?`, 2],
  [`${premium}\nBra möte.`, 1],
  [`${premium}\nBeslutet gäller från 1 januari.`, 1],
  [`${premium}\nBeslutet var enhälligt.`, 1],
  [`${premium}\n(enhälligt)`, 1],
  [`${premium}\nMotivering: Premium har återuppringning`, 1],
  [`${premium}\nAP: Karin beställer Premium senast 4/12`, 2],
  [`${premium}\nKarin ska beställa Premium på fredag.`, 2],
  [`${premium}\n\nNästa möte 9/12 kl 10.`, 1],
  [`${premium}\nVi gick sedan igenom larmen och hisstelefonerna.`, 1],
  ["B1: vi tar Premium\nB2: två köer\nAP1: Karin beställer headset", 3],
  ["B1: vi tar Premium\nAP1: Karin informerar kunden om B1", 2],
  ["AP: Karin skickar planritningen\nAP: Erik granskar planritningen", 2],
  ["AP: Karin skickar planritningen\nTack för i dag!", 1],
  ["Decision: two queues\nThanks, everyone.", 1],
])("M1: typed and left as it is is ticked: %j", (notes, count) => expect(tickedIn(notes)).toHaveLength(count));
