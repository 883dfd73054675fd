import type { Engine } from "../bot/engine.ts";
import { invoiceBasis } from "../domain/invoice-basis.ts";
import { refresh } from "../scheduler/refresh.ts";

/**
 * What follows each command, in its transaction: reminders that were sent stay true, and what a project that is not open any more has
 * left to invoice is kept.
 */
export const afterCommand: Engine["afterCommand"] = async (store, project, now, agreement) => {
  await store.projects.keepMoneyLeft(project, async (facts) => invoiceBasis(facts, agreement ?? (await store.agreements.of(project))).net);
  return refresh(store, project, now, agreement);
};
