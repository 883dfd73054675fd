import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
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

/** The process that makes something just now, if it lives. */
async function makerIn(mark: string): Promise<number | undefined> {
  const maker = Number(await readFile(mark, "utf8").catch(() => ""));
  try {
    return maker > 0 && process.kill(maker, 0) ? maker : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A file or folder that takes long to make: made once per version, by whoever comes first while the others wait, and
 * kept in the machine's temporary folder. Returns its path.
 */
export async function keptAs(name: string, make: (at: string) => Promise<void>): Promise<string> {
  const folder = join(tmpdir(), "startklar-test");
  const kept = join(folder, `${version()}-${name}`);
  const mark = `${kept}.making`;
  const isThere = async () => (await stat(kept).catch(() => undefined)) !== undefined;
  if (await isThere()) return kept;
  await mkdir(folder, { recursive: true });
  // Whoever was killed while it made it, or has not written yet who it is, is not waited for: two copies are as good.
  for (const isOurs of [false, true]) {
    const ours = await writeFile(mark, String(process.pid), { flag: "wx" }).then(
      () => true,
      () => isOurs,
    );
    if (ours) break;
    while (!(await isThere()) && (await makerIn(mark)) !== undefined) await wait(100);
    if (await isThere()) return kept;
    await rm(mark, { force: true });
  }
  const part = `${kept}.${randomUUID()}`;
  try {
    await make(part);
    await rename(part, kept).catch(() => rm(part, { recursive: true, force: true }));
  } finally {
    await rm(mark, { force: true });
  }
  return kept;
}
