import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";

const on = day("2026-11-23");
const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "2", handle: "johan", name: "Johan Holm" },
  { id: "3", handle: "johan-w", name: "Johan Wall" },
  { id: "4", handle: "anna", name: "Anna Berg" },
  { id: "5", handle: "erik", name: "Erik Sand" },
];
const tickedIn = (notes: string) => draftFromNotes(notes, on, people).items.filter(({ doubt }) => doubt === undefined);

/** Labelled as decisions and actions, and none: nothing of them is published without a person's own tick. */
test.each(
  `
Beslut: vi återkommer om faxen
Beslut: inget beslut togs om faxen
Beslut: skjuts upp till nästa möte
Beslut: se mail från i fredags
Beslut: samma som sist
Beslut: Karin ville ha två köer men det blev inget av det
Beslut: preliminärt två köer
Beslut: två köer, om chefen går med på det
Beslut: två köer, förutsatt att priset håller
Beslut: två köer (tror vi)
Beslut: ev. två köer
Beslut: förslag två köer
Beslut: vi lutar åt två köer
Beslut: troligen två köer
Beslut: två köer, men Karin dubbelkollar
Beslut: två köer. Eller tre?
Beslut: två köer – ska stämmas av med facket
Beslut: två köer i väntan på svar från Telia
Beslut: N/A
Beslut: -
Beslut: TBD
Beslut: ska tas av styrgruppen
Beslut: tas på nästa möte
Beslut: kvarstår från förra mötet
Beslut: ej fattat
Beslut: fattas av Karin på torsdag
Beslut: Johan ansåg att två köer räcker
Beslut: enligt Johan räcker två köer
Beslut: Karin hade hellre sett tre köer
Beslut: vi borde ha två köer
Beslut: vi skulle kunna ha två köer
Beslut: det vore bra med två köer
Beslut: två köer är bättre än tre
Beslut: inte klart vilka köer
Beslut: oklart
Beslut: två köer? Anna kollar
Åtgärd: Karin eller Johan Holm skickar planritningen
Åtgärd: Karin bad Johan Holm skicka planritningen
Åtgärd: Karin väntar på planritningen från Johan Holm
Åtgärd: Karin har skickat planritningen
Åtgärd: Karin skickade planritningen i fredags
Åtgärd: Karin tänkte skicka planritningen
Åtgärd: Karin ska inte skicka planritningen
Åtgärd: Karin slipper skicka planritningen
Åtgärd: Karin hinner inte skicka planritningen
Åtgärd: Johan skickar planritningen
Åtgärd: Karins man skickar planritningen
Åtgärd: Karins assistent beställer headset
Åtgärd: skicka planritningen till Karin
Åtgärd: påminn Karin om planritningen
Åtgärd: Karin skickar planritningen om hon hinner
Åtgärd: Karin skickar planritningen när Johan Holm har svarat
Åtgärd: Karin skickar eventuellt planritningen
Åtgärd: Karin kanske skickar planritningen
Åtgärd: Karin lovade inget
Åtgärd: Anna undrar om Karin skickar planritningen
Åtgärd: Karin vill att Anna beställer headset
Åtgärd: utöver Karin skickar alla sina listor
Åtgärd: alla utom Karin skickar listor
Åtgärd: Karin får gärna skicka planritningen
Åtgärd: Karin kan skicka planritningen
Åtgärd: Karin vägrar skicka planritningen
Åtgärd: Karin (sjukskriven) skickar planritningen, annars Johan Holm
Åtgärd: Karin skickar planritningen före 4/12 eller 11/12
Åtgärd: Karin skickar planritningen, dock inte före 4/12
Åtgärd: Karin skickar planritningen tidigast 4/12
Åtgärd: Karin skickar planritningen efter 4/12
Åtgärd: Karin skickar planritningen från 4/12
Åtgärd: Karin skickar den planritning som gällde 4/12
Åtgärd: Karin bokar mötet den 4/12
Åtgärd: Karin skickar planritningen till mötet 4/12
Åtgärd: Karin bokar om mötet 4/12 till 11/12
Åtgärd: Karin skickar listan för december senast fredag eller måndag
AP: Karin, Anna: skicka listor
AP: Karin -> Johan Holm: skicka listor
[x] Karin skickar planritningen
[ ] ~~Karin skickar planritningen~~
~~Beslut: två köer~~
Beslut (förslag): två köer
Beslut?: två köer
Gammalt beslut: två köer
Tidigare beslut: två köer
Upphävt beslut: två köer
Ej beslut: två köer
Beslutsunderlag: två köer
Beslut från förra mötet: två köer
Beslutades det att faxen ska bort
Det beslutades aldrig att faxen ska bort
Vi beslutade nästan att ta bort faxen
Vi bestämde att inte bestämma något idag
Vi bestämde att vi bestämmer på torsdag
Vi enades inte om faxen
Jag hade skickat planritningen om jag fått den
Karin: Jag ska väl skicka planritningen då, haha
Karin: Jag skickar aldrig planritningar
Karin: Erik sa "jag skickar planritningen"
Karin: Jag skickar inte planritningen förrän jag fått betalt
Karin: Jag brukar skicka planritningen på fredagar
Karin: Jag skickar alltid fakturor den sista
Karin: Om ni vill så skickar jag planritningen
Karin: Jag skickar gärna planritningen
Karin: Jag kan tänka mig att skicka planritningen
Decision: none
Decision: deferred
Decision: two queues, subject to budget
Decision: two queues unless Telia objects
Decision: pending
Decision: Karin to decide
Decision: agreed to disagree
Decision: we might go for two queues
Decision: not two queues after all?
Action: Karin or Anna to send the plan
Action: Karin sent the plan
Action: Karin has been sending the plan
Action: Karin would send the plan if asked
Action: Karin refuses to send the plan
Action: Karin asked Anna to send the plan
Action: send the plan to Karin
Action: everyone but Karin sends a list
Action: Karin's boss sends the plan
Action: Karin to send the plan no earlier than 4 Dec
Action: Karin to send the plan after 4 Dec
`
    .trim()
    .split("\n"),
)("M1: no tick for: %s", (line) => expect(tickedIn(line)).toEqual([]));

/** A note, and the one below or above it that takes it back or says that it is no note of this meeting. */
test.each([
  "Beslut: två köer\nNej, förresten, tre.",
  "Beslut: två köer\nKarin: stopp, det gäller inte längre",
  "Beslut: två köer\nBeslutet ovan ströks.",
  "Beslut: två köer\nVi ändrade oss om köerna: tre",
  "Åtgärd: Karin skickar planritningen 4/12\nKarin har redan skickat planritningen, utgår",
  "Åtgärd: Karin skickar planritningen 4/12\nJohan Holm tar planritningen i stället",
  "Åtgärd: Karin skickar planritningen 4/12\nPlanritningen behövs inte",
  "Beslut: faxen behålls\nFaxen: vi tar bort den ändå",
  "Beslut: faxen behålls\nFaxen ska bort.",
  "Decision: keep the fax\nScrap that, the fax goes.",
  "Decision: keep the fax\nActually we drop the fax.",
  "Åtgärd: Karin skickar planritningen 4/12\nRättelse: 11/12",
  "Karin: Jag skickar planritningen på fredag.\nKarin: Eller nej, Johan Holm gör det.",
  "Karin: Jag skickar planritningen på fredag.\nAnna: Nej, det behövs inte.",
  "Anna: Då säger vi två köer.\nKarin: Nej, det gör vi inte.",
  "Diskuterade alternativ:\nBeslut: två köer\nBeslut: tre köer",
  "Exempel på hur vi skriver:\nBeslut: två köer",
  "Mall:\nÅtgärd: Karin skickar planritningen",
  "Från förra mötet:\nBeslut: två köer",
  "> Beslut: två köer\nBra möte.",
])("M1: no tick for: %j", (notes) => expect(tickedIn(notes)).toEqual([]));

test.each([
  ["Beslut: Vi kör med två köer.", {}],
  ["Beslut: Faxen tas bort den 31 mars.", {}],
  ["Beslut: Inga talsvar på helger.", {}],
  ["Beslut: Samtal efter 18 tas av receptionen.", {}],
  ["Beslut: nästan alla anknytningar flyttas", {}],
  ["Beslut: Huvudnumret flyttas inte.\nNu över till larmen.", {}],
  ["Förslag diskuterades länge.\nBeslut: två köer", {}],
  ["> Beslut: två köer\n> Bra möte.", {}],
  ["## Förra mötet\nBeslut: en kö\n\n## Detta möte\nBeslut: två köer", {}],
  ["Åtgärd: Karin skickar planritningen senast 4/12", { owner: "Karin Ek", due: "2026-12-04" }],
  ["Åtgärd: Johan Holm beställer 12 headset", { owner: "Johan Holm" }],
  ["Åtgärd: Karin planritningen senast 4/12", { owner: "Karin Ek", due: "2026-12-04" }],
  ["Åtgärd: Karin ska skicka planritningen", { owner: "Karin Ek" }],
  ["AP3 Erik: skicka förslag på svarsgrupper", { owner: "Erik Sand" }],
  ["Karin: Jag mejlar listan i morgon.", { owner: "Karin Ek", due: "2026-11-24" }],
  ["Action: Karin to send the floor plan by 4 December", { owner: "Karin Ek", due: "2026-12-04" }],
  ["Erik will order twelve headsets by Friday.", { owner: "Erik Sand", due: "2026-11-27" }],
  ["Decision: the main number stays open until 18.", {}],
])("M1: what it says plainly is ticked: %j", (notes, said) => expect(tickedIn(notes)).toMatchObject([said]));
