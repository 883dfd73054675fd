import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";

const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "4", handle: "anna", name: "Anna Berg" },
  { id: "5", handle: "erik", name: "Erik Sand" },
];
const fullName = (first: string): string => people.find(({ name }) => name.startsWith(first))?.name ?? first;
/** Turns parted by strokes are a transcript; else they are notes, a line each. */
const sourceOf = (row: string): string =>
  / \| \w+: /u.test(row)
    ? row
        .split(" | ")
        .map((turn) => turn.replace(/^(\w+):/u, (_, name: string) => `${fullName(name)}:`))
        .map((turn, place) => `[00:0${place}:00] ${turn}`)
        .join("\n")
    : row.replaceAll("\\n", "\n");
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
