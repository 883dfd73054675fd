export { createLocalPlatform } from "./local/adapter.ts";
export type { LocalOptions } from "./local/options.ts";
