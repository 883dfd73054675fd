import type { Agreement } from "../../domain/agreement.ts";
import type { Plan, PlanDay } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { day, list, phrase } from "../../messages/phrase.ts";
import { theDayInside } from "../../messages/project-words.ts";
import { said } from "../shared/blocks.ts";

/** The days of the nearest plan that holds, and why what nobody doubted is among them: of today nobody can be told. */
export function nearestBlocks(
  moves: readonly { readonly which: PlanDay; readonly to: Day }[],
  { agreement, today, wanted }: { readonly agreement: Agreement; readonly today: Day; readonly wanted: Plan },
): readonly Block[] {
  const words = moves.map(({ which, to }) =>
    phrase("plan.nearest.day", { which: theDayInside(which, agreement), to: day(to) }),
  );
  const isNow = moves.filter(({ which }) => wanted[which] === today);
  const now = list(isNow.map(({ which }) => theDayInside(which, agreement)));
  return [
    said("plan.nearest", { days: list(words) }),
    ...(isNow.length === 0 ? [] : [said("plan.nearest.today", { days: now })]),
  ];
}
