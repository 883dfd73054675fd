import { expect, test } from "vitest";
import { minutesSource } from "../../src/domain/minutes-source.ts";
import { utterancesOf } from "../../src/language/utterances.ts";
import { corpus } from "../support/minutes-corpus.ts";
import { injections, liesOf, tickedOf } from "../support/minutes-lies.ts";
import { byPerfectModel, byTemplate, scoreOf } from "../support/minutes-score.ts";

const cases = corpus("open");

test.each([
  ["the built-in reader", byTemplate],
  ["a model that answers with what is true", byPerfectModel],
])("M1: of the collection, %s ticks nothing wrong and misses no decision and no action", (_, draft) => {
  for (const one of cases) {
    const { truths, wrong } = scoreOf(one, draft);
    expect([one.name, wrong]).toEqual([one.name, []]);
    const missed = truths.filter(({ truth, became }) => became === "missed" && truth.kind !== "question");
    expect([one.name, missed]).toEqual([one.name, []]);
  }
});

test("M1: no false item made from a true one is ticked", () => {
  const ticked = cases.flatMap((one) =>
    liesOf(one, cases).filter(({ item }) => item !== undefined && item.doubt === undefined),
  );
  expect(ticked).toEqual([]);
});

test("M1: nothing of two hundred injected instructions is ticked, by the reader or by a model that obeys", () => {
  expect(injections).toHaveLength(200);
  expect(injections.filter((injection) => tickedOf(injection).length > 0)).toEqual([]);
});

test("three hours of talk, 60 000 words, are read", () => {
  const turn = (index: number) =>
    `[0${Math.floor(index / 3600)}:00:00] Karin Ek: Jag vet inte riktigt hur det fungerar hos er just nu\n`;
  const text = Array.from({ length: 6_000 }, (_, index) => turn(index)).join("");
  expect(utterancesOf(text).utterances).toHaveLength(6_000);
  expect(minutesSource(text).lines).toHaveLength(6_000);
});
