import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Field, FieldProblem } from "../../src/bot/field.ts";
import { parseDuration, printDuration } from "../../src/bot/fields/amounts.ts";
import { readDay } from "../../src/bot/fields/days.ts";
import { codeOf } from "../../src/bot/fields/identifiers.ts";
import { field } from "../../src/bot/fields.ts";
import { addDays, weekdayOf } from "../../src/domain/calendar.ts";
import type { Change, Requirement } from "../../src/domain/facts.ts";
import { day } from "../fixtures/project-facts.ts";
import { envOf } from "./sample.ts";

const requirement = (ref: string): Requirement => ({
  id: ref,
  ref,
  text: `Text of ${ref}`,
  deviation: false,
  agreedOn: day("2026-11-02"),
  agreedBy: { id: "anna", name: "Anna" },
  recordedAt: 0,
  state: "agreed",
  baseline: false,
});
const change = (ref: string): Change => ({
  id: ref,
  ref,
  kind: "change",
  title: "New call flow",
  state: "asked",
  createdOn: day("2026-11-02"),
  createdBy: { id: "anna", name: "Anna" },
  recordedAt: 0,
});
const env = envOf({ requirements: ["R10", "R2", "R1"].map(requirement), changes: [change("X1")] });

const read = async <T>(one: Field<T>, typed: string): Promise<unknown> => one.kind.read(typed, env);
/** The phrase and the suggestion of the problem that reading gives. */
async function problem(
  one: Field<unknown>,
  typed: string,
): Promise<{ say: string; instead: string | undefined; with: unknown }> {
  try {
    await one.kind.read(typed, env);
  } catch (error) {
    if (error instanceof FieldProblem)
      return { say: error.problem.say, instead: error.instead, with: error.problem.with };
    throw error;
  }
  throw new Error(`"${typed}" was read`);
}

describe("time", () => {
  test.each([
    ["2h", 120],
    ["2h30", 150],
    ["2h 30", 150],
    ["2 h 30 min", 150],
    ["1,5h", 90],
    ["1.5h", 90],
    ["0,25h", 15],
    ["0.333h", 20],
    ["90m", 90],
    ["90 min", 90],
    ["2 tim", 120],
    ["2 timmar 15 minuter", 135],
    ["2H30M", 150],
    ["1h90m", 150],
    ["1:30", 90],
    ["0:05", 5],
    [":30", 30],
    ["1:59h", 119],
    [",5h", 30],
    [".5h", 30],
    ["½h", 30],
    ["1½h", 90],
    ["1 ½ h", 90],
    ["2¾ tim", 165],
  ])("%s is %i minutes", async (typed, minutes) => expect(await read(field.duration(), typed)).toBe(minutes));

  test.each([
    ["0h", "field.duration.zero"],
    ["0m", "field.duration.zero"],
    ["-2h", "field.duration.negative"],
    ["−2h", "field.duration.negative"],
    ["2", "field.duration.unit"],
    ["2t", "field.duration.unknown"],
    ["1:60", "field.duration.unknown"],
    ["1:3", "field.duration.unknown"],
    ["0:00", "field.duration.zero"],
    ["1½h30", "field.duration.unknown"],
    ["1,5h30", "field.duration.unknown"],
    ["h", "field.duration.unknown"],
    ["", "field.duration.unknown"],
    ["two hours", "field.duration.unknown"],
    ["1e3h", "field.duration.unknown"],
    ["99999999999h", "field.duration.unknown"],
  ])("%s is refused: %s", async (typed, say) => expect((await problem(field.duration(), typed)).say).toBe(say));

  test("a bare number is answered with the hours it may have meant", async () =>
    expect(await problem(field.duration(), "3")).toMatchObject({
      instead: "3h",
      with: { hours: "3h", minutes: "3m" },
    }));

  test("what is printed is read back", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => parseDuration(printDuration(minutes)) === minutes),
    ));
});

describe("days, on Friday 20 November 2026", () => {
  test.each([
    ["today", "2026-11-20", "2026-11-20"],
    ["Idag", "2026-11-20", "2026-11-20"],
    ["i dag", "2026-11-20", "2026-11-20"],
    ["yesterday", "2026-11-19", "2026-11-19"],
    ["igår", "2026-11-19", "2026-11-19"],
    ["igår", "2026-11-19", "2026-11-19"],
    ["igar", "2026-11-19", "2026-11-19"],
    ["tomorrow", "2026-11-21", "2026-11-21"],
    ["imorgon", "2026-11-21", "2026-11-21"],
    ["fri", "2026-11-20", "2026-11-27"],
    ["fre", "2026-11-20", "2026-11-27"],
    ["thu", "2026-11-19", "2026-11-26"],
    ["torsdag", "2026-11-19", "2026-11-26"],
    ["mån", "2026-11-16", "2026-11-23"],
    ["lördag", "2026-11-14", "2026-11-21"],
    ["sun", "2026-11-15", "2026-11-22"],
    ["20/11", "2026-11-20", "2026-11-20"],
    ["21/11", "2025-11-21", "2026-11-21"],
    ["19/11", "2026-11-19", "2027-11-19"],
    ["1/1", "2026-01-01", "2027-01-01"],
    ["20/11-2027", "2027-11-20", "2027-11-20"],
    ["20/11/2024", "2024-11-20", "2024-11-20"],
    ["2026-12-04", "2026-12-04", "2026-12-04"],
    ["2026-1-5", "2026-01-05", "2026-01-05"],
    ["15 jan", "2026-01-15", "2027-01-15"],
    ["15:e januari 2027", "2027-01-15", "2027-01-15"],
    ["1st Oct", "2026-10-01", "2027-10-01"],
    ["3 maj", "2026-05-03", "2027-05-03"],
    ["2028-02-29", "2028-02-29", "2028-02-29"],
  ])("%s is %s for what has happened, %s for what is planned", async (typed, past, future) => {
    expect(await read(field.day("past"), typed)).toBe(past);
    expect(await read(field.day("future"), typed)).toBe(future);
  });

  test.each([
    ["2026-02-30", "past", 28, "2026-02-27"],
    ["2028-02-30", "past", 29, undefined],
    ["2026-04-31", "past", 30, "2026-04-30"],
    ["31/11", "past", 30, "2025-12-01"],
    ["2027-02-30", "future", 28, "2027-03-01"],
    ["2026-02-30", "future", 28, undefined],
    ["31/11", "future", 30, "2026-11-30"],
    ["2026-11-31", "past", 30, undefined],
    ["2027-02-30 10:00", "at", 28, "2027-03-01 08:00"],
    ["2026-02-30 10:00", "at", 28, undefined],
  ] as const)(
    "P2, K2: %s does not exist; a business day near it is suggested, on the side that is meant, or none",
    async (typed, which, days, instead) => {
      const kind = which === "at" ? field.dateTime() : field.day(which);
      const found = await problem(kind, typed);
      expect([found.say, found.instead, found.with]).toEqual([
        "field.day.date",
        instead,
        expect.objectContaining({ days }),
      ]);
    },
  );

  test.each([
    ["2026-13-01", "field.day.month"],
    ["11/20", "field.day.month"],
    ["0206-01-01", "field.day.year"],
    ["someday", "field.day.unknown"],
    ["15 janitors", "field.day.unknown"],
    ["31 nov", "field.day.date"],
    ["constructor", "field.day.unknown"],
    ["", "field.day.unknown"],
    ["2026-11-20T10:00", "field.day.unknown"],
  ])("%s is refused: %s", async (typed, say) => expect((await problem(field.day("past"), typed)).say).toBe(say));

  test("a weekday lies in the last seven days, today among them, or in the next seven", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom("mon", "tis", "wed", "tors", "fri", "lör", "sunday"),
        (offset, word) => {
          const today = addDays(day("2026-01-01"), offset);
          const [past, future] = [readDay(word, today, "past"), readDay(word, today, "future")];
          return (
            past <= today &&
            past > addDays(today, -7) &&
            future > today &&
            addDays(past, 7) === future &&
            weekdayOf(past) === weekdayOf(future)
          );
        },
      ),
    ));
});

describe("day and time", () => {
  test.each([
    ["2026-12-01 10:00", "2026-12-01", "10:00", "2026-12-01T09:00:00Z"],
    ["2026-12-01T10:00", "2026-12-01", "10:00", "2026-12-01T09:00:00Z"],
    ["fri 9.30", "2026-11-27", "09:30", "2026-11-27T08:30:00Z"],
    ["imorgon kl 14:00", "2026-11-21", "14:00", "2026-11-21T13:00:00Z"],
    ["imorgon kl 14", "2026-11-21", "14:00", "2026-11-21T13:00:00Z"],
    ["imorgon kl.14", "2026-11-21", "14:00", "2026-11-21T13:00:00Z"],
    ["tomorrow at 9", "2026-11-21", "09:00", "2026-11-21T08:00:00Z"],
    ["1/7 08:00", "2027-07-01", "08:00", "2027-07-01T06:00:00Z"],
  ])("%s", async (typed, on, time, instant) =>
    expect(await read(field.dateTime(), typed)).toEqual({ at: Date.parse(instant), on, time }),
  );

  test.each([
    ["10:00", "field.dateTime.noDay"],
    ["fri", "field.dateTime.noTime"],
    ["fri 24:00", "field.dateTime.unknown"],
    ["fri 25:00", "field.dateTime.unknown"],
    ["fri 10:60", "field.dateTime.unknown"],
    ["fri noon", "field.dateTime.unknown"],
    ["2026-02-30 10:00", "field.day.date"],
    ["nonsense", "field.day.unknown"],
  ])("%s is refused: %s", async (typed, say) => expect((await problem(field.dateTime(), typed)).say).toBe(say));
});

describe("fixed values and what the agreement names", () => {
  const variant = field.variant();
  test.each(["larger", "större", "storre", "STÖRRE", "större"])("%s is kept as larger", async (typed) =>
    expect(await read(variant, typed)).toBe("larger"),
  );
  test("the nearest value is suggested", async () =>
    expect(await problem(variant, "largr")).toMatchObject({ say: "field.variant.unknown", instead: "larger" }));
  test.each(["partner", "Business Partner"])("%s is kept as partner", async (typed) =>
    expect(await read(field.choice(["partner", "staff"]), typed)).toBe("partner"),
  );
  test("the nearest fixed value is suggested", async () =>
    expect(await problem(field.choice(["partner", "staff"]), "partnr")).toMatchObject({
      say: "field.choice.unknown",
      instead: "partner",
    }));

  test.each(["configuration", "config", "Konfiguration", "KONFIG"])(
    "%s is the work package configuration",
    async (typed) => expect(await read(field.workPackage(), typed)).toBe("configuration"),
  );
  test("D1: an area goes by its names in both languages, dots or not", async () => {
    for (const typed of ["hardware", "Hårdvara", "hardvara", "hw"])
      expect(await read(field.area(), typed)).toBe("hardware");
    expect(await problem(field.area(), "hardwere")).toMatchObject({ say: "field.area.unknown", instead: "hardware" });
  });
  test("R2: only the agreement's cities have a flat price", async () => {
    expect(await read(field.city(), "goteborg")).toBe(await read(field.city(), "Göteborg"));
    expect((await problem(field.city(), "Uppsala")).say).toBe("field.city.unknown");
  });
  test.each([
    ["yes", true],
    ["Ja", true],
    ["true", true],
    ["nej", false],
    ["false", false],
  ])("the flag %s is %s", async (typed, expected) => expect(await read(field.flag(), typed)).toBe(expected));
});

describe("references", () => {
  test.each(["R2", "r2", "R02"])("%s is R2", async (typed) => expect(await read(field.ref("R"), typed)).toBe("R2"));
  test("an unknown one is answered with the latest, in the order of their numbers", async () =>
    expect(await problem(field.ref("R"), "R3")).toMatchObject({
      say: "field.ref.unknown",
      with: { typed: "R3", latest: { list: ["R1", "R2", "R10"] } },
    }));
  test("another letter's reference is none of these", async () =>
    expect((await problem(field.ref("R"), "X1")).say).toBe("field.ref.unknown"));
  test("a project that has none says so", async () =>
    expect((await problem(field.ref("T"), "T1")).say).toBe("field.ref.none"));
  test("any reference of the project", async () => expect(await read(field.anyRef(), "x1")).toBe("X1"));
  test("a form offers the newest first", async () =>
    expect(((await field.ref("R").kind.options?.(env)) ?? []).map((one) => one.value)).toEqual(["R10", "R2", "R1"]));

  test("hours go on a work package, a change or a fault", async () => {
    expect(await read(field.activity(), "docs")).toEqual({ kind: "package", package: "documentation" });
    expect(await read(field.activity(), "x1")).toEqual({ kind: "change", ref: "X1" });
    expect((await problem(field.activity(), "X2")).say).toBe("field.ref.unknown");
    expect((await problem(field.activity(), "lunch")).say).toBe("field.activity.unknown");
  });
});

describe("people, places and identifiers", () => {
  test("a person by handle, with or without @", async () => {
    expect(await read(field.person(), "karin")).toMatchObject({ id: "1" });
    expect(await read(field.person(), "@karin")).toMatchObject({ id: "1" });
    expect((await problem(field.person(), "nobody")).say).toBe("field.person.unknown");
  });
  test("an ambiguous name is answered with who it can be", async () =>
    expect(await problem(field.person(), "erik")).toMatchObject({
      say: "field.person.several",
      with: { people: { list: ["Erik Ek (@erik)", "Erik Berg (@erik.b)"] } },
    }));
  test("a conversation by its name", async () => {
    expect(await read(field.conversation(), "#solbacken-delad")).toMatchObject({ id: "c1" });
    expect((await problem(field.conversation(), "other")).say).toBe("field.conversation.unknown");
  });
  test.each(["805EC0123456", "80:5e:c0:12:34:56", "80-5E-C0-12-34-56", "805e.c012.3456"])(
    "%s is a MAC address",
    async (typed) => expect(await read(field.mac(), typed)).toBe("80:5E:C0:12:34:56"),
  );
  test.each(["805EC012345", "805EC012345G", "80:5E:C0:12:34:56:78"])("%s is no MAC address", async (typed) =>
    expect((await problem(field.mac(), typed)).say).toBe("field.mac.unknown"),
  );
  test.each(["556016-0680", "5560160680", "16556016-0680"])("%s is an organisation number", async (typed) =>
    expect(await read(field.orgno(), typed)).toBe("556016-0680"),
  );
  test.each([
    ["556016-0681", "field.orgno.check"],
    ["55601606", "field.orgno.unknown"],
    ["SE556016068001", "field.orgno.unknown"],
  ])("%s is refused: %s", async (typed, say) => expect((await problem(field.orgno(), typed)).say).toBe(say));
  test("a code is suggested for a customer's name", async () => {
    expect(await problem(field.code(), "Solbacken Vård")).toMatchObject({
      say: "field.code.unknown",
      instead: "solbacken-vard",
    });
    expect(codeOf("Åsa & Søn AB – 2")).toBe("asa-son-ab-2");
  });
});

describe("lists", () => {
  test("S8: hours per work package", async () =>
    expect(await read(field.pairs(field.duration()), "workshop=16h, config=20h,docs=2h30")).toEqual({
      workshop: 960,
      configuration: 1200,
      documentation: 150,
    }));
  test("pairs are read with spaces and colons too, and a slip is mended in the whole of them", async () => {
    for (const typed of [
      "workshop = 16h, config=20h",
      "workshop: 16h config: 20h",
      "workshop:16h,config:20h",
      "workshop=16h config=20h",
      "workshop=16h ; config = 20h",
    ])
      expect([typed, await read(field.pairs(field.duration()), typed)]).toEqual([
        typed,
        { workshop: 960, configuration: 1200 },
      ]);
    const spans = field.pairs(field.duration()).kind.spans;
    expect(spans?.(["workshop", "=", "16h,", "config=20h", "and", "more"])).toBe(4);
    expect(spans?.(["workshop=16h", "config=20h"])).toBe(2);
    expect(spans?.(["workshop=16h", "because"])).toBe(1);
    expect(spans?.(["workshop=16h", "price:1200"])).toBe(1);
    expect(spans?.(["workshop:16h", "config:20h", "price=1200"])).toBe(2);
    // A slip is mended in the whole of it: nothing typed is lost.
    expect((await problem(field.pairs(field.duration()), "workshop=16h,confg=20h")).instead).toBe(
      "workshop=16h,configuration=20h",
    );
  });
  test.each([
    ["workshop=16h,lunch=1h", "workshop=16h,<package>=1h"],
    ["workshop,config=20h", "workshop=<time>,config=20h"],
    ["workshop=long,config", "workshop=<time>,config=<time>"],
    ["workshop=1h,ws=2h", "workshop=1h,<package>=2h"],
  ])("what nobody can know in %s is a blank in the whole of it", async (typed, whole) =>
    expect((await problem(field.pairs(field.duration()), typed)).instead).toBe(whole),
  );
  test("a decimal comma does not part the list", async () =>
    expect(await read(field.pairs(field.duration()), "workshop=1,5h,docs=0,5h")).toEqual({
      workshop: 90,
      documentation: 30,
    }));
  test.each([
    ["workshop", "field.pairs.noValue"],
    ["workshop=", "field.pairs.noValue"],
    ["workshop=1h,ws=2h", "field.pairs.twice"],
    ["lunch=1h", "field.workPackage.unknown"],
    ["workshop=0h", "field.duration.zero"],
  ])("%s is refused: %s", async (typed, say) =>
    expect((await problem(field.pairs(field.duration()), typed)).say).toBe(say),
  );
  test("S4: options of the sale with their agreed cost", async () => {
    expect(await read(field.options(), "ko-premium=9000")).toEqual([{ id: "ko-premium", price: 900_000 }]);
    expect(await read(field.options(), "Kö Premium=9 000,50")).toEqual([{ id: "ko-premium", price: 900_050 }]);
    expect(await read(field.options(), "ko-premium")).toEqual([{ id: "ko-premium" }]);
    expect((await problem(field.options(), "gold=1")).say).toBe("field.options.unknown");
  });
});

describe("text", () => {
  test("invisible characters that could hide something are left out, emoji and line breaks stay", async () =>
    expect(await read(field.text(), "a\u202Eb\u0000c\u200B 👩‍👩‍👧\r\nd")).toBe("abc 👩‍👩‍👧\nd"));
  test("its length is counted in characters", async () => {
    expect(await read(field.text({ max: 3 }), "😀😀😀")).toBe("😀😀😀");
    expect((await problem(field.text({ max: 3 }), "😀😀😀😀")).say).toBe("field.text.long");
    expect((await problem(field.text(), " \u200B ")).say).toBe("field.text.empty");
  });
});

test("what was typed is said back, but not ten thousand characters of it", async () => {
  const { with: said } = await problem(field.duration(), "x".repeat(10_000));
  expect(said).toEqual({ typed: `${"x".repeat(60)}…` });
});
