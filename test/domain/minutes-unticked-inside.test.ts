import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";

const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "4", handle: "anna", name: "Anna Berg" },
  { id: "5", handle: "erik", name: "Erik Sand" },
];
const draft = (notes: string, on = "2026-11-23") => draftFromNotes(notes, day(on), people).items;
const tickedIn = (notes: string, on?: string) => draft(notes, on).filter(({ doubt }) => doubt === undefined);
const rowsOf = (table: string): readonly string[] => table.trim().split("\n");

test.each(
  rowsOf(`
Beslut: Premium (ej klubbat)
Beslut: Premium, ej bekräftat
Beslut: Premium, TBC
Beslut: Premium, väntar på Lisas ok
Beslut: Premium, förslag från Erik
Beslut: Erik vill ta Premium
Beslut: Premium eller Bas
Beslut: Premium (gammalt)
Beslut: saknas
Beslut: se nedan
Beslut: att ta beslut på nästa möte
Beslut: Frågan om Premium tas upp igen
Beslut: Premium, fast det ska Lisa godkänna
Beslut: vi tar Premium (skämtsamt)
Beslut: Styrelsen beslutade att ta Premium
Beslut: Premium – ej spikat
Beslut: Premium, inte hugget i sten
Beslut: Premium (muntligt)
Beslut: antingen Premium eller Bas
Beslut: Premium vs Bas
Beslut: Premium/Bas
Beslut: Lisa får sista ordet om Premium
Beslut: Premium när Lisa sagt ja
Beslut: Premium, givet att Lisa säger ja
Beslut: Premium, i avvaktan på Lisa
Beslut: Premium, väntas bli klart i januari
Beslut: Premium lyfts till ledningen
Beslut: Ledningen har bestämt Premium
Beslut: Kommunen beslutade om Premium
Beslut: se bilaga
Beslut: samma
Beslut: enligt ovan
Beslut: Premium (om priset håller)
Beslut: Premium ska förankras
Beslut: Premium ännu ej godkänt
Beslut: Premium, Anna lutar åt Bas
Beslut: Anna föredrar Premium
Beslut: (Premium)
Beslut: Premium [utkast]
Beslut: Premium?? / Bas
Beslut: vi får ta Premium på nästa möte
Beslut: behöver underlag om Premium
Styrelsen beslutade att ta Premium.
Ledningsgruppen bestämde att ta Premium.
Decision: Premium, not final
Decision: Premium, awaiting sign-off
Decision: Premium parked
Decision: see above
Decision: either 5 or 6 queues
Decision: 5 or 6 queues
Decision: we take Premium, he said jokingly
Decision: Premium (unconfirmed)
Decision: Premium, TBD
Decision: Premium, once Lisa has signed
Decision: missing
Decision: The board decided on Premium
Decision: Lisa needs to approve Premium
Decision: Premium goes to the board next week
Decision: Erik prefers Premium
Decision: still open
The board agreed on Premium.
`),
)("M1: no tick for a decision that is none: %s", (line) => expect(tickedIn(line)).toEqual([]));

test.each(
  rowsOf(`
Beslut: vi tar Premium
Beslut: Kö Premium för supporten
Beslut: Två köer (Reception och Provtagning)
Beslut: Faxen tas bort (31 mars)
Beslut: Växeln stänger kl 17 (16 på fredagar)
Beslut: Välkomstprompten läses in på svenska och engelska
Beslut: Samtal utanför öppettid går till röstbrevlåda
Beslut: Porteringen sker den 15 januari
Beslut: Vi köper tolv headset, Jabra Evolve 65
Beslut: Anna Berg är kontaktperson
Beslut: Karin äger numren
Beslut: ingen inspelning av samtal
Beslut: Styrelsen får ett eget nummer
Beslut: Vi väntar inte längre än tre signaler innan samtalet går vidare
Beslut: Godkänna kravlistan
Beslut: Kravlistan godkänd
Beslut: Budget 120 000 kr fastställs
Vi beslutade att ta Premium.
Projektgruppen beslutade att ta Premium.
Mötet beslutar att ta Premium.
Decision: Premium for support
Decision: Open 8–17 on weekdays
Decision: No voicemail for the drivers
Decision: Calls after 18 go to the on-call phone
We agreed on Premium.
`),
)("M1: a plain decision is ticked: %s", (line) => expect(tickedIn(line)).toHaveLength(1));

test.each(
  rowsOf(`
AP1: Karin Nilsson skickar planritningen
AP1: Erik Ek skickar planritningen
AP1: Anna-Karin skickar planritningen
AP1: Karin N skickar planritningen
AP1: Karin N. skickar planritningen
AP1: Karin på Telia skickar planritningen
AP1: Karin (Telia) skickar planritningen
AP1 Karin: planritningen skickas av Erik
AP1: Karin: planritningen, det gör Erik
AP1: Karin skickar planritningen, men det gör Erik
AP1: Karin planritningen ritas av Anna
Karin Nilsson ska skicka planritningen på fredag.
Karin Svensson skickar planritningen på fredag.
Karin von Essen skickar planritningen på fredag.
@karin: planritningen skickas av Erik
Action: Karin Jones to send the plan
Action: Karin from Telia to send the plan
Action: Karin: the plan is sent by Erik
| Åtgärd | Ansvarig | Klart |\\n| Planritningen skickas av Erik | Karin | 4/12 |
AP1: Karin skickar planritningen\\nAP2: Erik skickar planritningen
AP1: Karin skickar planritningen senast 4/12\\nLunch\\nAP2: Anna skickar planritningen senast 4/12
AP: Karin: boka lokal\\nAP: Erik: boka lokal
Karin ska boka lokal.\\nErik ska boka lokal.
Action: Karin to send the plan\\nAction: Erik to send the plan
AP1: Karin skickar planritningen senast 4/12\\nKarin skickar planritningen senast 8/12
AP1: Karin skickar planritningen på onsdag\\nAP4: Karin skickar planritningen på torsdag
Action: Karin to send the plan by Friday\\nKarin will send the plan by Monday
`),
)("M1: no tick for an owner or a day that may be another: %s", (line) =>
  expect(tickedIn(line.replaceAll("\\n", "\n"))).toEqual([]),
);

test.each([
  ["AP1: Karin skickar planritningen", "Karin Ek"],
  ["AP1: Karin Ek skickar planritningen", "Karin Ek"],
  ["AP1: Karin E skickar planritningen", "Karin Ek"],
  ["AP1: Ek, Karin skickar planritningen", undefined],
  ["AP1 (Karin): skicka planritningen till Telia", "Karin Ek"],
  ["AP1: Erik Sand beställer tolv headset", "Erik Sand"],
  ["AP1: Karin mejlar Lars Nilsson på Telia", "Karin Ek"],
  ["AP1: Karin hämtar listan av Lars", "Karin Ek"],
  ["AP: @karin skicka planritningen", "Karin Ek"],
  ["Karin ska skicka planritningen.", "Karin Ek"],
  ["Action: Karin to call Telia", "Karin Ek"],
])("M1: the owner is %s", (line, owner) => {
  const [item] = tickedIn(line);
  if (owner === undefined) expect(item?.owner ?? "Karin Ek").toBe("Karin Ek");
  else expect(item?.owner).toBe(owner);
});

test("M1: different deeds of two people are ticked", () => {
  expect(tickedIn("AP1: Karin skickar planritningen\nAP2: Erik skickar nummerlistan")).toHaveLength(2);
  expect(tickedIn("AP1: Karin ringer Telia på fredag\nAP2: Karin ringer Tele2 på måndag")).toHaveLength(2);
});

test.each([
  ["2026-12-02", "AP: Karin skickar planritningen den 1 december"],
  ["2026-12-02", "AP: Karin skickar planritningen senast 1/12"],
  ["2026-12-02", "AP: Karin skickar planritningen 4/12 2025"],
  ["2026-12-02", "AP: Karin skickar planritningen 2025-12-04"],
  ["2026-12-02", "AP: Karin skickar planritningen 30 november"],
  ["2026-12-02", "AP: Karin skickar planritningen den 15 oktober"],
  ["2026-12-02", "AP: Karin skickar planritningen den 1:a"],
  ["2026-12-02", "Action: Karin to send the plan by 1 December"],
  ["2026-12-02", "Action: Karin to send the plan by November 27"],
  ["2026-12-02", "Action: Karin to send the plan by 4 December 2025"],
  ["2027-01-04", "AP: Karin skickar planritningen den 22 december"],
])("M1: a day that has been is asked about: %s %s", (on, line) => {
  expect(tickedIn(line, on)).toEqual([]);
  expect(draft(line, on)[0]?.doubt?.why).toBe("which-day");
});

test.each([
  ["2026-12-02", "AP: Karin skickar planritningen den 2 december", "2026-12-02"],
  ["2026-12-02", "AP: Karin skickar planritningen den 15 januari", "2027-01-15"],
  ["2026-12-02", "AP: Karin skickar planritningen 4/12 2026", "2026-12-04"],
  ["2026-12-02", "AP: Karin skickar planritningen senast 28/2", "2027-02-28"],
  ["2026-12-02", "Action: Karin to send the plan by March 1", "2027-03-01"],
  ["2026-12-02", "AP: Karin skickar planritningen 2027-12-01", "2027-12-01"],
])("M1: a day to come is ticked: %s %s", (on, line, due) => expect(tickedIn(line, on)[0]?.due).toBe(due));

test.each(
  rowsOf(`
AP: Karin skickar planritningen när Telia har svarat
AP: Karin skickar planritningen givet att Telia svarar
AP: Karin skickar planritningen på fredag eller senare
AP: Karin skickar planritningen på fredag eller så
AP: Karin skickar planritningen som kom på fredag
AP: Karin ska försöka skicka planritningen på fredag
AP: Karin skickar planritningen – KLART
AP: Karin skickar planritningen på fredag, på villkor att Erik hinner
AP: Karin skickar planritningen så snart Telia svarat
AP: Karin skickar planritningen så fort hon kan
AP: Karin skickar planritningen efter att Erik ritat den
AP: Karin skickar planritningen vid behov
AP: Karin skickar planritningen i mån av tid
AP: Karin skickar planritningen på fredag ungefär
AP: Karin skickar planritningen fredag som tidigast
AP: Karin skickar planritningen fredag-ish
AP: Karin skickar planritningen från mötet på fredag
AP: Karin skickar planritningen vi går igenom på fredag
AP: Karin siktar på att skicka planritningen på fredag
AP: Karin räknar med att skicka planritningen på fredag
AP: Karin skickar planritningen (klar)
AP: Karin skickar planritningen - klart!
AP: Karin skickar planritningen ✓
AP: Karin skickar planritningen. Done.
AP: KLAR – Karin skickar planritningen
AP: Karin skickar planritningen, gjort
AP: Karin skickar planritningen tills vi hör något annat
AP: Karin skickar planritningen på fredag om möjligt
AP: Karin skickar planritningen beroende på väder
AP: Karin gör ett försök att skicka planritningen
Action: Karin to send the plan once Telia answers
Action: Karin to send the plan on Friday or so
Action: Karin to send the plan on Friday at the earliest
Action: Karin to send the plan on Friday or later
Action: Karin to send the plan given that Telia answers
Action: Karin to try to send the plan on Friday
Action: Karin to send the plan – DONE
Action: Karin to send the plan that came on Friday
Action: Karin to send the plan when Telia is ready
Action: Karin to send the plan after Telia answers
Action: Karin to send the plan if possible
Action: Karin to send the plan as needed
Action: Karin to send the plan Friday-ish
Action: Karin aims to send the plan on Friday
Karin ska skicka planritningen när Telia har svarat.
Karin ska försöka skicka planritningen på fredag.
Karin will send the plan once Telia answers.
`),
)("M1: no tick for what is conditional, hedged or done: %s", (line) => expect(tickedIn(line)).toEqual([]));

test.each<[string, string?]>([
  ["AP: Karin skickar planritningen på fredag", "2026-11-27"],
  ["AP: Karin skickar planritningen som PDF senast fredag", "2026-11-27"],
  ["AP: Karin skickar planritningen, klart 4/12", "2026-12-04"],
  ["AP: Karin skickar planritningen – klart till 4/12", "2026-12-04"],
  ["AP: Karin ringer Telia om numren på fredag", "2026-11-27"],
  ["AP: Karin skickar planritningen till Telia senast fredag", "2026-11-27"],
  ["AP: Karin tar fram en lista över klara nummer"],
  ["Action: Karin to send the plan by Friday at the latest", "2026-11-27"],
  ["Action: Karin to call Telia about the ports on Friday", "2026-11-27"],
])("M1: a plain action is ticked: %s", (line, due) => expect(tickedIn(line)).toMatchObject([due ? { due } : {}]));
