import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** What a process that was killed has sent and not recorded, and what became of it meanwhile. */
describe("found again in Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());
  const shown = (words: string) => bot.slack.messages("solbacken-kund").filter(({ text }) => text.includes(words));
  const post = (words: string) =>
    bot.test.database.transaction(async (store) => {
      const [place] = await store.places.find("solbacken-kund");
      const content = { audience: "public", blocks: [{ kind: "text", text: { raw: words } }] } as const;
      return store.messages.post({ conversation: place?.id ?? "", content, saidAt: 1 });
    });
  const revise = (id: string, words: string) =>
    bot.test.database.transaction((store) =>
      store.messages.revise(id, { audience: "public", blocks: [{ kind: "text", text: { raw: words } }] }),
    );
  const killed = (id: string) =>
    bot.test.pool.query(
      `update messages set delivered_revision = 0, platform_id = null, lease_by = 'dead', lease_until = now() - interval '1 second',
        next_attempt_at = now() where id = $1`,
      [id],
    );

  test("it was revised since: it is edited where it stands, and shows what is true now", async () => {
    const id = await post("first words");
    await bot.settled();
    await killed(id);
    await revise(id, "second words");
    await bot.settled();
    expect(shown("first words")).toEqual([]);
    expect(shown("second words")).toHaveLength(1);
  });

  test("it was withdrawn since: it is edited where it is, and not sent where it is not", async () => {
    const [there, gone] = [await post("third words"), await post("fourth words")];
    await bot.settled();
    const [message] = shown("fourth words");
    await bot.test.pool.query("update messages set next_attempt_at = null where id = $1", [gone]);
    await Promise.all([there, gone].map(killed));
    // As if it had never been posted.
    if (message !== undefined) message.metadata = undefined;
    for (const id of [there, gone]) {
      await revise(id, `withdrawn ${id}`);
      await bot.test.database.transaction((store) => store.messages.withdraw(id));
    }
    const before = bot.slack.messages("solbacken-kund").length;
    await bot.settled();
    expect(bot.slack.messages("solbacken-kund")).toHaveLength(before);
    expect(shown(`withdrawn ${there}`)).toHaveLength(1);
    expect(shown(`withdrawn ${gone}`)).toEqual([]);
    expect(await bot.test.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
  });
});
