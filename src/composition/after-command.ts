import type { Engine } from "../bot/engine.ts";
import { refreshStanding } from "../commands/project/standing-card.ts";
import { invoiceBasis } from "../domain/invoice-basis.ts";
import { refresh } from "../scheduler/refresh.ts";

/**
 * What follows each command, in its transaction: reminders that were sent and the card that stays are true, and what a project
 * that is not open any more has left to invoice is kept.
 */
export const afterCommand: Engine["afterCommand"] = async (store, project, now, agreement) => {
  await store.projects.keepMoneyLeft(project, async (facts) => invoiceBasis(facts, agreement ?? (await store.agreements.of(project))).net);
  const reminders = await refresh(store, project, now, agreement);
  return [...reminders, ...(await refreshStanding(store, project, now, agreement))];
};
