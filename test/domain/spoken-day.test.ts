import { expect, test } from "vitest";
import { spokenDays } from "../../src/domain/spoken-day.ts";
import { day } from "../fixtures/project-facts.ts";

const friday = day("2026-11-20");

test.each<[string, readonly string[]]>([
  ["senast 4/12", ["2026-12-04"]],
  ["senast den 4/12-2027", ["2027-12-04"]],
  ["by 2026-12-04", ["2026-12-04"]],
  ["by 4 Dec", ["2026-12-04"]],
  ["senast 4 december 2027.", ["2027-12-04"]],
  ["by 4th December", ["2026-12-04"]],
  ["senast 1 maj", ["2027-05-01"]],
  ["fre", ["2026-11-27"]],
  ["på måndag", ["2026-11-23"]],
  ["by Wednesday", ["2026-11-25"]],
  ["thurs", ["2026-11-26"]],
  ["senast tors", ["2026-11-26"]],
  ["imorgon eller i morgon, not today", ["2026-11-21", "2026-11-21", "2026-11-20"]],
  ["20/11", ["2026-11-20"]],
  ["19/11", ["2027-11-19"]],
  ["29/2", ["2028-02-29"]],
  ["30/2", []],
  ["2026-02-30", []],
  ["32/13", []],
  ["man svarar i fredsavtal", []],
  ["version 1.4/12.5", []],
  ["1,5 dec och 0,4/12", []],
  ["numren 2026-12-045 och 1/2/3", []],
  ["mellan 4/12 och 11/12", ["2026-12-04", "2026-12-11"]],
])("on Friday 20 November 2026, %j says %j", (text, days) => {
  expect(spokenDays(text, friday).map((said) => said.day)).toEqual(days);
});

test("the word before it makes it a deadline", () => {
  const said = spokenDays("Möte 4/12, svar senast 11/12", friday);
  expect(said.map(({ deadline }) => deadline)).toEqual([false, true]);
  expect("Möte 4/12, svar senast 11/12".slice(said[1]?.start, said[1]?.end)).toBe("senast 11/12");
});
