import type { Content } from "../../messages/content.ts";
import { storedContent } from "../../messages/stored-content.ts";
import { type Untold, untoldJob } from "../contract/jobs.ts";
import type { OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";
import { messagesIn } from "../records/messages.ts";
import { jobsIn } from "../records/transport.ts";

/** A notice that a message found no way. */
const tellsOfUndelivered = ({ blocks }: Content): boolean =>
  blocks.some((block) => block.kind === "text" && block.role === "undelivered");

/** Puts aside what cannot be delivered, so that staff hear of it, and takes it up again. */
export function outboxParkedOf(
  prisma: PrismaClient,
  retrying: Retrying,
  now: () => Promise<number>,
  queued: () => void,
): Pick<OutboxRows, "park" | "unpark"> {
  return {
    async park(message, holder, why, notice) {
      const saidAt = await now();
      await retrying(() =>
        prisma.$transaction(async (tx) => {
          const parked = await tx.$executeRaw`
            update messages set parked_at = clock_timestamp(), next_attempt_at = null, lease_by = null, lease_until = null, last_error = ${why}
            where id = ${message}::uuid and lease_by = ${holder}`;
          if (parked === 0) return;
          const { content, conversation, project } = await tx.message.findUniqueOrThrow({
            where: { id: message },
            select: {
              content: true,
              conversation: { select: { id: true, name: true } },
              project: { select: { id: true, internalId: true } },
            },
          });
          if (project === null) return;
          if (project.internalId === null || project.internalId === conversation.id) {
            const untold: Untold = { project: project.id, notice: notice(conversation.name) };
            await jobsIn(tx, () => undefined).add(untoldJob, untold);
            return;
          }
          // Such a notice that has found no way to a person either: telling that in turn would never end.
          if (tellsOfUndelivered(storedContent(content))) return;
          await messagesIn(tx, () => undefined).post({
            conversation: project.internalId,
            project: project.id,
            content: notice(conversation.name),
            saidAt,
          });
        }),
      );
      queued();
    },
    async unpark(platform, tenant, external) {
      const count = await retrying(
        () => prisma.$executeRaw`
          update messages m set parked_at = null, attempts = 0, next_attempt_at = clock_timestamp() from conversations c
          where c.id = m.conversation_id and c.platform = ${platform} and c.tenant = ${tenant} and c.external = ${external}
            and m.parked_at is not null`,
      );
      if (count > 0) queued();
      return count;
    },
  };
}
