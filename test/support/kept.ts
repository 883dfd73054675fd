import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const migrations = join(root, "prisma/migrations");

/** What decides how an embedded database looks that nobody has used: PGlite, how it is opened, and the migrations. */
function version(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const digest = createHash("sha256").update(String(dependencies["@electric-sql/pglite"]));
  const engine = join(root, "src/store/engine");
  const opening = ["embedded.ts", ...readdirSync(join(engine, "folder")).map((file) => join("folder", file))];
  for (const file of opening.sort()) digest.update(readFileSync(join(engine, file)));
  for (const entry of readdirSync(migrations, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) digest.update(readFileSync(join(migrations, entry.name, "migration.sql")));
  }
  return digest.digest("hex").slice(0, 16);
}

/**
 * A file or folder that takes long to make: made once per version, and kept in the machine's temporary folder. Returns
 * its path.
 */
export async function keptAs(name: string, make: (at: string) => Promise<void>): Promise<string> {
  const folder = join(tmpdir(), "startklar-test");
  const kept = join(folder, `${version()}-${name}`);
  if ((await stat(kept).catch(() => undefined)) !== undefined) return kept;
  await mkdir(folder, { recursive: true });
  const part = `${kept}.${randomUUID()}`;
  await make(part);
  // Another test file may have been quicker: its copy is as good.
  await rename(part, kept).catch(() => rm(part, { recursive: true, force: true }));
  return kept;
}
