import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small file system of its own, in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes the room that is left, but for so many megabytes. */
  fill(but?: number): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
  /** From now on nothing can be written to the folder, or again. */
  readOnly(on: boolean): Promise<void>;
  remove(): Promise<void>;
}

const mount = (...args: readonly string[]) => spawnSync("mount", args, { encoding: "utf8" });

/**
 * Why this machine cannot make one; undefined where it can. Root may mount: in a container with that right, on a bare
 * machine with sudo.
 */
export const noSmallDisk: string | undefined = (() => {
  if (process.platform !== "linux") return "file systems of one's own are made on Linux";
  if (process.getuid?.() !== 0) return "mounting a file system needs root";
  const tried = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { encoding: "utf8" });
  return tried.status === 0
    ? undefined
    : `this machine does not allow mounting: ${tried.stderr || String(tried.error)}`.trim();
})();

export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "startklar-disk-"));
  const run = (...args: readonly string[]) => {
    const { status, stderr } = mount(...args);
    if (status !== 0) throw new Error(`mount ${args.join(" ")}: ${stderr}`);
  };
  run("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder);
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  const filler = join(folder, "filler");
  return {
    folder: data,
    async fill(but = 0) {
      const spare = join(folder, "spare");
      if (but > 0) await writeFile(spare, Buffer.alloc(but * 1_048_576));
      // Ends with ENOSPC: that is when it is full.
      const full = await writeFile(filler, Buffer.alloc(megabytes * 1_048_576)).catch(
        (error: NodeJS.ErrnoException) => error.code,
      );
      if (full !== "ENOSPC") throw new Error(`The disk did not fill: ${full}`);
      await rm(spare, { force: true });
    },
    free: () => rm(filler, { force: true }),
    async readOnly(on) {
      // Of the mount, not of the file system: files that are open for writing do not stand in its way.
      if (on) run("--bind", data, data);
      if (on) run("-o", "remount,bind,ro", data);
      else spawnSync("umount", ["-l", data]);
    },
    async remove() {
      spawnSync("umount", ["-l", data]);
      spawnSync("umount", ["-l", folder]);
      await rmdir(folder).catch(() => undefined);
    },
  };
}
