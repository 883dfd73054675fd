import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createPatiences } from "../../src/store/engine/patience.ts";

test("all that somebody waits for ends at one instant; what is by itself has its own", async () => {
  const patiences = createPatiences();
  const unawaited: number[] = [];
  const [first, second, inside] = await patiences.awaited(async () => {
    const begun = patiences.end();
    await wait(5);
    patiences.unawaited(() => unawaited.push(patiences.end()));
    return [begun, patiences.end(), await patiences.awaited(async () => patiences.end())];
  });
  expect([second, inside]).toEqual([first, first]);
  expect(unawaited[0]).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
  expect(patiences.end()).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});
