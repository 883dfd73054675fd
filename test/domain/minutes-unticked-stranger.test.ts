import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";
import { people, sourceOf } from "../support/minutes-rows.ts";

const rowsOf = (file: string): readonly string[] =>
  readFileSync(new URL(`../fixtures/minutes-lines/${file}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");
const tickedIn = (row: string) =>
  draftFromNotes(sourceOf(row), day("2026-11-23"), people).items.filter(({ doubt }) => doubt === undefined);

/** Written by somebody who had not seen the rules, half of them turned against what was ticked. */
test.each(rowsOf("unticked"))("M1: a stranger's false tick: %s", (row) => {
  // What is said beside it gives it something to stand between.
  expect(tickedIn(row).filter(({ quote = "" }) => !quote.includes("Erik ringer Telia"))).toEqual([]);
});

/** Written by the same, as a careful person would sign them. */
test.each(rowsOf("ticked"))("M1: a stranger's plain line is ticked: %s", (row) => {
  expect(tickedIn(row)).not.toEqual([]);
});
