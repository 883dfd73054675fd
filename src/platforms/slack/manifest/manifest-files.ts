import type { Registry } from "../../../bot/registry.ts";
import { slackEvents, slackManifest, slackScopes } from "./manifest.ts";

/** What stands in `manifest/`, by file: both variants, and why each permission is asked for. */
export function manifestFiles(registry: Registry): Readonly<Record<string, string>> {
  return {
    "slack.json": written(slackManifest(registry, { mode: "http" })),
    "slack-socket.json": written(slackManifest(registry, { mode: "socket" })),
    "slack.md": reasons(),
  };
}

/** JSON as it is committed. */
export const written = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function reasons(): string {
  const table = (heading: string, rows: readonly (readonly [string, string])[]): string =>
    [`| ${heading} | why |`, "|---|---|", ...rows.map(([name, reason]) => `| \`${name}\` | ${reason} |`)].join("\n");
  return `# What Startklar asks of Slack

Written by \`npm run manifest\`, as are the manifests beside it.

## Scopes
${table(
  "scope",
  slackScopes.map(({ scope, reason }) => [scope, reason] as const),
)}

## Events
${table(
  "event",
  slackEvents.map(({ event, reason }) => [event, reason] as const),
)}
`;
}
