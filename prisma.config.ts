import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// `prisma generate` insists on a schema engine that it never calls, and would download one: any file that exists will do.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
