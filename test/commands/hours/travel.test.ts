import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audited } from "../../support/audited.ts";
import { openWorkspace, type Said, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterEach(() => ws.close());

describe("travel", () => {
  test("R1: time, costs and a fee on the costs: 3 035,00 kr", async () => {
    const said = await ws.anna.says("travel 3h30 costs:1200 to:Uppsala");
    expect(said.text).toContain("V1: trip to Uppsala: 3 035,00 kr.");
    for (const part of ["1 715,00 kr", "1 200,00 kr", "120,00 kr", "3 h 30 min at 490,00 kr per hour"])
      expect(said.text).toContain(part);
    expect((await ws.facts()).trips).toMatchObject([
      { ref: "V1", what: { kind: "trip", minutes: 210, costs: 120_000, to: "Uppsala" } },
    ]);
  });

  test("R1: two who travel there and back are four times the way, and what was paid is paid once", async () => {
    const said = await ws.anna.says("travel 3h30 costs:1200 to:Uppsala people:2 return");
    expect(said.text).toContain("V1: trip to Uppsala (2 people, there and back): 8 180,00 kr.");
    expect(said.text).toContain("Travel time: 3 h 30 min per person and way, 2 people, there and back: 14 h.");
    expect((await ws.anna.says("resa 1h till:Gävle retur")).text).toContain(
      "trip to Gävle (there and back): 980,00 kr.",
    );
    expect((await ws.anna.says("travel costs:100 people:3")).text).toContain("V3: trip: 110,00 kr.");
    const basis = (await ws.anna.says("invoice")).text;
    expect(basis).toContain(
      "R1 | V1 travel time to Uppsala (2 people, there and back) | Mon 23 Nov 2026 | 14 h | 490,00 kr per hour | 25 % | 6 860,00 kr",
    );
    expect(basis).toContain("9 270,00 kr");
    expect((await ws.anna.says("travel 1h people:51")).text).toContain("\ntravel 1h people:50");
    for (const line of ["travel city:göteborg people:2", "travel city:göteborg return", "travel 1h people:51"])
      expect((await ws.anna.says(line)).outcome, line).toBe("refused");
    expect((await ws.facts()).trips).toHaveLength(3);
  });

  test("R1: receipts that come with the line are kept with the trip, and stand with the basis", async () => {
    const files = ["tåg.pdf", "taxi.pdf"].map((name) => ({ name, content: Buffer.from("%PDF-1.4\n%%EOF\n") }));
    const said = await ws.anna.says("travel 3h30 costs:1200 to:Uppsala", { files });
    expect(said.text).toContain("2 receipts are kept with V1.");
    const kept = (await ws.facts()).trips[0]?.files?.map(({ name }) => name);
    expect(kept).toEqual(["tåg.pdf", "taxi.pdf"]);
    const names = (said: Said) => said.answer.reply?.files?.map(({ name }) => name);
    expect(names(await ws.anna.says("invoice"))).toEqual(kept);
    await ws.anna.says("invoice close");
    await ws.anna.presses("invoice confirm");
    expect(names(await ws.anna.says("invoice 1"))).toEqual(expect.arrayContaining(kept ?? []));
    const asked = await ws.anna.says("travel 30h", { files: files.slice(0, 1) });
    expect(asked.outcome).toBe("done");
    const anyway = await ws.anna.presses("travel attached-anyway");
    expect(anyway.text).toContain("The receipt is kept with V2.");
  });

  test("R1: a colleague's trip is logged as theirs, and a customer's is none of ours", async () => {
    expect((await ws.anna.says("travel 1h costs:100 by:erik")).text).toContain("Erik Holm travelled.");
    expect((await ws.facts()).trips).toMatchObject([{ by: { name: "Erik Holm" } }]);
    expect((await ws.anna.says("travel 1h by:karin")).outcome).toBe("refused");
  });

  test("S6: the same trip twice is said, with its way out; another way or another's is another", async () => {
    await ws.anna.says("travel 1h costs:100 to:Gävle");
    const again = await ws.anna.says("travel 1h costs:100 to:Gävle");
    expect(again.text).toContain("It says the same as V1. If it is one and the same, undo V2.\nundo V2");
    for (const other of ["return", "by:erik"])
      expect((await ws.anna.says(`travel 1h costs:100 to:Gävle ${other}`)).text, other).not.toContain("the same");
    await ws.anna.says("undo V2");
    await ws.anna.says("undo V1");
    expect((await ws.anna.says("travel 1h costs:100 to:Gävle")).text).not.toContain("the same");
  });

  test("R3: what was paid with VAT is said without it at each rate that it may have, and at the one that is told", async () => {
    const asked = await ws.anna.says('travel 1h costs:"106 inkl moms"');
    expect(asked.text).toContain(
      "100,00 kr at 6 % VAT (train and taxi), 94,64 kr at 12 % VAT (hotel) and 84,80 kr at 25 % (anything else).",
    );
    expect(asked.text).toContain("travel 1h costs:<kr>");
    const told = await ws.anna.says('travel 1h costs:"106 inkl 6 % moms"');
    expect(told.text).toContain("at 6 % VAT it is 100,00 kr without.");
    expect(told.text).toContain("\ntravel 1h costs:100");
  });

  test("R1: costs without time are a trip", async () => {
    expect((await ws.anna.says("travel costs:100")).text).toContain("V1: trip: 110,00 kr.");
  });
  test("more money than anybody means is asked about", async () => {
    const asked = await ws.anna.says("travel 1h costs:1000000000");
    expect(asked.text).toContain("1 000 000 000,00 kr is a lot of money. Is that right?");
    expect((await ws.facts()).trips).toEqual([]);
  });

  test.each(["göteborg", "goteborg", "Gothenburg", "stockholm"])(
    "R2: a trip within %s costs 690,00 kr",
    async (city) => {
      expect((await ws.anna.says(`travel city:${city}`)).text).toContain("690,00 kr");
      expect((await ws.facts()).trips[0]?.what.kind).toBe("city");
    },
  );

  test.each([
    { line: "travel 1h city:stockholm", why: "R2: and nothing else" },
    { line: "travel city:stockholm costs:100", why: "R2: and nothing else" },
    { line: "travel to:Uppsala", why: "R1: a trip has a time or costs" },
    { line: "travel 1h costs:-100", why: "no negative costs" },
    { line: "travel city:uppsala", why: "no such city" },
    { line: "travel 2h on:2026-11-24", why: "a day to come" },
    { line: "travel 101h costs:10", why: "a typing mistake beyond doubt" },
  ])("$line is refused: $why", async ({ line }) => {
    const said = await ws.anna.says(line);
    expect([said.outcome, said.form === undefined]).toEqual(["refused", true]);
    expect((await ws.facts()).trips).toEqual([]);
  });

  test.each([
    [
      'travel 3h30 costs:1200 to:"Uppsala, 2 personer, tur och retur"',
      "travel 3h30 costs:1200 to:Uppsala people:2 return on:2026-11-23",
    ],
    ['travel 3h30 to:"two people, round trip"', "travel 3h30 people:2 return on:2026-11-23"],
    ['travel 1h to:"Gävle (t/r)" people:3', "travel 1h to:Gävle people:3 return on:2026-11-23"],
  ])(
    "R1: who travelled and whether they came back is no place, and the line that reckons it works: %s",
    async (line, instead) => {
      const said = await ws.anna.says(line);
      expect(said.outcome).toBe("refused");
      expect(said.text).toContain(`\n${instead}`);
      expect((await ws.facts()).trips).toEqual([]);
      expect((await ws.anna.says(instead)).outcome).toBe("done");
    },
  );

  test("a place that has a number or a person in it is a place", async () => {
    for (const to of ["Personalhuset 2", "Torg 3", "Torstad", "Enpersonsgatan 1"])
      expect((await ws.anna.says(`travel 1h to:"${to}"`)).outcome).toBe("done");
  });

  test.each(["travel", "resa", "resa in:solbacken"])(
    "%s alone opens the form; nothing filled in is refused",
    async (line) => {
      const { form } = await ws.anna.says(line);
      expect(form?.fields.map(({ name }) => name)).toEqual([
        "time",
        "costs",
        "to",
        "city",
        "people",
        "return",
        "on",
        "by",
      ]);
      expect((await ws.anna.fills(form, {})).outcome).not.toBe("done");
      expect((await ws.anna.fills(form, { time: "2h" })).outcome).toBe("done");
      expect((await ws.facts()).trips).toHaveLength(1);
    },
  );

  test("more than a day's travel is asked about, and recorded once", async () => {
    expect((await ws.anna.says("travel 20h costs:1200")).outcome).toBe("done");
    expect((await ws.facts()).trips).toEqual([]);
    expect(await audited(ws)).toEqual([]);
    expect((await ws.anna.presses("travel anyway")).text).toContain("V1: trip: 11 120,00 kr.");
    const again = await ws.anna.presses("travel anyway");
    expect([again.outcome, again.text.includes("Anna Lind already did that")]).toEqual(["refused", true]);
    expect((await ws.facts()).trips).toHaveLength(1);
  });

  test("an unanswered question takes no number", async () => {
    await ws.anna.says("travel 20h costs:1200");
    expect((await ws.anna.says("travel city:göteborg")).text).toContain("V1:");
    expect((await ws.anna.presses("travel anyway")).text).toContain("V2:");
  });

  test("A1: money is not for the shared channel", async () => {
    expect((await ws.anna.says("travel city:göteborg", { in: "solbacken-kund" })).outcome).toBe("refused");
    expect((await ws.facts()).trips).toEqual([]);
  });
});
