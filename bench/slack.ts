import { App, ExpressReceiver, LogLevel } from "@slack/bolt";
import express from "express";
import type pg from "pg";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { poolTo } from "../src/store/database.ts";
import { recorder } from "../test/support/statements.ts";
import { logByHand } from "./by-hand.ts";
import { commandOf, onPostgres, slackHouse } from "./house.ts";
import { percentile, replayOf, twoAlike } from "./statements.ts";

/**
 * `npm run bench -- slack`: signed `/startklar log` commands, each answered in its acknowledgement (authorised, stored,
 * audited, drawn),
 * against a bare Bolt app that only acknowledges, the bot's own statements sent again, and the ten that one would write
 * by hand. A few of each in turn, until all have run, in one process on one PostgreSQL (`DATABASE_URL`, or one of its
 * own). Closed loop at 1, 16 and 64 at a time (`LOADS`), `RUNS` of each: p50 and p99 in milliseconds, answers per
 * second, and this process's CPU, milliseconds for each, those who ask included.
 */
const runs = Number(process.env.RUNS ?? 400);
const loads = (process.env.LOADS ?? "1 16 64").split(/[ ,]+/).map(Number);
/** So many of one before the next has its turn; at least as many as there are at a time. */
const chunk = 20;
const { database, pool, url, stop: stopDatabase } = await onPostgres();
const record = recorder(pool);
const { slack, port, stop: stopHouse } = await slackHouse(database);

// The same set-up, with nothing behind it.
const router = express.Router();
const receiver = new ExpressReceiver({
  signingSecret: slack.signingSecret,
  router,
  endpoints: "/slack/events",
  logLevel: LogLevel.ERROR,
});
const bare = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: slack.botToken, botUserId: slack.botUser }),
});
bare.command("/startklar", async ({ ack }) => ack());
const bareServer = await listen(createHttp(database, [router]), "127.0.0.1", 0);
const bareAddress = bareServer.address();
const barePort = typeof bareAddress === "object" && bareAddress !== null ? bareAddress.port : 0;

const post = async (
  to: number,
  text: string,
  channel: string,
  user: string,
): Promise<{ said: string; trigger: string }> => {
  const { trigger, body, headers } = commandOf(slack, { user, channel, text });
  const answered = await fetch(`http://127.0.0.1:${to}/slack/events`, { method: "POST", body, headers });
  const said = await answered.text();
  if (answered.status !== 200) throw new Error(`${answered.status} ${said}`);
  return { said, trigger };
};
const line = 'log 1m documentation "bench"';
// Its connections may hear that the database stops, when the bench is over.
const rawPool = poolTo(url, () => undefined);
let late = 0;
let replayed = 0;

async function onConnection(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await rawPool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}

/**
 * Every load has people and projects of its own, and what is done by hand one beside the bot's: what is logged on one
 * grows with every run.
 */
async function contenders(atATime: number) {
  // Several at many at a time: nobody logs sixteen hours a day, a minute at a time, unasked.
  const users = Array.from({ length: Math.ceil(atATime / 8) }, (_, at) => `bench-${atATime}-${at}`);
  for (const name of users) slack.addUser({ name, realName: `Bench ${name}` });
  const [user = ""] = users;
  const open = async (name: string) => {
    const { id } = slack.addChannel({ name, members: users });
    await post(port, `open "${name} AB" code:${name}`, id, user);
    await post(port, "project set rate:1200", id, user);
    return id;
  };
  const [channel, beside] = [await open(`solbacken-${atATime}`), await open(`by-hand-${atATime}`)];
  let turn = 0;
  const log = async () => {
    turn += 1;
    const { said, trigger } = await post(port, line, channel, measuring ? (users[turn % users.length] ?? user) : user);
    if (/H\d/.test(said)) return;
    if (said !== "" && !said.includes("Inte sparat än")) throw new Error(said);
    // Past the budget it is acknowledged without its answer, which a job brings.
    late += 1;
    const done = "select id from jobs where payload -> 'asked' ->> 'key' = $1 and done_at is not null";
    while ((await rawPool.query(done, [`command/${trigger}`])).rowCount === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  let measuring = false;
  for (let warm = 0; warm < 20; warm += 1) await log();
  const [first, second] = await twoAlike(record, log);
  const replay = replayOf(first, second);
  measuring = true;
  const given = { user: slack.user(user).id, channel: beside };
  const works = {
    "bare Bolt, acknowledged": async () => void (await post(barePort, line, channel, user)),
    "the same SQL again": () =>
      onConnection((client) => {
        replayed += 1;
        return replay(client, replayed);
      }),
    "ten statements by hand": () => onConnection((client) => logByHand(client, given)),
    "log, answered": log,
  };
  for (let warm = 0; warm < 20; warm += 1) for (const work of Object.values(works)) await work();
  late = 0;
  return { works, statements: second.length };
}

interface Measured {
  readonly times: number[];
  milliseconds: number;
  cpu: number;
}
async function measure(into: Measured, work: () => Promise<void>, atATime: number, count: number): Promise<void> {
  let left = count;
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await work();
      into.times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  const used = process.cpuUsage(cpu);
  into.milliseconds += performance.now() - start;
  into.cpu += (used.user + used.system) / 1_000;
}
const say = (said: string) => process.stdout.write(`${said}\n`);
const shown = (name: string, { times, milliseconds, cpu }: Measured) =>
  say(
    `  ${name.padEnd(26)} p50 ${percentile(times, 0.5).toFixed(2).padStart(7)} ms   p99 ${percentile(times, 0.99).toFixed(2).padStart(7)} ms   ` +
      `${((times.length / milliseconds) * 1_000).toFixed(0).padStart(5)} a second   CPU ${(cpu / times.length).toFixed(2).padStart(6)} ms`,
  );

say(`${runs} runs each, in turn`);
for (const atATime of loads) {
  const { works, statements } = await contenders(atATime);
  const measured = Object.entries(works).map(([name, work]) => ({
    name,
    work,
    into: { times: [], milliseconds: 0, cpu: 0 } as Measured,
  }));
  const size = Math.max(chunk, 2 * atATime);
  for (let done = 0; done < runs; done += size)
    for (const { work, into } of measured) await measure(into, work, atATime, size);
  say(`${atATime} at a time, ${statements} statements in a command${late === 0 ? "" : `, ${late} of them late`}`);
  for (const { name, into } of measured) shown(name, into);
  const [nothing, again, hand, bot] = measured.map(({ into }) => percentile(into.times, 0.5)) as [
    number,
    number,
    number,
    number,
  ];
  const bound = nothing + 3 * hand;
  say(
    `  p50 to bare Bolt ${(bot / nothing).toFixed(2)}   to its own SQL ${(bot / again).toFixed(2)}   ` +
      `to bare Bolt and 3 times by hand (${bound.toFixed(2)} ms) ${(bot / bound).toFixed(2)}`,
  );
}

await rawPool.end();
await closeServer(bareServer);
await stopHouse();
await stopDatabase();
