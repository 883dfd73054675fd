import type { TeamsAccess } from "./options.ts";

/** Where Teams' own connectors are. Web Chat and Direct Line have others: whoever is there says themselves who they are. */
const connectors = new Set([
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
]);

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

/** True for an address on this machine. */
export function isLoopback(address: string): boolean {
  const url = parsed(address);
  return url !== undefined && (url.protocol === "http:" || url.protocol === "https:") && loopback.has(url.hostname);
}

/**
 * True for where the bot may ever send something: Teams' own connectors; this machine, where a test's key set or no check at all
 * is used.
 */
export function isConnector(access: TeamsAccess, serviceUrl: string): boolean {
  if (access.kind === "insecure-local") return isLoopback(serviceUrl);
  if (access.openIdMetadataUrl !== undefined && isLoopback(serviceUrl)) return true;
  const url = parsed(serviceUrl);
  return url !== undefined && url.protocol === "https:" && url.port === "" && url.username === "" && connectors.has(url.hostname);
}
