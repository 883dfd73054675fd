import { z } from "zod";
import {
  BackupDamaged,
  digestOfLines,
  type Footer,
  footer,
  formatVersion,
  type Header,
  type Held,
  header,
  type Row,
  row,
  tableEnd,
  tableStart,
} from "./format.ts";

/** A backup as it is read: what a restore does with its parts. Rows come in batches. */
export interface BackupReader {
  header(header: Header): Promise<void>;
  table(name: string, columns: readonly string[]): Promise<void>;
  rows(rows: readonly Row[]): Promise<void>;
  /** A table is through; its count and digest have been compared with what the backup says. */
  end(name: string, held: Held): Promise<void>;
}

const batchSize = 1_000_000;
const mostRows = 500;

function parsed<T extends z.ZodType>(line: string, shape: T, what: string): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new BackupDamaged(`${what} cannot be read`, error);
  }
  const result = shape.safeParse(value);
  if (!result.success) throw new BackupDamaged(`${what} is not as expected`);
  return result.data;
}

/** Throws where a format is newer than this version reads. */
export class BackupTooNew extends Error {
  constructor(what: string) {
    super(
      `This backup was taken by a newer version of Startklar (${what}). Nothing was changed. Restore it with that version or a later one.`,
    );
    this.name = "BackupTooNew";
  }
}

/**
 * Reads a backup from its first line to its last, and compares every count and digest on the way. Returns its footer.
 *
 * @throws BackupDamaged where it is not whole; what the reader was given until then must be taken back.
 * @throws BackupTooNew for a format of a later version.
 */
export async function readBackup(lines: AsyncIterable<string>, reader: BackupReader): Promise<Footer> {
  const all = digestOfLines();
  let table: { name: string; columns: number; count: number; digest: ReturnType<typeof digestOfLines> } | undefined;
  let batch: Row[] = [];
  let size = 0;
  let begun = false;
  let last: Footer | undefined;
  const totals = { tables: 0, rows: 0 };
  const flush = async () => {
    if (batch.length > 0) await reader.rows(batch);
    batch = [];
    size = 0;
  };

  for await (const line of lines) {
    if (last !== undefined) throw new BackupDamaged("something follows its end");
    if (!begun) {
      const first = parsed(
        line,
        z.looseObject({ startklar: z.literal("backup"), format: z.number() }),
        "its first line",
      );
      if (first.format > formatVersion) throw new BackupTooNew(`format ${first.format}`);
      await reader.header(parsed(line, header, "its first line"));
      begun = true;
    } else if (line.startsWith("[")) {
      if (table === undefined) throw new BackupDamaged("a row stands outside a table");
      const values = parsed(line, row, `a row of ${table.name}`);
      if (values.length !== table.columns)
        throw new BackupDamaged(`a row of ${table.name} has another number of values`);
      table.digest.add(line);
      table.count += 1;
      size += line.length;
      if (batch.push(values) >= mostRows || size >= batchSize) await flush();
    } else if (line.startsWith('{"table"')) {
      if (table !== undefined) throw new BackupDamaged(`the table ${table.name} has no end`);
      const { table: name, columns } = parsed(line, tableStart, "the beginning of a table");
      table = { name, columns: columns.length, count: 0, digest: digestOfLines() };
      await reader.table(name, columns);
    } else if (line.startsWith('{"end"')) {
      const end = parsed(line, tableEnd, "the end of a table");
      await flush();
      const held = { rows: table?.count ?? 0, sha256: table?.digest.hex() ?? "" };
      if (table?.name !== end.end || held.rows !== end.rows || held.sha256 !== end.sha256)
        throw new BackupDamaged(`the table ${end.end} does not hold what was written into it`);
      await reader.end(end.end, held);
      totals.tables += 1;
      totals.rows += held.rows;
      table = undefined;
    } else {
      last = parsed(line, footer, "its last line");
      if (last.sha256 !== all.hex() || last.tables !== totals.tables || last.rows !== totals.rows)
        throw new BackupDamaged("its digest does not agree with what it holds");
    }
    all.add(line);
  }
  if (last === undefined) throw new BackupDamaged("it ends too early");
  return last;
}
