import type { Server } from "node:http";
import type { Dispatch } from "../../src/bot/incoming.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { closeServer, createHttp, listen } from "../../src/http.ts";
import type { Language } from "../../src/messages/language.ts";
import { createSlackPlatform, type SlackOptions } from "../../src/platforms/index.ts";
import { slackManifest } from "../../src/platforms/slack/manifest/manifest.ts";
import { agreements, commands } from "./commands.ts";
import type { TestDatabase } from "./databases.ts";
import { hostingFor } from "./hosting.ts";
import { type RunningBot, startRunningBot } from "./running-bot.ts";
import { type Message, type Slack, type SlackOptions as StandInOptions, startSlack } from "./slack/index.ts";

/** The manifest that an administrator pastes: what it does not ask for, the stand-in does not give. */
export const slackManifestOf = (mode: "http" | "socket") =>
  slackManifest(createRegistry(commands, agreements), { mode });

/** How a bot reaches the stand-in. */
export const slackCredentials = (slack: Slack, mode: "http" | "socket") => ({
  botToken: slack.botToken,
  apiUrl: slack.url,
  ...(mode === "http" ? { signingSecret: slack.signingSecret } : { appToken: slack.appToken }),
});

const portOf = (server: Server): number => {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port");
  return address.port;
};

/** The Slack platform alone, with a bot behind it that answers what the test says. */
export async function startPlatform(
  dispatch: Dispatch,
  more: Partial<SlackOptions> & { readonly mode?: "http" | "socket"; readonly standIn?: StandInOptions } = {},
) {
  const { mode = "http", standIn, ...options } = more;
  const slack = await startSlack({ mode, manifest: slackManifestOf(mode), ...standIn });
  const hosting = hostingFor(dispatch);
  const { troubles, added: jobs } = hosting;
  const platform = await createSlackPlatform({
    ...hosting,
    meet: async (account) => account.handle ?? account.user,
    credentials: slackCredentials(slack, mode),
    ...options,
  });
  const server = await listen(
    createHttp(
      { ready: async () => undefined, outboxRows: { counts: async () => ({ waiting: 0, parked: 0 }) } },
      platform.router === undefined ? [] : [platform.router],
    ),
    "127.0.0.1",
    0,
  );
  slack.connect(`http://127.0.0.1:${portOf(server)}`);
  platform.start();
  await slack.connected();
  return {
    slack,
    platform,
    troubles,
    jobs,
    async stop() {
      await closeServer(server);
      await platform.stop();
      await slack.stop();
    },
  };
}

/** The whole house, spoken to through Slack alone. */
export interface SlackBot extends RunningBot {
  readonly slack: Slack;
  /** The newest message of a channel that says this. */
  message(channel: string, pattern: RegExp): Message;
  /** What a person reads of a channel, newest last. */
  reads(user: string, channel: string): string;
  /**
   * Opens Solbacken as the main story does: internal `solbacken`, shared `solbacken-kund`, karin the approver, johan a
   * customer.
   */
  openSolbacken(more?: string): Promise<void>;
}

interface BotOptions {
  readonly mode?: "http" | "socket";
  readonly language?: Language;
  readonly open?: () => Promise<TestDatabase>;
  readonly standIn?: StandInOptions;
  readonly staffGroup?: string;
  /** Business time at the start, milliseconds since 1970; default: a Monday morning. */
  readonly clock?: number;
}

export async function startSlackBot(options: BotOptions = {}): Promise<SlackBot> {
  const { mode = "http", language = "sv", open, standIn, staffGroup, clock } = options;
  const slack = await startSlack({ mode, manifest: slackManifestOf(mode), rates: "none", ...standIn });
  const credentials = { signingSecret: undefined, appToken: undefined, staffGroup, ...slackCredentials(slack, mode) };
  const bot = await startRunningBot({
    config: { language, slack: credentials },
    listens: slack.connect,
    reached: () => slack.connected(),
    ...(open === undefined ? {} : { open }),
    ...(clock === undefined ? {} : { clock }),
  });
  const said = (user: string, channel: string): string =>
    slack
      .reads(user, channel)
      .map(({ text }) => text)
      .join("\n");

  return {
    ...bot,
    slack,
    message(channel, pattern) {
      const found = slack
        .reads("anna", channel)
        .findLast(({ text, message }) => message.user === slack.botUser && pattern.test(text));
      if (found === undefined) throw new Error(`Nothing in ${channel} says ${pattern}, but: ${said("anna", channel)}`);
      return found.message;
    },
    reads: said,
    async openSolbacken(more = "") {
      const line = `open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund data:2026-12-04 golive:2026-12-18 ${more}`;
      await slack.command("anna", "solbacken", line);
      await bot.settled();
      // Days that look odd are asked about first.
      const asked = slack.reads("anna", "solbacken").findLast(({ buttons }) => buttons.some((one) => opens.test(one)));
      if (asked !== undefined) await slack.press("anna", asked.message, opens);
      await bot.settled();
      for (const line of ["team add karin approver", "team add johan"]) await slack.command("anna", "solbacken", line);
      await bot.settled();
    },
    async stop() {
      await bot.stop();
      await slack.stop();
    },
  };
}

const opens = /^(?:Open it so|Öppna så)$/;
