import { instantOf } from "../domain/calendar.ts";
import type { Day } from "../domain/units.ts";
import { isDigest } from "./digests/due.ts";
import { allDue, snapshotOf } from "./due.ts";
import { coming } from "./look.ts";
import { type Due, nudgedAbout, type Snapshot } from "./reminder.ts";

/** A notice that comes if nothing changes. */
export interface Coming {
  readonly on: Day;
  readonly due: Due;
}

/**
 * What is said on the business days ahead, and in the rest of today, if nobody does anything: by the rules of the
 * sweep, each thing once a day whatever channels hear of it, soonest first.
 */
export function ahead(
  { facts, agreement, calendar, today, now }: Snapshot,
  said: ReadonlySet<string>,
  days = 20,
): readonly Coming[] {
  const known = new Set(said);
  const found: Coming[] = [];
  for (let count = 0; count <= days; count += 1) {
    const on = count === 0 ? today : calendar.addBusinessDays(today, count);
    const opens = instantOf(on, agreement.calendar.officeHours.from, calendar.timeZone);
    const then = snapshotOf(facts, agreement, Math.max(now, opens));
    const news = coming(then).flatMap(({ says, at }) => {
      const keys = new Set(says.flatMap(({ key }) => (known.has(key) || isDigest(key) ? [] : [key])));
      for (const key of keys) known.add(key);
      return keys.size === 0 ? [] : allDue(snapshotOf(facts, agreement, at)).filter(({ key }) => keys.has(key));
    });
    const things = new Map(news.toReversed().map((due) => [nudgedAbout(due.key), { on, due }]));
    found.push(...[...things.values()].toReversed());
  }
  return found;
}
