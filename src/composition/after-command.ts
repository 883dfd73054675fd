import type { Engine } from "../bot/engine.ts";
import { followStanding, standingSubject } from "../commands/project/standing-card.ts";
import { listedBy } from "../domain/listed.ts";
import { snapshotOf } from "../scheduler/due.ts";
import { lookFor } from "../scheduler/look.ts";
import { follow, keptSince } from "../scheduler/refresh.ts";

/**
 * What follows each command, in its transaction: reminders that were sent and the card that stays are true, and beside
 * the facts stand when to look at the project, as early as what it changed asks for, and what lists go by.
 */
export const afterCommand: Engine["afterCommand"] = async (store, { facts, agreement, now }) => {
  const project = facts.project.id;
  const snapshot = snapshotOf(facts, agreement, now);
  await store.looks.changed(project, { at: lookFor(snapshot), listed: listedBy(facts, agreement, snapshot.today) });
  const { nags, standing } = await store.notices.followed(project, keptSince(now, agreement), standingSubject);
  return [...(await follow(store, snapshot, nags)), ...(await followStanding(store, snapshot, standing))];
};
