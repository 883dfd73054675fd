import { expect, test } from "vitest";
import { createBreaker } from "../../src/assistant/breaker.ts";
import { RetryAfter } from "../../src/messages/doing.ts";

test("a model that is down rests longer each time, one asks whether it is back, and when it is all do", () => {
  let now = 0;
  const breaker = createBreaker(() => now);
  breaker.enter()();
  expect([breaker.down(), breaker.down()]).toEqual([0, 30_000]);
  expect(() => breaker.enter()).toThrow(RetryAfter);
  now = 30_000;
  const leave = breaker.enter();
  expect(() => breaker.enter()).toThrow(RetryAfter);
  expect(breaker.down()).toBe(60_000);
  leave();
  now = 90_000;
  const left = breaker.enter();
  breaker.well();
  breaker.enter();
  left();
  for (let time = 0; time < 9; time++) breaker.down();
  expect(breaker.down()).toBe(600_000);
});

test("a probe that is given up leaves the next one free to ask", () => {
  let now = 0;
  const breaker = createBreaker(() => now);
  breaker.down();
  breaker.down();
  now = 30_000;
  breaker.enter()();
  expect(() => breaker.enter()).not.toThrow();
});
