import { expect, test } from "vitest";
import { linuxShare, mountOf } from "../../src/store/engine/folder/share.ts";

const mounts = [
  "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw",
  "40 22 0:50 / /mnt/my\\040share rw master:1 - fuse.sshfs anna@files:/ rw",
  "41 22 0:51 / /host rw - virtiofs host rw",
].join("\n");

test.each([
  [0xef_53, "/data", undefined],
  [0x69_69, "/data", "nfs"],
  [0xff_53_4d_42, "/data", "cifs"],
  [0xff_53_4d_42 | 0, "/data", "cifs"],
  [0x01_02_19_97, "/data", "9p"],
  [0x65_73_55_46, "/mnt/my share/data", "fuse.sshfs"],
  [0x65_73_55_46, "/host/data", undefined],
])("Linux's file system %i at %s is %s", (type, path, share) => {
  expect(linuxShare(type, path, mounts)).toBe(share);
});

test("macOS tells what is local", () => {
  const table =
    "/dev/disk3s1s1 on / (apfs, sealed, local, read-only)\n//anna@files/share on /Volumes/share (smbfs, nodev, mounted by anna)";
  expect(mountOf("/Users/anna/data", table)).toMatchObject({ type: "apfs", local: true });
  expect(mountOf("/Volumes/share/data", table)).toMatchObject({ type: "smbfs", local: false });
});

test("of two file systems that were mounted at one place the later one is there; of two places the nearer", () => {
  const table = [
    "50 1 8:1 / / rw - ext4 /dev/sda1 rw",
    "51 50 8:2 / /data rw - ext4 /dev/sdb1 rw",
    "52 50 0:60 / /data rw - nfs files:/ rw",
    "53 50 0:61 / /data/own rw - xfs /dev/sdc1 rw",
  ].join("\n");
  expect(mountOf("/data/startklar", table)?.type).toBe("nfs");
  expect(mountOf("/data/own/startklar", table)?.type).toBe("xfs");
  expect(mountOf("/database", table)?.type).toBe("ext4");
});
