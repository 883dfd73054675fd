import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Recorder, Statement } from "../test/support/statements.ts";

/**
 * Two runs of some work that sent the same statements: what else is going on in the process is not recorded with them.
 */
export async function twoAlike(
  record: Recorder,
  work: () => Promise<unknown>,
): Promise<readonly [readonly Statement[], readonly Statement[]]> {
  const texts = (statements: readonly Statement[]) => JSON.stringify(statements.map(({ text }) => text));
  let first = await record.of(work);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const second = await record.of(work);
    if (texts(first) === texts(second)) return [first, second];
    first = second;
  }
  throw new Error("No two runs sent the same statements");
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * The same statements by hand: those of one run, with what differed between two runs (new ids, the next reference) made
 * anew each time, straight through the driver.
 */
export function replayOf(
  first: readonly Statement[],
  second: readonly Statement[],
): (client: pg.PoolClient, run: number) => Promise<void> {
  if (first.length !== second.length)
    throw new Error(`The runs differ: ${first.length} and ${second.length} statements`);
  return async (client, run) => {
    const made = new Map<string, string>();
    const another = (id: string): string => {
      const fresh = made.get(id) ?? randomUUID();
      made.set(id, fresh);
      return fresh;
    };
    const fresh = (value: unknown, before: unknown): unknown => {
      if (JSON.stringify(value) === JSON.stringify(before)) return value;
      if (typeof value !== "string") return value;
      if (/^[A-Z]\d+$/.test(value)) return `${value[0]}${1_000_000 + run}`;
      // An id by itself, or within a key: `command/<id>`.
      return value.replace(uuids, (id) => (String(before).includes(id) ? id : another(id)));
    };
    for (const [index, { text, values, name }] of second.entries()) {
      const given = values.map((value, at) => fresh(value, first[index]?.values[at]));
      await client.query(name === undefined || name === "" ? { text, values: given } : { name, text, values: given });
    }
  };
}

/** The value below which a share of the sorted values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
