import type { Engine } from "../bot/engine.ts";
import { keepMoneyLeft } from "../commands/money/money-left.ts";
import { refreshStanding } from "../commands/project/standing-card.ts";
import { refresh } from "../scheduler/refresh.ts";

/**
 * What follows each command, in its transaction: reminders that were sent and the card that stays are true, and what a project
 * that is not open any more has left to invoice is kept.
 */
export const afterCommand: Engine["afterCommand"] = async (store, project, now, agreement) => {
  await keepMoneyLeft(store, project, agreement);
  const reminders = await refresh(store, project, now, agreement);
  return [...reminders, ...(await refreshStanding(store, project, now, agreement))];
};
