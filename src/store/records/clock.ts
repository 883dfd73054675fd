import type { ModelTokens, Ticks } from "../contract/work.ts";
import type { PrismaClient } from "../generated/client.ts";
import type { Database } from "../store.ts";

const rawNow = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** When what is due at an instant of business time may first be tried, by raw time and the clock of the row `c`. */
export const attemptAt = (due: string): string =>
  `greatest(clock_timestamp(), to_timestamp((${due} - c."offset") / 1000.0))`;

/** What waits for its day waits by raw time, so that no claim looks through it: it is moved with the clock. */
const moveWaiting = `update jobs j set next_attempt_at = ${attemptAt("j.due_at")} from clock c
  where j.next_attempt_at > clock_timestamp() and j.attempts = 0 and j.due_at > 0`;

/** Business time: the database's time plus the one row's offset. */
export function clockOf(prisma: PrismaClient): Database["clock"] {
  const now = async () => {
    const [row] = await prisma.$queryRawUnsafe<{ now: bigint }[]>(`select ${rawNow} + "offset" as now from clock`);
    if (row === undefined) throw new Error("The clock has no row.");
    return Number(row.now);
  };
  /** Returns false where the condition does not hold. */
  const move = (instant: number, condition: string): Promise<boolean> =>
    prisma.$transaction(async (tx) => {
      const moved = await tx.$executeRawUnsafe(
        `update clock set "offset" = $1::bigint - ${rawNow} where ${condition}`,
        BigInt(Math.round(instant)),
      );
      // A statement of its own: it sees what was added by whoever the clock has waited for.
      if (moved > 0) await tx.$executeRawUnsafe(moveWaiting);
      return moved > 0;
    });
  return {
    now,
    async moveTo(instant) {
      if (!(await move(instant, `$1::bigint >= ${rawNow} + "offset"`)))
        throw new RangeError(`The clock only moves forward: ${new Date(instant).toISOString()} lies before now.`);
    },
    async setStart(instant) {
      await move(instant, `"offset" = 0 and last_tick is null`);
    },
  };
}

export function modelTokensOf(prisma: PrismaClient): ModelTokens {
  return {
    async take(tokens, most) {
      if (tokens > most) return false;
      const taken = await prisma.$executeRaw`
        insert into model_days (day, tokens) values ((clock_timestamp() at time zone 'UTC')::date, ${BigInt(tokens)})
        on conflict (day) do update set tokens = model_days.tokens + excluded.tokens
        where model_days.tokens + excluded.tokens <= ${BigInt(most)}`;
      return taken > 0;
    },
    async settle(tokens) {
      await prisma.$executeRaw`
        update model_days set tokens = greatest(0, tokens + ${BigInt(tokens)})
        where day = (clock_timestamp() at time zone 'UTC')::date`;
    },
  };
}

export function ticksOf(prisma: PrismaClient): Ticks {
  return {
    async last() {
      const row = await prisma.clock.findUniqueOrThrow({ where: { id: 1 } });
      return row.lastTick === null ? undefined : Number(row.lastTick);
    },
    async setLast(instant) {
      await prisma.clock.update({ where: { id: 1 }, data: { lastTick: BigInt(instant) } });
    },
    async daily(what) {
      const taken = await prisma.$executeRaw`
        insert into leases (name, holder, until) values (${`daily/${what}`}, 'daily', clock_timestamp() + interval '20 hours')
        on conflict (name) do update set until = excluded.until where leases.until < clock_timestamp()`;
      return taken > 0;
    },
  };
}
