import { setTimeout as wait } from "node:timers/promises";
import { Unavailable } from "../unavailable.ts";
import { DatabaseUrlMistake } from "./connection.ts";

/**
 * What stopped a piece of work. `conflict`: somebody else was quicker, it may be tried again at once. `lost`: the
 * connection or the server went away, it may be tried again while the server comes back. `busy`: somebody else kept a
 * row for longer than it is waited for with a connection in hand; it may be tried again. `late`: it took too long, and
 * would again. `full`, `readonly`: the disk.
 */
type Stopped = "conflict" | "lost" | "busy" | "late" | "full" | "readonly";

type Layer = Readonly<Record<string, unknown>>;

/** What an error says about itself, as far down as its causes go; Prisma keeps the driver's own error in its `meta`. */
function* layers(error: unknown, depth = 0): Generator<Layer> {
  if (typeof error !== "object" || error === null || depth > 8) return;
  const layer = error as Layer;
  yield layer;
  yield* layers(layer.cause, depth + 1);
  yield* layers((layer.meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError, depth + 1);
}

/** PostgreSQL's codes, which say it best. */
function bySqlState(code: string): Stopped | undefined {
  // Serialization failure, deadlock, and a unique key that somebody else has just taken: the second look sees it.
  if (code === "40001" || code === "40P01" || code === "23505") return "conflict";
  // Connection exceptions; shutting down, crashed, starting up; too many connections; a session that idled in its
  // transaction.
  if (/^(08...|57P0[1-5]|53300|25P0[34])$/.test(code)) return "lost";
  if (code === "55P03") return "busy";
  // A statement that took too long.
  if (code === "57014") return "late";
  if (code === "53100") return "full";
  // A server that was demoted takes no changes.
  if (code === "25006") return "readonly";
  return undefined;
}

/** Node's codes. */
const byNode: Readonly<Record<string, Stopped>> = {
  ECONNREFUSED: "lost",
  ECONNRESET: "lost",
  ECONNABORTED: "lost",
  EPIPE: "lost",
  ETIMEDOUT: "lost",
  EHOSTUNREACH: "lost",
  ENETUNREACH: "lost",
  EHOSTDOWN: "lost",
  ENETDOWN: "lost",
  ENOTFOUND: "lost",
  EAI_AGAIN: "lost",
  ENOSPC: "full",
  EDQUOT: "full",
  EROFS: "readonly",
};

/**
 * Prisma's own: a write conflict; a unique key; a database that could not be reached, did not answer in time, closed
 * the connection, or had none to give. A transaction that took too long is not tried again: it would again.
 */
const byPrisma: Readonly<Record<string, Stopped>> = {
  P2034: "conflict",
  P2002: "conflict",
  P1001: "lost",
  P1002: "lost",
  P1008: "lost",
  P1017: "lost",
  P2024: "lost",
  P2037: "lost",
  P2028: "late",
};

/** The driver adapter's kinds: all that there is at COMMIT, and beneath a raw statement's P2010. */
const byDriver: Readonly<Record<string, Stopped>> = {
  TransactionWriteConflict: "conflict",
  ConnectionClosed: "lost",
  DatabaseNotReachable: "lost",
  SocketTimeout: "lost",
  TooManyConnections: "lost",
};

const lostWords =
  /connection terminated|connection ended|server closed the connection|server has closed the connection|econnreset|econnrefused|epipe|client has encountered a connection error|client was closed and is not queryable|timeout exceeded when trying to connect|timeout expired/i;

function byWords(message: string): Stopped | undefined {
  if (message === "TransactionWriteConflict") return "conflict";
  if (/no space left on device|disk quota exceeded/i.test(message)) return "full";
  if (/read-only file system/i.test(message)) return "readonly";
  return lostWords.test(message) ? "lost" : undefined;
}

/** Every shape in which the database's trouble arrives; undefined: something else, a refusal or a mistake of ours. */
export function whatStopped(error: unknown): Stopped | undefined {
  if (error instanceof Unavailable || error instanceof DatabaseUrlMistake) return undefined;
  const all = [...layers(error)];
  for (const { code, originalCode } of all) {
    for (const one of [originalCode, code]) {
      const found = typeof one === "string" ? bySqlState(one) : undefined;
      if (found !== undefined) return found;
    }
  }
  for (const { code, kind, message, name } of all) {
    const driver = typeof kind === "string" ? byDriver[kind] : undefined;
    if (driver !== undefined) return driver;
    if (code === "P2010" && typeof message === "string") {
      const [, state = ""] = /Code: `([0-9A-Z]{5})`/.exec(message) ?? [];
      const found = bySqlState(state);
      if (found !== undefined) return found;
    }
    const known = typeof code === "string" ? (byPrisma[code] ?? byNode[code]) : undefined;
    if (known !== undefined) return known;
    // A refusal's words are people's words.
    if (typeof message === "string" && name !== "Refusal") {
      const found = byWords(message);
      if (found !== undefined) return found;
    }
  }
  // A query that could not be sent, without a word of PostgreSQL's in it.
  return all.some(({ code }) => code === "P2039") && !all.some(({ originalCode }) => originalCode !== undefined)
    ? "lost"
    : undefined;
}

export interface Patience {
  /**
   * How long a server that is away is waited for, milliseconds; a restart takes a second or two, a failover some more.
   */
  readonly away?: number;
  /** An instant of `performance.now()`: nothing is begun again for a server that is away after it. */
  readonly until?: number;
  /** Whether this process was asleep since an instant of `performance.now()`. */
  readonly slept?: (since: number) => boolean;
}
/** A person waits no longer than this. */
const usuallyAway = 10_000;

/** The database's own way of running work that may meet a conflict. `until`: as {@link Patience}'s. */
export type Retrying = <T>(work: () => Promise<T>, until?: number) => Promise<T>;

/** A conflict: five times in all. */
const mostConflicts = 5;

/**
 * Runs work, and again when it met a conflict (five times in all, a little later each time), lost the connection (until
 * the server has been away for too long, up to a second later each time), or took too long because the process was
 * asleep, which is a conflict with nobody. Throws what the last one threw.
 */
export async function withRetry<T>(
  work: () => Promise<T>,
  onAgain: (error: unknown, attempt: number) => void = () => undefined,
  { away = usuallyAway, until = Number.POSITIVE_INFINITY, slept = () => false }: Patience = {},
): Promise<T> {
  const end = Math.min(performance.now() + away, until);
  let conflicts = 0;
  for (let attempt = 1; ; attempt += 1) {
    const began = performance.now();
    try {
      return await work();
    } catch (error) {
      const found = whatStopped(error);
      const stopped = found === "late" && slept(began) ? "conflict" : found;
      if (stopped === "conflict") conflicts += 1;
      const pause =
        stopped === "conflict"
          ? conflicts * 15 + Math.random() * 25
          : Math.min(1_000, 25 * 2 ** attempt) * (0.5 + Math.random() / 2);
      const again =
        stopped === "conflict"
          ? conflicts < mostConflicts
          : (stopped === "lost" || stopped === "busy") && performance.now() + pause < end;
      if (!again) throw error;
      onAgain(error, attempt);
      await wait(pause);
    }
  }
}

/** The database's trouble, for those who word it; anything else as it is. `unsure`: a commit was on its way. */
export function toldAs(error: unknown, unsure = false): unknown {
  const stopped = whatStopped(error);
  if (stopped === undefined || stopped === "conflict") return error;
  const trouble = stopped === "full" || stopped === "readonly" || stopped === "busy" ? stopped : "unreachable";
  return new Unavailable(trouble, error instanceof Error ? error.message : String(error), {
    unsure,
    late: stopped === "late",
    cause: error,
  });
}
