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
  return { ...said, reminders: workshopPreparation === undefined ? rest : { ...rest, preparation: workshopPreparation } };
}

test("P1: a row of before amounts were asked about asks above the usual 1 000 000 kr; a later one above its own", () => {
  expect(agreementFromJson(kept(1)).limits.amountAsk).toBe(100_000_000);
  expect(agreementFromJson(kept(2)).limits.amountAsk).toBe(5_000_000);
});

test.each([5, 0, -1, 1.5, "2"])("P1: shape %j is none that this version knows", (shape) => {
  expect(() => agreementFromJson(JSON.stringify({ ...JSON.parse(kept(2)), shape }))).toThrow(/shape/);
});

test("P1: a row of before variants had short forms of their own is typed as it was; a later one by its own", () => {
  expect(agreementFromJson(kept(2)).variants).toMatchObject({ smaller: { aliases: ["mindre"] }, larger: { aliases: ["större"] } });
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
  expect({ plan, porting }).toEqual({ plan: agreement.plan, porting: agreement.porting });
});
