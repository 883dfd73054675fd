import type { PlanRole } from "../domain/agreement-plan.ts";
import { planned } from "../domain/plan.ts";
import type { Button } from "../messages/content.ts";
import { phrase } from "../messages/phrase.ts";
import type { OnDay } from "./reminder.ts";

/** Moves the day of the plan that means something, where the agreement has one. */
export function moveDay(role: PlanRole, { agreement }: Pick<OnDay, "agreement">): readonly Button[] {
  const which = planned(agreement, role)?.id;
  if (which === undefined) return [];
  return [
    { id: `move-${which}`, label: phrase("remind.button.move"), runs: "plan move", values: { which }, asks: true },
  ];
}
