import { expect, test } from "vitest";
import { spokenDays } from "../../src/domain/spoken-day.ts";
import { day } from "../fixtures/project-facts.ts";

const friday = day("2026-11-20");

test.each<[string, readonly (string | undefined)[]]>([
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
  ["30/2", [undefined]],
  ["2026-02-30", [undefined]],
  ["32/13", [undefined]],
  ["i övermorgon", ["2026-11-22"]],
  ["om två veckor", ["2026-12-04"]],
  ["inom 10 dagar", ["2026-11-30"]],
  ["in a week", ["2026-11-27"]],
  ["om en månad", ["2026-12-20"]],
  ["senast den 5:e", ["2026-12-05"]],
  ["by the 5th", ["2026-12-05"]],
  ["den fjärde december", ["2026-12-04"]],
  ["the fourth of December", ["2026-12-04"]],
  ["December 4th, 2026", ["2026-12-04"]],
  ["månadens sista", ["2026-11-30"]],
  ["sista november", ["2026-11-30"]],
  ["v. 51", ["2026-12-18"]],
  ["fredag v. 51", ["2026-12-18"]],
  ["fredag nästa vecka", ["2026-11-27"]],
  ["fredag den 4 december", ["2026-12-04"]],
  ["4/12 (fredag)", ["2026-12-04"]],
  ["fredag den 3 december", [undefined]],
  ["den trettionde februari", [undefined]],
  ["i slutet av veckan", [undefined]],
  ["före jul", [undefined]],
  ["varje fredag", []],
  ["i fredags", []],
  ["förra fredagen", []],
  ["vi tar den femte vagnen", ["2026-12-05"]],
  ["man svarar i fredsavtal", []],
  ["version 1.4/12.5", []],
  ["1,5 dec och 0,4/12", []],
  ["numren 2026-12-045 och 1/2/3", []],
  ["mellan 4/12 och 11/12", ["2026-12-04", "2026-12-11"]],
])("on Friday 20 November 2026, %j says %j", (text, days) => {
  expect(spokenDays(text, friday).map((said) => said.days[0])).toEqual(days);
});

test("nästa fredag is either of two; a week is one of its days", () => {
  const choices = (text: string) => spokenDays(text, friday)[0]?.days;
  expect(choices("nästa onsdag")).toEqual(["2026-11-25", "2026-12-02"]);
  expect(choices("vecka 51")).toEqual(["2026-12-18", "2026-12-17", "2026-12-16", "2026-12-15", "2026-12-14"]);
});

test.each([
  ["svar senast 11/12", "last"],
  ["svar till den 11/12", "to"],
  ["svar runt 11/12", "about"],
  ["svar efter 11/12", "after"],
  ["svar 11/12", undefined],
])("%j: the word before it", (text, as) => {
  const [said] = spokenDays(text, friday);
  expect(said?.as).toBe(as);
  expect(text.slice(0, said?.start)).toBe("svar ");
});
