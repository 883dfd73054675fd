import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSlots } from "../../src/outbox/slots.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("whoever keeps us waiting gives its quick place away, until there are as many as there may be in all", () => {
  const freed = vi.fn();
  const slots = createSlots({ quick: 2, most: 3, patience: 1_000 }, freed);
  const [first] = [slots.take(), slots.take()];
  expect([slots.free(), slots.quick()]).toEqual([0, 2]);
  vi.advanceTimersByTime(1_000);
  expect(freed).toHaveBeenCalledTimes(2);
  expect([slots.free(), slots.quick()]).toEqual([1, 0]);
  slots.take();
  vi.advanceTimersByTime(1_000);
  expect([slots.free(), slots.quick()]).toEqual([0, 0]);
  first();
  // Given back once, however often it is said.
  first();
  expect([slots.free(), slots.quick()]).toEqual([1, 0]);
});

test("those that have kept us waiting before have places of their own, and no more", () => {
  const slots = createSlots({ quick: 2, most: 9, known: 2, patience: 1_000 }, () => undefined);
  const first = slots.take(true);
  slots.take(true);
  slots.take();
  expect([slots.free(), slots.known()]).toEqual([1, 0]);
  first();
  expect(slots.known()).toBe(1);
});

test("what has kept us waiting before takes no quick place, and one that is given back in time frees nothing late", () => {
  const freed = vi.fn();
  const slots = createSlots({ quick: 1, most: 4, patience: 1_000 }, freed);
  slots.take(true);
  expect([slots.free(), slots.quick()]).toEqual([1, 0]);
  slots.take()();
  vi.advanceTimersByTime(2_000);
  expect(freed).not.toHaveBeenCalled();
  expect([slots.free(), slots.quick()]).toEqual([1, 0]);
});
