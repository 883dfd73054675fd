import { isIP } from "node:net";
import { isInside } from "./networks.ts";

/** Where a caller's addresses may lead. */
export interface Reach {
  /** Names of hosts: `hooks.slack.com`; `*.slack.com` for those below it. */
  readonly hosts: readonly string[];
  /** The origin of a base that the operator has configured, such as a test's: it may be plain, and on this machine. */
  readonly configured?: string | undefined;
  /** Any port of this machine is meant, too: where no stranger's request is let in. */
  readonly thisMachine?: boolean | undefined;
}

/**
 * How far an address is trusted: as configured by the operator, as a server of the open internet, or not at all with
 * the reason.
 */
export type Trust = { readonly as: "configured" | "internet" } | { readonly as: "refused"; readonly why: string };

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True for a host that one of these names means. */
export function isAmong(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
}

/** Whether an address may be asked at all, as far as can be said before its name is looked up. */
export function trustOf(
  { hosts, configured, thisMachine }: Reach,
  { protocol, origin, hostname, port, username, password }: URL,
): Trust {
  if (protocol !== "https:" && protocol !== "http:") return { as: "refused", why: "its address is not HTTPS" };
  if (username !== "" || password !== "") return { as: "refused", why: "its address names a user" };
  if (configured !== undefined && URL.canParse(configured) && new URL(configured).origin === origin)
    return { as: "configured" };
  if (thisMachine === true && loopback.has(hostname)) return { as: "configured" };
  if (protocol !== "https:") return { as: "refused", why: "its address is not HTTPS" };
  if (port !== "") return { as: "refused", why: "its address has a port of its own" };
  const literal = hostname.replace(/^\[|\]$/gu, "");
  if (isIP(literal) !== 0 && isInside(literal)) return { as: "refused", why: "its address is inside our network" };
  if (!isAmong(hostname, hosts)) return { as: "refused", why: `${hostname} is no host that it may come from` };
  return { as: "internet" };
}
