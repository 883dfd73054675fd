import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Party } from "../../domain/role.ts";
import type { Day } from "../../domain/units.ts";
import { waitingForAll } from "../../domain/waiting.ts";
import type { Block } from "../../messages/content.ts";
import { waitingWords } from "../../messages/project-words.ts";
import { said } from "../shared/blocks.ts";

/** As many steps are named; the whole list is the status. */
const most = 4;

/** What is next for one side, and by when: what it owes, soonest first; or that nothing waits for it. */
export function nextSteps(facts: ProjectFacts, agreement: Agreement, today: Day, party: Party): readonly Block[] {
  if (facts.project.state !== "open") return [said(`standing.${facts.project.state}`)];
  const theirs = waitingForAll(facts, agreement, today).filter(({ who }) => who === party);
  if (theirs.length === 0) return [said("standing.nothing", undefined, "success")];
  const items = theirs.slice(0, most).map((item) => waitingWords(item, agreement, today));
  const more = theirs.length - items.length;
  return [
    said("standing.next"),
    { kind: "list", items },
    ...(more === 0 ? [] : [said("standing.more", { count: more }, "quiet")]),
  ];
}
