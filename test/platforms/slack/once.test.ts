import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Whatever comes twice has one effect, and whatever may have been sent is looked for before it is sent again. */
/** The offer itself, not what else names it: the standing card does. */
const isOffer = ({ text }: { readonly text: string }): boolean =>
  text.includes("X2") && !/Onboarding of|Uppstart för/u.test(text);

describe("once, in Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());
  const modal = async (who: string): Promise<View> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const view = bot.slack.modal(who);
      if (view !== undefined) return view;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${who} has no modal open`);
  };
  const hours = async () => (await bot.facts()).work.length;
  const ownOf = (who: string, channel: string) =>
    bot.slack
      .ephemerals(channel)
      .filter(({ ephemeralTo }) => ephemeralTo === bot.slack.user(who).id)
      .map(({ text }) => text)
      .join("\n");

  test("an event that Slack sends again, for want of an acknowledgement, books once and is answered once", async () => {
    const first = await bot.slack.mention("anna", "solbacken", "log 1h documentation");
    for (const num of [1, 2, 3]) expect((await bot.slack.retry(first, num)).status).toBe(200);
    await bot.settled();
    expect(await hours()).toBe(1);
    expect(bot.reads("anna", "solbacken").match(/H1/g)).toHaveLength(1);
  });

  test("two that arrive at the same time book once", async () => {
    const first = await bot.slack.mention("anna", "solbacken", "status");
    const event = { ...first, sent: { ...first.sent, payload: { ...first.sent.payload, event_id: "Ev0SAMETIME" } } };
    const text = {
      ...(first.sent.payload.event as object),
      ts: "1795600000.000100",
      text: `<@${bot.slack.botUser}> log 1h documentation`,
    };
    const again = { ...event, sent: { ...event.sent, payload: { ...event.sent.payload, event: text } } };
    const before = await hours();
    await Promise.all([1, 2, 3, 4].map((num) => bot.slack.retry(again, num)));
    await bot.settled();
    expect(await hours()).toBe(before + 1);
  });

  test("a request that is replayed has no effect, and its answer is not given away", async () => {
    const before = await hours();
    const first = await bot.slack.command("anna", "solbacken", "log 1h documentation");
    const replayed = await bot.slack.retry(first);
    expect(replayed.body).toBe("");
    expect(await hours()).toBe(before + 1);
  });

  test("a double click: one effect, and the second hears that it was done, by whom and when", async () => {
    await bot.slack.command("anna", "solbacken", 'require add "Main number answers 07–18"');
    await bot.slack.command("anna", "solbacken", "kickoff");
    await bot.slack.command("anna", "solbacken", 'change "Two more queues" fixed:4500');
    await bot.slack.command("anna", "solbacken", "change send X1");
    await bot.settled();
    const offer = { ...bot.message("solbacken-kund", /X1/) };
    await bot.slack.press("karin", offer, "Approve");
    await bot.settled();
    const question = bot.slack.ephemerals("solbacken-kund").findLast(({ text }) => text.includes("Do you approve X1"));
    if (question === undefined) throw new Error("Nothing was asked");
    const presses = await Promise.all([1, 2].map(() => bot.slack.press("karin", question, /^Yes, approve/)));
    expect(presses.map(({ status }) => status)).toEqual([200, 200]);
    await bot.settled();
    const { rows } = await bot.test.pool.query(
      "select id from audit where runs = 'change approve' and outcome = 'done'",
    );
    expect(rows).toHaveLength(1);
    expect(ownOf("karin", "solbacken-kund")).toMatch(/already.*Karin Ek, Mon 23 Nov/s);
  });

  test("a modal that is sent in twice stores once, and the second is told so", async () => {
    const before = await hours();
    await bot.slack.command("anna", "solbacken", "log");
    const view = await modal("anna");
    const values = { time: "2h", activity: "configuration" };
    const [first, second] = await Promise.all([
      bot.slack.submit("anna", view, values, { forged: true }),
      bot.slack.submit("anna", view, values, { forged: true }),
    ]);
    await bot.settled();
    expect(await hours()).toBe(before + 1);
    expect(JSON.stringify([first?.body, second?.body])).toMatch(/already been sent in/);
  });

  test("posted, but the answer was lost: found by its metadata, and not posted again", async () => {
    bot.slack.trouble("chat.postMessage", { kind: "drop-answer" });
    await bot.slack.command("anna", "solbacken", 'change "One more queue" fixed:900');
    await bot.slack.command("anna", "solbacken", "change send X2");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await bot.settled();
    const offers = bot.slack.messages("solbacken-kund").filter(isOffer);
    expect(offers).toHaveLength(1);
    const { rows } = await bot.test.pool.query("select platform_id from messages where id = $1", [
      offers[0]?.metadata?.event_payload.id,
    ]);
    expect(rows).toEqual([{ platform_id: offers[0]?.ts }]);
  });

  test("killed between posted and recorded: whoever takes it over finds it, and posts only what is missing", async () => {
    const posted = bot.slack.messages("solbacken-kund").findLast(isOffer);
    const id = posted?.metadata?.event_payload.id;
    // As a process that was killed leaves it: held by nobody who lives, and not recorded.
    await bot.test.pool.query(
      "update messages set delivered_revision = 0, platform_id = null, lease_by = 'dead', lease_until = now() - interval '1 second', next_attempt_at = now() where id = $1",
      [id],
    );
    const before = bot.slack.messages("solbacken-kund").length;
    await bot.settled();
    expect(bot.slack.messages("solbacken-kund")).toHaveLength(before);
    expect((await bot.test.pool.query("select platform_id from messages where id = $1", [id])).rows).toEqual([
      { platform_id: posted?.ts },
    ]);
  });

  test("a card that somebody deleted is posted anew when it changes", async () => {
    const offer = bot.slack.messages("solbacken-kund").findLast(isOffer);
    // The standing card is drawn anew as well.
    bot.slack.trouble("chat.update", { kind: "refuse", error: "message_not_found" }, 2);
    await bot.slack.command("anna", "solbacken", "change withdraw X2");
    await bot.settled();
    const now = bot.slack.messages("solbacken-kund").findLast(isOffer);
    expect(now?.ts).not.toBe(offer?.ts);
  });
});
