import { BlockList, isIP } from "node:net";

/** What no server of the open internet has, by IANA's registries of special purpose addresses. */
const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  // Teredo, documentation, and addresses that hold one of the fourth version.
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  inside.addSubnet(net, prefix, "ipv6");

/** Of the sixth version, only these are given to servers of the open internet. */
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

/** An address of the fourth version written in the sixth: mapped, or behind a translator (RFC 6052). */
const holdsFourth = /^(?:::ffff:|64:ff9b::)(?:([\da-f]{1,4}):([\da-f]{1,4}))$/u;

/**
 * True for an address that no server of the open internet has: this machine, private and link-local networks, where
 * clouds keep their metadata, and whatever is no address at all.
 */
export function isInside(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return inside.check(address, "ipv4");
  if (version !== 6 || address.includes("%")) return true;
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [, high, low] = holdsFourth.exec(written) ?? [];
  if (high !== undefined && low !== undefined) {
    const bits = [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]);
    return inside.check(bits.join("."), "ipv4");
  }
  return !global.check(address, "ipv6") || inside.check(address, "ipv6");
}
