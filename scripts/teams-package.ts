import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import type { Registry } from "../src/bot/registry.ts";
import type { ManifestOptions } from "../src/platforms/teams/manifest/manifest.ts";
import { icons, teamsFiles } from "../src/platforms/teams/manifest/manifest-files.ts";

/** Where the icons and what is generated beside them stand. */
export const teamsFolder = new URL("../manifest/teams/", import.meta.url);

/** The day that every file of a package is of, so that the same files are the same bytes. */
const aDay = new Date(2026, 0, 1);

/** The app package that is uploaded to Teams: a zip of the manifest, its translations and the icons. */
export function teamsPackage(registry: Registry, options?: ManifestOptions): Uint8Array {
  const texts = Object.entries(teamsFiles(registry, options)).map(([name, text]) => [name, strToU8(text)] as const);
  const pictures = icons.map((name) => [name, new Uint8Array(readFileSync(new URL(name, teamsFolder)))] as const);
  // Stored as they are: how a compressor packs them may change with its version.
  return zipSync(Object.fromEntries([...texts, ...pictures]), { level: 0, mtime: aDay });
}
