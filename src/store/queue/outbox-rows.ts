import type { OutboxRows } from "../contract/work.ts";
import type { Retrying } from "../engine/conflict.ts";
import type { PrismaClient } from "../generated/client.ts";
import { outboxClaimsOf } from "./outbox-claims.ts";
import { outboxCountsOf } from "./outbox-counts.ts";
import { outboxOutcomesOf } from "./outbox-outcomes.ts";
import { outboxParkedOf } from "./outbox-parked.ts";

export const outboxRowsOf = (
  prisma: PrismaClient,
  retrying: Retrying,
  now: () => Promise<number>,
  queued: () => void,
): OutboxRows => ({
  ...outboxClaimsOf(prisma, retrying),
  ...outboxOutcomesOf(prisma, retrying, queued),
  ...outboxParkedOf(prisma, retrying, now, queued),
  ...outboxCountsOf(prisma, retrying),
});
