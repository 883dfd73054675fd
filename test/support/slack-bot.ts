import type { Server } from "node:http";
import { pino } from "pino";
import type { Dispatch } from "../../src/bot/incoming.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { commands } from "../../src/commands/index.ts";
import { compose, type House, readAgreement } from "../../src/compose.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { closeServer, createHttp, listen } from "../../src/http.ts";
import type { Language } from "../../src/messages/language.ts";
import { createWords } from "../../src/messages/words.ts";
import { createSlackPlatform, type SlackOptions, type SlackPlatform } from "../../src/platforms/index.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { openTestDatabase, type TestDatabase } from "./databases.ts";
import { keepingInMemory } from "./local-workspace.ts";
import { type Message, type Slack, type SlackOptions as StandInOptions, startSlack } from "./slack/index.ts";

/** The manifest that an administrator pastes: what it does not ask for, the stand-in does not give. */
const manifestOf = (mode: "http" | "socket") => slackManifest(createRegistry(commands), { mode });

const credentialsOf = (slack: Slack, mode: "http" | "socket") => ({
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
  const slack = await startSlack({ mode, manifest: manifestOf(mode), ...standIn });
  const troubles: string[] = [];
  const jobs: unknown[] = [];
  const platform: SlackPlatform = createSlackPlatform({
    credentials: credentialsOf(slack, mode),
    dispatch,
    words: createWords(),
    language: "sv",
    timeZone: "Europe/Stockholm",
    keeping: keepingInMemory(),
    now: async () => Date.now(),
    jobs: { add: async (payload) => void jobs.push(JSON.parse(JSON.stringify(payload))) },
    meet: async (account) => account.handle ?? account.user,
    usersOf: async () => new Map(),
    channels: {
      met: async () => undefined,
      peopled: async () => undefined,
      bound: async () => true,
      renamed: async () => undefined,
      changed: async () => undefined,
      troubled: async () => undefined,
      opened: async () => undefined,
    },
    portfolio: async () => ({ language: "sv", projects: [] }),
    log: {
      info: () => undefined,
      trouble: (event) => void troubles.push(event),
      failed: (error) => {
        troubles.push(String(error));
        return "abc123";
      },
    },
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
export interface SlackBot {
  readonly slack: Slack;
  house(): House;
  readonly test: TestDatabase;
  /** Resolves when nothing waits to be sent or done. */
  settled(): Promise<void>;
  /** The newest message of a channel that says this. */
  message(channel: string, pattern: RegExp): Message;
  /** What a person reads of a channel, newest last. */
  reads(user: string, channel: string): string;
  facts(code?: string): Promise<ProjectFacts>;
  /** What the log said that a person must act on, or that nobody expected. */
  readonly logged: readonly string[];
  /** Stops the bot and starts it anew over the same database. */
  restart(): Promise<void>;
  /** Opens Solbacken as the main story does: internal `solbacken`, shared `solbacken-kund`, karin the approver, johan a customer. */
  openSolbacken(more?: string): Promise<void>;
  stop(): Promise<void>;
}

interface BotOptions {
  readonly mode?: "http" | "socket";
  readonly language?: Language;
  readonly open?: () => Promise<TestDatabase>;
  readonly standIn?: StandInOptions;
  readonly staffGroup?: string;
  /** Business time at the start, milliseconds since 1970; default: now. */
  readonly clock?: number;
}

export async function startSlackBot(options: BotOptions = {}): Promise<SlackBot> {
  const { mode = "http", language = "sv", open = openTestDatabase, standIn, staffGroup, clock } = options;
  const slack = await startSlack({ mode, manifest: manifestOf(mode), rates: "none", ...standIn });
  const test = await open();
  const { database } = test;
  if (clock !== undefined) await database.clock.setStart(clock);
  const logged: string[] = [];
  const write = (line: string) => void (process.env.TEST_LOG === undefined ? logged.push(line) : process.stderr.write(line));
  const log = pino({ level: process.env.TEST_LOG ?? "warn", base: null }, { write });
  const credentials = { signingSecret: undefined, appToken: undefined, staffGroup, ...credentialsOf(slack, mode) };
  const agreement = await readAgreement();

  /** The house as `main` starts it. */
  async function boot() {
    const house = compose({
      config: { language, timeZone: "Europe/Stockholm", minutesModel: undefined, slack: credentials },
      database,
      agreement,
      log,
    });
    const { slack: platform } = house;
    if (platform === undefined) throw new Error("No Slack in the house");
    const server = await listen(createHttp(database, platform.router === undefined ? [] : [platform.router]), "127.0.0.1", 0);
    slack.connect(`http://127.0.0.1:${portOf(server)}`);
    platform.start();
    await slack.connected();
    house.outbox.start();
    house.jobs.start();
    const stop = async () => {
      await house.jobs.stop();
      await house.outbox.stop();
      await closeServer(server);
      await platform.stop();
    };
    return { house, stop };
  }
  let running = await boot();

  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      await running.house.jobs.drain();
      await running.house.outbox.drain();
      const { rows } = await test.pool.query<{ due: string }>(
        `select count(*) as due from messages where next_attempt_at <= clock_timestamp() + interval '2 seconds'`,
      );
      quiet = Number(rows[0]?.due) === 0 ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
  const said = (user: string, channel: string): string =>
    slack
      .reads(user, channel)
      .map(({ text }) => text)
      .join("\n");

  return {
    slack,
    test,
    logged,
    settled,
    house: () => running.house,
    message(channel, pattern) {
      const found = slack.reads("anna", channel).findLast(({ text, message }) => message.user === slack.botUser && pattern.test(text));
      if (found === undefined) throw new Error(`Nothing in ${channel} says ${pattern}, but: ${said("anna", channel)}`);
      return found.message;
    },
    reads: said,
    async facts(code = "solbacken") {
      return database.transaction(async (store) => {
        const project = await store.projects.find(code);
        if (project === undefined) throw new Error(`No project ${code}`);
        return store.projects.facts(project.id);
      });
    },
    async restart() {
      await running.stop();
      // Until Slack has seen the old socket close, it may still send by it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      running = await boot();
    },
    async openSolbacken(more = "") {
      const line = `open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund data:2026-12-04 golive:2026-12-18 ${more}`;
      await slack.command("anna", "solbacken", line);
      await settled();
      for (const line of ["team add karin approver", "team add johan"]) await slack.command("anna", "solbacken", line);
      await settled();
    },
    async stop() {
      await running.stop();
      await slack.stop();
      await test.close();
    },
  };
}
