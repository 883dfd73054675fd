/**
 * Writes the manifests of `manifest/` from the registry:
 *
 *   npm run manifest
 *
 * With an address from outside, prints the manifest for it instead, ready to paste; with `socket`, the one for Socket Mode; `sv`
 * makes it Swedish:
 *
 *   npm run -s manifest -- https://startklar.company.com sv
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRegistry } from "../src/bot/registry.ts";
import { commands } from "../src/commands/index.ts";
import { slackManifest } from "../src/platforms/slack/manifest.ts";
import { manifestFiles, written } from "../src/platforms/slack/manifest-files.ts";

const folder = fileURLToPath(new URL("../manifest", import.meta.url));
const registry = createRegistry(commands);
const wanted = process.argv.slice(2);
const language = wanted.includes("sv") ? "sv" : "en";
const publicUrl = wanted.find((one) => one.includes("://"));

if (wanted.length === 0) {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(manifestFiles(registry))) writeFileSync(join(folder, name), content);
  process.stdout.write(`${folder}\n`);
} else if (publicUrl === undefined && !wanted.includes("socket")) {
  process.stderr.write("Give an https address, or socket.\n");
  process.exitCode = 1;
} else {
  const mode = publicUrl === undefined ? ({ mode: "socket" } as const) : ({ mode: "http", publicUrl } as const);
  process.stdout.write(written(slackManifest(registry, { ...mode, language })));
}
