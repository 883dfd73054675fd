import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { openEmbedded } from "../../src/store/engine/embedded.ts";
import { type BotProcess, botProcess } from "../support/bot-process.ts";
import { startPostgres } from "../support/postgres.ts";
import { shiftedClock } from "../support/shifted-clock.ts";
import { startSlack } from "../support/slack/index.ts";
import { chanceOf } from "./chance.ts";
import { type Deliveries, deliveriesIn } from "./deliveries.ts";
import { type Load, loadOn } from "./load.ts";
import { localWay } from "./local-way.ts";
import { slackWay } from "./slack-way.ts";
import { type Counts, countIn } from "./tally.ts";

/** What is soaked: one bot on either database, or three on one PostgreSQL. */
export const subjects = ["embedded", "postgres", "replicas"] as const;
export type Subject = (typeof subjects)[number];

export interface SoakOptions {
  readonly subject: Subject;
  /** How often a process is killed. */
  readonly rounds: number;
  readonly seed: number;
  /** How long everything may take to be answered and delivered in the end, milliseconds. */
  readonly patience?: number;
  readonly onRound?: (round: number) => void;
}

export interface Report {
  readonly subject: Subject;
  readonly rounds: number;
  readonly seed: number;
  readonly seconds: number;
  readonly kept: Counts;
  readonly delivered: Deliveries;
  /** Answers where a receipt was due. */
  readonly refused: readonly string[];
  /** What could be asked for again and was still not answered in the end. */
  readonly unanswered: readonly string[];
}

/** A page of projects is turned after so many rounds. */
const pageOf = 20;
/** Replicas' own clocks, milliseconds from the right one. */
const clocks = [-30_000, 0, 30_000];

/** Nothing lost, everything delivered, and nothing twice where the platform can tell. */
export function isClean({ kept, delivered, refused, unanswered }: Report): boolean {
  return (
    kept.lost + kept.doubled + delivered.undelivered + delivered.doubled + refused.length + unanswered.length === 0
  );
}

/**
 * Kills the bot at random moments under a mixed load, again and again; what was not answered is asked for again. In the
 * end everything is counted in the database itself and on the platforms.
 */
export async function soak(options: SoakOptions): Promise<Report> {
  const { subject, rounds, seed, patience = 120_000, onRound = () => undefined } = options;
  const began = performance.now();
  const chance = chanceOf(seed);
  const postgres = subject === "embedded" ? undefined : await startPostgres();
  const url = await postgres?.create();
  const slack = await startSlack({ rates: "none" });
  const credentials = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.url,
  };
  const env = { LOCALE: "en", ...(url === undefined ? {} : { DATABASE_URL: url }) };
  const bots = await Promise.all(
    subject === "replicas" ? clocks.map((shift) => botProcess({ ...env, ...shiftedClock(shift) })) : [botProcess(env)],
  );
  const pick = (): BotProcess => bots[Math.floor(chance() * bots.length)] ?? (bots[0] as BotProcess);
  const bot = bots[0] as BotProcess;
  const pages = Array.from({ length: rounds }, (_, round) => `s${round}`).filter((_, round) => round % pageOf < 2);
  const local = loadOn(
    localWay(() => bot.url()),
    chance,
  );
  const onSlack = loadOn(
    slackWay(slack, pages, () => slack.connect(pick().url())),
    chance,
  );
  /** Slack and the local workspace together: its clock stands then. */
  const both = { ...credentials, LOCAL_WORKSPACE: "1" };

  async function onDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
    if (url === undefined) {
      const { pool, close } = await openEmbedded(bot.dataDir);
      return work(pool).finally(close);
    }
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    return work(pool).finally(() => pool.end());
  }

  /** Until some moment: mostly of work, just begun or in full swing, now and then of starting. */
  async function someTime(loads: readonly Load[]): Promise<void> {
    const acknowledged = () => loads.flatMap(({ asked }) => asked).filter((one) => one.acknowledged).length;
    const before = acknowledged();
    for (let tries = 0; chance() < 0.99 && tries < 400 && acknowledged() === before; tries += 1) await wait(25);
    await wait(chance() * (chance() < 0.5 ? 1_200 : 5_000));
  }

  /** One bot: by turns with the local workspace alone, whose clock is moved, and with Slack. */
  async function killOne(round: number): Promise<void> {
    const withSlack = round % 2 === 1;
    await bot.start(withSlack ? both : {});
    if (withSlack) slack.connect(bot.url());
    if (round % pageOf < 2) await (withSlack ? onSlack : local).turnPage(`${withSlack ? "s" : "l"}${round}`);
    const stop = new AbortController();
    const running = withSlack
      ? [local.run(stop.signal), onSlack.run(stop.signal)]
      : [local.run(stop.signal), moveClock(bot, chance)];
    await someTime(withSlack ? [local, onSlack] : [local]);
    await bot.kill();
    stop.abort();
    await Promise.all(running);
  }

  /**
   * Three bots: one is killed and comes back while the others go on; the database's own clock moves on now and then.
   */
  async function killReplica(round: number): Promise<void> {
    const victim = bots[Math.floor(chance() * bots.length)] ?? bot;
    const stop = new AbortController();
    if (round % pageOf === 0) await onSlack.turnPage(`s${round}`);
    const running = onSlack.run(stop.signal);
    await someTime([onSlack]);
    await victim.kill();
    // Whoever comes up plays what has become due, and so does any other whose tick it is.
    if (chance() < 0.3)
      await onDatabase(async (pool) => {
        await pool.query(`update clock set "offset" = "offset" + 43200000`);
        await pool.query(
          `update jobs set next_attempt_at = next_attempt_at - interval '12 hours'
           where next_attempt_at > clock_timestamp() and attempts = 0 and due_at > 0`,
        );
        await pool.query("delete from leases where name = 'scheduler'");
      });
    await victim.start(credentials);
    stop.abort();
    await running;
  }

  try {
    if (subject === "replicas") await startTogether(bots, credentials);
    for (let round = 0; round < rounds; round += 1) {
      await (subject === "replicas" ? killReplica(round) : killOne(round));
      onRound(round + 1);
    }
    await Promise.all(bots.map((one) => one.kill()));
    const deadline = Date.now() + patience;
    let unanswered: readonly string[] = [];
    for (let rest = 1; rest > 0 && Date.now() < deadline; ) {
      // Whoever held a lease is dead, so that there is nobody to wait for.
      await onDatabase(async (pool) => {
        for (const table of ["messages", "jobs"])
          await pool.query(`update ${table} set lease_until = clock_timestamp() where lease_until is not null`);
      });
      await (subject === "replicas" ? startTogether(bots, credentials) : bot.start(both));
      slack.connect(bot.url());
      unanswered = (await Promise.all([local.finish(deadline), onSlack.finish(deadline)])).flat();
      await drained(bot, deadline);
      await Promise.all(bots.map((one) => one.stop()));
      // What was promised for later is a job; what is said on another day is one too, and nothing to wait for.
      const promised = `select 1 from jobs, clock c where next_attempt_at is not null
        and due_at <= extract(epoch from clock_timestamp()) * 1000 + c.offset`;
      rest = await onDatabase(async (pool) => Number((await pool.query(promised)).rowCount));
    }
    const refused = [...local.refused, ...onSlack.refused];
    const counted = await onDatabase(async (pool) => ({
      kept: await countIn(pool, [...local.asked, ...onSlack.asked]),
      delivered: await deliveriesIn(pool, slack),
    }));
    return {
      subject,
      rounds,
      seed,
      seconds: Math.round((performance.now() - began) / 1_000),
      ...counted,
      refused,
      unanswered,
    };
  } finally {
    await Promise.all(bots.map((one) => one.remove()));
    await slack.stop();
    await postgres?.stop();
  }
}

/** The first brings the database up to its migrations; the others come all at once. */
async function startTogether(
  [first, ...others]: readonly BotProcess[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  await first?.start(env);
  await Promise.all(others.map((one) => one.start(env)));
}

/** Half a day on, at some moment of the round; it may be killed on the way. */
async function moveClock(bot: BotProcess, chance: () => number): Promise<void> {
  await wait(chance() * 600);
  await fetch(`${bot.url()}/local/api/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: "PT12H" }),
  }).catch(() => undefined);
}

/** Waits until the outbox has nothing left to deliver. */
async function drained(bot: BotProcess, deadline: number): Promise<void> {
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; ) {
    const metrics = await fetch(`${bot.url()}/metrics`).then((response) => response.text());
    quiet = /startklar_outbox_messages\{state="waiting"\} 0$/m.test(metrics) ? quiet + 1 : 0;
    await wait(300);
  }
}
