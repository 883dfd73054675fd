import { randomUUID } from "node:crypto";
import type { MeetingMinutes, MinutesContent } from "../../domain/facts.ts";
import type { Id, Ref } from "../../domain/units.ts";
import type { Published } from "../contract/meetings.ts";
import { Prisma } from "../generated/client.ts";
import type { MinutesOf } from "../store.ts";
import { byId, changed, date, json, type Tx } from "./values.ts";

/** Minutes of meetings: drafting, draft, approved, corrected. */
export function minutesIn(tx: Tx): MinutesOf {
  const next = { revision: { increment: 1 } };
  async function published(
    project: Id,
    ref: Ref,
    edition: number,
    { content, on, at, by, reason }: Published,
  ): Promise<void> {
    const { id } = await tx.minutes.findUniqueOrThrow({
      where: { projectId_ref: { projectId: project, ref } },
      select: { id: true },
    });
    await tx.minutesEdition.create({
      data: {
        ...{ id: randomUUID(), minutesId: id, edition, reason: reason ?? null },
        ...{ content: json(content), on: date(on), at: BigInt(at), byId: byId(by) },
      },
      select: { id: true },
    });
  }
  return {
    async add(project, { notes, ...minutes }) {
      const id = randomUUID();
      const { content, on, file, ...plain } = minutes;
      await tx.minutes.create({
        data: {
          ...plain,
          id,
          notes,
          projectId: project,
          on: date(on),
          ...(content === undefined ? {} : { content: json(content) }),
          ...(file === undefined ? {} : { file: json(file) }),
        },
        select: { id: true },
      });
      return { ...minutes, id, revision: 0 };
    },
    async notes(project, ref) {
      const row = await tx.minutes.findUnique({
        where: { projectId_ref: { projectId: project, ref } },
        select: { notes: true },
      });
      return row?.notes ?? "";
    },
    async edition(project, ref, edition) {
      const row = await tx.minutesEdition.findFirst({
        where: { minutes: { projectId: project, ref }, edition },
        select: { content: true },
      });
      return row === null ? undefined : (row.content as unknown as MeetingMinutes["content"]);
    },
    async draft(project, ref, drafter, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: { state: "draft", drafter, content: json(content), ...next },
        }),
      );
    },
    async proposal(project, ref) {
      const row = await tx.minutes.findUnique({
        where: { projectId_ref: { projectId: project, ref } },
        select: { proposal: true },
      });
      return (row?.proposal ?? undefined) as MinutesContent | undefined;
    },
    async propose(project, ref, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "draft" },
          data: { proposal: content === undefined ? Prisma.DbNull : json(content) },
        }),
      );
    },
    async rewrite(project, ref, notes, file) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: { in: ["drafting", "draft"] } },
          data: {
            ...{ state: "drafting", notes, file: file === undefined ? Prisma.DbNull : json(file) },
            ...{ proposal: Prisma.DbNull, ...next },
          },
        }),
      );
    },
    async review(project, ref, revision, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, revision, state: "draft" },
          data: { content: json(content), ...next },
        }),
      );
    },
    async approve(project, ref, edition) {
      const done = changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "draft" },
          data: { state: "approved", content: json(edition.content), approvedOn: date(edition.on) },
        }),
      );
      if (done) await published(project, ref, 1, edition);
      return done;
    },
    async correct(project, ref, revision, content) {
      return changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, revision, state: "approved" },
          data: { correction: content === undefined ? Prisma.DbNull : json(content), ...next },
        }),
      );
    },
    async amend(project, ref, number, edition) {
      const done = changed(
        await tx.minutes.updateMany({
          where: { projectId: project, ref, state: "approved" },
          data: { content: json(edition.content), correction: Prisma.DbNull, ...next },
        }),
      );
      if (done) await published(project, ref, number, edition);
      return done;
    },
  };
}
