import type { ProjectFacts } from "../../../domain/facts.ts";
import { partyOf, rolesOf } from "../../../domain/role.ts";
import { list } from "../../../messages/phrase.ts";
import { partyWords, roleWords } from "../../../messages/project-words.ts";
import type { Part } from "../paper.ts";
import type { PaperFacts, Pen } from "../pen.ts";

/** Who is on the project, each once with all their roles and whose side they are on. */
export function peopleTable({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  const everybody = [...new Map(facts.members.map((member) => [member.id, member])).values()];
  if (everybody.length === 0) return [pen.paragraph("paper.people.none", undefined, "quiet")];
  return [
    pen.table(
      "paper.people",
      ["paper.column.name", "paper.column.role", "paper.column.for"],
      everybody.map(({ id, name }) => {
        const roles = rolesOf(facts, id);
        const side = sideOf(facts, id);
        return [name, pen.text(list(roles.map(roleWords))), pen.text(partyWords(side, facts, agreement))];
      }),
    ),
  ];
}

function sideOf(facts: Pick<ProjectFacts, "members">, id: string) {
  const [role = "customer"] = rolesOf(facts, id);
  return partyOf(role);
}
