import { setTimeout as wait } from "node:timers/promises";

/** What an error says about itself, as far down as its causes go. */
function* layers(error: unknown): Generator<Readonly<Record<string, unknown>>> {
  for (let layer = error, depth = 0; typeof layer === "object" && layer !== null && depth < 6; depth += 1) {
    yield layer as Readonly<Record<string, unknown>>;
    layer = (layer as { cause?: unknown }).cause;
  }
}

/**
 * Prisma's codes: a write conflict (P2034), a unique key that somebody else has just taken (P2002: the second look sees it), a
 * database that could not be reached (P1001, P1002, P1017, P2039). A transaction that took too long is not: it would again.
 */
const codes = new Set(["P2034", "P2002", "P1001", "P1002", "P1017", "P2039"]);
/** PostgreSQL's: serialization failure, deadlock, unique violation; connection exceptions; shutting down. */
const sqlStates = new Set(["40001", "40P01", "23505", "08000", "08003", "08006", "57P01", "57P02", "57P03"]);
const lost =
  /connection terminated|connection ended|server closed the connection|econnreset|econnrefused|epipe|client has encountered a connection error/i;

/** True for every shape in which a conflict or a lost connection arrives, so that the work can be tried again. */
export function isConflict(error: unknown): boolean {
  for (const layer of layers(error)) {
    const { code, kind, message, meta } = layer;
    if (typeof code === "string" && (codes.has(code) || sqlStates.has(code))) return true;
    if (kind === "TransactionWriteConflict" || message === "TransactionWriteConflict") return true;
    if (code === "P2010" && /\b(40001|40P01|23505)\b/.test(`${String(message)} ${JSON.stringify(meta ?? {})}`)) return true;
    if (code === undefined && typeof message === "string" && lost.test(message)) return true;
  }
  return false;
}

/** Runs work, and again when it met a conflict: five times in all, a little later each time. Throws what the last one threw. */
export async function withRetry<T>(
  work: () => Promise<T>,
  onConflict: (error: unknown, attempt: number) => void = () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5 || !isConflict(error)) throw error;
      onConflict(error, attempt);
      await wait(attempt * 15 + Math.random() * 25);
    }
  }
}
