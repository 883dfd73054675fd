import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { poolTo } from "../src/store/database.ts";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";
import { shiftedClock } from "./support/shifted-clock.ts";
import { type Message, type Slack, startSlack } from "./support/slack/index.ts";

/** Three processes on one PostgreSQL, their own clocks half a minute behind, right, and half a minute ahead. */
describe("three replicas", { timeout: 240_000 }, () => {
  let postgres: PostgresServer;
  let pool: pg.Pool;
  let slack: Slack;
  let bots: readonly BotProcess[];
  const idOf = ({ metadata }: Message) => (metadata?.event_payload as { readonly id?: string } | undefined)?.id;
  const sent = (channel: string) => slack.messages(channel).filter((message) => idOf(message) !== undefined);
  const reach = (index: number) => slack.connect(bots[index % 3]?.url() ?? "");
  const waiting = async () =>
    Number(
      (await pool.query<{ n: string }>("select count(*) as n from messages where next_attempt_at is not null")).rows[0]
        ?.n,
    );
  const settled = async (seconds: number) => {
    for (let tries = 0; tries < seconds * 5 && (await waiting()) > 0; tries += 1) await wait(200);
    expect(await waiting()).toBe(0);
  };

  /** Writes to the bot; Slack sends an event again until it is taken, to whichever replica it reaches. */
  const asks = async (line: string, first: number) => {
    reach(first);
    let acked = await slack.mention("anna", "solbacken", line);
    for (let tries = 1; acked.status !== 200 && tries < 60; tries += 1) {
      reach(first + tries);
      acked = await slack.retry(acked);
    }
    expect(acked.status).toBe(200);
    return acked;
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.create();
    pool = poolTo(url, () => undefined);
    slack = await startSlack({ rates: "none" });
    const env = {
      DATABASE_URL: url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.url,
    };
    bots = await Promise.all(
      [-30_000, 0, 30_000].map((shift) => botProcess({ ...env, LOCALE: "en", ...shiftedClock(shift) })),
    );
    // All at once on an empty database: one of them migrates it.
    await Promise.all(bots.map((bot) => bot.start()));
  });
  afterAll(async () => {
    await Promise.all(bots.map((bot) => bot.remove()));
    await slack.stop();
    await pool.end();
    await postgres.stop();
  });

  test("what is asked of any of them is one record, and one message", async () => {
    await asks('open "Solbacken AB" internal:solbacken shared:solbacken-kund rate:1200', 0);
    for (let number = 0; number < 12; number += 1) {
      const taken = await asks(`log 1m documentation "n${number}"`, number);
      reach(number + 1);
      await slack.retry(taken);
    }
    await settled(60);
    const { rows } = await pool.query("select note from work_entries");
    expect(rows).toHaveLength(12);
    expect(new Set(sent("solbacken").map(idOf)).size).toBe(sent("solbacken").length);
  });

  test("each reminder and digest is said once, when all of them wake at the same time", async () => {
    await pool.query(`update projects set opened_on = '2026-01-01', plan = '{"data":"2026-12-01"}'`);
    // A Monday, a minute after the digest's time, in the database's own clock.
    const monday = Date.parse("2026-12-07T08:31:00+01:00");
    await pool.query(`update clock set "offset" = $1 - (extract(epoch from clock_timestamp()) * 1000)::bigint`, [
      monday,
    ]);
    await Promise.all(bots.map((bot) => bot.stop()));
    await pool.query("delete from leases");
    await Promise.all(bots.map((bot) => bot.start()));
    const said = async () =>
      (
        await pool.query<{ id: string; subject: string }>(
          "select id, subject from messages where subject like 'nag/%' or subject like 'digest/%'",
        )
      ).rows;
    for (let tries = 0; tries < 150 && (await said()).length < 2; tries += 1) await wait(200);
    await settled(60);
    for (const channel of ["solbacken", "solbacken-kund"]) {
      const ids = sent(channel).map(idOf);
      expect(new Set(ids).size).toBe(ids.length);
    }
    const rows = await said();
    // On the day of the digest what is due stands in it.
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual([
      "digest/2026-W50/internal",
      "digest/2026-W50/shared",
    ]);
    for (const { id } of rows) {
      expect([...sent("solbacken"), ...sent("solbacken-kund")].filter((message) => idOf(message) === id)).toHaveLength(
        1,
      );
    }
  });

  test("a replica that is killed in the middle of a send is taken over, and what it had sent is not sent again", async () => {
    await settled(60);
    const before = sent("solbacken").length;
    // Slack takes it, and is slow to say so: whoever sends is killed meanwhile.
    slack.trouble("chat.postMessage", { kind: "slow-answer", ms: 30_000 });
    await asks('log 1m documentation "in the middle"', 0);
    for (let tries = 0; tries < 2_000 && sent("solbacken").length === before; tries += 1) await wait(20);
    const held = await pool.query<{ lease_by: string }>("select lease_by from messages where lease_until is not null");
    expect(held.rows, "in the hands of one").toHaveLength(1);
    // Nobody outside knows which of them sends: all are killed before Slack has said a word.
    await Promise.all(bots.map((bot) => bot.kill()));
    // The lease of the one that is dead ends, and nobody else's.
    await pool.query("update messages set lease_until = clock_timestamp() where lease_by = $1", [
      held.rows[0]?.lease_by,
    ]);
    await Promise.all(bots.map((bot) => bot.start()));
    await settled(60);
    expect(sent("solbacken")).toHaveLength(before + 1);
    expect(sent("solbacken").at(-1)?.text).toContain("H13");
  });

  test("a replica that falls asleep in the middle of a send and wakes does not send what another has sent meanwhile", async () => {
    await settled(60);
    const [sleeper, ...others] = bots;
    await Promise.all(others.map((bot) => bot.stop()));
    const before = sent("solbacken").length;
    const many = 9;
    for (let number = 0; number < many; number += 1) await asks(`log 1m documentation "sleep${number}"`, 0);
    const done = async () => (await pool.query("select 1 from work_entries where note like 'sleep%'")).rowCount ?? 0;
    for (let tries = 0; tries < 1_000 && (await done()) < many; tries += 1) await wait(10);
    // After a burst each waits for its turn, about a second, while it is in its replica's hands: what falls asleep
    // between its last look at the lease and the send itself is found by nobody, so one has just been sent.
    const now = Math.max(sent("solbacken").length, before + 3);
    for (let tries = 0; tries < 1_000 && sent("solbacken").length === now; tries += 1) await wait(10);
    await wait(250);
    sleeper?.sleep();
    const held = await pool.query(
      "update messages set lease_until = clock_timestamp() where lease_by is not null and lease_until is not null",
    );
    expect(held.rowCount, "in the sleeper's hands").toBeGreaterThan(0);
    await others[0]?.start();
    await settled(60);
    sleeper?.wake();
    for (let tries = 0; tries < 500 && !/outbox: taken/.test(sleeper?.output() ?? ""); tries += 1) await wait(20);
    const ids = sent("solbacken").map(idOf);
    expect(ids).toHaveLength(before + many);
    expect(new Set(ids).size).toBe(ids.length);
    await others[1]?.start();
  });
});
