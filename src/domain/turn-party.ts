import type { Agreement } from "./agreement.ts";
import type { Calendar } from "./calendar.ts";
import type { Member, ProjectFacts } from "./facts.ts";
import { owed } from "./late.ts";
import { dayOfRole } from "./plan.ts";
import { owedSteps } from "./porting-request.ts";
import { approversOf, leadOf, type Party, partyOf, responsibleOf, roleOf } from "./role.ts";
import { turnOf } from "./turn.ts";
import type { Day } from "./units.ts";

/**
 * Whom something waits for just now, as it is asked for: whom somebody said, whose task it is, else who answers for
 * that side; undefined where several may, and nobody was said.
 */
export function askedNow(
  subject: string,
  facts: ProjectFacts,
  agreement: Agreement,
  calendar: Calendar,
  today: Day,
): Member | undefined {
  const party = partyOfSubject(subject, facts, agreement, calendar, today);
  const said = turnOf(facts, subject, party);
  if (said !== undefined) return said;
  const task = facts.tasks.find(({ ref }) => subject === `task/${ref}`)?.who;
  if (task !== undefined) return facts.members.find(({ id, closed }) => id === task.id && closed !== true);
  if (party === "supplier") return leadOf(facts);
  if (party === "partner") return undefined;
  const answers = subject === "confirm-delivery" || subject.startsWith("offer/");
  if (!answers) return responsibleOf(facts);
  const approvers = approversOf(facts);
  return approvers.length === 1 ? approvers[0] : undefined;
}

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
