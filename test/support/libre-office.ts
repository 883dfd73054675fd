import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, extname, join } from "node:path";
import { promisify } from "node:util";

/** LibreOffice's program, where it is installed. */
export const libreOffice = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["soffice", "libreoffice"].map((name) => join(folder, name)))
  .find((file) => existsSync(file));

/**
 * A file as LibreOffice saves it after opening it.
 *
 * @param filter What it is saved as, as LibreOffice names it: `xlsx`, `csv:Text - txt - csv (StarCalc):59,34,1`.
 */
export async function resaved(content: Uint8Array, name: string, filter: string): Promise<Uint8Array> {
  if (libreOffice === undefined) throw new Error("LibreOffice is not installed");
  const folder = await mkdtemp(join(tmpdir(), "startklar-office-"));
  try {
    const given = join(folder, name);
    const out = join(folder, "out");
    await mkdir(out);
    await writeFile(given, content);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    await promisify(execFile)(libreOffice, [profile, "--headless", "--convert-to", filter, "--outdir", out, given]);
    const [kind = ""] = filter.split(":");
    return new Uint8Array(await readFile(join(out, `${name.slice(0, -extname(name).length)}.${kind}`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
