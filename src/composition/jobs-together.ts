import { randomUUID } from "node:crypto";
import type { Hosting } from "../platforms/index.ts";
import type { JobKind } from "../store/contract/jobs.ts";
import type { Database } from "../store/store.ts";

interface Waiting {
  readonly payload: unknown;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps jobs in as few transactions as there can be: those that come while some are being written go together in the
 * next. Forty commands that are late at once have their jobs in two.
 */
export function jobsTogether(database: Pick<Database, "once">, kind: JobKind): Hosting["jobs"] {
  let waiting: Waiting[] = [];
  let writing = false;
  async function write(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      try {
        await database.once(`${kind.name}/${randomUUID()}`, (store) =>
          store.jobs.addEach(
            kind,
            together.map(({ payload }) => payload),
          ),
        );
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    writing = false;
  }
  return {
    add: (payload) =>
      new Promise((resolve, reject) => {
        waiting.push({ payload, resolve, reject });
        if (!writing) void write();
      }),
  };
}
