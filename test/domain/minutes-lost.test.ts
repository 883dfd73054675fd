import { describe, expect, test } from "vitest";
import { leftIn } from "../../src/domain/minutes-left.ts";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { minutesSource } from "../../src/domain/minutes-source.ts";
import { day } from "../fixtures/project-facts.ts";

const on = day("2026-11-23");
const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "2", handle: "johan", name: "Johan Holm" },
  { id: "3", handle: "anna", name: "Anna Berg" },
];
const lines = (table: string): readonly string[] => table.trim().split("\n");
const itemsIn = (notes: string) => draftFromNotes(notes, on, people).items;
const ticked = (notes: string) => itemsIn(notes).filter(({ doubt }) => doubt === undefined);
const leftOver = (notes: string) => leftIn(minutesSource(notes), { items: itemsIn(notes) }, { on, people });

describe("M1: what is plainly a decision is drafted, and ticked only where it is said in so many words", () => {
  test.each(
    lines(`
Klubbat: växeln stänger 17
Beslut; växeln stänger 17
Mötet beslöt att växeln stänger 17.
Beslöts att växeln stänger 17.
Det klubbades att växeln stänger 17.
Fastställdes att växeln stänger 17.
Klubbades: två köer
Gruppen beslöt att behålla faxen.
Det beslöts att ta bort faxen.
The group resolved to keep the fax.
It was resolved that the fax goes.
It was hereby agreed to keep two queues.
`),
  )("ticked: %s", (line) => {
    expect(ticked(line)).toMatchObject([{ kind: "decision" }]);
    expect(itemsIn(line)).toHaveLength(1);
  });

  test.each(
    lines(`
Beslut växeln stänger 17
Fastställt: öppettider 8 till 17
Approved: the schedule
Adopted: two queues
Godkänt: tidplanen
Antaget: två köer
Resolved: the switchboard closes at 17.
Beslut att växeln stänger 17
Nytt beslut två köer
Decision close at 17
Förslaget antogs.
Förslaget om två köer godkändes.
Karin valdes till kontaktperson.
Tidplanen godkändes.
Två köer klubbades.
Vi valde A.
Vi valde två köer i stället för tre.
We chose two queues.
We picked the red headsets.
We settled on two queues.
We went with Jabra.
Slutsats: vi stänger 17.
Conclusion: we close at 17.
Vi landade i två köer.
Vi fastnade för Jabra.
Mötet godkände tidplanen.
Mötet antog förslaget om två köer.
The schedule was approved.
The proposal was adopted.
Two queues were agreed on.
Vi fick grönt ljus för två köer.
Då blev det Jabra.
Vi spikade öppettiderna 8 till 17.
Öppettiderna spikades.
`),
  )("drafted and not ticked: %s", (line) => {
    expect(ticked(line)).toEqual([]);
    expect(itemsIn(line)).toMatchObject([{ kind: "decision" }]);
  });
});

describe("M1: what somebody takes on is drafted", () => {
  test.each(
    lines(`
Johan ser till att växeln stänger 17.
Johan åtar sig att beställa telefoner.
Karin tar på sig att ringa Telia.
Karin håller i utbildningen.
Karin har hand om larmen.
Karin är ansvarig för planritningen.
Johan står för inköpet av headset.
Karin sees to it that the lines are moved.
Karin undertakes to send the plan.
Johan makes sure the switchboard closes at 17.
Johan is responsible for the headsets.
Karin takes on the training.
On Friday Karin will call Telia.
By Friday Karin sends the list.
`),
  )("%s", (line) => expect(itemsIn(line)).toMatchObject([{ kind: "action" }]));

  test.each(
    lines(`
Johan ser till att växeln stänger 17.
Karin håller i utbildningen.
Karin har hand om larmen.
Johan står för inköpet av headset.
Johan åtar sig inte att beställa telefoner.
Johan ser till att Karin skickar listan på fredag.
Kan Johan åta sig att beställa telefoner?
Johan skulle åta sig att beställa telefoner.
Johan åtog sig att beställa telefoner.
Karin undertook to send the plan.
Karin was responsible for the plan.
`),
  )("and not ticked: %s", (line) => expect(ticked(line).filter(({ kind }) => kind !== "question")).toEqual([]));
});

describe("M1: a number ends a sentence", () => {
  test.each([
    ["Växeln stänger 17. Karin skickar listan på fredag", "Karin skickar listan på fredag"],
    ["Vi ses kl 9. Mötet beslöt att ha två köer", "Mötet beslöt att ha två köer"],
    ["Det blir rum 4. Johan ska beställa telefoner", "Johan ska beställa telefoner"],
    ["The desk closes at 17. Karin will send the list", "Karin will send the list"],
    ["There are 12. We decided to keep two queues", "We decided to keep two queues"],
  ])("%s", (line, quote) => expect(ticked(line).map((one) => one.quote)).toEqual([quote]));

  test.each([
    ["1. Karin ska skicka listan", "Karin ska skicka listan"],
    ["12. Mötet beslöt att ha två köer", "Mötet beslöt att ha två köer"],
  ])("at the beginning of a line it is the line's: %s", (line, quote) =>
    expect(ticked(line).map((one) => one.quote)).toEqual([quote]),
  );
});

describe("M1: what may be one is offered, if it is not drafted", () => {
  test.each(
    lines(`
Överens? Överens.
Åtgärd skicka listan
Action send the list
AP3 skicka listan
To do ring Telia
Okej så jag skickar listan då
Alltså vi kom fram till två köer
Ja men då har vi ett beslut
Efter lite snack röstade vi igenom förslaget
Alla var eniga om två köer
Fler headset beställs
Telefonerna ska beställas
Listan behöver skickas
Någon måste ringa Telia
Vi måste skicka listan
We have to order the phones
The phones need to be ordered
Somebody has to call Telia
Everyone was in favour of two queues
So I guess I send the list then
Ni skickar listan till oss
Kunden skickar listan
Customer sends the list
Vi enades inte om faxen
Det här är spikat
Det blev två köer, överens
Sagt och gjort, två köer
Styrgruppen beslöt att behålla faxen.
Deal, two queues
`),
  )("%s", (line) => {
    expect(ticked(line).filter(({ kind }) => kind !== "question")).toEqual([]);
    const kinds = itemsIn(line).map(({ kind }) => kind);
    expect(kinds.some((kind) => kind !== "question") || leftOver(line).length > 0).toBe(true);
  });

  test.each([
    ["Karin skickar planen på fredag. Johan ser till att larmet flyttas.", "Johan ser till att larmet flyttas."],
    ["Karin skickar planen på fredag. Johan åtar sig larmet.", "Johan åtar sig larmet."],
    ["Karin skickar planen på fredag. Förslaget antogs.", "Förslaget antogs."],
    ["Karin skickar planen på fredag. Telefonerna ska beställas.", "Telefonerna ska beställas."],
    ["Karin will send the list on Friday. The phones need to be ordered.", "The phones need to be ordered."],
    ["Karin will send the list on Friday. Johan sees to the alarm.", "Johan sees to the alarm."],
    ["Karin skickar planen på fredag. Överens.", "Överens."],
  ])("beside another item of its line: %s", (line, said) => {
    const found = [...itemsIn(line).map(({ quote }) => quote), ...leftOver(line).map(({ words }) => words)];
    expect(found).toContain(said);
    expect(ticked(line)).toHaveLength(1);
  });
});

describe("M1: what only sounds like a decision is none", () => {
  test.each(
    lines(`
Beslutsunderlag skickas ut.
Beslutsunderlaget är bra.
Beslutet togs i våras.
Beslutet togs förra veckan.
Beslut om faxen fattas av styrgruppen.
Beslut fattas på nästa möte.
Beslut i frågan saknas.
Beslutsordningen är oklar.
Valet är i september.
Vi valde fel leverantör förra året.
Karin har en godkänd hörselskada.
Klubban låg på bordet.
Godkänd personal får komma in.
Antagligen två köer.
Antalet köer är två.
Decision makers were absent.
Decisions about the fax are made by the board.
The decision was taken last spring.
Approved staff may enter.
They chose the wrong supplier last year.
Resolution is 1080p.
Vi höll på länge.
Åtgärdslistan är lång.
Action movies are fun.
`),
  )("%s", (line) => expect(itemsIn(line).filter(({ kind }) => kind !== "question")).toEqual([]));
});
