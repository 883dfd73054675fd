import type { Readable } from "node:stream";
import type { Pool } from "pg";
import { inOneTransaction } from "../backup/connection.ts";
import { backupOf } from "../backup/stream.ts";
import { withRetry } from "../engine/conflict.ts";
import { type ClosedOfProject, closedBases, type WhichBases } from "./closed-bases.ts";
import { type EraseRequest, type Erasure, erase } from "./erasure.ts";
import { resend, type Undelivered, undelivered } from "./undelivered.ts";

/** What an operator may ask of a database that is open, whether the bot has it or the command itself. */
export interface Operating {
  /** Gzipped bytes of everything, as of one moment; ends in an error when it is not whole. */
  backup(): Readable;
  outbox(): Promise<readonly Undelivered[]>;
  /** Makes messages due now: these, or every parked one. Returns the ids of those that were. */
  resend(which: readonly string[] | "parked"): Promise<readonly string[]>;
  /**
   * Says what erasing a person would do, or does it.
   *
   * @throws ErasureRefused saying what to do.
   */
  erase(request: EraseRequest): Promise<Erasure>;
  /** Closed invoice bases with what their files are made of. */
  closedBases(which: WhichBases): Promise<readonly ClosedOfProject[]>;
}

/**
 * @param standIn what an erased person is called, by number.
 * @param queued hears that the outbox has something to do.
 */
export function operatingOver(
  pool: Pool,
  standIn: (number: number) => string,
  queued: () => void = () => undefined,
): Operating {
  return {
    backup: () => backupOf(pool),
    outbox: () => inOneTransaction(pool, "begin isolation level repeatable read read only", undelivered),
    async resend(which) {
      const ids = await withRetry(() => inOneTransaction(pool, "begin", (connection) => resend(connection, which)));
      if (ids.length > 0) queued();
      return ids;
    },
    closedBases: (which) =>
      inOneTransaction(pool, "begin isolation level repeatable read read only", (connection) =>
        closedBases(connection, which),
      ),
    erase: (request) =>
      withRetry(() => inOneTransaction(pool, "begin", (connection) => erase(connection, request, standIn))),
  };
}
