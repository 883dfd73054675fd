import type { Field } from "../../bot/field.ts";
import type { DateTime } from "../../bot/fields/days.ts";
import { field } from "../../bot/fields.ts";
import { nearestFree } from "./our-time.ts";

/** When a call is to be: what is suggested instead of a time that cannot be is one that can (K2). */
export const callTime = (): Field<DateTime> =>
  field.dateTime(async (wanted, { facts, agreement, store, now, today }) =>
    facts === undefined ? undefined : (await nearestFree(wanted, { facts, agreement, store, now, today }))?.typed,
  );
