import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";
import { people, sourceOf } from "../support/minutes-rows.ts";

/** Beside what is tried, so that there is something to stand between. */
const besides = ["Erik ringer Telia"];

/** Written without a look at the rules, by whoever wanted a false tick. */
test.each(
  `
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Det har vi inte råd med.
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Jaså, verkligen.
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Öh, va. | Anna: Mm.
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Okej. | Erik: Kvällstid räcker.
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Bara på vardagar.
Anna: Då har vi bestämt att jouren svarar dygnet runt. | Karin: Ja, men det blir dyrt för oss och Lisa har ju inte sagt att vi får lägga så mycket pengar.
Anna: We agreed that the night desk moves to Malmö. | Karin: Says who.
Anna: We agreed that the night desk moves to Malmö. | Karin: Gothenburg, surely.
Erik: Jag beställer nya headset till torsdag. | Karin: De kom i förra veckan.
Erik: Jag beställer nya headset till torsdag. | Karin: Vi har ett helt skåp.
Erik: Jag beställer nya headset till torsdag. | Karin: Torsdag är röd dag.
Erik: Jag beställer nya headset till torsdag. | Anna: Det tar inköp.
Erik: Jag beställer nya headset till torsdag. | Erik: Eller ja, jag ser vad det kostar.
Erik: Jag beställer nya headset till torsdag. | Anna: Tack. | Erik: Lovar inget.
Erik: I will order new headsets by Thursday. | Anna: Procurement does that.
Karin mejlar listan på torsdag. Typ.
Karin mejlar listan på torsdag. Beror på.
Vi beslutade att ha tre köer. Nästan säkert.
Beslut: musiken byts ut\\nLunch\\n\\nAP: Erik ringer Telia\\nmusiken är kvar som den är
Beslut: musiken byts ut\\nAnna protesterade efteråt
Beslut: musiken byts ut\\nÅterkallat 2/12
Beslut: musiken byts ut\\n(se reservation)
Beslut 4: musiken byts ut\\n\\nÖvrigt\\npunkt 4 bordlades
Beslut: musiken byts ut\\nAP1: Erik ringer Telia\\nDet första beslutet är inte längre aktuellt
Beslut: musiken byts ut (utkast)
Beslut: musiken byts ut i mån av budget
Beslut: musiken byts ut så länge ingen klagar
Beslut: musiken byts ut, men det kan ändras
Beslut: musiken ska nog bytas ut
Beslut: preliminär: musiken byts ut
Beslut: kunden har beslutat att byta musiken
Beslut: hyresvärden godkände byte av musik
Decision: music changes, details to follow
Decision: tentatively change the music
Decision: Anna to propose new music
AP1: Erik Lind mejlar listan
AP1: Eriks kollega mejlar listan
AP1: Erik: listan mejlas av Lisa
AP1: Erik eller Lisa mejlar listan
AP1: Erik mejlar listan\\nAP2: Anna mejlar listan
AP1: Erik via Anna mejlar listan
AP1: Erik mejlar listan den 20 november
AP1: Erik mejlar listan 23/11 2025
AP1: Erik mejlar listan efter lunch på fredag om allt är klart
AP1: Erik mejlar listan förutsatt ok
AP1: Erik mejlar listan, klar sedan i tisdags
AP1: Erik mejlar listan om det behövs
AP1: Erik mejlar listan som Anna gör till fredag
AP1: Erik hoppas kunna mejla listan på fredag
AP1: Erik bör mejla listan på fredag
Action: Erik to mail the list assuming Telia agrees
Action: Erik to mail the list (done)
Action: Erik to mail the list Friday at best
Action: Erik might mail the list on Friday
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Stopp och belägg.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Hm.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Det har jag inte gått med på.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Två hade varit bättre.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Mm. | Karin: GDPR?
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Erik: Får vi ens det?
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Karin: Tja.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Anna: Preliminärt alltså.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Karin: Ja ja. | Erik: Chefen kommer att bli galen.
Anna: Okej, då är det beslutat att vi har en gemensam inkorg. | Karin: Okej, en per avdelning då.
Anna: We decided that calls are recorded. | Erik: Legal will kill us.
Anna: We decided that calls are recorded. | Erik: Is that even legal?
Anna: We decided that calls are recorded. | Erik: Hmm, dunno.
Anna: We decided that calls are recorded. | Erik: Okay. | Karin: Only inbound though.
Anna: We decided that calls are recorded. | Erik: Pretty sure we didn't.
Karin: Jag kollar avtalet med Tele2 på onsdag. | Anna: Avtalet är uppsagt.
Karin: Jag kollar avtalet med Tele2 på onsdag. | Anna: Den frågan ligger hos mig.
Karin: Jag kollar avtalet med Tele2 på onsdag. | Anna: Jag har koll.
Karin: Jag kollar avtalet med Tele2 på onsdag. | Anna: Hinner du?
Karin: Jag kollar avtalet med Tele2 på onsdag. | Karin: Det vill säga om de svarar.
Karin: Jag kollar avtalet med Tele2 på onsdag. | Erik: Nja. | Karin: Okej, torsdag då.
Karin: I'll check the contract by Wednesday. | Anna: Erik has it covered.
Karin: I'll check the contract by Wednesday. | Anna: Relax, already sorted.
Karin: I'll check the contract by Wednesday. | Karin: Thursday at the latest.
Beslut: gemensam inkorg\\nEj godkänt av Erik
Beslut: gemensam inkorg\\n--> revideras
Beslut: gemensam inkorg\\n\\nInkorgen: Erik motsätter sig
Beslut: gemensam inkorg\\nReservation från Erik
B7: gemensam inkorg\\nB8: ny logga\\nB7 och B8 skjuts upp
Beslut: gemensam inkorg\\nJusterat: två inkorgar
Beslut: gemensam inkorg\\nKarin ändrade sig sen
Beslut: Lisas förslag om gemensam inkorg
Beslut: gemensam inkorg (Lisa kollar)
Beslut: gemensam inkorg, Lisa kollar först
Beslut: gemensam inkorg gäller om inte Erik protesterar
Beslut: nästan överens om gemensam inkorg
Beslut: hyresvärden bestämmer om inkorgen
Beslut: inkorg – frågan bordläggs
Beslut: gemensam inkorg???
Beslut: provar gemensam inkorg, utvärderas
Decision: shared inbox (pls confirm)
Decision: shared inbox, Lisa has the final word
Decision: probably shared inbox
AP2: Anna Lindqvist mejlar avtalet
AP2: Annas chef mejlar avtalet
AP2: Anna m.fl. mejlar avtalet
AP2: Anna/Erik mejlar avtalet
AP2: Anna mejlar avtalet (el. Erik)
AP2: Anna ser till att Erik mejlar avtalet
AP2: avtalet mejlas av Erik (Anna)
AP2: Anna mejlar avtalet – Erik
AP2: Anna mejlar avtalet senast 15 nov
AP2: Anna mejlar avtalet 1/12 alt 3/12
AP2: Anna mejlar avtalet veckan efter 1/12
AP2: Anna mejlar avtalet dagen före 1/12
AP2: Anna mejlar avtalet inför mötet 1/12
AP2: Anna mejlar avtalet som löper ut 31/12
AP2: Anna mejlar avtalet i den mån det går
AP2: Anna mejlar avtalet om hon får tag i det
AP2: Anna mejlar avtalet (väntar på svar)
AP2: Anna mejlar avtalet, avvaktar Telia
AP2: Anna mejlade avtalet
AP2: Anna mejlar avtalet – struken
AP2: Anna funderar på att mejla avtalet
Action: Anna to consider mailing the contract
Action: Anna to mail the contract unless told otherwise
Action: Anna to mail the contract, was done on Friday
`
    .trim()
    .split("\n"),
)("M1: no false tick: %s", (row) =>
  expect(
    draftFromNotes(sourceOf(row), day("2026-11-23"), people).items.filter(
      ({ doubt, quote = "" }) => doubt === undefined && !besides.some((words) => quote.includes(words)),
    ),
  ).toEqual([]),
);
