/**
 * Writes a migration from the difference between `prisma/migrations` and `prisma/schema.prisma`:
 *
 *   npx tsx scripts/migration.ts add_something
 *
 * Prisma's schema engine runs as WebAssembly on a database in memory: no download, and no connection string, because
 * the engine's shadow database would be the one that it names. With `--check` nothing is written and a difference is an
 * error.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

// Node's types leave WebAssembly to those of the browser.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

interface DiffResult {
  readonly exitCode: number;
  readonly stdout: string | null;
}
interface Engine {
  diff(request: unknown): Promise<DiffResult>;
  free(): void;
}
interface EngineModule {
  __wbg_set_wasm(exports: Readonly<Record<string, unknown>>): void;
  readonly SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<Engine> };
}

const root = fileURLToPath(new URL("..", import.meta.url));
const migrations = join(root, "prisma/migrations");
const schema = {
  path: join(root, "prisma/schema.prisma"),
  content: readFileSync(join(root, "prisma/schema.prisma"), "utf8"),
};

/** Loads the engine without Node's flag for WebAssembly modules. */
async function loadEngine(): Promise<EngineModule> {
  const js = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const engine: EngineModule = await import(pathToFileURL(js).href);
  const { instance } = await WebAssembly.instantiate(readFileSync(js.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

/**
 * The package's adapter does not await scripts, so that one that fails would pass: run each whole, on the adapter's own
 * database.
 */
function wholeScripts(database: PGlite): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPGlite(database);
  const whole = async <A extends { executeScript(script: string): Promise<void> }>(
    connecting: Promise<A>,
  ): Promise<A> => {
    const adapter = await connecting;
    const { client } = adapter as unknown as { readonly client: PGlite };
    return Object.assign(adapter, { executeScript: async (script: string) => void (await client.exec(script)) });
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => whole(factory.connect()),
    connectToShadowDb: () => whole(factory.connectToShadowDb()),
  };
}

function written() {
  const names = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lock = join(migrations, "migration_lock.toml");
  return {
    baseDir: resolve(migrations),
    lockfile: { path: "migration_lock.toml", content: existsSync(lock) ? readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(migrations, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

async function difference(): Promise<string | undefined> {
  const database = await PGlite.create("memory://");
  const engineModule = await loadEngine();
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(wholeScripts(database)),
  );
  try {
    const list = written();
    const result = await engine.diff({
      from: list.migrationDirectories.length === 0 ? { tag: "empty" } : { tag: "migrations", ...list },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 2 ? (result.stdout ?? "") : undefined;
  } finally {
    engine.free();
    await database.close();
  }
}

const [name = ""] = process.argv.slice(2);
if (!/^(--check|[a-z][a-z0-9_]*)$/.test(name)) throw new Error("Name the migration in snake_case, or give --check.");
const sql = await difference();
if (sql === undefined) {
  process.stdout.write("The migrations say what the schema says.\n");
} else if (name === "--check") {
  process.stderr.write(`The schema has no migration for:\n${sql}`);
  process.exitCode = 1;
} else {
  const folder = join(migrations, `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  process.stdout.write(
    `${join(folder, "migration.sql")}\nWhen the code that needs it is written: npm run fixture, for the test of upgrades.\n`,
  );
}
