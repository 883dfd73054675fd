import type { Projects } from "../store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

const milestones = {
  kickoff: { on: "kickoffOn", by: "kickoffById", recordedAt: "kickoffRecordedAt" },
  goLive: { on: "goLiveOn", by: "goLiveById", recordedAt: "goLiveRecordedAt" },
  handover: { on: "handoverOn", by: "handoverById", recordedAt: "handoverRecordedAt" },
} as const;

/** What a project reaches once, and what is taken back of it. */
export const milestonesIn = (tx: Tx): Pick<Projects, "reach" | "takeBack"> => ({
  async reach(id, milestone, on, by, recordedAt) {
    const columns = milestones[milestone];
    const data = { [columns.on]: date(on), [columns.by]: byId(by), [columns.recordedAt]: BigInt(recordedAt) };
    return changed(await tx.project.updateMany({ where: { id, [columns.on]: null }, data }));
  },
  async takeBack(id, milestone) {
    const columns = milestones[milestone];
    const data = { [columns.on]: null, [columns.by]: null, [columns.recordedAt]: null };
    return changed(await tx.project.updateMany({ where: { id, [columns.on]: { not: null } }, data }));
  },
});
