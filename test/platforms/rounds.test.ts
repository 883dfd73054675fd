import { expect, test } from "vitest";
import { createRounds } from "../../src/platforms/rounds.ts";

const held = () => {
  const open: (() => void)[] = [];
  const begun: string[] = [];
  const rounds = createRounds(async (key) => {
    begun.push(key);
    await new Promise<void>((resolve) => open.push(resolve));
  });
  return { rounds, begun, end: () => open.shift()?.() };
};

test("who asks while a round runs shares the next one; another key has its own", async () => {
  const { rounds, begun, end } = held();
  const first = rounds("a");
  const waiting = [rounds("a"), rounds("a"), rounds("a")];
  const other = rounds("b");
  expect(begun).toEqual(["a", "b"]);
  end();
  await first;
  end();
  await other;
  expect(begun).toEqual(["a", "b", "a"]);
  end();
  await Promise.all(waiting);
  const later = rounds("a");
  expect(begun).toEqual(["a", "b", "a", "a"]);
  end();
  await later;
});

test("a round that fails tells those who share it, and the next one begins all the same", async () => {
  let times = 0;
  const rounds = createRounds(async () => {
    times += 1;
    await Promise.resolve();
    if (times === 1) throw new Error("no answer");
  });
  const first = rounds("a");
  const second = rounds("a");
  await expect(first).rejects.toThrow("no answer");
  await second;
  expect(times).toBe(2);
});
