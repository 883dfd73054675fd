import { refuse } from "../../bot/refusal.ts";
import type { ProjectFacts, Role } from "../../domain/facts.ts";
import { canHold } from "../../domain/membership.ts";
import type { Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { roleWords } from "../../messages/project-words.ts";
import type { Person } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";

/** Refuses a role that a person cannot have: ours are staff, and nobody else is (L3, S9). */
export function mustHold(
  facts: Pick<ProjectFacts, "members">,
  person: Pick<Person, "id" | "name" | "staff" | "gone">,
  role: Role,
): void {
  const decision = canHold(facts, person, role);
  if (decision.ok) return;
  const { kind } = decision.refused;
  const field = kind === "staff-elsewhere" || kind === "not-staff" ? { field: "role" } : {};
  throw refuse(`team.${kind}`, { name: person.name, role: roleWords(role) }, field);
}

/** A partner's person as the customer's approver: nothing is done until staff have said that it is meant so (L3). */
export const askAboutPartner = (
  person: Pick<Person, "name" | "handle">,
  how: "add" | "role" | "link",
  mention?: string,
): Reply => ({
  audience: "public",
  to: "person",
  question: true,
  blocks: [
    said("team.partnerApproves", { name: person.name }, "warning"),
    ...buttonsBlock([
      {
        ...{ id: "anyway", label: phrase("team.anyway"), style: "danger", runs: "team anyway", once: true },
        values: { how, person: person.handle, ...(mention !== undefined && { mention }) },
      },
    ]),
  ],
});
