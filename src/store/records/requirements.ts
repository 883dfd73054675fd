import { randomUUID } from "node:crypto";
import type { Requirement, RequirementState } from "../../domain/facts.ts";
import type { Requirements } from "../store.ts";
import { byId, changed, date, type Tx } from "./values.ts";

/** What a state leaves unsaid: moving back clears what was said later. */
const cleared: Readonly<Record<RequirementState, object>> = {
  wished: {},
  agreed: { deliveredOn: null, verifiedOn: null, verifiedById: null, droppedReason: null },
  delivered: { verifiedOn: null, verifiedById: null, droppedReason: null },
  verified: { droppedReason: null },
  dropped: {},
  undone: {},
};

export function requirementsIn(tx: Tx): Requirements {
  return {
    async add(project, { agreedOn, agreedBy, agreedWith, recordedAt, wished, ...plain }) {
      const id = randomUUID();
      await tx.requirement.create({
        data: {
          ...{
            ...plain,
            id,
            projectId: project,
            agreedOn: date(agreedOn),
            agreedById: byId(agreedBy),
            recordedAt: BigInt(recordedAt),
          },
          agreedWithId: agreedWith === undefined ? null : byId(agreedWith),
          ...(wished === undefined ? {} : { state: "wished", wishedOn: date(wished.on), wishedById: byId(wished.by) }),
        },
        select: { id: true },
      });
      const added = { ...plain, agreedOn, agreedBy, recordedAt, id, agreedWith };
      if (wished === undefined) return { ...added, state: "agreed" } satisfies Requirement;
      return { ...added, wished, state: "wished" } satisfies Requirement;
    },
    async agree(project, ref, { agreedOn, agreedBy, agreedWith, recordedAt, ...plain }) {
      return changed(
        await tx.requirement.updateMany({
          where: { projectId: project, ref, state: "wished" },
          data: {
            ...{
              ...plain,
              state: "agreed",
              agreedOn: date(agreedOn),
              agreedById: byId(agreedBy),
              recordedAt: BigInt(recordedAt),
            },
            agreedWithId: agreedWith === undefined ? null : byId(agreedWith),
          },
        }),
      );
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
              : to === "wished"
                ? { agreedOn: date(on), agreedById: byId(by), agreedWithId: null, droppedReason: null }
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
