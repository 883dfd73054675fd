import { randomUUID } from "node:crypto";
import type { Requirement, RequirementState } from "../domain/facts.ts";
import type { Requirements } from "./store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

/** What a state leaves unsaid: moving back clears what was said later. */
const cleared: Readonly<Record<RequirementState, object>> = {
  agreed: { deliveredOn: null, verifiedOn: null, verifiedById: null, droppedReason: null },
  delivered: { verifiedOn: null, verifiedById: null, droppedReason: null },
  verified: { droppedReason: null },
  dropped: {},
  undone: {},
};

export function requirementsIn(tx: Tx): Requirements {
  return {
    async add(project, { agreedOn, agreedBy, recordedAt, ...plain }) {
      const id = randomUUID();
      await tx.requirement.create({
        data: { ...plain, id, projectId: project, agreedOn: date(agreedOn), agreedById: byId(agreedBy), recordedAt: BigInt(recordedAt) },
        select: { id: true },
      });
      return { ...plain, agreedOn, agreedBy, recordedAt, id, state: "agreed" } satisfies Requirement;
    },
    async edit(project, ref, text, change) {
      await tx.requirement.update({
        where: { projectId_ref: { projectId: project, ref } },
        data: { text, ...(change === undefined ? {} : { change }) },
        select: { id: true },
      });
    },
    async move(project, ref, from, to, { on, by, reason, change }) {
      const happened =
        to === "delivered" && from === "agreed"
          ? { deliveredOn: date(on) }
          : to === "verified"
            ? { verifiedOn: date(on), verifiedById: byId(by) }
            : to === "dropped"
              ? { droppedReason: reason ?? null }
              : {};
      return changed(
        await tx.requirement.updateMany({
          where: { projectId: project, ref, state: from },
          data: { state: to, ...cleared[to], ...happened, ...(change === undefined ? {} : { change }) },
        }),
      );
    },
    async freeze(project, frozen) {
      await tx.requirement.updateMany({
        where: { projectId: project, ...(frozen ? { state: { in: ["agreed", "delivered", "verified"] } } : {}) },
        data: { baseline: frozen },
      });
    },
  };
}
