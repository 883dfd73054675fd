import { createServer, type Server } from "node:http";
import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type Trouble, Unavailable } from "./store/unavailable.ts";

/** What the outside may ask of us besides the platforms' own ways in. */
export interface Health {
  /** Resolves when the database answers and its migrations are applied. */
  ready(): Promise<void>;
  readonly outboxRows: { counts(): Promise<{ readonly waiting: number; readonly parked: number }> };
}

/** How the queues are going, by platform or lane. */
export interface QueueFigures {
  waiting(): Promise<ReadonlyMap<string, { readonly waiting: number; readonly overdue: number }>>;
  /** How many this process has under way. */
  running(): ReadonlyMap<string, number>;
}
export interface Figures {
  readonly backups?: BackupFigures | undefined;
  readonly outbox?: QueueFigures;
  readonly jobs?: QueueFigures;
}

/** What a stranger hears when we are not ready; the log says the rest. */
const notReady: Readonly<Record<Trouble, string>> = {
  unreachable: "the database does not answer",
  full: "no space left",
  readonly: "the database may not be written to",
  broken: "the database has to be opened again",
  busy: "the database does not answer",
};
/** A default metric that tells strangers which version has which holes. */
const toldToNobody = "nodejs_version_info";
/** How the daily backups are going. */
export interface BackupFigures {
  /** Seconds since 1970 at which the newest was taken; undefined when there is none. */
  newest(): Promise<number | undefined>;
  failures(): number;
}

/** The one web application: health, metrics, and the platforms' routers. */
export function createHttp(
  health: Health,
  routers: readonly Router[],
  { backups, outbox, jobs }: Figures = {},
): Express {
  const app = express();
  app.disable("x-powered-by");
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  metrics.removeSingleMetric(toldToNobody);
  new Gauge({
    name: "startklar_outbox_messages",
    help: "Messages that are not delivered: waiting, or parked because a platform refused them",
    labelNames: ["state"],
    registers: [metrics],
    async collect() {
      const { waiting, parked } = await health.outboxRows.counts();
      this.set({ state: "waiting" }, waiting);
      this.set({ state: "parked" }, parked);
    },
  });
  if (backups !== undefined) countBackups(metrics, backups);
  if (outbox !== undefined) countQueue(metrics, outbox, { name: "outbox", what: "Messages", by: "platform" });
  if (jobs !== undefined) countQueue(metrics, jobs, { name: "jobs", what: "Jobs", by: "lane" });
  app.get("/healthz", (_request, response) => {
    response.type("text/plain").send("ok");
  });
  app.get("/readyz", async (_request, response) => {
    try {
      await health.ready();
      response.type("text/plain").send("ready");
    } catch (error) {
      response
        .status(503)
        .type("text/plain")
        .send(notReady[error instanceof Unavailable ? error.trouble : "unreachable"]);
    }
  });
  app.get("/metrics", async (_request, response) => {
    try {
      const text = await metrics.metrics();
      response.type(metrics.contentType).send(text);
    } catch {
      response.status(503).type("text/plain").send(notReady.unreachable);
    }
  });
  for (const router of routers) app.use(router);
  app.use(unreadableAddress);
  return app;
}

/** An address whose escapes are no text is malformed, whatever route it might have meant. */
const unreadableAddress: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent || !(error instanceof URIError)) return next(error);
  response.status(400).type("text/plain").send("This address cannot be read");
};

interface Queued {
  readonly name: string;
  readonly what: string;
  readonly by: string;
}
function countQueue(metrics: Registry, figures: QueueFigures, { name, what, by }: Queued): void {
  let asked: ReturnType<QueueFigures["waiting"]> | undefined;
  // Asked once for all gauges of a scrape.
  const waiting = () => {
    asked ??= figures.waiting().finally(() => {
      asked = undefined;
    });
    return asked;
  };
  const gauge = (figure: string, help: string, collect: () => Promise<Iterable<readonly [string, number]>>) =>
    new Gauge({
      ...{ name: `startklar_${name}_${figure}`, help, labelNames: [by], registers: [metrics] },
      async collect() {
        const found = new Map(await collect());
        this.reset();
        // A queue that is empty says so.
        for (const key of new Set([...figures.running().keys(), ...found.keys()]))
          this.set({ [by]: key }, found.get(key) ?? 0);
      },
    });
  const each = async (of: "waiting" | "overdue") =>
    [...(await waiting())].map(([key, queue]) => [key, queue[of]] as const);
  gauge("waiting", `${what} that wait or are in hand, in all processes`, () => each("waiting"));
  gauge(
    "overdue_seconds",
    `${what}: how long what could be taken has waited, at most; 0: nothing waits that could`,
    () => each("overdue"),
  );
  gauge("running", `${what} that this process has in hand`, async () => figures.running());
}

function countBackups(metrics: Registry, backups: BackupFigures): void {
  new Gauge({
    name: "startklar_backup_newest_timestamp_seconds",
    help: "When the newest daily backup was taken; 0: there is none",
    registers: [metrics],
    async collect() {
      this.set((await backups.newest()) ?? 0);
    },
  });
  new Gauge({
    name: "startklar_backup_failures",
    help: "Daily backups that failed since the start",
    registers: [metrics],
    collect() {
      this.set(backups.failures());
    },
  });
}

/** Listens; rejects when the port is taken or not allowed. */
export function listen(app: Express, host: string, port: number): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

/**
 * Stops taking requests and waits for those that run. A connection that is kept open for more is closed after its
 * answer.
 */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close((error) => {
      clearInterval(idle);
      if (error === undefined) resolve();
      else reject(error);
    });
    // Whoever keeps a connection busy with one request after the other hears that this was the last.
    server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  });
}
