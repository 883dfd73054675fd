import { expect, test } from "vitest";
import { findingBlocks } from "../../../src/commands/data/given-card.ts";
import type { Finding } from "../../../src/domain/data-finding.ts";

const terms = { areas: [] };
const faults = (count: number): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ weight: "fault", what: "required", area: "users", field: `field-${index}` },
    at: { table: "Users", row: 2, column: index + 1 },
  }));
const unread = (count: number): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ weight: "question", what: "column.unknown", area: "users", given: `Shoe size ${index}` },
    at: { table: "Users", row: 1, column: 100 + index },
  }));
const linesOf = (findings: readonly Finding[]) => JSON.stringify(findingBlocks(findings, terms, false));

test("D6: a column that was not read is told, however much must be mended besides", () => {
  const told = linesOf([...faults(12), ...unread(1)]);
  expect(told).toContain("Shoe size 0");
  expect(told.match(/finding\.required/g)).toHaveLength(8);
  expect(told).toMatch(/data\.given\.moreUnmarked.*"count":4/);
});

test("D6: of more columns than anybody reads the rest is counted", () => {
  const told = linesOf(unread(25));
  expect(told.match(/finding\.column\.unknown/g)).toHaveLength(20);
  expect(told).toMatch(/data\.given\.moreUnmarked.*"count":5/);
});
