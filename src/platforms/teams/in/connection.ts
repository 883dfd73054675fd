import { withOverrides } from "@microsoft/teams.api";
import { App, ExpressAdapter } from "@microsoft/teams.apps";
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from "express";
import { phrase } from "../../../messages/phrase.ts";
import type { TellAdministrator } from "../administrator.ts";
import { cloudOf } from "../cloud.ts";
import type { PlatformLog, TeamsAccess } from "../options.ts";
import { isConnector, isLoopback } from "../service-url.ts";
import { type Activity, activitySchema, tenantsOf } from "./activity.ts";
import { loggerTo } from "./sdk-log.ts";
import { onlyKnownKeys } from "./signing-keys.ts";

/** Where Teams posts. */
const endpoint = "/api/messages";

/** The largest request that is read; Teams' own are far smaller. */
const bodyLimit = 1024 * 1024;

/** What is answered to an activity. */
interface Answered {
  readonly status: number;
  readonly body?: unknown;
}

/** An activity that does not say what it must: answered with 400. */
export class Malformed extends Error {}

/** An invoke that nobody here answers: 501, as bots answer it, so that Teams tells whoever waits. */
export class Unheard extends Error {}

/** A way in for verified activities, and nothing else: the SDK checks the token, what comes after is ours. */
interface Connection {
  /** `POST /api/messages`. */
  readonly router: Router;
  /** Takes nothing more, and finishes what runs. */
  stop(): Promise<void>;
}

/** The SDK's app, whose routes we leave unused: its own answer to what nobody asked of this bot, such as signing in. */
class Door extends App {
  readonly #open: (body: unknown) => Promise<Answered>;

  constructor(options: ConstructorParameters<typeof App>[0], open: (body: unknown) => Promise<Answered>) {
    super(options);
    this.#open = open;
  }

  override onActivity({ body }: Parameters<App["onActivity"]>[0]): ReturnType<App["onActivity"]> {
    return this.#open(body) as ReturnType<App["onActivity"]>;
  }
}

const malformed: Answered = { status: 400, body: { error: "This is no activity that can be read." } };

/** The SDK's switch that turns its token check off. */
const forbidden = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS";

/**
 * Opens the way in. An activity is acknowledged when what it caused is stored; what fails before is answered with 500,
 * so that it is sent again.
 *
 * @throws Error when the environment asks the SDK to let anybody in.
 */
export function connect(
  access: TeamsAccess,
  log: PlatformLog,
  tellAdministrator: TellAdministrator,
  handle: (activity: Activity) => Promise<unknown>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Connection {
  if (!["", "0", "false", "no", "off"].includes(environment[forbidden]?.trim().toLowerCase() ?? "")) {
    throw new Error(`${forbidden} is set: it would let anybody speak for anybody in Teams. Unset it.`);
  }
  const running = new Set<Promise<unknown>>();
  let stopped = false;

  async function open(body: unknown): Promise<Answered> {
    if (stopped) return { status: 503 };
    const read = activitySchema.safeParse(body);
    if (!read.success) {
      log.info("an activity could not be read", {
        where: read.error.issues.map(({ path }) => path.join(".")).slice(0, 5),
      });
      return malformed;
    }
    const activity = read.data;
    if (!isWelcome(access, activity)) {
      log.info("an activity of another service was refused", { channel: activity.channelId.slice(0, 40) });
      return { status: 403, body: { error: "Only Microsoft Teams may use this address." } };
    }
    if (!isOurs(access, activity)) {
      const other = tenantsOf(activity)[0]?.slice(0, 40) ?? "";
      tellAdministrator(
        "an activity of another tenant was refused",
        phrase("teams.advice.otherTenant", { tenant: other }),
      );
      return { status: 403, body: { error: "This bot is not for your organisation." } };
    }
    const work = handle(activity);
    running.add(work);
    try {
      const answer = await work;
      return answer === undefined ? { status: 200 } : { status: 200, body: answer };
    } catch (error) {
      if (error instanceof Malformed) return malformed;
      if (error instanceof Unheard) {
        log.info("an invoke that nobody answers", { invoke: error.message.slice(0, 60) });
        return { status: 501, body: { error: "This bot does not do that." } };
      }
      log.failed(error, { type: activity.type.slice(0, 40), invoke: activity.name?.slice(0, 60) });
      return { status: 500, body: { error: "Something went wrong." } };
    } finally {
      running.delete(work);
    }
  }

  const logger = loggerTo(log, tellAdministrator, access.kind === "registered" ? access.clientId : "");
  const sdk = express();
  sdk.disable("x-powered-by");
  const door = new Door(
    {
      ...credentialsOf(access),
      logger,
      httpServerAdapter: new ExpressAdapter(sdk, { logger }),
      messagingEndpoint: endpoint,
    },
    open,
  );
  const ready = door.initialize();
  // Whoever calls finds out; until then nobody needs to.
  ready.catch(() => undefined);

  const router = express.Router();
  if (access.kind === "insecure-local") router.use(endpoint, ownMachineOnly);
  else {
    const { openIdMetadataUrl: configured } = access;
    router.post(
      endpoint,
      onlyKnownKeys({ metadataUrl: configured ?? cloudOf(access).environment.openIdMetadataUrl, configured, log }),
    );
  }
  router.use(
    endpoint,
    closeWhenLarge,
    express.json({ limit: bodyLimit }),
    objectsOnly,
    async (_request, _response, next) => {
      await ready;
      next();
    },
  );
  router.use(sdk);
  router.use(endpoint, unreadable(log));
  return {
    router,
    async stop() {
      stopped = true;
      await Promise.allSettled([...running]);
    },
  };
}

/** Nothing of the SDK's is left to the environment: `CLIENT_ID`, `CLOUD`, `SERVICE_URL` and the like are not ours. */
function credentialsOf(access: TeamsAccess): ConstructorParameters<typeof App>[0] {
  const { environment, connectors } = cloudOf(access);
  const fixed = { serviceUrl: `https://${connectors[0]}/teams`, client: { timeout: 15_000 } };
  if (access.kind === "insecure-local") {
    return {
      ...fixed,
      clientId: "",
      clientSecret: "",
      tenantId: "",
      cloud: environment,
      dangerouslyAllowUnauthenticatedRequests: true,
    };
  }
  const { clientId, tenantId, clientSecret = "", token, openIdMetadataUrl } = access;
  return {
    ...fixed,
    ...{ clientId, tenantId, dangerouslyAllowUnauthenticatedRequests: false },
    clientSecret: token === undefined ? clientSecret : "",
    // Also given without a ready token: else the SDK looks for a managed identity.
    ...(token === undefined && clientSecret !== "" ? {} : { token: () => token ?? "" }),
    cloud: openIdMetadataUrl === undefined ? environment : withOverrides(environment, { openIdMetadataUrl }),
  };
}

/**
 * True for Teams, by one of its own connectors. A bot's registration may have other channels, such as Direct Line,
 * where people say themselves who they are.
 */
function isWelcome(access: TeamsAccess, { channelId, serviceUrl }: Activity): boolean {
  return (access.kind === "insecure-local" || channelId === "msteams") && isConnector(access, serviceUrl);
}

/**
 * True where the conversation, or else who speaks in it, is of our tenant. One that names no tenant at all is
 * malformed.
 */
function isOurs(access: TeamsAccess, activity: Activity): boolean {
  const tenants = tenantsOf(activity);
  return access.kind === "insecure-local" || tenants.length === 0 || tenants.includes(access.tenantId);
}

/** Without a token check, only programs on this machine are listened to: no other machine, and no page in a browser. */
const ownMachineOnly: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers;
  const near = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/u.test(request.socket.remoteAddress ?? "");
  if (near && host !== undefined && isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin)))
    return next();
  response.status(403).send({ error: "Only this machine may use this address." });
};

/**
 * A body that is refused for its size stays unread: on a connection that is kept, the next request would wait behind
 * it.
 */
const closeWhenLarge: RequestHandler = (request, response, next) => {
  if (Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY) > bodyLimit)
    response.set("Connection", "close");
  next();
};

const objectsOnly: RequestHandler = (request, response, next) => {
  const body: unknown = request.body;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return next();
  response.status(400).send({ error: "Send an activity as application/json." });
};

function unreadable(log: PlatformLog): ErrorRequestHandler {
  return (error: { readonly status?: number; readonly type?: string }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status = 500, type } = error;
    if (status >= 500) log.failed(error);
    else log.info("a request could not be read", { status, type });
    response.status(status).send({ error: status === 413 ? "This is too large." : "This cannot be read." });
  };
}
