import { insteadOf } from "./away.ts";
import type { PersonRef, ProjectFacts } from "./facts.ts";
import { approversOf, isOfCustomer, responsibleOf } from "./role.ts";
import { turnOf } from "./turn.ts";
import type { Day } from "./units.ts";

/** What is asked of the customer: its subject, and what its notice is about, without the nudge. */
export interface Asked {
  readonly subject: string;
  readonly about: string;
}

/**
 * Whether the customer is silent (C2): `unasked` where they read nothing of ours, `away` while nobody of theirs is
 * there to answer, `lately` where they were never asked before today. Who was, and not again since: it was `put-off`,
 * they are `back` from an absence, or they have `answered`.
 */
export type Silence = "silent" | "unasked" | "away" | "lately" | "put-off" | "back" | "answered";

/**
 * Whether no answer has come to something on a day. It counts only from what was said to them in a place that they read
 * on a day before, and not from before a snooze, an absence or an answer of theirs: a step they did, areas they gave,
 * what they said that they are stuck with (D5).
 */
export function silenceOf(facts: ProjectFacts, asked: Asked, today: Day): Silence {
  if (facts.project.shared === undefined) return "unasked";
  const people = askedOf(facts, asked.subject);
  if (people.length > 0 && people.every((one) => isNobodyThere(facts, one, today))) return "away";
  const told = facts.told.flatMap(({ about, on }) => (about === asked.about && on < today ? [on] : [])).toSorted();
  const last = told.at(-1);
  if (last === undefined) return "lately";
  // What they did on a day on which they were asked is their answer.
  const answered = lastAnswer(facts, asked);
  if (answered !== undefined && answered >= last) return "answered";
  if (putOff(facts, asked, today).some((until) => until > last)) return "put-off";
  return absences(facts, people, today).some((until) => until > last) ? "back" : "silent";
}

/** When the customer last did something about it, where that was after they were first asked. */
export function lastAnswer(facts: ProjectFacts, { subject, about }: Asked): Day | undefined {
  const first = facts.told.flatMap((one) => (one.about === about ? [one.on] : [])).toSorted()[0];
  const last = answers(facts, subject).toSorted().at(-1);
  return first !== undefined && last !== undefined && last >= first ? last : undefined;
}

function askedOf(facts: ProjectFacts, subject: string): readonly PersonRef[] {
  const turn = turnOf(facts, subject, "customer");
  if (turn !== undefined) return [turn];
  if (subject === "confirm-delivery" || subject.startsWith("offer/")) return approversOf(facts);
  const owner = facts.tasks.find(({ ref }) => subject === `task/${ref}`)?.who ?? responsibleOf(facts);
  return owner === undefined ? [] : [owner];
}

const absenceOf = (facts: ProjectFacts, { id }: PersonRef) => facts.members.find((one) => one.id === id)?.away;

function isNobodyThere(facts: ProjectFacts, person: PersonRef, today: Day): boolean {
  const away = absenceOf(facts, person);
  if (away === undefined || today < away.from || today >= away.until) return false;
  return insteadOf(facts, person.id, today) === undefined;
}

/** When snoozes of it ended, of itself, of what it is a part of or of all its kind. */
const putOff = (facts: ProjectFacts, { subject, about }: Asked, today: Day): readonly Day[] =>
  facts.snoozes.flatMap((one) => {
    const isOf = [subject, about].some((of) => of === one.subject || of.startsWith(`${one.subject}/`));
    return isOf && one.until <= today ? [one.until] : [];
  });

/** When whoever is asked came back, where nobody was asked instead. */
const absences = (facts: ProjectFacts, people: readonly PersonRef[], today: Day): readonly Day[] =>
  people.flatMap((person) => {
    const away = absenceOf(facts, person);
    if (away === undefined || away.until > today) return [];
    return insteadOf(facts, person.id, away.from) === undefined ? [away.until] : [];
  });

/** When the customer last did something about it. */
function answers(facts: ProjectFacts, subject: string): readonly Day[] {
  const theirs = <T extends { readonly on: Day; readonly by: { readonly id: string } }>(all: readonly T[]) =>
    all.filter(({ by }) => isOfCustomer(facts, by.id)).map(({ on }) => on);
  if (subject === "data") return theirs(facts.data);
  return subject === "porting" || subject.startsWith("number/")
    ? [...theirs(facts.portingRequests), ...theirs(facts.porting)]
    : [];
}
