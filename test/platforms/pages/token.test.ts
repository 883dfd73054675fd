import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Keeping } from "../../../src/messages/keeping.ts";
import { createKeys } from "../../../src/platforms/pages/keys.ts";
import { type Claim, randomId, read, sign } from "../../../src/platforms/pages/token.ts";
import { keepingInMemory } from "../../support/hosting.ts";

const key = randomBytes(32);
const now = Date.parse("2026-11-23T08:00:00Z");
const claim: Claim = {
  purpose: "file",
  subject: "0b7a4a52-5c52-4b2e-9f52-0a2f2f1f6f5e",
  id: randomId(),
  expires: now + 60_000,
};

describe("a link's token", () => {
  test("says what was signed, and fits an address", () => {
    const token = sign(key, claim);
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
    expect(token.length).toBeLessThan(250);
    expect(read([key], token, "file", now)).toEqual({ outcome: "good", claim });
  });

  test.each([
    { at: claim.expires - 1, outcome: "good" },
    { at: claim.expires, outcome: "expired" },
    { at: claim.expires + 1e12, outcome: "expired" },
  ])("is $outcome at $at, as its end is in it", ({ at, outcome }) =>
    expect(read([key], sign(key, claim), "file", at).outcome).toBe(outcome),
  );

  test("of one purpose opens nothing of another", () =>
    expect(read([key], sign(key, claim), "hand-in", now)).toEqual({ outcome: "unknown" }));

  test("signed with another key is unknown, also when it has expired", () => {
    const foreign = sign(randomBytes(32), { ...claim, expires: 0 });
    expect(read([key], foreign, "file", now)).toEqual({ outcome: "unknown" });
  });

  test("signed with any of the keys is good", () => {
    expect(read([randomBytes(32), key], sign(key, claim), "file", now).outcome).toBe("good");
  });

  test("with any one character changed, left out or added is unknown", () => {
    const token = sign(key, claim);
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom(..."ABCabc019-_.=%/ \0å"),
        fc.constantFrom("change", "drop", "add"),
        (at, other, how) => {
          const rest = how === "add" ? token.slice(at) : token.slice(at + 1);
          const forged = token.slice(0, at) + (how === "drop" ? "" : other) + rest;
          fc.pre(forged !== token);
          expect(read([key], forged, "file", now)).toEqual({ outcome: "unknown" });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("anything else is unknown, and never an error", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (typed) => {
        expect(read([key], typed, "file", now)).toEqual({ outcome: "unknown" });
      }),
    );
    expect(read([key], `${"a".repeat(1_000_000)}.${"b".repeat(43)}`, "file", now)).toEqual({ outcome: "unknown" });
  });
});

describe("the keys that links are signed with", () => {
  test("outlive a restart", async () => {
    const keeping = keepingInMemory();
    const token = sign(await createKeys(keeping).first(), claim);
    expect(read(await createKeys(keeping).all(), token, "file", now).outcome).toBe("good");
  });

  test("are made once for many questions at once", async () => {
    const keeping = keepingInMemory();
    const keys = createKeys(keeping);
    await Promise.all(Array.from({ length: 5 }, () => keys.first()));
    expect(await keeping.list("keys")).toHaveLength(1);
  });

  test("are shared by replicas that start at the same instant: what any of them signs, every other takes", async () => {
    const kept = keepingInMemory();
    // Both look before either has put its key.
    let looked = 0;
    let release = () => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    const keeping: Keeping = {
      ...kept,
      async list(collection) {
        const rows = await kept.list(collection);
        looked += 1;
        if (looked === 2) release();
        if (looked <= 2) await both;
        return rows;
      },
    };
    const [one, other] = [createKeys(keeping), createKeys(keeping)];
    const tokens = (await Promise.all([one.first(), other.first()])).map((first) => sign(first, claim));
    expect(await kept.list("keys")).toHaveLength(2);
    for (const replica of [one, other, createKeys(kept)])
      for (const token of tokens) expect(read(await replica.all(), token, "file", now).outcome).toBe("good");
  });

  test("unknown links do not send us to the database each time", async () => {
    const kept = keepingInMemory();
    let looked = 0;
    const keys = createKeys({ ...kept, list: (collection) => kept.list(collection).finally(() => (looked += 1)) });
    await keys.all();
    const before = looked;
    for (let count = 0; count < 50; count += 1) await keys.anew();
    expect(looked).toBe(before);
  });

  test("a database that did not answer is asked again", async () => {
    const kept = keepingInMemory();
    let down = true;
    const keys = createKeys({
      ...kept,
      list: (collection) => (down ? Promise.reject(new Error("down")) : kept.list(collection)),
    });
    await expect(keys.first()).rejects.toThrow("down");
    down = false;
    expect((await keys.first()).byteLength).toBe(32);
  });
});
