import { expect } from "vitest";
import type { Said, Workspace } from "./workspace.ts";

/** Anna types lines in the internal channel, one after the other; each must succeed. What is
 * asked about because something is open is said *anyway*. Returns what came of the last. */
export async function annaTypes(house: Workspace, ...lines: readonly string[]): Promise<Said> {
  let last: Said | undefined;
  for (const line of lines) {
    last = await house.anna.says(line);
    // Most projects of the tests are handed over with data that is still missing (L4).
    if (line === "handover" && last.outcome === "refused" && last.text.includes("customer data missing"))
      last = await house.anna.says('handover anyway:"the rest is agreed"');
    expect(last.outcome, `${line}: ${last.text}`).toBe("done");
    const anyway = last.messages
      .flatMap(({ buttons }) => buttons)
      .find(({ runs }) => runs === "golive anyway" || runs === "handover anyway");
    if (anyway !== undefined) last = await house.anna.presses(anyway.runs);
  }
  if (last === undefined) throw new Error("There is no line");
  return last;
}

/** A project that is live, with one requirement delivered and verified: the approval can be asked for (L2). */
export const toLive = (house: Workspace): Promise<Said> =>
  annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    "minutes kickoff decision: the main number closes at 17",
    "minutes approve M1",
    "require deliver R1",
    "require verify R1",
    "golive",
  );
