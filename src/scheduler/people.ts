import type { Member, PersonRef, ProjectFacts } from "../domain/facts.ts";
import { approversOf, leadOf, responsibleOf } from "../domain/role.ts";
import { list, person as named, phrase, type Value } from "../messages/phrase.ts";

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

/** Our project lead. */
export function lead(facts: ProjectFacts): Value {
  return addressed([leadOf(facts)], phrase("remind.lead"));
}

function addressed(people: readonly (Member | undefined)[], otherwise: Value): Value {
  const mentions = people.flatMap((person) => (person === undefined ? [] : mention(person)));
  return mentions.length === 0 ? otherwise : list(mentions);
}
