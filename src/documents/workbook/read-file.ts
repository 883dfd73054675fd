import type { GivenTable } from "../../domain/data-given.ts";
import { readCsv } from "./read-csv.ts";
import { type ReadWorkbook, readWorkbook } from "./read-workbook.ts";
import { Unreadable } from "./unreadable.ts";

const begins = (content: Uint8Array, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => content[at] === byte);
const isZip = (content: Uint8Array) => begins(content, 0x50, 0x4b);
/** What Excel wrote before 2007, and what it packs a workbook in that has a password. */
const isOldOffice = (content: Uint8Array) => begins(content, 0xd0, 0xcf, 0x11, 0xe0);
const encryptedPart = Buffer.from("EncryptedPackage", "utf-16le");
/** Text that is no table: what it is begins so. */
const otherText = /^\s*(?:%PDF|\{\\rtf|<!doctype|<html|<\?xml|BEGIN:)/iu;

/**
 * The tables of a file, by what is in it, whatever its name says: a .csv that is called .xlsx is a .csv.
 *
 * @throws Unreadable
 */
export async function readFile(name: string, content: Uint8Array): Promise<ReadWorkbook> {
  const read = await tablesOf(name, content);
  if (read.tables.every(isEmpty)) throw new Unreadable({ kind: "empty" });
  return read;
}

async function tablesOf(name: string, content: Uint8Array): Promise<ReadWorkbook> {
  if (isZip(content)) return readWorkbook(content);
  if (isOldOffice(content))
    throw new Unreadable({
      kind: Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(encryptedPart)
        ? "encrypted"
        : "old-format",
    });
  if (otherText.test(Buffer.from(content.subarray(0, 64)).toString("latin1")))
    throw new Unreadable({ kind: "other-kind" });
  return { tables: [readCsv(name, content)], hidden: [] };
}

const isEmpty = ({ rows }: GivenTable): boolean => rows.every((row) => row.every((cell) => cell === null));
