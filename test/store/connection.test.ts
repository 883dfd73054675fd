import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { checkedUrl, DatabaseUrlMistake, limits, poolTo } from "../../src/store/engine/connection.ts";
import { certificateFor } from "../support/certificate.ts";
import { migrations } from "../support/databases.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

const pools: pg.Pool[] = [];
const poolFor = (url: string): pg.Pool => {
  const pool = poolTo(url, () => undefined);
  pools.push(pool);
  return pool;
};
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});

describe("TLS to PostgreSQL, as DATABASE_URL says", { timeout: 120_000 }, () => {
  let folder: string;
  let server: PostgresServer;
  let other: PostgresServer;
  let url: string;
  let otherUrl: string;
  let authority: string;
  let stranger: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "startklar-tls-"));
    const settings = { ssl: "on" };
    const own = certificateFor("127.0.0.1");
    const elsewhere = certificateFor("db.elsewhere.example");
    server = await startPostgres({ settings, files: { "server.crt": own.certificate, "server.key": own.key } });
    other = await startPostgres({
      settings,
      files: { "server.crt": elsewhere.certificate, "server.key": elsewhere.key },
    });
    [url, otherUrl] = [await server.create(), await other.create()];
    authority = join(folder, "authority.pem");
    stranger = join(folder, "elsewhere.pem");
    await writeFile(authority, own.authority);
    await writeFile(stranger, elsewhere.authority);
  });
  afterAll(async () => {
    await server.stop();
    await other.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const isEncrypted = async (address: string) => {
    const { rows } = await poolFor(address).query<{ ssl: boolean }>(
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    );
    return rows[0]?.ssl;
  };

  test("unset: not encrypted", async () => expect(await isEncrypted(url)).toBe(false));
  test("require: encrypted, whoever the server is", async () =>
    expect(await isEncrypted(`${url}?sslmode=require`)).toBe(true));
  test("verify-full: encrypted, and the server is who the authority says", async () =>
    expect(await isEncrypted(`${url}?sslmode=verify-full&sslrootcert=${authority}`)).toBe(true));
  test("verify-full: refused when the certificate is another authority's", async () =>
    await expect(isEncrypted(`${url}?sslmode=verify-full&sslrootcert=${stranger}`)).rejects.toThrow(
      /certificate|signature/,
    ));
  test("verify-full: refused without the authority", async () =>
    await expect(isEncrypted(`${url}?sslmode=verify-full`)).rejects.toThrow(/certificate/));
  test("verify-full: refused when the certificate is another host's", async () =>
    await expect(isEncrypted(`${otherUrl}?sslmode=verify-full&sslrootcert=${stranger}`)).rejects.toThrow(
      /altnames|IP/,
    ));
  test("verify-ca: another host's certificate of the right authority will do", async () =>
    expect(await isEncrypted(`${otherUrl}?sslmode=verify-ca&sslrootcert=${stranger}`)).toBe(true));
  test("require with an authority: verified as verify-ca", async () =>
    await expect(isEncrypted(`${url}?sslmode=require&sslrootcert=${stranger}`)).rejects.toThrow(
      /certificate|signature/,
    ));

  test("the whole database over it; and a boot that is refused says why, in one line", async () => {
    const database = await openDatabase({
      url: `${url}?sslmode=verify-full&sslrootcert=${authority}`,
      dataDir: folder,
      migrations,
    });
    await database.ready();
    await database.close();
    const refused = openDatabase({
      url: `${url}?sslmode=verify-full&sslrootcert=${stranger}`,
      dataDir: folder,
      migrations,
    });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: the server cannot be used with it: /);
  });

  test("a server without TLS is refused when TLS is asked for", async () => {
    const plain = await startPostgres();
    const address = await plain.create();
    await expect(isEncrypted(`${address}?sslmode=require`)).rejects.toThrow("does not support SSL");
    await plain.stop();
  });
});

describe("an address that cannot be used says what to write", () => {
  test.each([
    { query: "sslmode=verifyfull", says: "sslmode=verifyfull is not one of disable, require, verify-ca, verify-full" },
    { query: "sslmode=prefer", says: "sslmode=prefer is not one of" },
    { query: "sslrootcert=/nowhere.pem", says: "add sslmode=verify-full" },
    { query: "sslmode=verify-full&sslrootcert=/nowhere.pem", says: "sslrootcert=/nowhere.pem cannot be read" },
    { query: "sslmode=verify-ca", says: "sslmode=verify-ca needs sslrootcert=FILE" },
    { query: "sslmode=require&sslrootcert=system", says: "sslrootcert=system needs sslmode=verify-full" },
  ])("$query", ({ query, says }) => {
    const check = () => checkedUrl(`postgresql://startklar:hemligt@db/startklar?${query}`);
    expect(check).toThrow(DatabaseUrlMistake);
    expect(check).toThrow(says);
    expect(check).not.toThrow("hemligt");
  });

  test("not an address at all", () =>
    expect(() => checkedUrl("postgresql://a:b#c@d:e/f")).toThrow("write a % or @ of the password as"));
});

describe("nothing waits for ever", { timeout: 60_000 }, () => {
  test("a server that takes the connection and says nothing", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const began = performance.now();
    await expect(poolFor(`postgresql://startklar@127.0.0.1:${port}/x`).query("select 1")).rejects.toThrow(/timeout/);
    expect(performance.now() - began).toBeLessThan(limits.connect + 2_000);
    silent.close();
  });

  test("a statement, a lock, and a transaction that nobody goes on with", async () => {
    const server = await startPostgres();
    const url = await server.create();
    const pool = poolFor(url);
    const { rows } = await pool.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('statement_timeout', 'idle_in_transaction_session_timeout') order by name",
    );
    expect(rows.map(({ setting }) => Number(setting))).toEqual([limits.idleInTransaction, limits.statement]);
    const began = performance.now();
    await expect(pool.query("select pg_sleep(60)")).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(limits.statement + 2_000);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await Promise.all(pools.splice(0).map((one) => one.end()));
    await server.stop();
  });
});
