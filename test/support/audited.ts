import type { Workspace } from "./workspace.ts";

/**
 * What the audit of the project says was run since it was opened and staffed, oldest first; with ` refused` after what
 * was refused.
 */
export async function audited(house: Workspace): Promise<readonly string[]> {
  const project = (await house.facts()).project.id;
  const entries = await house.test.database.transaction((store) => store.audit.of(project));
  const all = entries.map(({ runs, outcome }) => (outcome === "done" ? runs : `${runs} refused`)).reverse();
  return all.filter((runs) => !setUp.includes(runs));
}

const setUp = ["open", "open anyway", "team add"];
