import type { Engine } from "../bot/engine.ts";
import { keepMoneyLeft } from "../commands/money/money-left.ts";
import { followStanding, standingSubject } from "../commands/project/standing-card.ts";
import { snapshotOf } from "../scheduler/due.ts";
import { lookFor } from "../scheduler/look.ts";
import { follow, keptSince } from "../scheduler/refresh.ts";

/**
 * What follows each command, in its transaction: reminders that were sent and the card that stays are true, when to
 * look at the project is as early as what it changed asks for, and what a project that is not open any more has left to
 * invoice is kept.
 */
export const afterCommand: Engine["afterCommand"] = async (store, { facts, agreement, now }) => {
  const project = facts.project.id;
  await keepMoneyLeft(store, project, agreement);
  const snapshot = snapshotOf(facts, agreement, now);
  await store.looks.notLater(project, lookFor(snapshot));
  const { nags, standing } = await store.notices.followed(project, keptSince(now, agreement), standingSubject);
  return [...(await follow(store, snapshot, nags)), ...(await followStanding(store, snapshot, standing))];
};
