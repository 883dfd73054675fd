import { refuse } from "../../bot/refusal.ts";
import type { ProjectFacts, Role } from "../../domain/facts.ts";
import { canHold } from "../../domain/membership.ts";
import { roleWords } from "../../messages/project-words.ts";
import type { Person } from "../../store/store.ts";

/** Refuses a role that a person cannot have: ours are staff, and nobody else is (L3, S9). */
export function mustHold(facts: Pick<ProjectFacts, "members">, person: Pick<Person, "id" | "name" | "staff">, role: Role): void {
  const decision = canHold(facts, person, role);
  if (decision.ok) return;
  const { kind } = decision.refused;
  throw refuse(`team.${kind}`, { name: person.name, role: roleWords(role) }, kind === "already" ? {} : { field: "role" });
}
