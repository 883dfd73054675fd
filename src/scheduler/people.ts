import { awayOn } from "../domain/away.ts";
import type { Member, PersonRef, ProjectFacts } from "../domain/facts.ts";
import { approversOf, leadOf, responsibleOf } from "../domain/role.ts";
import type { Day } from "../domain/units.ts";
import { day, list, person as named, phrase, type Value } from "../messages/phrase.ts";

/** A person as a reminder addresses them: by name, or as the platform mentions them. */
export const mention = ({ id, name }: PersonRef): Value => named(id, name);

/** The customer's contact, or the customer by name while nobody is named. */
export function contact(facts: ProjectFacts): Value {
  return addressed([responsibleOf(facts)], facts.project.customer);
}

/** Everybody who can answer an offer or the delivery (L3). */
export function approvers(facts: ProjectFacts): Value {
  return addressed(approversOf(facts), facts.project.customer);
}

/** Our project lead, or who stands in for them on the day. */
export function lead(facts: ProjectFacts, today: Day): Value {
  const found = leadOf(facts);
  return found === undefined ? phrase("remind.lead") : there(facts, found, today);
}

/** A person as a reminder of a day addresses them: while they are away, their stand-in, or that they are away. */
export function there(facts: ProjectFacts, who: PersonRef, today: Day): Value {
  const away = awayOn(facts, who.id, today);
  if (away === undefined) return list([mention(who)]);
  const values = { name: who.name, until: day(away.until) };
  if (away.standIn === undefined) return phrase("remind.away", { ...values, who: mention(who) });
  return phrase("remind.standIn", { ...values, who: mention(away.standIn) });
}

function addressed(people: readonly (Member | undefined)[], otherwise: Value): Value {
  const mentions = people.flatMap((person) => (person === undefined ? [] : mention(person)));
  return mentions.length === 0 ? otherwise : list(mentions);
}
