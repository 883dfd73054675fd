import type { Agreement } from "./agreement.ts";
import type { ProjectFacts } from "./facts.ts";
import { leadOf, responsibleOf, rolesOf } from "./role.ts";
import type { Day, Id } from "./units.ts";
import { type Awaited, type Waiting, waiting } from "./waiting.ts";

/**
 * What of all that waits in a project waits for this person: their tasks; what only an approver answers; what is asked
 * of the customer as a whole, when they are the one who answers for it; what is the partner's; and what is ours, when
 * they lead.
 */
export function ownedBy(facts: ProjectFacts, agreement: Agreement, today: Day, person: Id): readonly Waiting[] {
  const roles = rolesOf(facts, person);
  const answersFor = responsibleOf(facts)?.id === person;
  return waiting(facts, agreement, today).filter(({ who, what }) => {
    const owner = what.kind === "task" ? facts.tasks.find(({ ref }) => ref === what.ref)?.who?.id : undefined;
    if (owner !== undefined) return owner === person;
    if (approvers.has(what.kind)) return roles.includes("approver");
    if (who === "customer") return answersFor;
    return who === "partner" ? roles.includes("partner") : leadOf(facts)?.id === person;
  });
}

const approvers = new Set<Awaited["kind"]>(["offer", "approval"]);
