import type { Agreement } from "./agreement.ts";
import type { Calendar } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import { owed } from "./late.ts";
import { dayOfRole } from "./plan.ts";
import { owedSteps } from "./porting-request.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import type { Day } from "./units.ts";

/** What is the customer's while nothing says by when. */
const theirs = /^(?:data(?:\/.*)?|porting|confirm-delivery|offer\/.*)$/u;

/** Whose side something waits for by the rules, on a day, by the subject that reminders know it by. */
export function partyOfSubject(
  subject: string,
  facts: ProjectFacts,
  agreement: Agreement,
  calendar: Calendar,
  today: Day,
): Party {
  if (subject === "preparation") {
    // Up to its day the customer prepares it; then it is ours to record or to move (K1, C2).
    const on = dayOfRole(facts.project, agreement, "kickoff");
    return on !== undefined && on < today ? "supplier" : "customer";
  }
  const found = owed(facts, agreement, calendar, today).find((one) => one.subject === subject);
  if (found !== undefined) return found.who;
  const number = owedSteps(facts, agreement, calendar).find(({ request }) => subject === `number/${request.ref}`);
  if (number !== undefined) return number.who;
  const task = facts.tasks.find(({ ref }) => subject === `task/${ref}`);
  const role = task?.who && roleOf(facts, task.who.id);
  if (role !== undefined) return partyOf(role);
  return theirs.test(subject) ? "customer" : "supplier";
}
