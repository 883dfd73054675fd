import type { ServerResponse } from "node:http";
import {
  App,
  type AppOptions,
  AuthorizationError,
  defaultProcessEventErrorHandler,
  ExpressReceiver,
  HTTPModuleFunctions,
  LogLevel,
  SocketModeReceiver,
  webApi,
} from "@slack/bolt";
import express, { type ErrorRequestHandler, type Router } from "express";
import { codeOf, isPermanent } from "../errors.ts";
import type { PlatformLog, SlackCredentials } from "../options.ts";
import { isOurs, isPast } from "./ours.ts";
import { Malformed, shaped } from "./shape.ts";

type Event = Parameters<App["processEvent"]>[0];

/**
 * Bolt acknowledges an event before anybody has looked at it. Here it is acknowledged when what it caused is stored: else Slack sends
 * it again, and the transport's once gives a repeat the first answer.
 */
class StoredFirst extends App {
  readonly #running = new Set<Promise<void>>();
  failed = new WeakSet<object>();
  /** Whether what came in is meant for us; undefined while we do not know who we are. */
  isOurs: (body: object) => Promise<boolean | undefined> = async () => true;
  /** What a slash command is answered meanwhile: the only request whose answer needs nobody to be known. */
  notYet: (line: string) => string = (line) => line;

  override async processEvent(event: Event): Promise<void> {
    const work = this.#process({ ...event, body: shaped(event.body) });
    this.#running.add(work);
    await work.finally(() => this.#running.delete(work));
  }

  async #process(event: Event): Promise<void> {
    const ours = await this.isOurs(event.body);
    if (ours === undefined) return this.#refuseUnknown(event);
    if (!ours) throw new AuthorizationError("meant for another app or workspace", new Error("not ours"));
    if ((event.body as { readonly type?: string }).type !== "event_callback") return this.#read(event);
    await this.#read({ ...event, ack: async () => undefined });
    if (!this.failed.has(event.body)) await event.ack();
  }

  /** What listeners throw is handled by then: a TypeError is Bolt's own, at a field that is not what it should be. */
  async #read(event: Event): Promise<void> {
    try {
      await super.processEvent(event);
    } catch (error) {
      throw error instanceof TypeError ? new Malformed([error.message]) : error;
    }
  }

  /**
   * Bolt would acknowledge it, and what somebody sent in would close as if it were kept. A line is answered in words; everything else
   * is not acknowledged, so that Slack says so, or sends it again.
   */
  async #refuseUnknown({ body, ack }: Event): Promise<void> {
    const { command, text = "" } = body as { readonly command?: string; readonly text?: string };
    if (command === undefined) throw new NotYet();
    await ack({ response_type: "ephemeral", text: this.notYet(`${command} ${text}`.trim()) });
  }

  /** Resolves when nothing that came in is being worked on. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }
}

/** Slack has not told us yet who we are, so nobody can be known. */
class NotYet extends Error {}

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

/** The largest request that is read. Slack's own are far smaller. */
const bodyLimit = 1024 * 1024;

type BoltLogger = NonNullable<AppOptions["logger"]>;

/** Bolt's own words go to our log; what people wrote is never among them at these levels. */
function loggerTo(log: PlatformLog): BoltLogger {
  const say =
    (event: string) =>
    (...words: unknown[]) =>
      log.info(`${event}: ${words.map((word) => (word instanceof Error ? word.message : String(word))).join(" ")}`.slice(0, 500));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say("slack warns"),
    error: say("slack"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** One registration for both: HTTP with a signing secret, Socket Mode with an app token. */
export function connect(
  credentials: SlackCredentials,
  log: PlatformLog,
  notYet: (line: string) => string,
  home: () => Promise<{ readonly bot: string; readonly botUser: string; readonly team: string; readonly app?: string | undefined }>,
): Connection {
  const { botToken, signingSecret, appToken, apiUrl } = credentials;
  const logger = loggerTo(log);
  const clientOptions: webApi.WebClientOptions = {
    // Repeating is ours to decide: the outbox and the jobs know what may be repeated.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 15_000,
    logger,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  const router = express.Router();
  // A body that is refused for its size stays unread: on a connection that is kept, the next request would wait behind it.
  router.use("/slack/events", (request, response, next) => {
    if (Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY) > bodyLimit) response.set("Connection", "close");
    if (!isPast(request.headers["x-slack-request-timestamp"])) return void response.status(401).send();
    next();
  });
  const unread = (error: unknown): boolean => {
    if (!(error instanceof Malformed)) return false;
    log.info("a request could not be read", { where: error.where });
    return true;
  };
  const socket =
    appToken === undefined
      ? undefined
      : new SocketModeReceiver({
          appToken,
          logger,
          installerOptions: { clientOptions: { ...clientOptions, retryConfig: undefined } },
          // Taken, so that it is not sent again and again.
          processEventErrorHandler: async (given) => unread(given.error) || defaultProcessEventErrorHandler(given),
        });
  const receiver =
    socket ??
    new ExpressReceiver({
      signingSecret: signingSecret ?? "",
      router,
      endpoints: "/slack/events",
      bodyLimit,
      logger,
      unhandledRequestTimeoutMillis: 3_001,
      async processEventErrorHandler(thrown) {
        const malformed = unread(thrown.error);
        if (!malformed && !(thrown.error instanceof NotYet)) return HTTPModuleFunctions.defaultProcessEventErrorHandler(thrown);
        (thrown.response as ServerResponse).writeHead(malformed ? 400 : 503).end();
        return false;
      },
    });
  // A body that is JSON and no object: Bolt looks into it before anybody can say so.
  const unreadable: ErrorRequestHandler = (_error, _request, response, next) => {
    if (response.headersSent) return next(_error);
    response.status(400).send();
  };
  router.use("/slack/events", unreadable);
  const app = new StoredFirst({
    receiver,
    logger,
    clientOptions,
    attachFunctionToken: false,
    // The home installation, whoever presses: for people of another organisation `team` is theirs, and means nothing here.
    authorize: async () => {
      const { bot, botUser, team } = await home();
      return { botToken, botId: bot, botUserId: botUser, teamId: team };
    },
    extendedErrorHandler: true,
  });
  app.notYet = notYet;
  app.isOurs = async (body) => {
    const at = await home().catch((error: unknown) => log.info("Slack does not say who we are", { code: codeOf(error), err: error }));
    if (at === undefined) return undefined;
    if (isOurs(body, at)) return true;
    log.info("a request for another app or workspace was refused");
    return false;
  };
  // With `extendedErrorHandler`, which the types of `error` know nothing of.
  app.error(async (thrown) => {
    const { error, body } = thrown as unknown as { readonly error: Error; readonly body: { readonly type?: string } };
    const cause = (error as { readonly original?: unknown }).original ?? error;
    if (isPermanent(cause)) return log.info("Slack refused, and would again", { type: body.type, code: error.message, err: error });
    // Bolt has given the request up by then: what was stored comes by the outbox, and Slack says that it waited for nothing.
    if (codeIn(cause) === "ERR_HTTP_HEADERS_SENT") return log.info("Slack was answered too late", { type: body.type });
    app.failed.add(body);
    log.failed(error, { type: body.type });
  });
  return {
    app,
    client: new webApi.WebClient(botToken, clientOptions),
    ...(socket === undefined ? { router } : {}),
    async start() {
      await socket?.start();
    },
    async stop() {
      await socket?.client.disconnect();
      await app.idle();
    },
  };
}
