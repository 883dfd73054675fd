import type { Registry } from "../../../bot/registry.ts";
import { type ManifestOptions, placeholder, teamsManifest, teamsTranslations } from "./manifest.ts";

/** The app's icons, in `manifest/teams/`: in colours, and white on nothing. */
export const icons = ["color.png", "outline.png"] as const;

/** What an app package for Teams holds besides the icons, by file; `manifest/teams/` holds it for the placeholders. */
export function teamsFiles(
  registry: Registry,
  options: ManifestOptions = placeholder,
): Readonly<Record<string, string>> {
  return {
    "manifest.json": written(teamsManifest(registry, options)),
    ...Object.fromEntries(
      Object.entries(teamsTranslations(registry, options.language)).map(([file, translation]) => [
        file,
        written(translation),
      ]),
    ),
  };
}

const written = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
