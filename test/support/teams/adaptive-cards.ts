import { createRequire } from "node:module";

/** The official library. Its entry point is for bundlers, so Node is given its bundle. */
export const adaptive = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
) as typeof import("adaptivecards");
