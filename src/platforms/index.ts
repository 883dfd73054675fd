export { createLocalPlatform } from "./local/adapter.ts";
export type { LocalOptions } from "./local/options.ts";
export { createSlackPlatform, type SlackPlatform } from "./slack/adapter.ts";
export type { HomeProject } from "./slack/home.ts";
export type { SlackOptions } from "./slack/options.ts";
