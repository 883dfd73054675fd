import { type App, webApi } from "@slack/bolt";
import type { Router } from "express";
import { codeOf, isPermanent } from "../errors.ts";
import type { PlatformLog, SlackCredentials } from "../options.ts";
import type { Workspace } from "../who/identity.ts";
import { isOurs } from "./ours.ts";
import { createReceiver } from "./receiver.ts";
import { loggerTo } from "./sdk-log.ts";
import { StoredFirst } from "./stored-first.ts";

/** A Slack app over one of the two ways in. */
export interface Connection {
  readonly app: App;
  readonly client: webApi.WebClient;
  /** For `POST /slack/events`; unset with Socket Mode. */
  readonly router?: Router;
  start(): Promise<void>;
  /** Takes nothing more, and finishes what runs. */
  stop(): Promise<void>;
}

const codeIn = (error: unknown): unknown => (error as { readonly code?: unknown } | undefined)?.code;

/** One registration for both: HTTP with a signing secret, Socket Mode with an app token. */
export function connect(
  credentials: SlackCredentials,
  log: PlatformLog,
  notYet: (line: string) => string,
  home: () => Promise<Pick<Workspace, "bot" | "botUser" | "team" | "app">>,
): Connection {
  const { botToken, apiUrl } = credentials;
  const logger = loggerTo(log);
  const clientOptions: webApi.WebClientOptions = {
    // Repeating is ours to decide: the outbox and the jobs know what may be repeated.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 15_000,
    // How many are under way is the lanes' to decide: here a hundred that hang would hold up everybody else.
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
    logger,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  const received = createReceiver({ credentials, clientOptions, logger, log });
  const app = new StoredFirst({
    receiver: received.receiver,
    logger,
    clientOptions,
    attachFunctionToken: false,
    // The home installation, whoever presses: for people of another organisation `team` is theirs, and means nothing
    // here.
    authorize: async () => {
      const { bot, botUser, team } = await home();
      return { botToken, botId: bot, botUserId: botUser, teamId: team };
    },
    extendedErrorHandler: true,
  });
  app.notYet = notYet;
  app.isOurs = async (body) => {
    const at = await home().catch((error: unknown) =>
      log.info("Slack does not say who we are", { code: codeOf(error), err: error }),
    );
    if (at === undefined) return undefined;
    if (isOurs(body, at)) return true;
    log.info("a request for another app or workspace was refused");
    return false;
  };
  // With `extendedErrorHandler`, which the types of `error` know nothing of.
  app.error(async (thrown) => {
    const { error, body } = thrown as unknown as { readonly error: Error; readonly body: { readonly type?: string } };
    const cause = (error as { readonly original?: unknown }).original ?? error;
    if (isPermanent(cause))
      return log.info("Slack refused, and would again", { type: body.type, code: error.message, err: error });
    // Bolt has given the request up by then: what was stored comes by the outbox, and Slack says that it waited for
    // nothing.
    if (codeIn(cause) === "ERR_HTTP_HEADERS_SENT") return log.info("Slack was answered too late", { type: body.type });
    app.failed.add(body);
    log.failed(error, { type: body.type });
  });
  return {
    app,
    client: new webApi.WebClient(botToken, clientOptions),
    ...(received.by === "http" ? { router: received.router } : {}),
    async start() {
      if (received.by === "socket") await received.receiver.start();
    },
    async stop() {
      if (received.by === "socket") await received.receiver.client.disconnect();
      await app.idle();
    },
  };
}
