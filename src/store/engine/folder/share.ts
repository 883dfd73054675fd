import { execFile } from "node:child_process";
import { readFile, realpath, statfs } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * File systems of other machines, and those that cannot tell: Linux's own numbers (statfs), and what people call them.
 */
const shares: ReadonlyMap<number, string> = new Map([
  [0x69_69, "nfs"],
  [0x51_7b, "smb"],
  [0xff_53_4d_42, "cifs"],
  [0xfe_53_4d_42, "smb3"],
  [0x01_02_19_97, "9p"],
  [0x53_46_41_4f, "afs"],
  [0x6b_41_46_53, "afs"],
  [0x00_c3_64_00, "ceph"],
  [0x73_75_72_45, "coda"],
  [0x56_4c, "ncp"],
  [0x0b_d0_0b_d0, "lustre"],
  [0x47_50_46_53, "gpfs"],
  [0x01_16_19_70, "gfs2"],
  [0x74_61_63_6f, "ocfs2"],
  [0x19_83_03_26, "beegfs"],
  [0x20_03_05_28, "orangefs"],
  [0xaa_d7_aa_ea, "panfs"],
  [0x78_6f_42_56, "a shared folder of VirtualBox"],
  [0xba_cb_ac_bc, "a shared folder of VMware"],
  [0x7c_7c_66_73, "a shared folder of Parallels"],
]);
const fuse = 0x65_73_55_46;
/**
 * What is behind FUSE may be anything. These are folders of the machine itself: a disk, and what a virtual machine of a
 * desktop shows of it.
 */
const ownByFuse = new Set(["fuseblk", "virtiofs", "fakeowner", "fuse.grpcfuse"]);

/**
 * What a mount is, from Linux's /proc/self/mountinfo or the output of macOS's `mount`: the one that a path is under.
 *
 * @returns its type, and on macOS whether it is local; undefined when none is found.
 */
export function mountOf(path: string, table: string): { readonly type: string; readonly local: boolean } | undefined {
  const mounts = table.split("\n").flatMap((line) => {
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw
    const linux = /^\d+ \d+ \d+:\d+ \S+ (?<at>\S+) .* - (?<type>\S+) /u.exec(line)?.groups;
    // //anna@files/share on /Volumes/share (smbfs, nodev, nosuid)
    const mac = /^.* on (?<at>\/.*?) \((?<type>[^,)]+)(?<options>[^)]*)\)$/u.exec(line)?.groups;
    const found = linux ?? mac;
    if (found?.at === undefined || found.type === undefined) return [];
    const at = found.at.replace(/\\(?<octal>[0-7]{3})/gu, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    return [{ at, type: found.type, local: linux !== undefined || /\blocal\b/u.test(found.options ?? "") }];
  });
  const above = mounts.filter(({ at }) => path === at || at === "/" || path.startsWith(`${at}/`));
  // Of two at one place the later covers the earlier.
  return above.reduceRight<(typeof above)[number] | undefined>(
    (best, mount) => (best === undefined || mount.at.length > best.at.length ? mount : best),
    undefined,
  );
}

/** A file system whose locks hold on Linux or do not: undefined, or its name. */
export function linuxShare(number: number, path: string, mounts: string): string | undefined {
  const type = number >>> 0;
  if (type !== fuse) return shares.get(type);
  const mount = mountOf(path, mounts)?.type ?? "fuse";
  return ownByFuse.has(mount) ? undefined : mount;
}

/**
 * The network share that a folder is on, by name; undefined on a disk of this machine. Linux tells by the number of the
 * file system, macOS in its list of mounts (what is not `local`), Windows by the folder's real path (`\\server\share`).
 * On any other system, and where the system does not tell, the kernel's lock is taken at its word.
 */
export async function shareUnder(folder: string): Promise<string | undefined> {
  const path = await realpath(folder);
  switch (process.platform) {
    case "linux": {
      const [{ type }, mounts] = await Promise.all([
        statfs(path),
        readFile("/proc/self/mountinfo", "utf8").catch(() => ""),
      ]);
      return linuxShare(type, path, mounts);
    }
    case "darwin": {
      const { stdout } = await promisify(execFile)("/sbin/mount").catch(() => ({ stdout: "" }));
      const mount = mountOf(path, stdout);
      return mount === undefined || mount.local ? undefined : mount.type;
    }
    case "win32":
      return path.startsWith("\\\\") && !path.startsWith("\\\\?\\") && !path.startsWith("\\\\.\\")
        ? "a Windows share"
        : undefined;
    default:
      return undefined;
  }
}
