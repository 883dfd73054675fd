import type { Agreement } from "./agreement.ts";
import { addDays } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import type { Day } from "./units.ts";

/**
 * The day on which a customer's lists are deleted (D6): so many days after the handover, or after a cancelled project
 * was changed last. Undefined while the project is open.
 */
export function listsDeletedOn(
  { project }: Pick<ProjectFacts, "project">,
  { personalData }: Pick<Agreement, "personalData">,
  lastTouched: Day,
): Day | undefined {
  if (project.state === "open") return undefined;
  return addDays(project.handover?.on ?? lastTouched, personalData.deleteAfter);
}
