import { describe, expect, test } from "vitest";
import { toldAs, whatStopped, withRetry } from "../../src/store/engine/conflict.ts";
import { watchSleep } from "../../src/store/engine/sleep.ts";
import { Unavailable } from "../../src/store/unavailable.ts";

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);
/** As Prisma hands on what the driver said. */
const drivers = (originalCode: string) => ({
  code: "P2039",
  meta: {
    driverAdapterError: { name: "DriverAdapterError", cause: { kind: "postgres", originalCode, originalMessage: "…" } },
  },
});

describe("what stopped it", () => {
  test.each([
    { what: "Prisma's write conflict", thrown: error("x", { code: "P2034" }), is: "conflict" },
    {
      what: "a conflict at COMMIT, without a code",
      thrown: error("TransactionWriteConflict", { name: "DriverAdapterError" }),
      is: "conflict",
    },
    {
      what: "the same as a cause",
      thrown: error("x", { cause: { kind: "TransactionWriteConflict" } }),
      is: "conflict",
    },
    {
      what: "a raw statement's serialization failure",
      thrown: error("Raw query failed. Code: `40001`.", { code: "P2010" }),
      is: "conflict",
    },
    {
      what: "a raw statement's deadlock",
      thrown: error("Raw query failed. Code: `40P01`.", { code: "P2010" }),
      is: "conflict",
    },
    {
      what: "the driver's deadlock",
      thrown: error("deadlock detected", { code: "40P01", severity: "ERROR" }),
      is: "conflict",
    },
    {
      what: "a raw statement's syntax error",
      thrown: error("Raw query failed. Code: `42601`.", { code: "P2010" }),
      is: undefined,
    },
    { what: "a key that somebody else has just taken", thrown: error("x", { code: "P2002" }), is: "conflict" },
    { what: "an unreachable server", thrown: error("x", { code: "P1001" }), is: "lost" },
    {
      what: "a server that closed the connection",
      thrown: error("Server has closed the connection.", { code: "P1017" }),
      is: "lost",
    },
    { what: "a query that could not be sent", thrown: error("x", { code: "P2039" }), is: "lost" },
    { what: "an administrator's shutdown, through Prisma", thrown: error("x", drivers("57P01")), is: "lost" },
    {
      what: "a server that is starting",
      thrown: error("the database system is starting up", { code: "57P03" }),
      is: "lost",
    },
    { what: "too many connections", thrown: error("sorry, too many clients already", { code: "53300" }), is: "lost" },
    { what: "a session that the server ended in its transaction", thrown: error("x", { code: "25P03" }), is: "lost" },
    {
      what: "a connection lost at COMMIT, without a code",
      thrown: error("ConnectionClosed", { name: "DriverAdapterError", cause: { kind: "ConnectionClosed" } }),
      is: "lost",
    },
    {
      what: "a raw statement that reached nobody",
      thrown: error("Raw query failed. Code: `N/A`.", {
        code: "P2010",
        meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } },
      }),
      is: "lost",
    },
    { what: "a reset by the network", thrown: error("read ECONNRESET", { code: "ECONNRESET" }), is: "lost" },
    {
      what: "a refused connection to two addresses",
      thrown: new AggregateError([], ""),
      more: { code: "ECONNREFUSED" },
      is: "lost",
    },
    { what: "a lost connection as a plain error", thrown: error("Connection terminated unexpectedly"), is: "lost" },
    {
      what: "a connection that did not open in time",
      thrown: error("timeout exceeded when trying to connect"),
      is: "lost",
    },
    { what: "a statement that took too long", thrown: error("canceling statement", drivers("57014")), is: "late" },
    { what: "a transaction that took too long", thrown: error("x", { code: "P2028" }), is: "late" },
    {
      what: "a full disk, which Prisma gives the code of a lost query",
      thrown: error("x", drivers("53100")),
      is: "full",
    },
    { what: "a server that was demoted", thrown: error("x", drivers("25006")), is: "readonly" },
    { what: "another error of PostgreSQL's", thrown: error("x", drivers("22012")), is: undefined },
    { what: "a row that is not there", thrown: error("x", { code: "P2025" }), is: undefined },
    { what: "a refusal", thrown: error("golive.already"), is: undefined },
    { what: "something that is no error", thrown: "P2034", is: undefined },
  ])("$what: $is", ({ thrown, more, is }) => {
    expect(whatStopped(more === undefined ? thrown : Object.assign(thrown as Error, more))).toBe(is);
  });
});

describe("a process that was asleep", () => {
  test("is known by the seconds that nobody counted", () => {
    let now = 0;
    const watch = watchSleep(() => now);
    now = 4_999;
    expect(watch.since(0)).toBe(false);
    now = 9_999;
    expect([watch.since(0), watch.since(9_999), watch.since(10_000)]).toEqual([true, true, false]);
    watch.end();
  });

  test.each([
    { what: "does again what took too long for that", slept: true, times: 2 },
    { what: "that was awake does not: it would again", slept: false, times: 1 },
  ])("$what", async ({ slept, times }) => {
    let tries = 0;
    const done = withRetry(
      async () => {
        tries += 1;
        if (tries === 1) throw error("A query cannot be executed on an expired transaction.", { code: "P2028" });
        return "done";
      },
      () => undefined,
      { slept: () => slept },
    );
    await expect(done.catch((thrown: Error) => thrown.message)).resolves.toMatch(
      slept ? /^done$/ : /expired transaction/,
    );
    expect(tries).toBe(times);
  });
});

describe("trying again", () => {
  const failing = (make: (tries: number) => Error) => {
    let tries = 0;
    return {
      tries: () => tries,
      work: async () => {
        tries += 1;
        throw make(tries);
      },
    };
  };

  test("a conflict: five times in all, then what the last threw", async () => {
    const { work } = failing((tries) => error(`try ${tries}`, { code: "P2034" }));
    await expect(withRetry(work)).rejects.toThrow("try 5");
  });

  test("a lost connection: as long as the server may be away, and no longer", async () => {
    const { work, tries } = failing(() => error("Connection terminated unexpectedly"));
    const began = performance.now();
    await expect(withRetry(work, () => undefined, { away: 600 })).rejects.toThrow("Connection terminated");
    expect(performance.now() - began).toBeLessThan(700);
    expect(tries()).toBeGreaterThan(3);
  });

  test("a lost connection: no longer than whoever asked still waits", async () => {
    const { work, tries } = failing(() => error("Connection terminated unexpectedly"));
    await expect(withRetry(work, () => undefined, { until: performance.now() })).rejects.toThrow("Connection term");
    expect(tries()).toBe(1);
  });

  test("a server that comes back is found again", async () => {
    let tries = 0;
    const found = await withRetry(async () => {
      tries += 1;
      if (tries < 7) throw error("connect ECONNREFUSED", { code: "ECONNREFUSED" });
      return "back";
    });
    expect(found).toBe("back");
  });

  test.each(["late", "full", "something else"])("%s: not again", async (what) => {
    const thrown =
      { late: error("x", { code: "P2028" }), full: error("x", { code: "53100" }) }[what] ?? new RangeError("no");
    const { work, tries } = failing(() => thrown);
    await expect(withRetry(work)).rejects.toBe(thrown);
    expect(tries()).toBe(1);
  });
});

describe("how it is told", () => {
  test("as what it means for what was asked, with the error itself as its cause", () => {
    const cause = error("x", { code: "P1001" });
    expect(toldAs(cause)).toMatchObject({ name: "Unavailable", trouble: "unreachable", unsure: false, cause });
    expect(toldAs(error("x", drivers("53100")))).toMatchObject({ trouble: "full" });
    expect(toldAs(cause, true)).toMatchObject({ unsure: true });
  });

  test("a conflict, a refusal, and what was told already stay as they are", () => {
    for (const one of [error("x", { code: "P2034" }), new RangeError("no"), new Unavailable("full", "disk full")])
      expect(toldAs(one)).toBe(one);
  });
});
