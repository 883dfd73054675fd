import type { Agreement, Offering } from "./agreement.ts";
import type { Member, ProjectFacts, Turn } from "./facts.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import { type ReminderName, snoozeSubjects } from "./snooze.ts";
import type { Id } from "./units.ts";

type TurnFacts = Pick<ProjectFacts, "members" | "turns">;

/** What nobody in particular does; or several things do, each with a turn of its own. */
const nobodys: ReadonlySet<string> = new Set<ReminderName>([
  ...(["customer-data", "check-in-tomorrow", "hours", "offer-waiting", "task-due"] as const),
  ...(["stuck", "late", "untouched"] as const),
]);

/** Everything on a project that can be said to wait for somebody in particular, by the subject that reminders know. */
export function turnSubjects(
  facts: Pick<ProjectFacts, "tasks" | "changes"> &
    Partial<Pick<ProjectFacts, "checkIns" | "portingRequests" | "project">>,
  agreement: Pick<Agreement, "areas" | "plan" | "deadlines" | Offering>,
): readonly string[] {
  return snoozeSubjects(facts, agreement).filter((subject) => !nobodys.has(subject));
}

/**
 * Whom something waits for, as somebody said last: of its own, or of what it is a part of. `party`: whose side it waits
 * for by the rules. What is ours waits for one of us alone; what is the customer's may wait for anybody on the project.
 * Nobody who has left it, or whose account is closed.
 */
export function turnOf(facts: TurnFacts, subject: string, party: Party): Member | undefined {
  const turn = said(facts.turns, subject);
  return turn === undefined ? undefined : memberFor(facts, turn.person.id, party);
}

/**
 * The same of what is late: who was said to prepare a day is still waited for when that has passed and nothing was
 * done, though it is ours by then to record or to move (C2). `prepared`: what they were asked to do before it.
 */
export function turnThatStays(
  facts: TurnFacts,
  subject: string,
  party: Party,
  prepared: readonly string[] = [],
): Member | undefined {
  const kept = turnOf(facts, subject, party);
  if (kept !== undefined || subject !== "preparation") return kept;
  const [turn] = [subject, ...prepared].flatMap((one) => said(facts.turns, one) ?? []);
  const side = turn && partyIn(facts, turn.person.id);
  return turn === undefined || side === undefined ? undefined : memberFor(facts, turn.person.id, side);
}

/** Whom something waits for, where somebody said that of it alone. */
export function ownTurn(facts: TurnFacts, subject: string, party: Party): Member | undefined {
  return facts.turns.some((turn) => turn.subject === subject) ? turnOf(facts, subject, party) : undefined;
}

/** What was said of it, or of what it is a part of. */
export const said = (turns: readonly Turn[], subject: string): Turn | undefined =>
  turns.find((turn) => turn.subject === subject) ?? turns.find((turn) => isPartOf(subject, turn.subject));

/** Each number that is ported is a part of the porting (D4). */
const isPartOf = (subject: string, whole: string): boolean =>
  subject.startsWith(`${whole}/`) || (whole === "porting" && subject.startsWith("number/"));

function memberFor(facts: TurnFacts, person: Id, party: Party): Member | undefined {
  const role = roleOf(facts, person);
  if (role === undefined || (party === "supplier" && partyOf(role) !== "supplier")) return undefined;
  return facts.members.find((member) => member.id === person && member.role === role && member.closed !== true);
}

/** Whose side a person is on. */
export function partyIn(facts: Pick<ProjectFacts, "members">, person: Id): Party | undefined {
  const role = roleOf(facts, person);
  return role === undefined ? undefined : partyOf(role);
}

/**
 * Whether it may be said that something waits for a person: somebody of the project; of what is ours one of us, and
 * said by one of us.
 */
export function mayBeTurnOf(
  facts: TurnFacts,
  { person, party, staff }: { readonly person: Id; readonly party: Party; readonly staff: boolean },
): "yes" | "not-on-project" | "ours" | "not-ours" {
  if (party === "supplier" && !staff) return "ours";
  if (partyIn(facts, person) === undefined) return "not-on-project";
  return memberFor(facts, person, party) === undefined ? "not-ours" : "yes";
}
