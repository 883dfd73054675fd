import { cloudOf } from "./cloud.ts";
import type { TeamsAccess } from "./options.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

/** True for an address on this machine. */
export function isLoopback(address: string): boolean {
  const url = parsed(address);
  return url !== undefined && (url.protocol === "http:" || url.protocol === "https:") && loopback.has(url.hostname);
}

/**
 * True for where the bot may ever send something: the connectors of our cloud; this machine, where a test's key set or
 * no check at all is used.
 */
export function isConnector(access: TeamsAccess, serviceUrl: string): boolean {
  if (access.kind === "insecure-local") return isLoopback(serviceUrl);
  if (access.openIdMetadataUrl !== undefined && isLoopback(serviceUrl)) return true;
  const url = parsed(serviceUrl);
  return (
    url !== undefined &&
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    cloudOf(access).connectors.includes(url.hostname)
  );
}
