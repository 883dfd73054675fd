import { type Retrying, whatStopped } from "./engine/conflict.ts";
import { limits } from "./engine/connection.ts";
import { createProjectQueues, Taken, type Turn } from "./engine/project-queues.ts";
import type { ReadAgreements } from "./records/agreements.ts";
import { withStore } from "./records/in-transaction.ts";
import type { Tx } from "./records/values.ts";
import type { Database, Store } from "./store.ts";
import type { Trouble } from "./trouble.ts";

interface Parts {
  /** Runs work in a transaction. */
  readonly begin: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Each transaction may run in another session. */
  readonly pooled: boolean;
  /** Asked before anything is written; throws Unavailable. */
  readonly check: () => Promise<void>;
  /** Runs work again that met a conflict. */
  readonly again: Retrying;
  /** The instant of `performance.now()` until which the work that asks now is begun once more. */
  readonly patience: () => number;
  readonly trouble: Trouble;
  /** Hears after a commit that something waits for the outbox or the job worker. */
  readonly queued: () => void;
}

/** The database's transactions: those who want the same project wait for each other without a connection. */
export function createTransactions({
  begin,
  pooled,
  check,
  again,
  patience,
  trouble,
  queued,
}: Parts): Database["transaction"] {
  const queues = createProjectQueues();
  const agreements: ReadAgreements = new Map();

  /**
   * Runs the work in a transaction, and again when it met a conflict, or the server is away and it is not yet `until`.
   * Throws {@link Taken} when somebody has the project.
   */
  async function attempt<T>(work: (store: Store) => Promise<T>, turn: Turn, until: number): Promise<T> {
    let left = false;
    let unsure = false;
    try {
      await check();
      const result = await again(async () => {
        left = false;
        let worked = false;
        try {
          return await begin(async (tx) => {
            if (pooled) await limitIn(tx);
            const leaves = () => {
              left = true;
            };
            const done = await withStore(tx, { turn, agreements, queued: leaves }, work);
            worked = true;
            return done;
          });
        } catch (error) {
          // Nobody knows what became of a COMMIT that was not answered. The next attempt finds out, if there is one.
          if (worked && whatStopped(error) !== "conflict") unsure = true;
          throw error;
        } finally {
          turn.attempted();
        }
      }, until);
      trouble.fine();
      if (left) queued();
      return result;
    } catch (error) {
      throw trouble.told(error, unsure);
    }
  }

  return async (work, waits = () => undefined, like) => {
    const until = patience();
    const turn = queues.turn(like, until);
    try {
      await turn.foresee(waits);
      for (;;) {
        try {
          return await attempt(work, turn, until);
        } catch (error) {
          if (!(error instanceof Taken)) throw error;
          waits();
          await turn.wait(error);
        }
      }
    } finally {
      turn.end();
    }
  };
}

/** The limits that a connection of our own begins with, for one transaction. */
const limitIn = (tx: Tx) => tx.$queryRaw`
  select set_config('statement_timeout', ${String(limits.statement)}, true), set_config('lock_timeout', ${String(limits.lock)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(limits.idleInTransaction)}, true)`;
