import { describe, expect, test } from "vitest";
import { isInside } from "../../src/fetching/networks.ts";

describe("addresses that no server of the open internet has", () => {
  test.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["172.16.0.1", true],
    ["172.32.0.1", false],
    ["192.168.1.1", true],
    ["169.254.169.254", true],
    ["100.64.0.1", true],
    ["0.0.0.0", true],
    ["198.18.0.1", true],
    ["224.0.0.1", true],
    ["255.255.255.255", true],
    ["13.107.136.9", false],
    ["::", true],
    ["::1", true],
    ["fe80::1", true],
    ["fe80::1%eth0", true],
    ["fd00:ec2::254", true],
    ["ff02::1", true],
    ["::ffff:10.0.0.1", true],
    ["::ffff:a9fe:a9fe", true],
    ["0:0:0:0:0:ffff:7f00:1", true],
    ["::ffff:13.107.136.9", false],
    ["::7f00:1", true],
    ["64:ff9b::a9fe:a9fe", true],
    ["64:ff9b::d6b:8809", false],
    ["2002:7f00:1::", true],
    ["2001:db8::1", true],
    ["2620:1ec:8f8::9", false],
    ["rubbish", true],
    ["0x7f000001", true],
  ])("%s: %s", (address, inside) => expect(isInside(address)).toBe(inside));
});
