import { awayOn, insteadOf } from "../domain/away.ts";
import type { PersonRef, ProjectFacts } from "../domain/facts.ts";
import { approversOf, leadOf, responsibleOf } from "../domain/role.ts";
import type { Day } from "../domain/units.ts";
import { day, list, person as named, phrase, type Value } from "../messages/phrase.ts";

/** A person as a reminder addresses them: by name, or as the platform mentions them. */
export const mention = ({ id, name }: PersonRef): Value => named(id, name);

/** The customer's contact, or who is asked instead of them on the day; the customer by name while nobody is named. */
export function contact(facts: ProjectFacts, today: Day): Value {
  const found = responsibleOf(facts);
  return found === undefined ? facts.project.customer : there(facts, found, today);
}

/** Everybody who can answer an offer or the delivery and is there; while all are away, that they are (L3). */
export function approvers(facts: ProjectFacts, today: Day): Value {
  const all = approversOf(facts);
  const here = all.filter(({ id }) => awayOn(facts, id, today) === undefined);
  if (here.length > 0) return list(here.map(mention));
  // A stand-in who is no approver could not answer.
  const gone = all.flatMap((one) => {
    const away = awayOn(facts, one.id, today);
    return away === undefined ? [] : [phrase("remind.away", { who: mention(one), until: day(away.until) })];
  });
  return gone.length === 0 ? facts.project.customer : list(gone);
}

/** Our project lead, or who stands in for them on the day. */
export function lead(facts: ProjectFacts, today: Day): Value {
  const found = leadOf(facts);
  return found === undefined ? phrase("remind.lead") : there(facts, found, today);
}

/** A person as a reminder of a day addresses them: while they are away, who is asked instead, or that they are away. */
export function there(facts: ProjectFacts, who: PersonRef, today: Day): Value {
  const away = awayOn(facts, who.id, today);
  if (away === undefined) return list([mention(who)]);
  const values = { name: who.name, until: day(away.until) };
  const instead = insteadOf(facts, who.id, today);
  if (instead === undefined) return phrase("remind.away", { ...values, who: mention(who) });
  return phrase("remind.standIn", { ...values, who: mention(instead) });
}
