import { instantOf } from "../domain/calendar.ts";
import type { Day } from "../domain/units.ts";
import { allDue, snapshotOf } from "./due.ts";
import type { Due, Snapshot } from "./reminder.ts";

/** A notice that comes if nothing changes. */
export interface Coming {
  readonly on: Day;
  readonly due: Due;
}

/** What is said on the business days ahead, from tomorrow on, if nobody does anything: each notice once, soonest first. */
export function ahead(
  { facts, agreement, calendar, today }: Snapshot,
  said: ReadonlySet<string>,
  days = 20,
): readonly Coming[] {
  const known = new Set(said);
  const found: Coming[] = [];
  for (let count = 1; count <= days; count += 1) {
    const on = calendar.addBusinessDays(today, count);
    const then = snapshotOf(facts, agreement, instantOf(on, agreement.reminders.digest.at, calendar.timeZone));
    for (const due of allDue(then)) {
      if (known.has(due.key)) continue;
      known.add(due.key);
      found.push({ on, due });
    }
  }
  return found;
}
