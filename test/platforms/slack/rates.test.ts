import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPace } from "../../../src/platforms/slack/out/pace.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

const channels = 150;

/** Slack takes about one message a second and channel, and says when it wants to be left alone. */
describe(`${channels} project channels due a digest at the same time`, () => {
  let bot: SlackBot;
  const names = Array.from({ length: channels }, (_, index) => `kund-${String(index + 1).padStart(3, "0")}`);
  beforeAll(async () => {
    bot = await startSlackBot({ clock: Date.parse("2026-11-24T09:00+01:00"), standIn: { rates: "strict" } });
    const { slack } = bot;
    const tenant = slack.home.id;
    const account = {
      platform: "slack",
      tenant,
      user: slack.user("anna").id,
      name: "Anna Lind",
      staff: true,
      handle: "anna",
    } as const;
    const chat = {
      platform: "slack",
      tenant,
      external: slack.im("anna").id,
      name: "Startklar",
      outsiders: false,
      private: true,
    } as const;
    for (const name of names) {
      const { id } = slack.addChannel({ name, members: ["anna", "karin"], sharedWith: [slack.customer.id] });
      const place = { platform: "slack", tenant, external: id, name, outsiders: true, private: false } as const;
      await bot.test.database.transaction((store) => store.places.meet(place));
      const text = `open "Kund ${name}" code:${name} shared:${name} data:2026-12-04 golive:2027-01-15`;
      const { outcome } = await bot.house().dispatch.handle({
        account,
        conversation: chat,
        key: name,
        intent: { kind: "line", text },
        shows: () => "platform",
      });
      expect(outcome).toBe("done");
    }
    await bot.settled();
  }, 300_000);
  afterAll(() => bot.stop());

  test("all have it, once each: none lost, none refused for good, and Slack's wishes are respected", async () => {
    const before = new Map(names.map((name) => [name, bot.slack.messages(name).length]));
    // Slack also has bad minutes for everybody.
    bot.slack.trouble("chat.postMessage", { kind: "status", status: 429, retryAfter: 1 }, 25);
    const calls = bot.slack.calls.length;
    const start = performance.now();
    await bot.house().scheduler.playTo(Date.parse("2026-11-30T08:30+01:00"));
    await bot.settled();
    const took = performance.now() - start;
    const got = names.map((name) => bot.slack.messages(name).slice(before.get(name)).length);
    expect(new Set(got)).toEqual(new Set([got[0]]));
    expect(got[0]).toBeGreaterThan(0);
    const { rows } = await bot.test.pool.query(
      "select id from messages where parked_at is not null or next_attempt_at is not null",
    );
    expect(rows).toEqual([]);
    const limited = bot.slack.calls.slice(calls).filter(({ answer }) => answer.ok !== true);
    process.stdout.write(
      `${channels} digests in ${(took / 1000).toFixed(1)} s, ${limited.length} of the calls turned away for a while\n`,
    );
  }, 300_000);
});

describe("the pace of a channel", () => {
  const clock = () => {
    let now = 0;
    return {
      now: () => now,
      pass: (ms: number) => {
        now += ms;
      },
    };
  };
  test("a short burst goes at once; after it one message an interval; another channel has its own turn", async () => {
    const { now, pass } = clock();
    const pace = createPace(10_000, now);
    for (let message = 0; message < 3; message += 1) expect(await pace.turn("C1")).toBeUndefined();
    expect(await pace.turn("C1")).toBe(10_000);
    expect(await pace.turn("C2")).toBeUndefined();
    pass(10_000);
    expect(await pace.turn("C1")).toBeUndefined();
    expect(await pace.turn("C1")).toBe(10_000);
  });
  test("a method that was asked to rest rests for so long, and no other", () => {
    const { now, pass } = clock();
    const pace = createPace(1_000, now);
    pace.rest("chat.update", 5_000);
    pace.rest("chat.update", 2_000);
    expect([pace.resting("chat.update"), pace.resting("chat.postMessage")]).toEqual([5_000, 0]);
    pass(5_000);
    expect(pace.resting("chat.update")).toBe(0);
  });
});
