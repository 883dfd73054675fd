import { expect, test } from "vitest";
import { inPieces, together } from "../../../src/documents/workbook/pieces.ts";

test("a list is handed over in pieces, and whatever else waits has its turn between them (D6)", async () => {
  const list = Array.from({ length: 1_100 }, (_, at) => ({ key: `å${at}`, values: { members: ["a", `b${at}`] } }));
  const pieces = await inPieces(list);
  let turns = 0;
  let done = false;
  const others = () => {
    turns += 1;
    if (!done) setImmediate(others);
  };
  setImmediate(others);
  expect(await together(pieces)).toEqual(list);
  done = true;
  expect([pieces.length, turns]).toEqual([5, expect.toSatisfy((count: number) => count >= 4)]);
  expect(await together(await inPieces([]))).toEqual([]);
});
