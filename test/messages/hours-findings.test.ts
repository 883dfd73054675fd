import { expect, test } from "vitest";
import type { Finding } from "../../src/domain/data-finding.ts";
import { readValue } from "../../src/domain/data-value.ts";
import type { Day } from "../../src/domain/units.ts";
import { findingText } from "../../src/messages/finding-words.ts";
import { locales } from "../../src/messages/vocabulary.ts";
import { createWords } from "../../src/messages/words.ts";
import { agreement } from "../fixtures/project-facts.ts";

type HoursField = "opening-hours" | "deviating-days";
const today = "2026-11-29" as Day;
const read = (id: HoursField, text: string) => {
  const field = agreement.areas.find((one) => one.id === "main-number")?.fields.find((one) => one.id === id);
  if (field === undefined) throw new Error(`There is no field ${id}`);
  return readValue(field, text, { country: "SE", today });
};

test.each<[HoursField, string, string, string]>([
  [
    "opening-hours",
    "mån–fre 8–17 (lunch 12–13)",
    "Vi läste det som ”mån–fre 08:00–12:00, 13:00–17:00; lör–sön stängt”. Stämmer det?",
    "We read it as “Mon–Fri 08:00–12:00, 13:00–17:00; Sat–Sun closed”. Is that right?",
  ],
  [
    "opening-hours",
    "Mån–Fre enligt Åsas schema; lör–sön stängt",
    "Vi förstår inte ”enligt Åsas schema” efter mån, tis, ons, tors och fre. Skriv tiderna som ”8–12, 13–17”, eller ”stängt”.",
    "We do not understand “enligt Åsas schema” after Mon, Tue, Wed, Thu and Fri. Write the hours like “8–12, 13–17”, or “closed”.",
  ],
  [
    "opening-hours",
    "mån–fre 8–17, Röda dagar – stängt",
    "Vi förstår inte ”Röda dagar – stängt”. Skriv tiderna som ”mån–fre 8–12, 13–17; lör–sön stängt”.",
    "We do not understand “Röda dagar – stängt”. Write the hours like “Mon–Fri 8–12, 13–17; Sat–Sun closed”.",
  ],
  [
    "opening-hours",
    "mån–fre 8–12, lunch 11–13",
    "Uppehållet 11:00–13:00 går utanför tiderna. Rätta ett av dem.",
    "The break 11:00–13:00 goes beyond the hours. Mend one of them.",
  ],
  [
    "deviating-days",
    "julafton–annandag jul stängt; nyårsafton 8–12",
    "Vi läste det som ”2026-12-24–2026-12-26 stängt; 2026-12-31 08:00–12:00”. Stämmer det?",
    "We read it as “2026-12-24–2026-12-26 closed; 2026-12-31 08:00–12:00”. Is that right?",
  ],
  [
    "deviating-days",
    "2020-12-24–2020-12-25 stängt; 2020-12-31 8–12",
    "2020-12-24–2020-12-25 och 2020-12-31 har redan varit. Stämmer det?",
    "Already past: 2020-12-24–2020-12-25 and 2020-12-31. Is that right?",
  ],
  [
    "deviating-days",
    "2020-12-24 stängt; julafton stängt",
    "Vi läste det som ”2020-12-24 stängt; 2026-12-24 stängt”, och 2020-12-24 har redan varit. Stämmer det?",
    "We read it as “2020-12-24 closed; 2026-12-24 closed”, and 2020-12-24 is past already. Is that right?",
  ],
  [
    "deviating-days",
    "2026-12-24 stängt; Sportlov stängt",
    "Vi hittar ingen dag i ”Sportlov stängt”. Skriv den som ”2026-12-24 stängt”.",
    "We find no day in “Sportlov stängt”. Write it like “2026-12-24 closed”.",
  ],
  [
    "deviating-days",
    "Julafton kortare dag",
    "Vi förstår inte ”kortare dag” efter 2026-12-24. Skriv tiderna som ”8–12, 13–17”, eller ”stängt”.",
    "We do not understand “kortare dag” after 2026-12-24. Write the hours like “8–12, 13–17”, or “closed”.",
  ],
  [
    "deviating-days",
    "Röda dagar stängt",
    "Skriv de röda dagarna en och en, som ”juldagen stängt; nyårsdagen stängt”.",
    "Write the public holidays one by one, like “Christmas Day closed; New Year’s Day closed”.",
  ],
])("D6: what is said of hours is true, and quotes what was not understood: %s %j", (id, text, sv, en) => {
  const { finding } = read(id, text);
  const found = { ...(finding as Finding), area: "main-number", field: id };
  const words = createWords();
  expect((["sv", "en"] as const).map((language) => words.text(language, findingText(found, agreement)))).toEqual([
    sv,
    en,
  ]);
});

test.each([
  ["finding.hours.part", "opening-hours", ""],
  ["finding.hours.not-times", "opening-hours", "mån–sön "],
  ["finding.hours.not-times-on", "deviating-days", "2026-12-24 "],
  ["finding.hours.no-day", "deviating-days", ""],
  ["finding.hours.red-days", "deviating-days", ""],
] as const)("D6: what %s says to write is read when it is written", (id, field, before) => {
  for (const language of ["sv", "en"] as const) {
    const [, line] = /[“”]([^“”]*)”/u.exec(locales[language][id].replace(/[“”]\{part\}”/u, "")) ?? [];
    expect(read(field, `${before}${line}`).value).toBeDefined();
  }
});
