import type { Keeper, Keeping, KeptDocument } from "../../messages/keeping.ts";
import { Prisma, type PrismaClient } from "../generated/client.ts";

export function keepingOf(prisma: PrismaClient, platform: Keeper): Keeping {
  return {
    async put(collection, key, value, life) {
      await prisma.$executeRaw`
        insert into keeping (platform, collection, key, value, passing_since)
        values (${platform}, ${collection}, ${key}, ${JSON.stringify(value ?? null)}::json,
          case when ${life === "passing"} then (select (extract(epoch from clock_timestamp()) * 1000)::bigint + c.offset from clock c) end)
        on conflict (platform, collection, key) do update set value = excluded.value, passing_since = excluded.passing_since`;
    },
    async get(collection, key) {
      const row = await prisma.keep.findUnique({ where: { platform_collection_key: { platform, collection, key } } });
      return row?.value;
    },
    async list(collection) {
      return prisma.keep.findMany({
        where: { platform, collection },
        orderBy: { seq: "asc" },
        select: { key: true, value: true },
      });
    },
    async stretch(collection, { before, after, most }) {
      const at = (key: string) =>
        Prisma.sql`(select seq from keeping where platform = ${platform} and collection = ${collection} and key = ${key})`;
      const beside =
        after === undefined
          ? before === undefined
            ? Prisma.empty
            : Prisma.sql`and seq < ${at(before)}`
          : Prisma.sql`and seq > ${at(after)}`;
      const rows = await prisma.$queryRaw<KeptDocument[]>`
        select key, value from keeping where platform = ${platform} and collection = ${collection} ${beside}
        order by seq ${after === undefined ? Prisma.sql`desc` : Prisma.sql`asc`} limit ${most}`;
      return after === undefined ? rows.toReversed() : rows;
    },
  };
}
