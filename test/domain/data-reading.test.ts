import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareAreas } from "../../src/domain/data-comparison.ts";
import { completeness } from "../../src/domain/data-completeness.ts";
import type { Finding } from "../../src/domain/data-finding.ts";
import type { GivenCell, GivenTable } from "../../src/domain/data-given.ts";
import { namingGone } from "../../src/domain/data-gone.ts";
import { grouped } from "../../src/domain/data-grouping.ts";
import { caughtUp } from "../../src/domain/data-late.ts";
import { readTables } from "../../src/domain/data-reading.ts";
import type { HeldArea } from "../../src/domain/data-record.ts";
import type { Day } from "../../src/domain/units.ts";
import { findingLine, findingText, groupWords } from "../../src/messages/finding-words.ts";
import { createWords } from "../../src/messages/words.ts";
import { agreement } from "../fixtures/project-facts.ts";

const today = "2026-11-29" as Day;
type Rows = readonly (readonly GivenCell[])[];
const table = (name: string, rows: Rows): GivenTable => ({ name, rows });
const read = (tables: readonly GivenTable[], held: readonly HeldArea[] = []) =>
  readTables(tables, agreement, held, today);
const shown = ({ weight, what, at, field }: Finding): string =>
  [weight, what, `${at?.table}!${at?.row ?? ""}:${at?.column ?? ""}`, field ?? ""].join(" ").trim();
const recordsOf = (given: ReturnType<typeof read>, area: string) =>
  given.areas.find((one) => one.area === area)?.records ?? [];

const heads = ["Förnamn", "Efternamn", "E-post", "Anknytning", "Fast nummer"];
const bo = ["Bo", "Bok", "bo@x.se", "4502", "08-123 45 02"];
const siv = ["Siv", "Öst", "siv@x.se", "4503", "08-123 45 03"];

describe("D6: the table is told by the words of its heads", () => {
  const expected = [
    {
      key: "bo@x.se",
      values: {
        "first-name": "Bo",
        "last-name": "Bok",
        "e-mail": "bo@x.se",
        extension: "4502",
        "fixed-number": "+4681234502",
      },
    },
    {
      key: "siv@x.se",
      values: {
        "first-name": "Siv",
        "last-name": "Öst",
        "e-mail": "siv@x.se",
        extension: "4503",
        "fixed-number": "+4681234503",
      },
    },
  ];
  test.each<[string, string, Rows]>([
    ["in the template's words", "Användare", [heads, bo, siv]],
    ["under rows of titles", "Användare", [["Bolaget AB: teleschema"], [], [null, "2026-11-29"], heads, bo, siv]],
    ["on a sheet with another name", "Blad1", [heads, bo, siv]],
    ["in another order", "Blad1", [heads, bo, siv].map((row) => row.toReversed())],
    [
      "with marks and other words",
      "x.csv",
      [["Tilltalsnamn *", "Surname:", "MEJL (arbete)", "Ankn.", "Direktnummer"], bo, siv],
    ],
    [
      "with NFD letters and no-break spaces",
      "Blad1",
      [["Fo\u0308rnamn", "Efternamn", "E\u2011post", "Anknytning", "Fast\u00a0nummer"], bo, siv],
    ],
    ["with empty rows and the heads again", "Blad1", [heads, bo, [null, ""], heads, siv, []]],
    ["with empty columns", "Blad1", [heads, bo, siv].map((row) => [null, ...row.slice(0, 2), "", ...row.slice(2)])],
  ])("%s", (_, name, rows) => {
    const given = read([table(name, rows)]);
    expect(given.findings.map(shown)).toEqual([]);
    expect(recordsOf(given, "user-licence")).toEqual(expected);
  });

  test("D6: a list of people is theirs by a column of whole names, whatever else has a name and an address", () => {
    const people = [
      ["Namn", "Mejl", "Telefon", "Skonummer"],
      ["Bo Bok", "bo@x.se", "08-123 45 02", "42"],
    ];
    const given = read([table("telefonlista.csv", people)]);
    expect(given.areas.map(({ area }) => area)).toEqual(["user-licence"]);
    expect(given.findings.map(({ what }) => what)).toEqual(["column.unknown", "column.whole-name"]);
  });

  test("D6: a table that fits several areas is of the one that it was handed in for", () => {
    const unclear = [
      table("Blad1", [
        ["Namn", "Mejl"],
        ["Kundtjänst", "kund@x.se"],
      ]),
    ];
    const areasOf = (meant: readonly string[]) =>
      readTables(unclear, agreement, [], today, { meant }).areas.map(({ area }) => area);
    expect(areasOf(["user-licence"])).toEqual(["user-licence"]);
    expect(areasOf(["voicemail"])).toEqual(["voicemail"]);
  });

  test("the example of the template is no record, in either language", () => {
    const examples = [
      ["Anna", "Andersson", "anna.andersson@exempel.se", "4501", "08-123 45 01"],
      ["Anna", "Andersson", "anna.andersson@example.com", "4501", "08-123 45 01"],
    ];
    expect(recordsOf(read([table("Användare", [heads, ...examples, bo])]), "user-licence")).toHaveLength(1);
    expect(
      recordsOf(read([table("Användare", [heads, ["Anna", "Andersson", "anna@x.se"]])]), "user-licence"),
    ).toHaveLength(1);
  });

  test("D6: a row that says less than the example, or the same once more, is somebody's own", () => {
    const activities = ["Aktivitet", "Samtal går till", "Vidarekopplas till", "Följer kalendern", "Gäller för"];
    const example = ["Lunch", "Växeln", null, null, "Alla"];
    const given = read([table("Aktiviteter", [activities, example, ["Lunch", "Växeln"], ["Möte", "Växeln"]])]);
    expect(recordsOf(given, "presence").map(({ key }) => key)).toEqual(["lunch", "mote"]);
    const twice = read([table("Aktiviteter", [activities, example, example])]);
    expect(recordsOf(twice, "presence").map(({ values }) => values["applies-to"])).toEqual(["Alla"]);
  });

  test("D6: a sheet without rows says nothing: what is held stands, and is told", () => {
    const held = [
      { area: "user-licence", approved: true, records: [{ key: "bo@x.se", values: { "e-mail": "bo@x.se" } }] },
    ];
    const fax = table("Fax", [
      ["Faxnummer", "Lösning"],
      ["08-123 45 40", "Fax till e-post"],
    ]);
    const given = read([table("Användare", [heads, []]), fax], held);
    expect(given.areas.map(({ area }) => area)).toEqual(["fax"]);
    expect(given.spared).toEqual(["user-licence"]);
    expect(read([table("Användare", [heads]), fax]).spared).toBeUndefined();
  });

  test("D6: what was found in a field of which a later list has no column is found still, at the row it is in now", () => {
    const optional = ["E-post", "Förnamn", "Efternamn", "Mobilnummer"];
    const first = read([
      table("Användare", [optional, ["bo@x.se", "Bo", "Bok", "7,01E+08"], ["siv@x.se", "Siv", "Öst", "701740605"]]),
    ]);
    const held = [{ area: "user-licence", approved: false, records: recordsOf(first, "user-licence") }];
    const found = [{ area: "user-licence", findings: first.findings }];
    const later = (rows: Rows) => readTables([table("Ny", rows)], agreement, held, today, { found });
    const fewer = ["E-post", "Förnamn", "Efternamn"];
    const next = later([fewer, ["siv@x.se", "Siv", "Öst"], ["bo@x.se", "Bo", "Bok"]]);
    expect(next.findings.map(shown)).toEqual([
      "fault number.scientific Ny!3: mobile-number",
      "repaired number.zero Ny!2: mobile-number",
    ]);
    expect(recordsOf(next, "user-licence").map(({ unsure }) => unsure)).toEqual([["mobile-number"], undefined]);
    // It stands in no cell of the file: the field is told.
    const said = next.findings.map((one) => createWords().text("sv", findingLine(one, agreement)));
    expect(said[0]).toContain("Ny 3, Mobilnummer, ”7,01E+08”: ");
    // With the column it is read anew, and whoever is gone has nothing to be mended.
    expect(later([optional, ["bo@x.se", "Bo", "Bok", ""]]).findings).toEqual([]);
    expect(later([fewer, ["siv@x.se", "Siv", "Öst"]]).findings.map(({ what }) => what)).toEqual(["number.zero"]);
  });

  test.each<[string, Rows[number]]>([
    ["Summa beside a number", ["Summa", null, null, 2]],
    ["Totalt with it", ["Totalt: 2 st", null]],
    ["how many there are", [null, "Antal användare", "2"]],
    ["in English", ["TOTAL", "", "2"]],
  ])("D6: a row that counts the others is left out, and said: %s", (_, sum) => {
    const given = read([table("Användare", [heads, bo, siv, sum])]);
    expect(recordsOf(given, "user-licence")).toHaveLength(2);
    expect(given.findings.map(shown)).toEqual(["repaired row.sum Användare!4:"]);
  });

  test("D6: whoever is called as a sum is nobody's sum", () => {
    const given = read([table("Användare", [heads, ["Summa", "Berg", "summa@x.se", "4504", "08-123 45 04"]])]);
    expect(recordsOf(given, "user-licence")).toHaveLength(1);
    expect(
      read([
        table("Grupper", [
          ["Gruppens namn", "Medlemmar"],
          ["Totalt", "Bo Bok"],
        ]),
      ]).findings.map(({ what }) => what),
    ).not.toContain("row.sum");
  });

  test("S2: an organisation number that is not the project's is asked about, and the same in any spelling is not", () => {
    const company = (number: string, known: string | undefined) =>
      readTables(
        [
          table("Företaget", [
            ["Företagets namn", "Organisationsnummer"],
            ["Solbacken", number],
          ]),
        ],
        ...([
          agreement,
          [],
          today,
          { known: { customer: "Solbacken", ...(known && { organisationNumber: known }) } },
        ] as const),
      ).findings;
    const [other] = company("556703-7485", "556036-0793");
    expect(other).toMatchObject({ weight: "question", what: "organisation-number.other", given: "556703-7485" });
    expect(createWords().text("sv", findingLine(other as Finding, agreement))).toBe(
      "Företaget B2, ”556703-7485”: Projektet har organisationsnumret 556036-0793. Är det ett annat bolag i koncernen stämmer det, annars är ett av dem fel.",
    );
    expect(company("SE556036079301", "556036-0793")).toEqual([]);
    expect(company("556703-7485", undefined)).toEqual([]);
  });

  test("D6: a list without a column of a field leaves what is held of it; one with an emptied column does not", () => {
    const values = { "first-name": "Bo", "last-name": "Bok", "e-mail": "bo@x.se", extension: "4502" };
    const held = [
      { area: "user-licence", approved: false, records: [{ key: "bo@x.se", values, unsure: ["extension"] }] },
    ];
    const short = ["Förnamn", "Efternamn", "E-post"];
    const without = read([table("Personal", [short, ["Bo", "Bok-Ek", "bo@x.se"]])], held);
    expect(recordsOf(without, "user-licence")).toEqual([
      { key: "bo@x.se", values: { ...values, "last-name": "Bok-Ek" }, unsure: ["extension"] },
    ]);
    const emptied = read(
      [
        table("Personal", [
          [...short, "Anknytning"],
          ["Bo", "Bok", "bo@x.se", ""],
        ]),
      ],
      held,
    );
    expect(recordsOf(emptied, "user-licence")[0]?.values.extension).toBeUndefined();
    // What is required and held is not lacking.
    expect(
      read(
        [
          table("x.csv", [
            ["E-post", "Anknytning"],
            ["bo@x.se", "4502"],
          ]),
        ],
        held,
      ).findings,
    ).toEqual([]);
  });

  test("one record may have its heads beneath each other", () => {
    const given = read([
      table("Blad2", [
        ["Huvudnummer"],
        ["Huvudnummer", "08-123 45 00"],
        ["Vem svarar", "Siv"],
        ["Öppettider", "som vanligt"],
      ]),
    ]);
    expect(recordsOf(given, "main-number")).toEqual([
      { key: "main-number", values: { number: "+4681234500", "answered-by": "Siv" } },
    ]);
    expect(given.findings.map(shown)).toEqual(["fault hours.unclear Blad2!4:2 opening-hours"]);
  });

  test("names in one column are divided, and it is said once", () => {
    const given = read([
      table("Användare", [
        ["Namn", "E-post"],
        ["Bo Ek Bok", "bo@x.se"],
        ["Öst, Siv", "siv@x.se"],
      ]),
    ]);
    expect(recordsOf(given, "user-licence").map(({ values }) => [values["first-name"], values["last-name"]])).toEqual([
      ["Bo Ek", "Bok"],
      ["Siv", "Öst"],
    ]);
    expect(given.findings.map(shown)).toEqual(["repaired column.whole-name Användare!1:1"]);
  });

  test("what is not understood is told, never dropped in silence", () => {
    const rows: Rows = [
      [...heads.slice(0, 3), "Skostorlek", "PUK-kod", "", "Mejl", "Anknytnig"],
      ["Bo", "Bok", "bo@x.se", 43, "1234", "hej", "bo2@x.se", "4502"],
    ];
    const given = read([table("Blad1", rows), table("Blad2", [["hej"], ["på"]]), table("Blad3", [[], [null]])]);
    expect(given.findings.map(shown)).toEqual([
      "fault column.secret Blad1!1:5",
      "fault column.headless Blad1!1:6",
      "fault column.twice Blad1!1:7 e-mail",
      "fault table.unknown Blad2!:",
      "question column.unknown Blad1!1:4",
      "repaired column.near Blad1!1:8 extension",
    ]);
    expect(recordsOf(given, "user-licence")[0]?.values.extension).toBe("4502");
    expect(JSON.stringify(given.areas)).not.toMatch(/1234|hej/);
  });

  test("a table that fits two areas is told, and its name decides", () => {
    const rows: Rows = [
      ["Samtal går till", "Vidarekopplas till"],
      ["Växeln", "08-123 45 00"],
    ];
    expect(read([table("Blad1", rows)]).findings.map(({ what }) => what)).toEqual(["table.unclear"]);
    expect(recordsOf(read([table("Aktiviteter", rows)]), "presence")).toHaveLength(1);
  });
});

describe("D6: it is checked at the cell, and one faulty row never stops the others", () => {
  const users = table("Användare", [
    heads,
    bo,
    ["Siv", "", "siv@x", "4502", "4.41E+11"],
    ["Ulf", "Alm", "ulf@x.se", "45044", "08-123 45 02"],
  ]);
  test("per cell, per row, across rows", () => {
    const given = read([users]);
    expect(given.findings.map(shown)).toEqual([
      "fault required Användare!3:2 last-name",
      "fault e-mail.invalid Användare!3:3 e-mail",
      "fault extension.twice Användare!3:4 extension",
      "fault number.scientific Användare!3:5 fixed-number",
      "fault number.twice Användare!4:5 fixed-number",
      "question extension.odd Användare!4:4 extension",
    ]);
    expect(given.areas[0]).toMatchObject({ area: "user-licence", rows: 3 });
    expect(recordsOf(given, "user-licence").map(({ key }) => key)).toEqual(["bo@x.se", "siv@x", "ulf@x.se"]);
  });

  test("across sheets: a number in two places, a member that is nobody, or two", () => {
    const groups = table("Funktionsgrupper", [
      ["Gruppens namn", "Nummer", "Medlemmar"],
      ["Support", "+46 8 123 45 02", "bo bok; Öst, Siv\nsiv@x.se"],
      ["Sälj", "08-123 45 30", "Bo Bokk, 4503, Kalle Kula"],
    ]);
    const given = read([table("Användare", [heads, bo, siv]), groups]);
    expect(given.findings.map(shown)).toEqual([
      "fault number.twice Användare!2:5 fixed-number",
      "fault record.several Funktionsgrupper!3:3 members",
      "question records.twice Funktionsgrupper!2:3 members",
    ]);
    expect(given.findings.find(({ what }) => what === "record.several")?.args, "all that are nobody").toEqual({
      count: 2,
      names: "Bo Bokk (Bo Bok?), Kalle Kula",
    });
    expect(recordsOf(given, "function-groups").map(({ values }) => values.members)).toEqual([
      ["bo@x.se", "siv@x.se"],
      ["siv@x.se"],
    ]);
    const twoBos = read([table("Användare", [heads, bo, ["Bo", "Bok", "bosse@x.se"]]), groups]);
    expect(twoBos.findings.filter(({ what }) => what === "record.several").map(({ args }) => args)).toEqual([
      { count: 4, names: "bo bok (bo@x.se; bosse@x.se?), Öst, Siv, siv@x.se" },
      { count: 3, names: "Bo Bokk (Bo Bok?), 4503, Kalle Kula" },
    ]);
  });

  test("a table of groups with members is of function groups, though another area is called groups too", () => {
    const rows = [
      ["Gruppens namn", "Nummer", "Medlemmar"],
      ["Support", "08-123 45 20", "Bo Bok"],
    ];
    for (const name of ["groups", "Blad1"]) {
      const given = read([table(name, rows)]);
      expect(given.areas.map(({ area }) => area)).toEqual(["function-groups"]);
    }
  });

  test("of two who have one address it is asked which is meant, by what tells them apart", () => {
    const which = (names: readonly (readonly [string, string, string])[], named: string) => {
      const users = names.map(([first, last, extension]) => [first, last, "info@x.se", extension]);
      const groups = table("Funktionsgrupper", [
        ["Gruppens namn", "Medlemmar"],
        ["Support", named],
      ]);
      const given = read([table("Användare", [["Förnamn", "Efternamn", "E-post", "Anknytning"], ...users]), groups]);
      const found = given.findings.find(({ what }) => what === "record.ambiguous");
      return found?.args?.which ?? recordsOf(given, "function-groups")[0]?.values.members;
    };
    const [anna, bo, other] = [
      ["Anna", "Ek", "4501"],
      ["Bo", "Bok", "4502"],
      ["Anna", "Ek", "4503"],
    ] as const;
    expect(which([anna, bo], "info@x.se")).toBe("Anna Ek; Bo Bok");
    expect(which([anna, bo], "Bo Bok")).toEqual(["info@x.se (2)"]);
    expect(which([anna, other], "info@x.se")).toBe("4501; 4503");
    expect(which([anna, other], "Anna Ek")).toBe("4501; 4503");
    expect(which([anna, other], "4503")).toEqual(["info@x.se (2)"]);
  });

  test("what is held counts where the file does not have its area", () => {
    const held: HeldArea[] = [
      {
        area: "user-licence",
        approved: false,
        records: recordsOf(read([table("Användare", [heads, bo])]), "user-licence"),
      },
    ];
    const groups = table("Funktionsgrupper", [
      ["Gruppens namn", "Nummer", "Medlemmar"],
      ["Support", "08-123 45 02", "Bo Bok"],
    ]);
    const given = read([groups], held);
    expect(given.findings).toMatchObject([{ what: "number.twice", args: { otherArea: "user-licence" } }]);
    expect(read([groups]).findings.map(shown)).toEqual(["question record.not-yet Funktionsgrupper!2:3 members"]);
  });

  test("D6: a list of members that waits is looked up whole when the users come, however long and on however many lines", () => {
    const people = Array.from({ length: 9 }, (_, nth) => [`Person${nth}`, "Långtnamnsson", `p${nth}@x.se`]);
    const members = people.map(([first, last]) => `${first} ${last}`).join("\n");
    const first = read([
      table("Funktionsgrupper", [
        ["Gruppens namn", "Medlemmar i ordning"],
        ["Vård", members],
      ]),
    ]);
    const held = first.areas.map((area): HeldArea => ({ ...area, approved: false }));
    const users = read([table("Användare", [["Förnamn", "Efternamn", "E-post"], ...people])], held);
    const found = [{ area: "function-groups", findings: first.findings }];
    const [late] = caughtUp(agreement, users.areas, held, found);
    expect(late?.findings).toEqual([]);
    expect(late?.records[0]?.values.members).toEqual(people.map(([, , mail]) => mail));
  });

  test("D6: members that wait are looked up when users and groups come together, though the groups are without that column", () => {
    const first = read([
      table("Funktionsgrupper", [
        ["Gruppens namn", "Medlemmar i ordning"],
        ["Vård", "Siv Öst"],
        ["Bygg", "Bo Bok; Nils Nil"],
      ]),
    ]);
    const held = first.areas.map((area): HeldArea => ({ ...area, approved: false }));
    const both = [
      table("Användare", [heads, bo, siv]),
      table("Funktionsgrupper", [
        ["Gruppens namn", "Nummer"],
        ["Vård", "08-123 45 20"],
        ["Bygg", "08-123 45 21"],
      ]),
    ];
    const found = [{ area: "function-groups", findings: first.findings }];
    const again = readTables(both, agreement, held, today, { found });
    expect(recordsOf(again, "function-groups").map(({ values, unsure }) => [values.members, unsure])).toEqual([
      [["siv@x.se"], undefined],
      [["bo@x.se"], undefined],
    ]);
    expect(again.findings.map(({ what, given }) => [what, given])).toEqual([["record.unknown", "Bo Bok; Nils Nil"]]);
  });

  test("D6: a name that nobody had is found once it is added to its list, though nothing else comes with that", () => {
    const groups = table("Funktionsgrupper", [
      ["Gruppens namn", "Medlemmar i ordning"],
      ["Vård", "Siv Öst; Bo Bok"],
    ]);
    const first = read([table("Användare", [heads, bo]), groups]);
    expect(first.findings.map(({ what }) => what)).toEqual(["record.unknown"]);
    const held = first.areas.map((area): HeldArea => ({ ...area, approved: false }));
    const found = [{ area: "function-groups", findings: first.findings }];
    const users = (...rows: Rows) => read([table("Användare", [heads, ...rows])], held).areas;
    const [late] = caughtUp(agreement, users(bo, siv), held, found);
    expect(late).toMatchObject({ findings: [], records: [{ values: { members: ["siv@x.se", "bo@x.se"] } }] });
    // Where it still is nobody, nothing is said of it once more.
    expect(caughtUp(agreement, users(bo), held, found)).toEqual([]);
  });

  test("D6: who is gone from a list and named still is told at what names them, until they are there again", () => {
    const groups = table("Funktionsgrupper", [
      ["Gruppens namn", "Medlemmar i ordning"],
      ["Vård", "Siv Öst; Bo Bok"],
      ["Bygg", "Bo Bok"],
    ]);
    const first = read([table("Användare", [heads, bo, siv]), groups]);
    const held = first.areas.map((area): HeldArea => ({ ...area, approved: false }));
    const users = (...rows: Rows) => read([table("Användare", [heads, ...rows])], held).areas;
    const gone = recordsOf(first, "user-licence").filter(({ key }) => key === "siv@x.se");
    const without = (...rows: Rows) => new Map([["user-licence", { gone, now: users(...rows)[0]?.records ?? [] }]]);
    const [found, ...others] = namingGone(agreement, without(bo), held, "sv");
    expect(others).toEqual([]);
    const words = createWords();
    expect(found?.findings.map((one) => words.text("sv", findingLine(one, agreement)))).toEqual([
      "Funktionsgrupper: Vård har kvar Siv Öst, som inte finns bland användare längre. Ta bort namnet, eller lägg till det bland användare igen.",
    ]);
    const approved = held.map((one) => ({ ...one, approved: true }));
    expect(namingGone(agreement, without(bo), approved, "sv")).toEqual([]);
    // Whoever is there by the same name has another address only.
    const moved = namingGone(agreement, without(bo, ["Siv", "Öst", "siv.ost@x.se", "4503"]), held, "sv");
    expect(moved).toMatchObject([
      { findings: [], records: [{ values: { members: ["siv.ost@x.se", "bo@x.se"] } }, {}] },
    ]);
    expect(caughtUp(agreement, users(bo), held, found ? [found] : [])).toEqual([]);
    expect(caughtUp(agreement, users(bo, siv), held, found ? [found] : [])).toMatchObject([{ findings: [] }]);
  });

  test("D6: findings told together say what stands in each of them, and those of which another is true are told apart", () => {
    const hardware = (...names: readonly string[]) =>
      table("Hårdvara", [
        ["Modell", "MAC-adress", "Användare"],
        ...names.map((one, at) => ["T54W", `805EC012345${at}`, one]),
      ]);
    const users = [
      [...heads, "Licens"],
      [...bo, "Stadard"],
      [...siv, "Telefonst"],
    ];
    const { findings } = read([
      table("Användare", users),
      hardware("Kim", "Siv Svensson", "Bo Bk", "Siv Ös", "Pim", "Tim"),
    ]);
    const words = createWords();
    expect(grouped(findings).map((one) => words.text("sv", groupWords(one, agreement)))).toEqual([
      "Hårdvara, Användare: Kim, Siv Svensson, Pim … finns inte bland användare. Skriv namnet som det står där, eller lägg till det. (4 gånger: C2, C3, C6 och 1 till)",
      "Hårdvara C4, ”Bo Bk”: Bo Bk finns inte bland användare. Menade ni Bo Bok?",
      "Hårdvara C5, ”Siv Ös”: Siv Ös finns inte bland användare. Menade ni Siv Öst?",
      "Användare F2, ”Stadard”: Vi läste det som ”Standard”. Stämmer det?",
      "Användare F3, ”Telefonst”: Vi läste det som ”Telefonist”. Stämmer det?",
    ]);
  });

  test("series that overlap, and the gap between two; one number alone is no gap", () => {
    const given = read([
      table("Nummer och serier", [
        ["Nummerserie", "Nuvarande operatör"],
        ["08-123 45 00–49"],
        ["08-123 45 60–99"],
        ["08-123 45 40–45"],
        ["08-129 00 00"],
      ]),
    ]);
    expect(given.findings.map(shown)).toEqual([
      "fault series.overlap Nummer och serier!4:1 number",
      "question series.gap Nummer och serier!3:1 number",
    ]);
    expect(given.findings[1]?.args).toMatchObject({ from: "+4681234550", to: "+4681234559", count: 10, other: "A2" });
  });

  test("a column that is required and empty everywhere is said once", () => {
    const given = read([
      table("Användare", [
        ["Förnamn", "E-post"],
        ["Bo", "bo@x.se"],
        ["Siv", "siv@x.se"],
      ]),
    ]);
    expect(given.findings).toMatchObject([{ what: "required.everywhere", field: "last-name", args: { rows: 2 } }]);
  });

  test("the same row twice is taken once; two that differ are both kept", () => {
    const given = read([table("Användare", [heads, bo, bo, ["Bosse", ...bo.slice(1, 3)]])]);
    expect(given.findings.map(shown)).toEqual([
      "fault value.twice Användare!4:3 e-mail",
      "question row.same Användare!3:",
    ]);
    expect(recordsOf(given, "user-licence").map(({ key }) => key)).toEqual(["bo@x.se", "bo@x.se (2)"]);
  });

  test("what was repaired waits for a yes, and is not asked about again once it has one", () => {
    const rows = [heads, ["Bo", "Bok", "bo@x.se", "4502", "8-123 45 02"]];
    const first = read([table("Användare", rows)]);
    const records = recordsOf(first, "user-licence");
    expect(records[0]?.unsure).toEqual(["fixed-number"]);
    const again = (unsure: boolean) =>
      read(
        [table("Användare", rows)],
        [
          {
            area: "user-licence",
            approved: false,
            records: records.map(({ unsure: its, ...one }) => (unsure ? { ...one, ...(its && { unsure: its }) } : one)),
          },
        ],
      ).findings.length;
    expect([again(true), again(false)]).toEqual([1, 0]);
  });

  test.each(["sv", "en"] as const)("every finding has its words, in %s", (language) => {
    const words = createWords();
    const given = read([users, table("Blad2", [["hej"]])]);
    const lines = given.findings.map((one) => words.text(language, findingLine(one, agreement)));
    expect(lines).toMatchSnapshot();
    const many = read([
      table("Användare", [heads, ...Array.from({ length: 5 }, (_, at) => [`A${at}`, "B", `a${at}@x.se`, "", "12"])]),
    ]);
    expect(grouped(many.findings).map((group) => words.text(language, groupWords(group, agreement)))).toMatchSnapshot();
  });
});

test("D6: how far an area has come, and what a hand-in would change in it", () => {
  const area = agreement.areas.find(({ id }) => id === "user-licence");
  if (area === undefined) throw new Error("There is no such area");
  const before = recordsOf(read([table("Användare", [heads, bo, siv])]), "user-licence");
  const after = recordsOf(
    read([table("Användare", [heads, ["Bo", "", "bo@x.se", "4509", "08-123 45 02"], ["Ulf", "Alm", "ulf@x.se"]])]),
    "user-licence",
  );
  const { added, changed, gone } = compareAreas(before, after);
  expect([added.map(({ key }) => key), gone.map(({ key }) => key)]).toEqual([["ulf@x.se"], ["siv@x.se"]]);
  expect(changed).toEqual([
    {
      key: "bo@x.se",
      fields: [
        { field: "last-name", before: "Bok", after: undefined },
        { field: "extension", before: "4502", after: "4509" },
      ],
    },
  ]);
  expect(completeness(area, after)).toEqual({
    records: 2,
    whole: 1,
    lacking: [{ field: "last-name", records: 1 }],
    isComplete: false,
  });
  expect(completeness(area, before).isComplete).toBe(true);
  expect(completeness(area, []).isComplete).toBe(false);
});

describe("D6: whatever is given", () => {
  const cell = fc.oneof(
    fc.constantFrom<GivenCell>(
      null,
      "",
      "08-123 45 67",
      "8-123 45 67",
      "4.41E+11",
      "112",
      "Bo",
      "bo@x.se",
      "bo@x",
      4501,
      "4501",
      true,
      "\u00a0x\u2011",
    ),
    fc.string({ maxLength: 12, unit: "grapheme" }),
    fc.integer({ min: 0, max: 99_999 }),
  );
  const row = fc.array(cell, { minLength: heads.length, maxLength: heads.length });
  const rows = fc.array(row, { maxLength: 8 });
  const plain = (given: ReturnType<typeof read>) =>
    [...recordsOf(given, "user-licence")]
      .map((one) => JSON.stringify(one.values, Object.keys(one.values).toSorted()))
      .toSorted();

  test("reading twice changes nothing", () => {
    fc.assert(
      fc.property(rows, (body) => {
        const tables = [table("Användare", [heads, ...body])];
        const given = read(tables);
        const records = recordsOf(given, "user-licence");
        const again = read(tables, [{ area: "user-licence", approved: false, records }]);
        expect(again).toEqual(given);
        expect(compareAreas(records, recordsOf(again, "user-licence"))).toEqual({ added: [], changed: [], gone: [] });
      }),
      { numRuns: 60 },
    );
  });

  test("the order of rows and columns does not matter", () => {
    fc.assert(
      fc.property(rows, fc.integer(), (body, turn) => {
        const order = heads.map((_, at) => (at + Math.abs(turn)) % heads.length);
        const turned = [heads, ...body.toReversed()].map((one) => order.map((at) => one[at] ?? null));
        const [given, other] = [read([table("Användare", [heads, ...body])]), read([table("Användare", turned)])];
        expect(plain(other)).toEqual(plain(given));
        const kinds = (of: typeof given) => of.findings.map(({ what, field }) => `${what} ${field}`).toSorted();
        expect(kinds(other)).toEqual(kinds(given));
      }),
      { numRuns: 60 },
    );
  });

  test("no finding names a cell that is right: each is gone when its cell is mended", () => {
    const right = (at: number, digits: unknown = 4): Record<string, string> => ({
      ...{ "first-name": `Namn${at}`, "last-name": "Bok", "e-mail": `namn${at}@x.se` },
      ...{ extension: String(4600 + at).padStart(Number(digits), "1"), "fixed-number": `08-123 46 ${String(10 + at)}` },
    });
    const ids = ["first-name", "last-name", "e-mail", "extension", "fixed-number"];
    fc.assert(
      fc.property(rows, (body) => {
        const cells: GivenCell[][] = [heads, ...body].map((one) => [...one]);
        for (let round = 0; round < 60; round += 1) {
          const { findings } = read([table("Användare", cells)]);
          const [first] = findings;
          if (first === undefined) return;
          const at = (first.at?.row ?? 2) - 1;
          const line = cells[at];
          if (first.what === "row.same" || line === undefined || first.field === undefined) {
            cells.splice(at, 1);
            continue;
          }
          const column = ids.indexOf(first.field);
          if (first.at?.row === undefined)
            for (const [n, one] of cells.entries()) if (n > 0) one[column] = right(n)[first.field] ?? "";
          if (first.at?.row !== undefined) line[column] = right(at, first.args?.usual)[first.field] ?? "";
        }
        expect(read([table("Användare", cells)]).findings).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("D6: what a row needs because of what stands beside it, and what is never kept", () => {
  test("who is forwarded needs a number, who has faxes mailed an address, also where that is our default", () => {
    const activities = ["Aktivitet", "Samtal går till", "Vidarekopplas till"];
    const given = read([
      table("Aktiviteter", [
        activities,
        ["Möte", "Vidarekoppla", ""],
        ["Paus", "Växeln", ""],
        ["Resa", "Vidarekoppla", "okänt"],
        ["Lunch", "Vidarekoppla", "–"],
        ["Ledig", "Växeln", "saknas"],
      ]),
      table("Fax", [
        ["Faxnummer", "Lösning"],
        ["08-123 45 40", ""],
        ["08-123 45 41", "Faxmaskin med adapter"],
      ]),
    ]);
    expect(given.findings.map(shown)).toEqual([
      "fault required.when Aktiviteter!2:3 forward-to",
      "fault number.letters Aktiviteter!4:3 forward-to",
      "fault required.when Aktiviteter!5:3 forward-to",
      "fault required.when Fax!2: delivered-to",
    ]);
    const words = createWords();
    expect(given.findings.map((one) => words.text("sv", findingLine(one, agreement)))[0]).toBe(
      "Aktiviteter C2: ”Vidarekopplas till” saknas, och behövs när ”Samtal går till” är Vidarekoppla. Fyll i den.",
    );
  });

  test("D6: what a number is read as and what stands beside it is told in both languages", () => {
    const numbers = table("Personal", [
      ["Förnamn", "Efternamn", "E-post", "Mobilnummer"],
      ["Bo", "Bok", "bo@x.se", "070-174 06 05 (privat)"],
      ["Siv", "Alm", "siv@x.se", "Direkt: 08-123 45 09"],
      ["Ulf", "Ek", "ulf@x.se", "070-174 06 06, 070-174 06 07"],
      ["Liv", "Ek", "liv@x.se", "–"],
    ]);
    const words = createWords();
    const lines = (language: "sv" | "en") =>
      read([numbers]).findings.map((one) => words.text(language, findingText(one, agreement)));
    expect(lines("sv")).toEqual([
      "Här får bara ett nummer stå. Behåll ett.",
      "Vi tog numret 070-174 06 05, men inte ”privat”. Stämmer det?",
      "Vi tog numret 08-123 45 09, men inte ”Direkt”. Det är inget mobilnummer. Stämmer det?",
    ]);
    expect(lines("en").slice(1)).toEqual([
      "We took the number 070-174 06 05, but not “privat”. Is that right?",
      "We took the number 08-123 45 09, but not “Direkt”. It is no mobile number. Is that right?",
    ]);
  });

  test("two rows that nothing tells apart are told to be one too many, never by a key of ours", () => {
    const groups = table("Funktionsgrupper", [
      ["Gruppens namn", "Medlemmar i ordning"],
      ["Support", "Bo Bok"],
    ]);
    const twins = ["08-123 45 02", "08-123 45 09"].map((number) => ["Bo", "Bok", "bo@x.se", "", number]);
    const given = read([table("Användare", [heads, ...twins]), groups]);
    const found = given.findings.find(({ area }) => area === "function-groups");
    expect(createWords().text("sv", findingLine(found ?? expect.fail(), agreement))).toBe(
      "Funktionsgrupper B2, ”Bo Bok”: Bo Bok står 2 gånger bland användare. Behåll en av raderna där.",
    );
  });

  test("the last day does not come before the first", () => {
    const head = ["Vad som händer", "Samtal går till", "Från och med", "Till och med"];
    const rows = [
      ["Brand", "Växeln", "2027-03-01", "2027-02-01"],
      ["Ström", "Växeln", "2027-03-01", "2027-03-01"],
    ];
    expect(read([table("Undantag", [head, ...rows])]).findings.map(shown)).toEqual(["fault day.order Undantag!2:4 to"]);
  });

  test("a PIN, a PUK or a password is not kept and not repeated, wherever it stands", () => {
    const mobiles = ["Mobilnummer", "Användare", "Abonnemang", "SIM-kortets nummer"];
    const row = (number: string, sim: string) => [number, "Bo Bok", "Tal och data", sim];
    const given = read([
      table("Användare", [heads, bo]),
      table("Mobilabonnemang", [
        mobiles,
        row("070-174 06 05", "8946 0712 3456 7890 123"),
        row("070-174 06 06", "12345678"),
        row("070-174 06 07", "8946071234567890123 PUK 87654321"),
      ]),
      table("Övrigt", [
        ["Vad det gäller", "Beskrivning"],
        ["Router", "lösenord: hemligt99"],
        ["Dörr", "Pinnen 4500 ska bort"],
      ]),
    ]);
    expect(given.findings.map(shown)).toEqual([
      "fault sim-card.invalid Mobilabonnemang!3:4 sim-number",
      "fault text.secret Mobilabonnemang!4:4 sim-number",
      "fault text.secret Övrigt!2:2 details",
    ]);
    expect(JSON.stringify(given)).not.toMatch(/12345678"|87654321|hemligt99/);
    expect(recordsOf(given, "mobile")[0]?.values["sim-number"]).toBe("8946071234567890123");
  });
});
