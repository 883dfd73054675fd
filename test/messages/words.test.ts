import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Day } from "../../src/domain/units.ts";
import { fold } from "../../src/language/fold.ts";
import {
  amount,
  at,
  either,
  list,
  money,
  name,
  person,
  phrase,
  raw,
  time,
  type Value,
} from "../../src/messages/phrase.ts";
import { isPhraseId, locales } from "../../src/messages/vocabulary.ts";
import { createWords } from "../../src/messages/words.ts";
import { phrasesIn, sourceFiles, valuesShown, valuesUsed } from "./usage.ts";

const words = createWords();
const day = (text: string): Value => ({ day: text as Day });
const today = "2026-11-20" as Day;

describe("values as people read them", () => {
  test.each([
    [money(303_500), "3 035,00 kr", "3 035,00 kr"],
    [money(138_000_050), "1 380 000,50 kr", "1 380 000,50 kr"],
    [money(-50), "−0,50 kr", "−0,50 kr"],
    [time(150), "2 h 30 min", "2 h 30 min"],
    [time(30), "30 min", "30 min"],
    [time(120), "2 h", "2 h"],
    [time(0), "0 min", "0 min"],
    [time(-90), "−1 h 30 min", "−1 h 30 min"],
    [day("2026-12-04"), "fre 4 dec", "Fri 4 Dec"],
    [day("2027-01-15"), "fre 15 jan 2027", "Fri 15 Jan 2027"],
    [day("2026-05-14"), "tors 14 maj", "Thu 14 May"],
    [day("2026-06-07"), "sön 7 juni", "Sun 7 Jun"],
    [at(Date.parse("2026-12-04T09:05:00Z")), "fre 4 dec 10:05", "Fri 4 Dec 10:05"],
    [at(Date.parse("2026-10-25T00:30:00Z")), "sön 25 okt 02:30 sommartid", "Sun 25 Oct 02:30 summer time"],
    [at(Date.parse("2026-10-25T01:30:00Z")), "sön 25 okt 02:30 vintertid", "Sun 25 Oct 02:30 winter time"],
    [at(Date.parse("2026-10-25T02:00:00Z")), "sön 25 okt 03:00", "Sun 25 Oct 03:00"],
    [at(Date.parse("2026-12-31T23:30:00Z")), "fre 1 jan 2027 00:30", "Fri 1 Jan 2027 00:30"],
    [list(["a", "b", "c"]), "a, b och c", "a, b and c"],
    [list(["a", "b"]), "a och b", "a and b"],
    [list([time(30), name({ sv: "krav", en: "requirement" })]), "30 min och krav", "30 min and requirement"],
    [list([]), "", ""],
    [either(["a", "b", "c"]), "a, b eller c", "a, b or c"],
    [either(["a", "b"]), "a eller b", "a or b"],
    [list([person("p1", "@karin"), person("p2", "Johan")]), "@karin och Johan", "@karin and Johan"],
    [name({ sv: "Hårdvara", en: "Hardware" }), "Hårdvara", "Hardware"],
    [7, "7", "7"],
  ] as const)("%o", (value, sv, en) => {
    expect([words.text("sv", value, today), words.text("en", value, today)]).toEqual([sv, en]);
  });

  test("P2: a day is the agreement's, whatever the zone of the machine, and shows its year when no day is given to compare with", () => {
    expect(words.text("sv", day("2026-12-04"))).toBe("fre 4 dec 2026");
    expect(
      createWords(locales, { timeZone: "America/New_York" }).text("en", at(Date.parse("2026-12-04T03:00:00Z")), today),
    ).toBe("Thu 3 Dec 22:00");
  });
});

describe("one is, several are", () => {
  const times = new Set(
    sourceFiles("src").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\b(\w+): time\(/gu)].map(([, one]) => one),
    ),
  );
  // Counts and clock times; and *the whole 8 h*, which is one thing, however long.
  const isOther =
    /^(?:finding\.(?:hours\.clock|series\.gap)|data\.file\.unreadable\.too-much|cover\.used|remind\.hours\.full)$/u;
  test("a time is followed by no verb that fits some times only", () => {
    expect(times).toContain("left");
    const found = Object.entries(locales.en).filter(([key, message]) =>
      [...message.matchAll(/\{(\w+)\}(?: (?:of|from) \S+)* (?:is|are|was|were|has|have|stays?|remains?)\b/gu)].some(
        ([, value]) => times.has(value) && !isOther.test(key),
      ),
    );
    expect(found).toEqual([]);
  });
  test.each([
    [1, "1 min of 8 h is left."],
    [30, "30 min of 8 h are left."],
    [60, "1 h of 8 h is left."],
    [91, "1 h 31 min of 8 h are left."],
  ])("%i minutes", (minutes, says) =>
    expect(words.text("en", phrase("cover.left", { ...amount(minutes), all: time(480) }))).toBe(says),
  );
  test.each([
    [["the letter of authority"], "the letter of authority is still missing"],
    [["the letter of authority", "the termination"], "the letter of authority and the termination are still missing"],
  ])("as many things: %j", (missing, says) => {
    const values = { who: "Karin", on: day("2026-12-04"), missing: list(missing), count: missing.length };
    expect(words.text("en", phrase("remind.late.porting.waits", values))).toContain(says);
  });
});

describe("phrases", () => {
  test("a phrase takes values of every kind, phrases among them", () =>
    expect(words.text("sv", phrase("field.missing", { field: phrase("field.note") }))).toBe("Fyll i ”Anteckning”."));
  test.each(["<script>alert(1)</script>", "{x}", "it's 'quoted'", "a\u00a0b"])(
    "people's words are not read as a message: %s",
    (typed) => {
      expect(words.text("en", raw(typed))).toBe(typed);
      expect(words.text("en", phrase("parse.unknownField", { field: typed }))).toBe(
        `There is no field “${typed.replace("\u00a0", " ")}” here.`,
      );
    },
  );
  test("a line that a message shows has its angle brackets", () => {
    const message = "Write “log <time>” to “{field}”.";
    const changed = createWords({ ...locales, en: { ...locales.en, "field.missing": message } });
    expect(changed.text("en", phrase("field.missing", { field: "<b>" }))).toBe("Write “log <time>” to “<b>”.");
  });
  test("a value that is missing is a programming mistake, told once and survived when somebody listens", () => {
    expect(() => words.text("en", phrase("field.missing"))).toThrow();
    const problems: Error[] = [];
    expect(
      createWords(locales, { onProblem: (problem) => problems.push(problem) }).text("en", phrase("field.missing")),
    ).toBe("Fill in “{field}”.");
    expect(problems).toHaveLength(1);
  });
});

test.each([
  ["Göteborg", "goteborg"],
  ["Göteborg", "goteborg"],
  ["ÅÄÖ", "aao"],
  ["Ångra", "angra"],
])("%s is compared as %s", (word, folded) => expect(fold(word)).toBe(folded));

describe("locales", () => {
  test("both languages have the same messages", () =>
    expect(Object.keys(locales.sv).sort()).toEqual(Object.keys(locales.en).sort()));
  test("every message parses, and both languages show the same values", () => {
    const differing = Object.entries(locales.en).filter(([key, en]) => {
      const sv = locales.sv[key as keyof typeof locales.sv];
      return JSON.stringify(valuesShown(en)) !== JSON.stringify(valuesShown(sv));
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });
  test("no message is empty or has a space that only looks like one", () => {
    for (const locale of Object.values(locales)) {
      for (const [key, message] of Object.entries(locale))
        expect(message.trim() !== "" && !/[\u00a0\u202f]/u.test(message), key).toBe(true);
    }
  });
});

describe("phrases in the code", () => {
  test("every phrase is said with all the values that its message uses", () => {
    const wrong = sourceFiles("src").flatMap((file) =>
      phrasesIn(file).flatMap(({ say, given, line }) => {
        if (!isPhraseId(say)) return [`${file}:${line} ${say} is not in locales/`];
        const used = [...valuesUsed(locales.en[say]), ...valuesUsed(locales.sv[say])];
        const lacking = used.filter((value) => !given.includes(value));
        return lacking.length === 0 ? [] : [`${file}:${line} ${say} lacks ${lacking.join(", ")}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
