import type { SlackOptions } from "./slack/options.ts";
import type { TeamsOptions } from "./teams/options.ts";

export type { Hosting, Installed } from "./hosting.ts";
export { createLocalPlatform } from "./local/adapter.ts";
export type { LocalOptions } from "./local/options.ts";
export { createPages, type Pages } from "./pages/adapter.ts";
export type { PagesOptions } from "./pages/options.ts";
export type { SlackOptions } from "./slack/options.ts";
export type { TeamsOptions } from "./teams/options.ts";

/** Slack, whose libraries are read only where it is configured: they take half a second and tens of megabytes. */
export async function createSlackPlatform(options: SlackOptions) {
  const slack = await import("./slack/adapter.ts");
  return slack.createSlackPlatform(options);
}

/** Teams, read as {@link createSlackPlatform} is. */
export async function createTeamsPlatform(options: TeamsOptions) {
  const teams = await import("./teams/adapter.ts");
  return teams.createTeamsPlatform(options);
}
