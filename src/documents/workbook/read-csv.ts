import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import type { GivenCell, GivenTable } from "../../domain/data-given.ts";
import { singleByteOf } from "./single-byte.ts";
import { bared } from "./spoiled.ts";
import { bounded, Unreadable } from "./unreadable.ts";

const delimiters = [";", "\t", ",", "|"];
/** So many lines tell how a file is divided. */
const looked = 50;

/**
 * A .csv as it was given, in whatever way it was saved: UTF-8, UTF-16, Windows-1252 or a Mac's, divided by semicolons,
 * tabs, commas or bars. `="0701"`, as people write it to keep a zero, is `0701`.
 *
 * @throws Unreadable
 */
export function readCsv(name: string, content: Uint8Array): GivenTable {
  const { text, delimiter } = divided(decoded(content));
  const rows = records(text, delimiter).map((record) => record.map((value) => cellOf(value, name)));
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === null)) rows.pop();
  bounded("rows", rows.length, name);
  const columns = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  bounded("columns", columns, name);
  bounded(
    "cells",
    rows.reduce((sum, row) => sum + row.length, 0),
  );
  return { name: name.replace(/\.[a-z]{1,4}$/iu, ""), rows };
}

function cellOf(value: string, table: string): GivenCell {
  bounded("text", value.length, table);
  const said = bared(/^="([^"]*)"$/u.exec(value)?.[1] ?? value);
  return said.trim() === "" ? null : said;
}

function records(text: string, delimiter: string): readonly string[][] {
  try {
    return parse(text, {
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: true,
      quote: quoted(text, delimiter) ? '"' : null,
    });
  } catch {
    throw new Unreadable({ kind: "damaged" });
  }
}

/** Quotes that are never closed are people's own: inches, names of houses. */
function quoted(text: string, delimiter: string): boolean {
  const opened = text
    .split(/\r\n|\r|\n/u, looked)
    .some((line) => line.split(delimiter).some((cell) => cell.startsWith('"')));
  return opened || text.includes(`${delimiter}"`);
}

function divided(text: string): { readonly text: string; readonly delimiter: string } {
  const [, told] = /^sep=(.)\r?\n/u.exec(text) ?? [];
  if (told !== undefined) return { text: text.slice(text.indexOf("\n") + 1), delimiter: told };
  const lines = text.split(/\r\n|\r|\n/u, looked).filter((line) => line.trim() !== "");
  const counts = delimiters.map((delimiter) => ({ delimiter, score: evenly(lines, delimiter) }));
  return { text, delimiter: counts.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ";" };
}

/** In how many lines it divides as often as it usually does: a comma within a name does so here and there. */
function evenly(lines: readonly string[], delimiter: string): number {
  const times = lines.map((line) => line.replace(/"[^"]*"/gu, "").split(delimiter).length - 1);
  const usual = times.filter((count) => count > 0).toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return usual === 0 ? times.filter((count) => count > 0).length : times.filter((count) => count === usual).length;
}

export function decoded(content: Uint8Array): string {
  const encoding = encodingOf(content);
  if (encoding === undefined) throw new Unreadable({ kind: "other-kind" });
  return iconv.decode(Buffer.from(content.buffer, content.byteOffset, content.byteLength), encoding);
}

/** Told by its mark, or by how it looks; undefined: it is no text. */
function encodingOf(content: Uint8Array): string | undefined {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (content.includes(0)) return wideOf(content);
  return isUtf8(content) ? "utf-8" : singleByteOf(content);
}

/** What no text of people's has: signs of machines, and what is no letter of any script. */
const noText = /(?![\t\r\n])[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/u;

/** UTF-16 without its mark, in whichever order it is text; undefined: in neither. */
function wideOf(content: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = Buffer.from(content.subarray(0, Math.min(content.length - (content.length % 2), 4_096)));
  const read = (["utf-16le", "utf-16be"] as const).map((encoding) => {
    // The sample may end between the halves of a sign.
    const text = iconv.decode(sample, encoding).replace(/[\ud800-\udbff]$/u, "");
    return { encoding, plain: noText.test(text) ? 0 : text.replace(/[^\t\n\x20-\x7e]/gu, "").length };
  });
  const [best] = read.toSorted((one, other) => other.plain - one.plain);
  return best === undefined || best.plain === 0 ? undefined : best.encoding;
}

function isUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
