import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** How large a heap becomes, in MB, of which some 40 are in use, while pages are made that live for a moment each. */
function peakOf(before: string): number {
  const script = `${before}
    const used = Array.from({ length: 400_000 }, (_, n) => ({ n, text: "used " + n }));
    let peak = 0;
    for (let page = 0; page < 60; page += 1) {
      const facts = Array.from({ length: 60_000 }, (_, n) => ({ page, n, text: "page " + n }));
      peak = Math.max(peak, process.memoryUsage().heapUsed);
      if (facts.length + used.length === 0) throw new Error();
    }
    process.stdout.write(String(Math.round(peak / 1e6)));`;
  return Number(execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]).toString());
}

test("a heap that is kept small stays near what is in use", () => {
  const path = new URL("../../src/composition/heap.ts", import.meta.url).href;
  const kept = peakOf(`import { keepHeapSmall } from ${JSON.stringify(path)}; keepHeapSmall();`);
  expect(kept).toBeLessThan(0.75 * peakOf(""));
});
