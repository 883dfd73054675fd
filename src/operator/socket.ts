import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The kernels' most for a socket's path is 104 to 108 bytes, its end included. */
const longest = 100;
const record = (dataDir: string): string => join(dataDir, "operator");

/** Where the bot is to listen for the operator's commands. */
export interface SocketPlace {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A place for the socket that only this user can reach: in the data folder, which has mode 0700; where that path is too
 * long for a socket, in a folder of its own under the system's temporary one. It is written down in the data folder.
 * What a crash left behind is removed.
 */
export async function makeSocketPlace(dataDir: string): Promise<SocketPlace> {
  const before = await socketOf(dataDir);
  if (before !== undefined) await rm(before, { force: true });
  const near = join(resolve(dataDir), "operator.sock");
  const isNear = Buffer.byteLength(near) <= longest;
  const path = isNear ? near : join(await mkdtemp(join(tmpdir(), "startklar-")), "operator.sock");
  await rm(path, { force: true });
  await writeFile(record(dataDir), path, { mode: 0o600 });
  return {
    path,
    async remove() {
      await rm(record(dataDir), { force: true });
      await rm(path, { force: true });
      if (!isNear) await rm(dirname(path), { recursive: true, force: true });
    },
  };
}

/** Where a bot on this data folder listens, or listened when it was killed. */
export async function socketOf(dataDir: string): Promise<string | undefined> {
  const path = (await readFile(record(dataDir), "utf8").catch(() => "")).trim();
  return path.endsWith("operator.sock") ? path : undefined;
}
