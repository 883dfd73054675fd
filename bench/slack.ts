import { randomUUID } from "node:crypto";
import { App, ExpressReceiver, LogLevel } from "@slack/bolt";
import express from "express";
import { migrationsFolder } from "../src/compose.ts";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { slashCommand } from "../src/platforms/slack/manifest.ts";
import { databaseOver, poolTo } from "../src/store/database.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { type Slack, startSlack } from "../test/support/slack/index.ts";
import { startSlackBot } from "../test/support/slack-bot.ts";
import { percentile, recorder, replayOf } from "./statements.ts";

/**
 * `npm run bench -- slack`: the answered `log` command (signed, authorised, stored, audited, its answer rendered into the
 * acknowledgement) against a bare Bolt app that only acknowledges, and against the same SQL sent by hand through the driver. All three
 * in one process, on one PostgreSQL that waits for its disk, in turn; each closed loop: the next is sent when the last is answered.
 * `RUNS`: how many of each, at 1, 16 and 64 at a time.
 */
const runs = Number(process.env.RUNS ?? 480);
const rounds = 4;
const projects = 16;
const atATime = [1, 16, 64] as const;

/** A Bolt app with nothing behind it. */
async function startBare(): Promise<{ readonly slack: Slack; stop(): Promise<void> }> {
  const slack = await startSlack({ mode: "http", rates: "none" });
  const router = express.Router();
  const receiver = new ExpressReceiver({
    signingSecret: slack.signingSecret,
    router,
    endpoints: "/slack/events",
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: slack.botToken, botId: slack.botId, botUserId: slack.botUser, teamId: slack.home.id }),
  });
  app.command(slashCommand, async ({ ack }) => ack());
  const server = await listen(
    createHttp({ ready: async () => undefined, outboxRows: { counts: async () => ({ waiting: 0, parked: 0 }) } }, [router]),
    "127.0.0.1",
    0,
  );
  const address = server.address();
  slack.connect(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  return {
    slack,
    async stop() {
      await closeServer(server);
      await slack.stop();
    },
  };
}

const postgres = await startPostgres({ durable: true });
const pool = poolTo(await postgres.create(), () => undefined);
const record = recorder(pool);
const database = await databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });
const bot = await startSlackBot({ open: async () => ({ database, pool, close: database.close }) });
const bare = await startBare();

/** A signed command, as Slack sends it. Gives what was acknowledged with. */
async function command(slack: Slack, channel: string, text: string): Promise<string> {
  const body = new URLSearchParams({
    ...{ team_id: slack.home.id, team_domain: slack.home.domain, channel_id: channel, channel_name: "privategroup" },
    ...{ user_id: slack.user("anna").id, user_name: "anna", command: slashCommand, text, api_app_id: slack.appId },
    ...{ trigger_id: randomUUID(), response_url: new URL("/hooks/none", slack.url).href },
  }).toString();
  const { status, text: answer } = await slack.raw(body, { "content-type": "application/x-www-form-urlencoded", ...slack.sign(body) });
  if (status !== 200) throw new Error(`${status} ${answer}`);
  return answer;
}

const channels: string[] = [];
for (let one = 1; one <= projects; one += 1) {
  const name = `kund-${one}`;
  channels.push(bot.slack.addChannel({ name, kind: "private", members: ["anna"] }).id);
  const opened = await bot.slack.command("anna", name, `open "Kund ${one} AB" code:${name} internal:${name}`);
  if (!opened.answer?.text.includes("öppnat")) throw new Error(opened.answer?.text);
}
await bot.settled();
const channelOf = (run: number): string => channels[run % projects] ?? "";
let late = 0;
const log = async (run: number): Promise<void> => {
  const answer = await command(bot.slack, channelOf(run), 'log 1m documentation "bench"');
  if (answer.includes("Jag jobbar på det")) late += 1;
  else if (!/\(H\d+\)/.test(answer)) throw new Error(answer);
};
for (let warm = 0; warm < 5 * projects; warm += 1) await log(warm);
for (let warm = 0; warm < 5 * projects; warm += 1) await command(bare.slack, bare.slack.channel("solbacken").id, "help");
await bot.settled();

// While nothing else runs: what the outbox looks for once a second is not the command's.
const { outbox, jobs } = bot.house();
await Promise.all([outbox.stop(), jobs.stop()]);
const recorded = [];
for (let one = 0; one < projects; one += 1) recorded.push([await record.of(() => log(one)), await record.of(() => log(one))] as const);
const replays = recorded.map(([first, second]) => replayOf(first, second));
outbox.start();
jobs.start();

let sent = 0;
const raw = async (run: number): Promise<void> => {
  const client = await pool.connect();
  try {
    sent += 1;
    await replays[run % projects]?.(client, sent);
  } finally {
    client.release();
  }
};
const acknowledge = async (): Promise<void> =>
  void (await command(bare.slack, bare.slack.channel("solbacken").id, 'log 1m documentation "bench"'));

interface Measured {
  readonly times: number[];
  elapsed: number;
}
/** So many of them, so many at a time. */
async function measure(into: Measured, work: (run: number) => Promise<void>, count: number, workers: number): Promise<void> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let run = next; run < count; run = next) {
      next += 1;
      const start = performance.now();
      await work(run);
      into.times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  into.elapsed += performance.now() - began;
}

const number = (value: number): string => value.toFixed(2).padStart(8);
const lines = [`${runs} runs each, in turn, ${projects} projects; ${recorded[0]?.[1].length} statements in a command; milliseconds`];
for (const workers of atATime) {
  const [bolt, sql, ours] = [0, 1, 2].map((): Measured => ({ times: [], elapsed: 0 }));
  if (bolt === undefined || sql === undefined || ours === undefined) throw new Error("Nothing measured");
  late = 0;
  for (let round = 0; round < rounds; round += 1) {
    await measure(bolt, acknowledge, runs / rounds, workers);
    await measure(sql, raw, runs / rounds, workers);
    await measure(ours, log, runs / rounds, workers);
  }
  const line = (name: string, { times, elapsed }: Measured) =>
    `  ${name.padEnd(28)} p50 ${number(percentile(times, 0.5))}   p99 ${number(percentile(times, 0.99))}   ${number((times.length / elapsed) * 1000)} a second`;
  const [p50OfBolt, p50OfSql, p50] = [bolt, sql, ours].map(({ times }) => percentile(times, 0.5)) as [number, number, number];
  const ratio = (share: number, to: Measured) => (percentile(ours.times, share) / percentile(to.times, share)).toFixed(2);
  const aim = p50OfBolt + 3 * p50OfSql;
  lines.push(
    `${workers} at a time`,
    line("bare Bolt, acknowledged", bolt),
    line("the same SQL by hand", sql),
    line("log, answered over Slack", ours),
    `  to bare Bolt: p50 ${ratio(0.5, bolt)}, p99 ${ratio(0.99, bolt)}; to the SQL: p50 ${ratio(0.5, sql)}, p99 ${ratio(0.99, sql)}`,
    `  aim, Bolt + 3 × SQL: ${aim.toFixed(2)}, ${p50 <= aim ? "kept" : "missed"}; not answered in time: ${late}`,
  );
}
process.stdout.write(`${lines.join("\n")}\n`);
await bare.stop();
await bot.stop();
await postgres.stop();
