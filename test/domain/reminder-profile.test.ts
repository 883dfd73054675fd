import fc from "fast-check";
import { expect, test } from "vitest";
import { daysFor, keenest, type RemindedOn, type ReminderProfile } from "../../src/domain/reminder-profile.ts";

const terms = { light: { before: 1 }, active: { before: 5 } };
const data: RemindedOn = { days: [-5, -3, -1, 0, 1, 3, 5, 10], lead: 5 };
const porting: RemindedOn = { days: [-20, -10, -5], last: -10 };
const offer: RemindedOn = { days: [2, 5], lead: 5 };
const late: RemindedOn = { days: [1, 3, 5, 10], lead: 5 };

test.each<[string, RemindedOn, ReminderProfile, readonly number[]]>([
  ["data", data, "standard", data.days],
  ["data: the business day before, the day itself, and everything late", data, "light", [-1, 0, 1, 3, 5, 10]],
  [
    "data: each day from five before, and late until the lead comes in",
    data,
    "active",
    [...[-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 10]],
  ],
  ["porting, whose own last day is ten days before", porting, "light", [-11, -10, -5]],
  ["porting", porting, "active", [-20, -15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1]],
  ["what only comes early is said the business day before", { days: [-10, -5] }, "light", [-1]],
  ["what comes the day before anyway", { days: [-1] }, "light", [-1]],
  ["what comes the day before anyway", { days: [-1] }, "active", [-5, -4, -3, -2, -1]],
  ["what was asked for has nothing ahead of it", offer, "light", [2, 5]],
  ["what was asked for: each day from the first until the lead comes in", offer, "active", [2, 3, 4, 5]],
  ["late", late, "light", [1, 3, 5, 10]],
  ["late", late, "active", [1, 2, 3, 4, 5, 10]],
  ["late, and no lead ever comes in", { days: [3] }, "active", [3]],
  ["nothing", { days: [] }, "light", []],
  ["nothing", { days: [] }, "active", []],
])("%s", (_, on, profile, expected) => expect(daysFor(profile, on, terms)).toEqual(expected));

test("the figures are the agreement's", () => {
  expect(daysFor("light", data, { ...terms, light: { before: 3 } })).toEqual([-3, -1, 0, 1, 3, 5, 10]);
  expect(daysFor("active", { days: [-1] }, { ...terms, active: { before: 2 } })).toEqual([-2, -1]);
});

test("C2: nobody's choice silences what is late, and nobody hears less of it than the light", () => {
  const days = fc
    .uniqueArray(fc.integer({ min: -30, max: 30 }), { maxLength: 8 })
    .map((all) => all.toSorted((a, b) => a - b));
  const some = fc.record({
    days,
    last: fc.integer({ min: -20, max: 0 }),
    lead: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(some, (on) => {
      const [light, standard, active] = (["light", "standard", "active"] as const).map((one) =>
        daysFor(one, on, terms),
      );
      const isLate = (at: number) => at > 0;
      expect(light?.filter(isLate)).toEqual(standard?.filter(isLate));
      expect(active).toEqual(expect.arrayContaining([...(standard ?? [])]));
      for (const all of [light, standard, active]) expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b));
      if (on.days.some((at) => at < 0)) expect(light).toContain(on.last - 1);
    }),
  );
});

test.each<[readonly (ReminderProfile | undefined)[], ReminderProfile]>([
  [[], "standard"],
  [[undefined], "standard"],
  [["light"], "light"],
  [["light", undefined], "standard"],
  [["light", "active", "standard"], "active"],
])("of those who are asked at once the keenest decides: %j", (chosen, expected) =>
  expect(keenest(chosen)).toBe(expected),
);
