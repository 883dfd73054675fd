/**
 * Writes the manifests of `manifest/` from the registry, and the app package of `manifest/teams/`:
 *
 *   npm run manifest
 *
 * With an address from outside, prints Slack's manifest for it instead, ready to paste; with `socket`, the one for
 * Socket Mode; `sv` makes it Swedish:
 *
 *   npm run -s manifest -- https://startklar.company.com sv
 *
 * With `teams`, the Azure Bot's app id and an address from outside, writes `startklar.zip`, ready to upload to Teams:
 *
 *   npm run -s manifest -- teams 00000000-0000-0000-0000-000000000000 https://startklar.company.com sv
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRegistry } from "../src/bot/registry.ts";
import { commandsOn } from "../src/commands/index.ts";
import { slackManifest } from "../src/platforms/slack/manifest/manifest.ts";
import { manifestFiles, written } from "../src/platforms/slack/manifest/manifest-files.ts";
import { teamsFiles } from "../src/platforms/teams/manifest/manifest-files.ts";
import { teamsFolder, teamsPackage } from "./teams-package.ts";

const folder = fileURLToPath(new URL("../manifest", import.meta.url));
const registry = createRegistry(commandsOn([]));
const wanted = process.argv.slice(2);
const language = wanted.includes("sv") ? "sv" : "en";
const publicUrl = wanted.find((one) => one.includes("://"));

if (wanted.length === 0) {
  const teams = fileURLToPath(teamsFolder);
  mkdirSync(teams, { recursive: true });
  for (const [name, content] of Object.entries(manifestFiles(registry))) writeFileSync(join(folder, name), content);
  for (const [name, content] of Object.entries(teamsFiles(registry))) writeFileSync(join(teams, name), content);
  writeFileSync(join(teams, "startklar.zip"), teamsPackage(registry));
  process.stdout.write(`${folder}\n`);
} else if (wanted[0] === "teams") {
  const clientId = wanted[1] ?? "";
  try {
    if (publicUrl === undefined)
      throw new RangeError("Give the Azure Bot's app id, then our https address from outside.");
    const file = resolve("startklar.zip");
    writeFileSync(file, teamsPackage(registry, { clientId, publicUrl, language }));
    process.stdout.write(`${file}\n`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
} else if (publicUrl === undefined && !wanted.includes("socket")) {
  process.stderr.write("Give an https address, or socket; for Teams: teams, the app id and an https address.\n");
  process.exitCode = 1;
} else {
  const mode = publicUrl === undefined ? ({ mode: "socket" } as const) : ({ mode: "http", publicUrl } as const);
  process.stdout.write(written(slackManifest(registry, { ...mode, language })));
}
