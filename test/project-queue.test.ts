import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poolTo } from "../src/store/database.ts";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { type LocalApi, localApi } from "./support/local-api.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";

/** Somebody outside has a project's row: a slow report, or another replica that hangs. */
let postgres: PostgresServer;
let pool: pg.Pool;
let bot: BotProcess;
let api: LocalApi;

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.create();
  pool = poolTo(url, () => undefined, { patient: true });
  bot = await botProcess({ DATABASE_URL: url, LOCALE: "en" });
  await bot.start();
  api = localApi(bot.url);
  for (const name of ["solbacken", "bjorken"]) {
    await api.conversation(name, false);
    await api.conversation(`${name}-kund`, true);
    const { text } = await api.say("anna", name, `open ${name} internal:${name} shared:${name}-kund rate:1200`);
    expect(text).toContain(name);
  }
}, 120_000);
afterAll(async () => {
  await bot.remove();
  await pool.end();
  await postgres.stop();
});

async function locked<T>(work: (release: () => Promise<void>) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select 1 from projects where code = 'solbacken' for update");
    return await work(async () => void (await client.query("rollback")));
  } finally {
    client.release(true);
  }
}

/**
 * Fourteen commands at once on the locked project, more than there are connections: entries, questions, and lines that
 * are wrong.
 */
const ask = (word: string) =>
  Array.from({ length: 14 }, (_, number) => ({
    note: number < 10 ? `${word}${number}` : undefined,
    answered: api.say(
      "anna",
      "solbacken",
      number < 10 ? `log 1m documentation "${word}${number}"` : number < 12 ? "status" : "log 1m nonsense",
    ),
  }));
const kept = async (word: string) =>
  (
    await pool.query<{ note: string }>("select note from work_entries where note like $1 order by note", [`${word}%`])
  ).rows.map(({ note }) => note);

test("others are served meanwhile; when it is free everything is done, once", { timeout: 120_000 }, async () => {
  await locked(async (release) => {
    let some = 0;
    const asked = ask("free");
    for (const { answered } of asked) void answered.then(() => (some += 1));
    await wait(500);
    for (const line of ['log 1m documentation "other"', "status", 'log 1m documentation "another"']) {
      const other = await api.say("anna", "bjorken", line);
      expect([other.status, other.text], line).toEqual([200, expect.stringMatching(/Logged|Bjorken|bjorken/)]);
    }
    expect(some, "answered while the project was locked").toBe(0);
    await release();
    for (const { answered } of asked) expect((await answered).status).toBe(200);
  });
  expect(await kept("free")).toEqual(Array.from({ length: 10 }, (_, number) => `free${number}`));
});

test("when it does not become free, everybody hears it in words, and nothing of it was kept", {
  timeout: 120_000,
}, async () => {
  await locked(async () => {
    const asked = ask("never");
    for (const { answered } of asked) {
      const { status, ...body } = await answered;
      expect(status).toBe(503);
      expect((body as { readonly error?: string }).error).toMatch(/busy/);
    }
    expect((await fetch(`${bot.url()}/readyz`)).status).toBe(200);
  });
  expect(await kept("never")).toEqual([]);
  // And it is not stuck afterwards.
  expect((await api.say("anna", "solbacken", 'log 1m documentation "never again"')).text).toContain("Logged");
});

test("/metrics tells strangers no version", async () => {
  const text = await (await fetch(`${bot.url()}/metrics`)).text();
  expect(text).toContain("startklar_outbox_messages");
  expect(text).not.toMatch(/version|v?\d+\.\d+\.\d+/);
});
