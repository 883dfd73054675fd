import { afterEach, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "../../support/bot-process.ts";
import { type Slack, startSlack } from "../../support/slack/index.ts";

/** The bot as it is deployed: a process of its own, with nothing but its environment. */
describe.each(["http", "socket"] as const)("the process, over %s", (mode) => {
  let slack: Slack;
  let bot: BotProcess;
  afterEach(async () => {
    await bot.remove();
    await slack.stop();
  });
  const start = async (): Promise<void> => {
    slack = await startSlack({ mode, rates: "none" });
    bot = await botProcess({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.url,
      LOCALE: "en",
      ...(mode === "http" ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
    });
    await boot();
  };
  const boot = async (): Promise<void> => {
    await bot.start();
    slack.connect(bot.url());
    await slack.connected();
  };

  /** With the acknowledgement, or after it where the machine is slow: what is asked once is never lost. */
  const isAnswered = async (line: string): Promise<void> => {
    const before = slack.reads("anna", "solbacken").length;
    const { answer, status } = await slack.command("anna", "solbacken", line);
    const later = () => slack.reads("anna", "solbacken").slice(before);
    const said = () => JSON.stringify([status, answer?.text, later().map(({ text }) => text)]);
    await expect.poll(said, { timeout: 60_000 }).toContain("Solbacken Vård AB");
  };

  test("answers, survives a kill with everything it has said, and stops in order; the local workspace is not served", {
    timeout: 240_000,
  }, async () => {
    await start();
    await isAnswered('open "Solbacken Vård AB"');
    expect((await fetch(`${bot.url()}/local/api/workspace`)).status).toBe(404);
    await bot.kill();
    // Until Slack has seen the socket close, it may still send by it.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await boot();
    await isAnswered("status");
    expect(await bot.stop()).toBe(0);
  });

  test("runs while Slack does not take its token, and says in the log how to mend it", async () => {
    slack = await startSlack({ mode, rates: "none" });
    slack.revoke();
    bot = await botProcess({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.url,
      ...(mode === "http" ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
    });
    await bot.start();
    for (let tries = 0; tries < 100 && !bot.output().includes("Install the app anew"); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bot.output()).toContain("Install the app anew");
    expect((await fetch(`${bot.url()}/readyz`)).status).toBe(200);
  });
});
