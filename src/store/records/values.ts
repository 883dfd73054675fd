import type { By } from "../../domain/facts.ts";
import type { Day, Id } from "../../domain/units.ts";
import { Prisma } from "../generated/client.ts";

/** A transaction's client: what every room of the store works with. */
export type Tx = Prisma.TransactionClient;

/** A calendar day as the database's DATE takes it. */
export const date = (day: Day): Date => new Date(`${day}T00:00:00Z`);
/** Who did something, as a column: null is the system itself. */
export const byId = (by: By): Id | null => (by.id === "system" ? null : by.id);
/**
 * A plain value for a JSON column. Values of ours are plain data; `undefined` properties are left out, as JSON does.
 */
export const json = (value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull =>
  value === undefined || value === null
    ? Prisma.JsonNull
    : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue);
/** Leaves out what is undefined or null. */
export function given<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined | null }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as T;
}
/** True when a conditional transition changed a row: nobody else was first. */
export const changed = (result: { readonly count: number }): boolean => result.count > 0;
