import { describe, expect, test } from "vitest";
import { isClean, soak, subjects } from "./soak.ts";

/** A few kills of what `npm run soak` does some hundred times. */
describe.each(subjects)("%s, killed at random moments under load", (subject) => {
  test("loses nothing, delivers everything, and does and says nothing twice", { timeout: 300_000 }, async () => {
    const report = await soak({ subject, rounds: subject === "embedded" ? 2 : 1, seed: 7 });
    expect(report.kept.acknowledged).toBeGreaterThan(0);
    expect(report, JSON.stringify(report, undefined, 1)).toSatisfy(isClean);
  });
});
