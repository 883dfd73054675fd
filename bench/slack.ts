import { randomUUID } from "node:crypto";
import { App, ExpressReceiver, LogLevel } from "@slack/bolt";
import express from "express";
import pg from "pg";
import { pino } from "pino";
import { compose, migrationsFolder } from "../src/compose.ts";
import { readAgreement } from "../src/composition/agreements.ts";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { databaseOver, poolTo } from "../src/store/database.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { startSlack } from "../test/support/slack/index.ts";
import { recorder } from "../test/support/statements.ts";
import { percentile, replayOf, twoAlike } from "./statements.ts";

/**
 * `npm run bench -- slack`: signed `/startklar log` commands, each answered in its acknowledgement (authorised, stored, audited, drawn),
 * against a bare Bolt app that only acknowledges and against the same SQL sent by hand, in turn, in one process, on one PostgreSQL
 * (`DATABASE_URL`, or one of its own). Closed loop at 1, 16 and 64 at a time: p50, p99 in milliseconds, and answers per second.
 */
const runs = Number(process.env.RUNS ?? 400);
const own = process.env.DATABASE_URL === undefined ? await startPostgres() : undefined;
const url = process.env.DATABASE_URL ?? (await own?.create()) ?? "";
const slack = await startSlack({ rates: "none" });

const pool = poolTo(url, () => undefined);
const record = recorder(pool);
const database = await databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });
const house = compose({
  config: {
    language: "sv",
    timeZone: "Europe/Stockholm",
    minutesModel: undefined,
    slack: { botToken: slack.botToken, signingSecret: slack.signingSecret, appToken: undefined, apiUrl: slack.url, staffGroup: undefined },
  },
  database,
  agreement: await readAgreement(),
  log: pino({ level: "silent" }),
});
const server = await listen(createHttp(database, house.routers), "127.0.0.1", 0);
for (const { start } of house.platforms) start?.();
house.outbox.start();
house.jobs.start();

// The same set-up, with nothing behind it.
const router = express.Router();
const receiver = new ExpressReceiver({ signingSecret: slack.signingSecret, router, endpoints: "/slack/events", logLevel: LogLevel.ERROR });
const bare = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: slack.botToken, botUserId: slack.botUser }),
});
bare.command("/startklar", async ({ ack }) => ack());
const bareServer = await listen(createHttp(database, [router]), "127.0.0.1", 0);

const portOf = (of: typeof server): number => {
  const address = of.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};
const post = async (port: number, text: string, channel: string): Promise<{ said: string; trigger: string }> => {
  const trigger = randomUUID();
  const body = new URLSearchParams({
    ...{ command: "/startklar", text, team_id: slack.home.id, user_id: slack.user("anna").id, trigger_id: trigger },
    ...{ channel_id: channel, channel_name: "privategroup", response_url: `${slack.url}none` },
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", ...slack.sign(body) };
  const answered = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body, headers });
  const said = await answered.text();
  if (answered.status !== 200) throw new Error(`${answered.status} ${said}`);
  return { said, trigger };
};
const line = 'log 1m documentation "bench"';
let late = 0;
const logIn = (channel: string) => async () => {
  const { said, trigger } = await post(portOf(server), line, channel);
  if (/H\d/.test(said)) return;
  if (said !== "") throw new Error(said);
  // Past the budget it is acknowledged without its answer, which a job brings.
  late += 1;
  const done = "select id from jobs where payload -> 'asked' ->> 'key' = $1 and done_at is not null";
  while ((await rawPool.query(done, [`command/${trigger}`])).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
};
const rawPool = new pg.Pool({ connectionString: url, max: 10 });
let replayed = 0;

/** A project of its own for each load: what is logged on one grows with every run, and the bot asks when a day gets long. */
async function contenders(atATime: number) {
  const { id: channel } = slack.addChannel({ name: `solbacken-${atATime}`, members: ["anna"] });
  await post(portOf(server), `open "Solbacken ${atATime} AB" code:solbacken-${atATime}`, channel);
  await post(portOf(server), "project set rate:1200", channel);
  const log = logIn(channel);
  for (let warm = 0; warm < 20; warm += 1) await log();
  const [first, second] = await twoAlike(record, log);
  const replay = replayOf(first, second);
  const raw = async () => {
    const client = await rawPool.connect();
    try {
      replayed += 1;
      await replay(client, replayed);
    } finally {
      client.release();
    }
  };
  const acknowledged = async () => void (await post(portOf(bareServer), line, channel));
  for (let warm = 0; warm < 20; warm += 1) await Promise.all([raw(), acknowledged()]);
  return { log, raw, acknowledged, statements: second.length };
}

interface Measured {
  readonly times: readonly number[];
  readonly perSecond: number;
}
async function measure(work: () => Promise<void>, atATime: number): Promise<Measured> {
  const times: number[] = [];
  let left = runs;
  const start = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return { times, perSecond: (runs / (performance.now() - start)) * 1_000 };
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const shown = (name: string, { times, perSecond }: Measured) =>
  say(
    `  ${name.padEnd(30)} p50 ${percentile(times, 0.5).toFixed(2).padStart(7)} ms   p99 ${percentile(times, 0.99).toFixed(2).padStart(7)} ms   ${perSecond.toFixed(0).padStart(5)} a second`,
  );

say(`${runs} runs each, in turn`);
for (const atATime of [1, 16, 64]) {
  const { log, raw, acknowledged, statements } = await contenders(atATime);
  const nothing = await measure(acknowledged, atATime);
  const sql = await measure(raw, atATime);
  const answered = await measure(log, atATime);
  const p50 = (one: Measured) => percentile(one.times, 0.5);
  say(`${atATime} at a time, ${statements} statements in a command`);
  shown("bare Bolt, acknowledged", nothing);
  shown("the same SQL by hand", sql);
  shown(late === 0 ? "log, answered" : `log, answered (${late} of them late)`, answered);
  late = 0;
  const bound = p50(nothing) + 3 * p50(sql);
  say(
    `  ratio to bare Bolt ${(p50(answered) / p50(nothing)).toFixed(2)}   to the SQL ${(p50(answered) / p50(sql)).toFixed(2)}   ` +
      `to bare Bolt and 3 times the SQL (${bound.toFixed(2)} ms) ${(p50(answered) / bound).toFixed(2)}`,
  );
}

await closeServer(server);
await closeServer(bareServer);
await house.jobs.stop();
await house.outbox.stop();
for (const { stop } of house.platforms) await stop?.();
await rawPool.end();
await database.close();
await slack.stop();
await own?.stop();
