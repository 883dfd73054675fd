import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { agreementFromJson, agreementJson } from "../../src/domain/agreement-file.ts";

const folder = "test/fixtures/agreements";
const kept = (shape: number): string => readFileSync(`${folder}/${shape}.json`, "utf8");
const current = (JSON.parse(agreementJson(agreementFromJson(kept(1)))) as { readonly shape: number }).shape;

test("P1: a row of every shape that was ever stored is kept here", () => {
  expect(readdirSync(folder).toSorted()).toEqual(Array.from({ length: current }, (_, index) => `${index + 1}.json`));
});

test.each(readdirSync(folder))("P1: %s reads as an agreement of now, with everything that it said", (file) => {
  const { shape: _shape, ...said } = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Record<string, unknown>;
  expect(agreementFromJson(kept(Number(file.replace(".json", ""))))).toMatchObject(said);
});

test("P1: a row of before amounts were asked about asks above the usual 1 000 000 kr; a later one above its own", () => {
  expect(agreementFromJson(kept(1)).limits.amountAsk).toBe(100_000_000);
  expect(agreementFromJson(kept(2)).limits.amountAsk).toBe(5_000_000);
});

test.each([4, 0, -1, 1.5, "2"])("P1: shape %j is none that this version knows", (shape) => {
  expect(() => agreementFromJson(JSON.stringify({ ...JSON.parse(kept(2)), shape }))).toThrow(/shape/);
});

test("P1: a row of before variants had short forms of their own is typed as it was; a later one by its own", () => {
  expect(agreementFromJson(kept(2)).variants).toMatchObject({ smaller: { aliases: ["mindre"] }, larger: { aliases: ["större"] } });
  expect(agreementFromJson(kept(3)).variants).toMatchObject({ smaller: { aliases: ["kort"] } });
});
