import type { DataRecord } from "../src/domain/data-record.ts";

/** A large customer's users, as they are held when the data is complete (D6). */
export const usersOf = (count: number): readonly DataRecord[] =>
  Array.from({ length: count }, (_, at) => ({
    key: mailOf(at),
    values: {
      ...{ "first-name": `Förnamn${at}`, "last-name": `Efternamn${at}`, "e-mail": mailOf(at) },
      ...{ extension: String(10_000 + at), "fixed-number": `+4610123${String(at).padStart(4, "0")}` },
      ...{ "mobile-number": `+46701${String(740_000 + at)}`, department: `Avdelning ${at % 40}`, licence: "standard" },
    },
  }));

/** Its function groups, each of so many of its users. */
export const groupsOf = (count: number, members: number, users: number): readonly DataRecord[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `grupp ${at}`,
    values: {
      ...{ name: `Grupp ${at}`, number: `+4610124${String(at).padStart(4, "0")}`, strategy: "all" },
      members: Array.from({ length: members }, (_member, nth) => mailOf((at * members + nth) % users)),
    },
  }));

const mailOf = (at: number): string => `person.${at}@solbacken.se`;
