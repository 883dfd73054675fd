import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Message } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** An answer that cannot be shown as it was meant: whoever waits hears it another way, and nothing is parked. */
describe("what Slack does not show", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());

  const until = async <T>(look: () => T | undefined | false): Promise<T> => {
    for (let left = 300; left > 0; left -= 1) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`It did not come to that: ${bot.logged.join("\n")}`);
  };
  /** What only one person has been shown in a channel since then. */
  const newTo = (channel: string) => {
    const before = bot.slack.ephemerals(channel).length;
    return (pattern: RegExp): Promise<Message> =>
      until(() =>
        bot.slack
          .ephemerals(channel)
          .slice(before)
          .find(({ text }) => pattern.test(text)),
      );
  };

  test.each([
    { kind: "refuse", error: "internal_error" },
    { kind: "status", status: 503 },
    { kind: "status", status: 429, retryAfter: 1 },
    { kind: "drop" },
  ] as const)("a form that does not open now comes as a button: %j", async (trouble) => {
    bot.slack.trouble("views.open", trouble);
    const alone = newTo("solbacken");
    await bot.slack.command("anna", "solbacken", "log");
    await bot.slack.press("anna", await alone(/./), "Open the form");
    await bot.slack.close("anna", await until(() => bot.slack.modal("anna")));
  });

  test("a form that never opens is told of in words, whether a line or a button asked for it, and in the log", async () => {
    bot.slack.trouble("views.open", { kind: "refuse", error: "not_enabled" }, 2);
    const [typed, pressed] = [newTo("solbacken"), newTo("solbacken-kund")];
    await bot.slack.command("anna", "solbacken", "log");
    await typed(/does not show this form/);
    await bot.slack.press("karin", bot.message("solbacken-kund", /Solbacken/), "Report a fault");
    await pressed(/does not show this form/);
    expect(bot.logged.join()).toContain("a form could not be opened");
  });

  test.each(["trigger_expired", "not_enabled", "internal_error"])(
    "what a press on the Home tab says stands in the private chat where no modal shows it: %s",
    async (error) => {
      await bot.slack.openHome("anna");
      const home = await until(() => bot.slack.homeOf("anna"));
      const chat = bot.slack.im("anna").id;
      const before = bot.slack.messages(chat).length;
      bot.slack.trouble("views.open", { kind: "refuse", error });
      await bot.slack.pressIn("anna", home, "Status");
      await until(() =>
        bot.slack
          .messages(chat)
          .slice(before)
          .some(({ text }) => /Solbacken Vård AB: Preparation/.test(text)),
      );
    },
  );

  test("a thread that Slack cannot read out just now is said so, and is no fault of ours", async () => {
    const { message } = await bot.slack.say("karin", "solbacken-kund", "Shall we meet on Friday?");
    const before = bot.logged.length;
    bot.slack.trouble("conversations.replies", { kind: "refuse", error: "ratelimited" });
    const alone = newTo("solbacken-kund");
    await bot.slack.shortcut("anna", message, "thread_minutes");
    await alone(/Slack did not answer/);
    expect(bot.logged.slice(before)).toEqual([]);
  });

  test("what a message shortcut says comes another way where its own address fails", async () => {
    const { message } = await bot.slack.say("karin", "solbacken-kund", "Shall we meet on Monday?");
    bot.slack.trouble("conversations.replies", { kind: "refuse", error: "thread_not_found" });
    bot.slack.trouble("response_url", { kind: "status", status: 500 });
    const alone = newTo("solbacken-kund");
    await bot.slack.shortcut("anna", message, "thread_minutes");
    await alone(/message is not there any more/);
  });

  test.each(["is_archived", "restricted_action", "user_not_found"])(
    "a reply for one person that is refused where they asked goes to their private chat: %s",
    async (error) => {
      const chat = bot.slack.im("anna").id;
      const before = bot.slack.messages(chat).length;
      bot.slack.trouble("chat.postEphemeral", { kind: "refuse", error });
      await bot.slack.mention("anna", "solbacken", "log 99x");
      await bot.settled();
      const told = bot.slack.messages(chat).slice(before);
      expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/^About solbacken[\s\S]*99x/)]);
      expect(await bot.undelivered()).toEqual([]);
    },
  );
});
