import type { Account } from "../../bot/incoming.ts";

/** Everybody and everything of the local workspace belongs to one tenant. */
export const tenant = "local";

/** Somebody whom the page and the JSON API can act as. */
export interface LocalPerson {
  readonly id: string;
  readonly name: string;
  readonly role: "staff" | "customer" | "partner";
  readonly company: string;
}

/** The people of every local workspace: two of the supplier's, two of a customer's and a business partner's. */
export const people: readonly LocalPerson[] = [
  { id: "anna", name: "Anna Lind", role: "staff", company: "iCentrex" },
  { id: "erik", name: "Erik Holm", role: "staff", company: "iCentrex" },
  { id: "karin", name: "Karin Ek", role: "customer", company: "Solbacken Vård AB" },
  { id: "johan", name: "Johan Berg", role: "customer", company: "Solbacken Vård AB" },
  { id: "petra", name: "Petra Sund", role: "partner", company: "Partner AB" },
];

/** The person of an id, exactly as written. */
export function personOf(id: string): LocalPerson | undefined {
  return people.find((person) => person.id === id);
}

/** How the bot knows a person: staff are the members of the home tenant. */
export function accountOf(person: LocalPerson): Account {
  return {
    platform: "local",
    tenant,
    user: person.id,
    name: person.name,
    staff: person.role === "staff",
    company: person.company,
    handle: person.id,
  };
}
