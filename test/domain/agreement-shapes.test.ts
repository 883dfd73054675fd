import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { agreementFromJson, agreementJson } from "../../src/domain/agreement-file.ts";
import { agreement } from "../fixtures/project-facts.ts";

const folder = "test/fixtures/agreements";
const kept = (shape: number): string => readFileSync(`${folder}/${shape}.json`, "utf8");
const current = (JSON.parse(agreementJson(agreementFromJson(kept(1)))) as { readonly shape: number }).shape;

test("P1: a row of every shape that was ever stored is kept here", () => {
  expect(readdirSync(folder).toSorted()).toEqual(Array.from({ length: current }, (_, index) => `${index + 1}.json`));
});

test.each(readdirSync(folder))("P1: %s reads as an agreement of now, with everything that it said", (file) => {
  const { shape: _shape, ...said } = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Record<string, unknown>;
  expect(agreementFromJson(kept(Number(file.replace(".json", ""))))).toMatchObject(renamed(said));
});

/** What had another name then. */
function renamed({ reminders, ...said }: Record<string, unknown>): object {
  const { workshopPreparation, ...rest } = reminders as Record<string, unknown>;
  return {
    ...said,
    reminders: workshopPreparation === undefined ? rest : { ...rest, preparation: workshopPreparation },
  };
}

test("P1: a row of before amounts were asked about asks above the usual 1 000 000 kr; a later one above its own", () => {
  expect(agreementFromJson(kept(1)).limits.amountAsk).toBe(100_000_000);
  expect(agreementFromJson(kept(2)).limits.amountAsk).toBe(5_000_000);
});

test.each([9, 0, -1, 1.5, "2"])("P1: shape %j is none that this version knows", (shape) => {
  expect(() => agreementFromJson(JSON.stringify({ ...JSON.parse(kept(2)), shape }))).toThrow(/shape/);
});

test("P1: a row of before variants had short forms of their own is typed as it was; a later one by its own", () => {
  expect(agreementFromJson(kept(2)).variants).toMatchObject({
    smaller: { aliases: ["mindre"] },
    larger: { aliases: ["större"] },
  });
  expect(agreementFromJson(kept(3)).variants).toMatchObject({ smaller: { aliases: ["kort"] } });
});

test("P1, D4, K1: a row of before the plan was the agreement's has the days and the steps that were everybody's; a later one its own", () => {
  const older = agreementFromJson(kept(3));
  expect(older.plan.map(({ id, means }) => [id, means])).toEqual([
    ["data", "customer-data"],
    ["workshop", "kickoff"],
    ["porting", "porting"],
    ["golive", "go-live"],
  ]);
  expect(older.porting?.steps.map(({ id, takesEffectAfterPorting }) => [id, takesEffectAfterPorting])).toEqual([
    ["fullmakt", false],
    ["termination", true],
  ]);
  expect(older.kickoff).toEqual({ notBefore: "workshop" });
  const later = agreementFromJson(kept(4));
  expect(later.plan[1]?.aliases).toEqual(["ws"]);
  expect(later.porting?.steps[0]?.aliases).toEqual(["loa"]);
  expect(later.travel).toBeUndefined();
});

test("P1: the words that stood in the program are those of the agreement of its time", () => {
  const { plan, porting } = agreementFromJson(kept(3));
  const ofItsTime = agreement.plan.map((one) => ({ ...one, lead: [] }));
  // Which step is the letter of authority nobody knew.
  const steps = agreement.porting?.steps.map(({ means: _unknown, ...step }) => step);
  expect({ plan, porting }).toEqual({ plan: ofItsTime, porting: { ...agreement.porting, steps } });
});

test("P1, K2, C2: a row of before lead times asks about none, ports after the usual time, and has the usual times in which things are late", () => {
  const older = agreementFromJson(kept(4));
  expect(older.plan.flatMap(({ lead }) => lead)).toEqual([]);
  expect(older.deadlines).toEqual([]);
  expect(older.porting?.leadTime).toEqual({ fixed: 10, mobile: 5 });
  expect(older.within).toEqual({
    dataReview: 3,
    minutes: 3,
    offer: 5,
    approvalAsked: 3,
    approvalAnswered: 5,
    handover: 5,
  });
  const later = agreementFromJson(kept(5));
  expect(later.plan[1]?.lead).toMatchObject([{ before: "golive", businessDays: 7 }]);
  expect(later.deadlines).toMatchObject([{ step: "fullmakt", businessDays: 12 }]);
  expect(later.porting?.leadTime).toEqual({ fixed: 12, mobile: 6 });
  expect(later.within?.handover).toBe(9);
});

test("P1, D6: a row of before data was held has areas that are only ticked off; a later one its own fields", () => {
  for (const area of agreementFromJson(kept(5)).areas)
    expect(area).toMatchObject({ fields: [], called: [], single: false });
  const later = agreementFromJson(kept(6)).areas.find(({ id }) => id === "user-licence");
  expect(later).toMatchObject({ sheet: { en: "Users" }, key: "e-mail", called: ["first-name"] });
  expect(later?.fields.map(({ id, type, digits }) => [id, type, digits])).toEqual([
    ["first-name", "text", undefined],
    ["e-mail", "e-mail", undefined],
    ["extension", "extension", [4]],
  ]);
});

test("P1, D7: a row of before operators had lead times of their own has none; a later one its own", () => {
  expect(agreementFromJson(kept(6)).porting?.operators).toEqual([]);
  expect(agreementFromJson(kept(7)).porting?.operators).toMatchObject([
    { id: "slow", leadTime: { fixed: 15, mobile: 6 } },
  ]);
});
