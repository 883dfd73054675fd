import { createServer, type RequestListener, type Server } from "node:http";
import { pino } from "pino";
import { compose, type House, type Parts } from "../../src/compose.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { closeServer, createHttp } from "../../src/http.ts";
import { usualAgreement } from "./agreement.ts";
import { openTestDatabase, type TestDatabase } from "./databases.ts";

/** A Monday morning, whenever the tests run: what is asked about on a day off is not. */
const usualMonday = Date.parse("2026-11-23T09:00+01:00");

/** The whole house as `main` starts it, on a port of its own. */
export interface RunningBot {
  house(): House;
  readonly test: TestDatabase;
  /** Where it listens: the same after each start, and its `PUBLIC_URL`. */
  readonly url: string;
  /** Resolves when nothing waits to be sent or done within so many seconds; usually 2. */
  settled(within?: number): Promise<void>;
  facts(code?: string): Promise<ProjectFacts>;
  /** What the log said that a person must act on, or that nobody expected. */
  readonly logged: readonly string[];
  /** Messages that were not delivered, by id. */
  undelivered(): Promise<readonly string[]>;
  /** What platforms still keep for themselves a year later, when nothing of it is needed any more: as text. */
  keptInTheEnd(): Promise<string>;
  /** Stops the bot and starts it anew over the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningOptions {
  /** The platforms, and what else is not as in every test. */
  readonly config: Partial<Parts["config"]>;
  readonly platforms?: Parts["platforms"];
  readonly open?: () => Promise<TestDatabase>;
  /** Business time at the start, milliseconds since 1970; default: a Monday morning. */
  readonly clock?: number;
  /** The bot listens there, and asks for what it needs: a socket, say. */
  readonly listens?: (url: string) => void;
  /** Resolves when the platforms reach the bot. */
  readonly reached?: () => Promise<void>;
}

/** A server on the loopback that hands its requests to whoever answers at the time. */
async function listenOn(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return server;
}
const portOf = (server: Server): number => {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port");
  return address.port;
};

export async function startRunningBot({
  config,
  platforms,
  open = openTestDatabase,
  clock = usualMonday,
  listens,
  reached,
}: RunningOptions): Promise<RunningBot> {
  const test = await open();
  const { database } = test;
  await database.clock.setStart(clock);
  const logged: string[] = [];
  const write = (line: string) =>
    void (process.env.TEST_LOG === undefined ? logged.push(line) : process.stderr.write(line));
  const log = pino({ level: process.env.TEST_LOG ?? "warn", base: null }, { write });
  const agreement = await usualAgreement();
  let port = 0;
  const urlOf = () => `http://127.0.0.1:${port}`;

  async function boot() {
    let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
    const server = await listenOn(port, (request, response) => answer(request, response));
    port = portOf(server);
    const given = {
      language: "sv",
      timeZone: "Europe/Stockholm",
      minutesModel: undefined,
      publicUrl: urlOf(),
      ...config,
    } as const;
    const alone = config.slack === undefined && config.teams === undefined;
    const house = await compose({
      config: { ...given, local: { on: alone, clock: undefined } },
      platforms,
      database,
      agreement,
      log,
    });
    for (const { prepare } of house.platforms) await prepare?.();
    answer = createHttp(database, house.routers);
    listens?.(urlOf());
    for (const { start } of house.platforms) start?.();
    await reached?.();
    house.outbox.start();
    house.jobs.start();
    const stop = async () => {
      for (const { hangUp } of house.platforms) hangUp?.();
      await house.jobs.stop();
      await house.outbox.stop();
      await house.workbooks.stop();
      await closeServer(server);
      for (const platform of house.platforms) await platform.stop?.();
    };
    return { house, stop };
  }
  let running = await boot();

  return {
    test,
    logged,
    url: urlOf(),
    house: () => running.house,
    async settled(within = 2) {
      for (let quiet = 0; quiet < 2; ) {
        await running.house.jobs.drain();
        await running.house.outbox.drain();
        const { rows } = await test.pool.query<{ due: string }>(
          `select count(*) as due from messages where next_attempt_at <= clock_timestamp() + $1 * interval '1 second'`,
          [within],
        );
        quiet = Number(rows[0]?.due) === 0 ? quiet + 1 : 0;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
    async facts(code = "solbacken") {
      return database.transaction(async (store) => {
        const project = await store.projects.find(code);
        if (project === undefined) throw new Error(`No project ${code}`);
        return store.projects.facts(project.id);
      });
    },
    async undelivered() {
      await running.house.outbox.drain();
      const { rows } = await test.pool.query<{ id: string }>(
        "select id from messages where next_attempt_at is not null or parked_at is not null",
      );
      return rows.map(({ id }) => id);
    },
    async keptInTheEnd() {
      await database.purge((await database.now()) + 366 * 86_400_000);
      const { rows } = await test.pool.query("select platform, collection, value from keeping order by seq");
      return rows.map((row) => JSON.stringify(row)).join("\n");
    },
    async restart() {
      await running.stop();
      // Until a platform has seen the old socket close, it may still send by it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      running = await boot();
    },
    async stop() {
      await running.stop();
      await test.close();
    },
  };
}
