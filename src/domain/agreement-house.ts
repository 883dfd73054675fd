import { fold } from "../language/fold.ts";
import type { Agreement } from "./agreement.ts";
import { type Named, spellings } from "./agreement-names.ts";
import type { Finding } from "./agreement-plan-checks.ts";

/** What a house's commands know by themselves. */
export interface HouseWords {
  /** The keys of the line that opens a project, folded. */
  readonly taken: ReadonlySet<string>;
}

/**
 * What is wrong with an agreement beside the others of its house: it is called as its file is and as none of them, its
 * days are typed with words that mean no other day in any of them, and nothing else where a project is opened.
 */
export function houseFindings(
  one: Agreement,
  file: string,
  others: readonly Agreement[],
  { taken }: HouseWords,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (one.name !== file) findings.push({ path: ["name"], problem: `must be ${file}, as the file is called` });
  const names = new Map(
    others.flatMap((other) => spellings(named(other)).map((spelling) => [spelling, other.name] as const)),
  );
  for (const spelling of spellings(named(one))) {
    const owner = names.get(spelling);
    if (owner !== undefined) findings.push({ path: ["title"], problem: `"${spelling}" already means ${owner}` });
  }
  const days = new Map(
    others.flatMap(({ plan }) => plan.flatMap((day) => spellings(day).map((spelling) => [spelling, day.id] as const))),
  );
  one.plan.forEach((day, index) => {
    const path = ["plan", index];
    for (const spelling of spellings(day)) {
      const owner = days.get(spelling);
      if (owner !== undefined && owner !== day.id)
        findings.push({ path, problem: `"${spelling}" means the day ${owner} in another agreement` });
      if (taken.has(fold(spelling)))
        findings.push({ path, problem: `"${spelling}" means something else where a project is opened` });
    }
  });
  return findings;
}

const named = ({ name: id, title, aliases = [] }: Agreement): Named => ({ id, name: title, aliases });
