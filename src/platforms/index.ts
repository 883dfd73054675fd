export { createLocalPlatform } from "./local/adapter.ts";
export type { LocalOptions } from "./local/options.ts";
export { createPages, type Pages } from "./pages/adapter.ts";
export type { PagesOptions } from "./pages/options.ts";
export { createSlackPlatform, type SlackPlatform } from "./slack/adapter.ts";
export type { HomeProject } from "./slack/home.ts";
export type { SlackOptions } from "./slack/options.ts";
export { createTeamsPlatform, type TeamsPlatform } from "./teams/adapter.ts";
export type { TeamsOptions } from "./teams/options.ts";
