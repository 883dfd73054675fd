import { webApi } from "@slack/bolt";
import type { PlatformLog } from "../options.ts";

/** How often one refusal is told, milliseconds. */
const untilToldAgain = 600_000;

/** What Slack says is wrong with blocks: `… [json-pointer:/blocks/2/rows]`. */
export function objectionsIn(error: unknown): readonly string[] {
  const said = error instanceof webApi.WebAPIPlatformError ? error.data.response_metadata?.messages : undefined;
  return Array.isArray(said) ? said.map(String) : [];
}

/** Tells the administrator of a refusal of how something looks, each once in ten minutes, without what people typed. */
export function createTeller(log: PlatformLog, event: string) {
  const told = new Map<string, number>();
  return (about: string, objections: readonly string[], details: Readonly<Record<string, unknown>>): void => {
    if ((told.get(about) ?? 0) + untilToldAgain > Date.now()) return;
    told.set(about, Date.now());
    // What people typed may stand between quotes.
    const why = objections.slice(0, 3).map((one) => one.replace(/"[^"]*"|`[^`]*`/gu, "…").slice(0, 200));
    log.trouble(event, { ...details, why });
  };
}
