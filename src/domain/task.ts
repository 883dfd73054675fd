import type { ProjectFacts, Task } from "./facts.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import type { Id } from "./units.ts";

/** Neither done nor withdrawn. */
export const isOpenTask = ({ doneOn, withdrawn }: Task): boolean => doneOn === undefined && withdrawn === undefined;

/** The tasks that are not done, the soonest due first and those without a day last. */
export function openTasks(facts: Pick<ProjectFacts, "tasks">): readonly Task[] {
  return facts.tasks.filter(isOpenTask).toSorted((a, b) => (a.due ?? "9").localeCompare(b.due ?? "9"));
}

/**
 * The remarks of a declined delivery that are still to be put right: until they are, the approval is not asked for
 * again (L3).
 */
export function openRemarks(facts: Pick<ProjectFacts, "tasks">): readonly Task[] {
  return openTasks(facts).filter(({ source }) => source === "remark");
}

/**
 * Whose side a task's owner is on; undefined for somebody who has no part in the project, so that nobody there could be
 * asked.
 */
export function taskOwner(
  facts: Pick<ProjectFacts, "members">,
  person: { readonly id: Id; readonly staff: boolean },
): Party | undefined {
  if (person.staff) return "supplier";
  const role = roleOf(facts, person.id);
  return role === undefined ? undefined : partyOf(role);
}
