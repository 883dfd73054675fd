import type { ServerResponse } from "node:http";
import {
  defaultProcessEventErrorHandler,
  ExpressReceiver,
  HTTPModuleFunctions,
  SocketModeReceiver,
  type webApi,
} from "@slack/bolt";
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from "express";
import type { PlatformLog, SlackCredentials } from "../options.ts";
import { isPast } from "./ours.ts";
import type { BoltLogger } from "./sdk-log.ts";
import { Malformed } from "./shape.ts";
import { NotYet } from "./stored-first.ts";

/**
 * How what Slack sends is received: over HTTP where there is a signing secret, by Socket Mode where there is an app
 * token.
 */
export type Received =
  | { readonly by: "http"; readonly receiver: ExpressReceiver; readonly router: Router }
  | { readonly by: "socket"; readonly receiver: SocketModeReceiver };

interface Parts {
  readonly credentials: SlackCredentials;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: BoltLogger;
  readonly log: PlatformLog;
}

const path = "/slack/events";

/** The largest request that is read. Slack's own are far smaller. */
const bodyLimit = 1024 * 1024;

export function createReceiver({ credentials, clientOptions, logger, log }: Parts): Received {
  const { signingSecret = "", appToken } = credentials;
  const unread = (error: unknown): boolean => {
    if (!(error instanceof Malformed)) return false;
    log.info("a request could not be read", { where: error.where });
    return true;
  };
  if (appToken !== undefined) {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      installerOptions: { clientOptions: { ...clientOptions, retryConfig: undefined } },
      // Taken, so that it is not sent again and again.
      processEventErrorHandler: async (given) => unread(given.error) || defaultProcessEventErrorHandler(given),
    });
    return { by: "socket", receiver };
  }
  const router = express.Router();
  router.use(path, beforeReading);
  const receiver = new ExpressReceiver({
    signingSecret,
    router,
    endpoints: path,
    bodyLimit,
    logger,
    unhandledRequestTimeoutMillis: 3_001,
    async processEventErrorHandler(thrown) {
      const malformed = unread(thrown.error);
      if (!malformed && !(thrown.error instanceof NotYet))
        return HTTPModuleFunctions.defaultProcessEventErrorHandler(thrown);
      (thrown.response as ServerResponse).writeHead(malformed ? 400 : 503).end();
      return false;
    },
  });
  router.use(path, unreadable);
  return { by: "http", receiver, router };
}

/**
 * What is signed for a time to come is refused. A body that is refused for its size stays unread: on a connection that
 * is kept, the next request would wait behind it.
 */
const beforeReading: RequestHandler = (request, response, next) => {
  if (Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY) > bodyLimit)
    response.set("Connection", "close");
  if (!isPast(request.headers["x-slack-request-timestamp"])) return void response.status(401).send();
  next();
};

/** A body that is JSON and no object: Bolt looks into it before anybody can say so. */
const unreadable: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  response.status(400).send();
};
