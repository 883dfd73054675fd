import type { Ticks } from "../contract/work.ts";
import type { PrismaClient } from "../generated/client.ts";
import type { Database } from "../store.ts";

const rawNow = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** Business time: the database's time plus the one row's offset. */
export function clockOf(prisma: PrismaClient): Database["clock"] {
  const now = async () => {
    const [row] = await prisma.$queryRawUnsafe<{ now: bigint }[]>(`select ${rawNow} + "offset" as now from clock`);
    if (row === undefined) throw new Error("The clock has no row.");
    return Number(row.now);
  };
  return {
    now,
    async moveTo(instant) {
      const moved = await prisma.$executeRawUnsafe(
        `update clock set "offset" = $1::bigint - ${rawNow} where $1::bigint >= ${rawNow} + "offset"`,
        BigInt(Math.round(instant)),
      );
      if (moved === 0)
        throw new RangeError(`The clock only moves forward: ${new Date(instant).toISOString()} lies before now.`);
    },
    async setStart(instant) {
      await prisma.$executeRawUnsafe(
        `update clock set "offset" = $1::bigint - ${rawNow} where "offset" = 0 and last_tick is null`,
        BigInt(Math.round(instant)),
      );
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
