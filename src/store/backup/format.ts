import { createHash, type Hash } from "node:crypto";
import { z } from "zod";

/**
 * A backup is gzipped text, one JSON value a line:
 *
 * - a header: what it is, when, and the migrations of the database it was taken from;
 * - per table, each after those it refers to: its name and columns, its rows as arrays of PostgreSQL's own text, and
 *   how many rows with
 *   the SHA-256 of their lines;
 * - a footer: where the sequences stand, and the SHA-256 of every line before it.
 *
 * So a file that was cut short or altered is known before anything is changed, and either database can be restored from
 * either.
 */
export const formatVersion = 1;

const migration = z.object({ name: z.string(), checksum: z.string() });
export const header = z.object({
  startklar: z.literal("backup"),
  format: z.number().int(),
  /** ISO 8601, the clock of whoever took it. */
  takenAt: z.string(),
  /** In the order in which they were applied. */
  migrations: z.array(migration).min(1),
});
export const tableStart = z.object({
  table: z.string(),
  columns: z.array(z.string()).min(1),
});
export const row = z.array(z.string().nullable());
export const tableEnd = z.object({ end: z.string(), rows: z.number().int(), sha256: z.string() });
export const footer = z.object({
  tables: z.number().int(),
  rows: z.number().int(),
  sequences: z.record(z.string(), z.object({ last: z.string(), called: z.boolean() })),
  sha256: z.string(),
});

export type Header = z.infer<typeof header>;
export type Row = z.infer<typeof row>;
export type Footer = z.infer<typeof footer>;

/** What a table holds: as many rows, and the digest of their lines in the order of its key. */
export interface Held {
  readonly rows: number;
  readonly sha256: string;
}

/** What was copied, table by table. */
export interface Copied {
  readonly header: Header;
  readonly tables: Readonly<Record<string, Held>>;
  readonly rows: number;
}

/** The file is not a whole backup of ours. Its message says what is wrong with it; nothing was changed. */
export class BackupDamaged extends Error {
  constructor(why: string, cause?: unknown) {
    super(`This is not a whole backup: ${why}. Nothing was changed. Take another copy of it, or another backup.`, {
      cause,
    });
    this.name = "BackupDamaged";
  }
}

/** A running SHA-256 of lines. */
export function digestOfLines(): { add(line: string): void; hex(): string } {
  const hash: Hash = createHash("sha256");
  return { add: (line) => void hash.update(`${line}\n`), hex: () => hash.copy().digest("hex") };
}
