import type { Keeper, Keeping } from "../messages/keeping.ts";
import type { PrismaClient } from "./generated/client.ts";

export function keepingOf(prisma: PrismaClient, platform: Keeper): Keeping {
  return {
    async put(collection, key, value) {
      await prisma.$executeRaw`
        insert into keeping (platform, collection, key, value) values (${platform}, ${collection}, ${key}, ${JSON.stringify(value ?? null)}::json)
        on conflict (platform, collection, key) do update set value = excluded.value`;
    },
    async get(collection, key) {
      const row = await prisma.keep.findUnique({ where: { platform_collection_key: { platform, collection, key } } });
      return row?.value;
    },
    async list(collection) {
      return prisma.keep.findMany({ where: { platform, collection }, orderBy: { seq: "asc" }, select: { key: true, value: true } });
    },
  };
}
