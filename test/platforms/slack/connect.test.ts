import { afterEach, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Channels shared with other organisations, guests, and what becomes of channels. */
describe("Slack Connect", () => {
  let bot: SlackBot;
  afterEach(() => bot.stop());
  const start = async (options: Parameters<typeof startSlackBot>[0] = {}) => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00"), ...options });
    return bot;
  };
  const dm = (who: string) => bot.reads(who, bot.slack.im(who).id);
  const isStaff = async (name: string) =>
    (await bot.test.pool.query<{ staff: boolean }>("select staff from accounts where handle = $1", [name])).rows[0]
      ?.staff;

  test("staff are the home workspace's members, whoever they administer elsewhere: guests and people of another organisation are customers", async () => {
    await start();
    await bot.openSolbacken();
    for (const who of ["anna", "erik"]) await bot.slack.mention(who, "solbacken", "help");
    for (const who of ["karin", "petra", "olle"])
      await bot.slack.mention(who, "solbacken-kund", "log 1h documentation");
    await bot.settled();
    for (const [who, staff] of [
      ["anna", true],
      ["erik", true],
      ["karin", false],
      ["petra", false],
      ["olle", false],
    ] as const)
      expect(await isStaff(who), who).toBe(staff);
    expect((await bot.facts()).work).toEqual([]);
    const { rows } = await bot.test.pool.query("select company from people where handle = 'petra'");
    expect(rows).toEqual([{ company: "Solbacken" }]);
  });

  test("STAFF_GROUP narrows staff to its members, and follows them", async () => {
    await start({ staffGroup: "S0ONBOARD" });
    bot.slack.addGroup({ id: "S0ONBOARD", handle: "onboarding", users: ["anna"] });
    await bot.openSolbacken("language:en");
    expect(await isStaff("anna")).toBe(true);
    expect((await bot.slack.command("erik", "solbacken", "log 1h documentation")).answer?.text).toMatch(
      /supplier|staff/i,
    );
    expect((await bot.facts()).work).toEqual([]);
  });

  test("an internal channel that becomes shared: staff are told, and nothing internal is posted there from that moment", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.slack.command("anna", "solbacken", 'require add "Main number answers 07–18"');
    await bot.slack.command("anna", "solbacken", "kickoff");
    await bot.settled();
    await bot.slack.share("solbacken", bot.slack.customer.id, { newId: "C0SHARED" });
    await bot.settled();
    expect(dm("anna")).toMatch(/People from outside have come into solbacken/);
    const before = bot.slack.messages("solbacken").length;
    const refused = await bot.slack.command("anna", "solbacken", "log 1h documentation");
    expect(refused.answer?.ephemeralTo).toBe(bot.slack.user("anna").id);
    const card = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    await bot.slack.press("karin", card, "Report a fault");
    for (let tries = 0; bot.slack.modal("karin") === undefined && tries < 300; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const view = bot.slack.modal("karin");
    if (view === undefined) throw new Error("No modal");
    await bot.slack.submit("karin", view, { problem: "No sound" });
    await bot.settled();
    expect(bot.slack.messages("solbacken")).toHaveLength(before);
    expect((await bot.facts()).work).toEqual([]);
    // The channel's new id is the project's: it is the same channel.
    const { rows } = await bot.test.pool.query(
      "select external, outsiders from conversations where name = 'solbacken'",
    );
    expect(rows).toEqual([{ external: "C0SHARED", outsiders: true }]);
  });

  test("a ledger message that was waiting when the channel was shared never arrives there", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.house().outbox.stop();
    await bot.slack.mention("anna", "solbacken", "log 1h documentation");
    await bot.slack.share("solbacken", bot.slack.customer.id);
    bot.house().outbox.start();
    await bot.settled();
    expect(bot.reads("anna", "solbacken")).not.toContain("Logged 1 h");
  });

  test("a guest who joins the internal channel makes it one with people from outside", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.slack.join("olle", "solbacken");
    await bot.settled();
    expect(dm("anna")).toMatch(/People from outside have come into solbacken/);
    const { answer } = await bot.slack.command("anna", "solbacken", "invoice");
    expect(answer?.ephemeralTo).toBe(bot.slack.user("anna").id);
    expect(answer?.text).not.toMatch(/VAT/);
  });

  test("a channel with a guest in it cannot become internal", async () => {
    await start();
    bot.slack.addChannel({ name: "mixed", members: ["anna", "olle"] });
    const { answer } = await bot.slack.command("anna", "mixed", 'open "Solbacken Vård AB"');
    expect(answer?.ephemeralTo).toBe(bot.slack.user("anna").id);
    expect((await bot.test.pool.query("select id from projects")).rows).toEqual([]);
  });

  test("the customer's channel is no longer shared: staff are told in the internal one", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.slack.unshare("solbacken-kund");
    await bot.settled();
    expect(bot.reads("anna", "solbacken")).toMatch(/solbacken-kund is no longer shared/);
  });

  test("an archived channel: staff are told, and what could not be sent is sent when it is taken up again", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.slack.archive("solbacken-kund");
    await bot.settled();
    expect(bot.reads("anna", "solbacken")).toMatch(/solbacken-kund is archived/);
    await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:johan');
    await bot.settled();
    expect(bot.reads("anna", "solbacken")).toMatch(/could not be delivered to solbacken-kund/);
    await bot.slack.unarchive("solbacken-kund");
    await bot.settled();
    expect(bot.reads("karin", "solbacken-kund")).toContain("Send floor plan");
  });

  test("a renamed channel goes by its new name", async () => {
    await start();
    await bot.openSolbacken("language:en");
    await bot.slack.rename("solbacken", "solbacken-intern");
    await bot.settled();
    expect(
      (await bot.test.pool.query("select name from conversations order by name")).rows.map(({ name }) => name),
    ).toContain("solbacken-intern");
  });

  test("bind shared: the card that stays is posted and pinned, and the one of the channel that is left is taken down", async () => {
    await start();
    await bot.openSolbacken("language:en");
    const old = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    expect(old.pinned).toBe(true);
    bot.slack.addChannel({ name: "solbacken-ny", members: ["anna", "karin"], sharedWith: [bot.slack.customer.id] });
    await bot.slack.command("anna", "solbacken-ny", "bind shared in:solbacken");
    await bot.settled();
    expect(bot.message("solbacken-ny", /Onboarding of Solbacken/).pinned).toBe(true);
    const left = bot.slack.messages("solbacken-kund").find(({ ts }) => ts === old.ts);
    expect(left?.pinned).toBe(false);
    expect(left?.text).toMatch(/moved/);
  });
});
