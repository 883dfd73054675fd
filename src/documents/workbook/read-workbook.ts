import { strToU8, zipSync } from "fflate";
import readSheets from "read-excel-file/universal";
import type { GivenCell, GivenTable } from "../../domain/data-given.ts";
import type { Day } from "../../domain/units.ts";
import { unpacked } from "./archive.ts";
import { type SheetPart, sheetPart } from "./sheet-part.ts";
import { bounded, Unreadable } from "./unreadable.ts";

/** The sheets of a workbook. */
export interface ReadWorkbook {
  readonly tables: readonly GivenTable[];
  /** Sheets that nobody sees who opens it: they are not read. */
  readonly hidden: readonly GivenTable[];
}

/**
 * The sheets of an .xlsx, as they were given. Cells that were merged downwards each have the value; links to other
 * workbooks are what they came to when it was saved, and nothing is fetched.
 *
 * @throws Unreadable
 */
export async function readWorkbook(content: Uint8Array): Promise<ReadWorkbook> {
  const parts = new Map(unpacked(content));
  const places = sheetsOf(parts);
  bounded("sheets", places.length);
  const slim = new Map<string, SheetPart>();
  for (const { name, path } of places) slim.set(path, sheetPart(parts.get(path) ?? "", name));
  bounded(
    "cells",
    [...slim.values()].reduce((sum, { cells }) => sum + cells, 0),
  );
  for (const [path, { xml }] of slim) parts.set(path, xml);
  const sheets = await readParts(parts);
  const tables = places.map(({ name, path, hidden }) => {
    const read = sheets.get(name);
    if (read === undefined) throw new Unreadable({ kind: "damaged" });
    const rows = read.map((row) => row.map((value) => cellOf(value, name)));
    for (const { column, from, to } of slim.get(path)?.merged ?? []) fillDown(rows, { column: column - 1, from, to });
    return { name, rows, hidden };
  });
  const given = (wanted: boolean) =>
    tables.filter(({ hidden }) => hidden === wanted).map(({ name, rows }) => ({ name, rows }));
  return { tables: given(false), hidden: given(true) };
}

interface SheetPlace {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

/** The sheets in their order, with where each is; what has no cells (a chart) is none. */
function sheetsOf(parts: ReadonlyMap<string, string>): readonly SheetPlace[] {
  const targets = new Map<string, string>();
  for (const [tag] of (parts.get("xl/_rels/workbook.xml.rels") ?? "").matchAll(/<[^<>]*\bRelationship\b[^<>]*>/gu)) {
    const [id, target] = [attribute(tag, "Id"), attribute(tag, "Target")];
    if (/\/worksheet"/u.test(tag)) targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  return [...(parts.get("xl/workbook.xml") ?? "").matchAll(/<(?:\w{1,20}:)?sheet\s[^<>]*>/gu)].flatMap(([tag]) => {
    const path = targets.get(attribute(tag, "\\w{1,20}:id"));
    const state = attribute(tag, "state");
    return path === undefined
      ? []
      : [{ name: unescaped(attribute(tag, "name")), path, hidden: state === "hidden" || state === "veryHidden" }];
  });
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "u").exec(tag)?.slice(1).find(Boolean) ?? "";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,5}));/giu, (whole, decimal, hex, word) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : (entities[word] ?? whole);
  });

/** Packs them without pressing them, which is what the library reads. */
async function readParts(parts: ReadonlyMap<string, string>) {
  const zip = zipSync(Object.fromEntries([...parts].map(([path, text]) => [path, strToU8(text)])), { level: 0 });
  try {
    const sheets = await readSheets(zip.slice().buffer, { trim: false });
    return new Map(sheets.map(({ sheet, data }) => [sheet, data as readonly (readonly unknown[])[] | undefined]));
  } catch {
    throw new Unreadable({ kind: "damaged" });
  }
}

function cellOf(value: unknown, table: string): GivenCell {
  if (typeof value === "string") {
    bounded("text", value.length, table);
    return value === "" ? null : value;
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  return value instanceof Date && !Number.isNaN(value.getTime()) ? timed(value) : null;
}

/** A day; a clock time, or a day with one, as people write it. */
function timed(date: Date): GivenCell {
  const [day = "", clock = ""] = new Date(Math.round(date.getTime() / 60_000) * 60_000).toISOString().split(/T|:00\./u);
  if (date.getTime() < firstDay) return clock;
  return clock === "00:00" ? { day: day as Day } : `${day} ${clock}`;
}
/** A workbook counts its days from 1900 on: what is before is a clock time alone. */
const firstDay = Date.UTC(1900, 0, 1);

/** In rows that have something of their own: the rest of a merged title is no row. */
function fillDown(rows: GivenCell[][], { column, from, to }: { column: number; from: number; to: number }): void {
  const value = rows[from - 1]?.[column] ?? null;
  if (value === null) return;
  for (let at = from; at < Math.min(to, rows.length); at += 1) {
    const row = rows[at];
    if (row?.[column] === null && row.some((cell) => cell !== null)) row[column] = value;
  }
}
