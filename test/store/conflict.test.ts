import { describe, expect, test } from "vitest";
import { isConflict, withRetry } from "../../src/store/conflict.ts";

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

describe("what is tried again", () => {
  test.each([
    { what: "Prisma's write conflict", thrown: error("x", { code: "P2034" }), again: true },
    {
      what: "a conflict at COMMIT, without a code",
      thrown: error("TransactionWriteConflict", { name: "DriverAdapterError" }),
      again: true,
    },
    { what: "the same as a cause", thrown: error("x", { cause: { kind: "TransactionWriteConflict" } }), again: true },
    { what: "a raw statement's serialization failure", thrown: error("Raw query failed. Code: `40001`.", { code: "P2010" }), again: true },
    { what: "a raw statement's deadlock", thrown: error("x", { code: "P2010", meta: { code: "40P01" } }), again: true },
    { what: "a raw statement's syntax error", thrown: error("Raw query failed. Code: `42601`.", { code: "P2010" }), again: false },
    { what: "a key that somebody else has just taken", thrown: error("x", { code: "P2002" }), again: true },
    { what: "an unreachable server", thrown: error("x", { code: "P1001" }), again: true },
    { what: "a query that could not be sent", thrown: error("x", { code: "P2039" }), again: true },
    { what: "a lost connection as a plain error", thrown: error("Connection terminated unexpectedly"), again: true },
    { what: "a row that is not there", thrown: error("x", { code: "P2025" }), again: false },
    { what: "a transaction that took too long", thrown: error("x", { code: "P2028" }), again: false },
    { what: "a refusal", thrown: error("golive.already"), again: false },
    { what: "something that is no error", thrown: "P2034", again: false },
  ])("$what: $again", ({ thrown, again }) => {
    expect(isConflict(thrown)).toBe(again);
  });

  test("five times in all, then what the last threw", async () => {
    let tries = 0;
    const failing = withRetry(async () => {
      tries += 1;
      throw error(`try ${tries}`, { code: "P2034" });
    });
    await expect(failing).rejects.toThrow("try 5");
  });

  test("anything else at once", async () => {
    let tries = 0;
    const failing = withRetry(async () => {
      tries += 1;
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(tries).toBe(1);
  });
});
