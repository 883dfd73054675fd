import type { ProjectFacts } from "./facts.ts";

/**
 * Which version of an area is the approved snapshot (D6): that of the newest approval, whatever was handed in since;
 * undefined when it was never approved, was sent back after it, or nothing was held then.
 */
export function approvedVersion({ data }: Pick<ProjectFacts, "data">, area: string): number | undefined {
  const said = data.filter((one) => one.area === area && !one.undone).toSorted((a, b) => a.recordedAt - b.recordedAt);
  const at = said.findLastIndex(({ kind }) => kind === "approved");
  const isBack = said.slice(at + 1).some(({ kind }) => kind === "rejected" || kind === "not-applicable");
  return isBack ? undefined : said[at]?.version;
}
