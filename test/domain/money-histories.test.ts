import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { allocate } from "../../src/domain/hours.ts";
import { closeBasis, type InvoiceBasis, invoiceBasis } from "../../src/domain/invoice-basis.ts";
import { sum } from "../../src/domain/money.ts";
import type { Day } from "../../src/domain/units.ts";
import { agreement, day, worked } from "../fixtures/project-facts.ts";
import { MinuteReckoning } from "../support/minute-reckoning.ts";
import { after, type Deed, deeds, nothingYet, someDay } from "../support/money-history.ts";

const number = fc.nat(1_000_000);
const deed = fc.record({ what: fc.constantFrom(...deeds), a: number, b: number, c: number });
const variant = fc.constantFrom("smaller", "larger");
const history = (most: number, least = 0) => fc.array(deed, { minLength: least, maxLength: most, size: "max" });

/** Whole öre and whole minutes, everywhere. */
function whole(basis: InvoiceBasis): void {
  const figures = basis.lines.flatMap(({ amount, minutes = 0, parts }) => [
    ...[amount, minutes],
    ...parts.flatMap((part) => [part.amount, part.minutes]),
  ]);
  for (const figure of [basis.net, basis.vat, basis.gross, ...figures]) expect(Number.isSafeInteger(figure)).toBe(true);
  expect(basis.net).toBe(sum(basis.lines.map(({ amount }) => amount)));
  for (const { amount, parts } of basis.lines) expect(sum(parts.map((part) => part.amount))).toBe(amount);
}

/** Where every minute lies: included, covered, on faults, or not agreed. */
function minutesOf(facts: ProjectFacts) {
  const allocation = allocate(facts, agreement);
  const parts = allocation.entries.flatMap((entry) => entry.parts);
  const inBuckets = (fits: (bucket: string) => boolean) =>
    sum(parts.filter(({ bucket }) => fits(bucket)).map(({ minutes }) => minutes));
  const worked = sum(facts.work.filter(({ undone }) => !undone).map(({ minutes }) => minutes));
  const calls = facts.checkIns.filter(({ state }) => state !== "cancelled" && state !== "scheduled");
  return {
    included: inBuckets((bucket) => bucket === "included"),
    covered: inBuckets((bucket) => bucket.startsWith("cover:")),
    notAgreed: allocation.notAgreed,
    onFaults: inBuckets((bucket) => bucket.startsWith("fault:")),
    worked: worked + sum(calls.map(({ minutes }) => minutes ?? 60)),
  };
}

/**
 * Plays a history; both calculations must say the same whenever it is closed, and at its end. Returns what each closed
 * basis comes to, öre.
 */
function play(of: "smaller" | "larger", all: readonly Deed[]): readonly number[] {
  const second = new MinuteReckoning(agreement);
  let facts = nothingYet(of);
  const closed: number[] = [];
  const agree = (until: Day | undefined, close: boolean): number => {
    const basis = invoiceBasis(facts, agreement, until);
    whole(basis);
    const { included, covered, notAgreed, onFaults, net } = close
      ? second.close(facts, until)
      : second.look(facts, until);
    const { worked: all_, ...minutes } = minutesOf(facts);
    expect(minutes).toEqual({ included, covered, notAgreed, onFaults });
    expect(included + covered + notAgreed + onFaults).toBe(all_);
    expect(basis.net).toBe(net);
    return net;
  };
  for (const [index, one] of all.entries()) {
    facts = after(facts, one, index + 1);
    if (one.what !== "close") continue;
    const until = one.a % 2 === 0 ? someDay(one.b) : undefined;
    closed.push(agree(until, true));
    const parts = closeBasis(facts, agreement, until);
    const closedOn = day("2026-12-31");
    facts = { ...facts, closedBases: [...facts.closedBases, { number: index + 1, closedOn, until, parts }] };
    // Closing twice adds nothing.
    expect(invoiceBasis(facts, agreement, until).lines).toEqual([]);
    expect(closeBasis(facts, agreement, until)).toEqual([]);
  }
  agree(undefined, false);
  const kept = sum(facts.closedBases.flatMap(({ parts }) => parts.map((part) => part.amount)));
  expect(kept).toBe(sum(closed));
  return closed;
}

/** Holds for any history. */
const holds = (of: "smaller" | "larger", all: readonly Deed[]): void => void play(of, all);

describe("S6, S2b, F4, R1, R2, I1: two calculations of any history say the same, to the minute and to the öre", () => {
  test("short histories, closed again and again", () => {
    fc.assert(fc.property(variant, history(40), holds), { numRuns: 300 });
  });
  test("histories of up to a thousand facts", { timeout: 60_000 }, () => {
    fc.assert(fc.property(variant, history(1_000, 600), holds), { numRuns: 3, endOnFailure: true });
  });
});

test("S2b, S6, I1: a price credited to nothing is due at go-live again, however early a basis is closed", () => {
  const deed = (what: string, more: Partial<Deed> = {}): Deed => ({ what, a: 0, b: 0, c: 0, ...more });
  const all = deed("close", { a: 1 });
  const until = (nth: number): Deed => deed("close", { b: nth });
  const billed = [deed("price", { a: 7 }), deed("go-live"), all];
  const credited = [...billed, deed("price"), all];
  const goesLive = 40;
  const later = [...credited, deed("go-live", { c: goesLive }), deed("price", { a: 495_183 })];
  expect(play("smaller", [...later, until(3), until(goesLive)])).toEqual([7_063, -7_063, 0, 4_639_647]);
});

test("S6: the order of recording does not matter where only days should", () => {
  const entry = fc.record({
    target: fc.constantFrom("configuration", "documentation", "X1"),
    minutes: fc.integer({ min: 1, max: 400 }),
  });
  const entries = fc.array(entry, { maxLength: 20 });
  fc.assert(
    fc.property(entries, fc.func(fc.nat()), (all, mix) => {
      const facts = after(nothingYet("smaller"), { what: "approve", a: 2, b: 299, c: 1 }, 1);
      const work = all.map(({ target, minutes }, index) =>
        worked(`H${index + 1}`, target, minutes, { on: someDay(index) }),
      );
      const mixed = work
        .map((one) => ({ ...one, recordedAt: mix(one.ref) }))
        .toSorted((a, b) => a.recordedAt - b.recordedAt);
      expect(allocate({ ...facts, work: mixed }, agreement)).toEqual(allocate({ ...facts, work }, agreement));
      expect(invoiceBasis({ ...facts, work: mixed }, agreement)).toEqual(invoiceBasis({ ...facts, work }, agreement));
    }),
  );
});
