import { type Field, fieldOf } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import type { Fact } from "../../domain/facts.ts";

/** One of a device's four facts as it is now (F3); nothing said: as it was. */
export function factNow(...facts: readonly Fact[]): Field<Fact | undefined> {
  return fieldOf<Fact>({ ...field.choice(facts).kind, bare: true }).optional();
}

/**
 * One of a device's four facts (F3): `provisioned`, or `provisioned:n/a` where it does not apply. Nothing said: no.
 */
export function fact(...facts: readonly Fact[]): Field<Fact> {
  return fieldOf<Fact>({ ...field.choice(facts).kind, bare: true }).default("no");
}
