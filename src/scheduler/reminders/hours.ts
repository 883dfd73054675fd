import { allocate, type PackageUse } from "../../domain/hours.ts";
import type { LocalName } from "../../domain/units.ts";
import { amount, type Phrase, phrase, time } from "../../messages/phrase.ts";
import { defineReminder } from "../reminder.ts";

/** A work package that is nearly used, or exceeded (S6). Worked hours are ledger: told internally only (A1). */
export const hours = defineReminder({
  name: "hours",
  due({ facts, agreement }) {
    const { warnAt } = agreement.reminders.hours;
    const uses = new Map(allocate(facts, agreement).packages.map((use) => [use.package, use]));
    return agreement.packages.flatMap(({ id, name }) => {
      const use = uses.get(id);
      const nudge = use && nudgeOf(use, warnAt);
      if (use === undefined || nudge === undefined) return [];
      return [{ key: `hours/${id}/${nudge}`, to: "internal", subject: `hours/${id}`, text: wordsOf(use, name) }];
    });
  },
});

function nudgeOf({ used, included, outside }: PackageUse, warnAt: number): string | undefined {
  if (outside > 0) return "beyond";
  return used > 0 && used * 100 >= included * warnAt ? `${warnAt}` : undefined;
}

function wordsOf({ used, included, left, outside, notAgreed }: PackageUse, work: LocalName): Phrase {
  const named = { name: work };
  if (outside > 0) {
    return phrase("remind.hours.beyond", {
      agreed: notAgreed === 0 ? "yes" : "no",
      work: named,
      included: time(included),
      outside: time(outside),
      ...amount(notAgreed),
    });
  }
  if (left === 0) return phrase("remind.hours.full", { work: named, included: time(included) });
  return phrase("remind.hours.near", { work: named, used: time(used), included: time(included), left: time(left) });
}
