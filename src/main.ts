import { pino } from "pino";
import { compose, migrationsFolder, readAgreement } from "./compose.ts";
import { type Config, ConfigMistakes, readConfig } from "./config.ts";
import { AgreementMistakes } from "./domain/agreement-file.ts";
import { instantOf } from "./domain/calendar.ts";
import type { Day } from "./domain/units.ts";
import { closeServer, createHttp, listen } from "./http.ts";
import { openDatabase } from "./store/database.ts";
import { FolderInUse } from "./store/folder-lock.ts";
import { MigrationError } from "./store/migrations.ts";

/** Boots the bot, and stops it in order when it is told to: no new requests, what runs is finished, the outbox rests, the database closes. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null, redact: ["*.password", "*.apiKey", "*.token", "*.clientSecret"] });
  const agreement = await readAgreement();
  const database = await openDatabase({
    ...config.database,
    migrations: migrationsFolder,
    log: (event, details) => log[event === "trouble" ? "error" : "info"](details, `database: ${event}`),
  });
  await setLocalClock(config, database.clock);
  const house = compose({ config, database, agreement, log });
  if (config.local.on) await house.local.start();
  const routers = [
    ...(config.local.on ? [house.local.router] : []),
    ...(house.slack?.router === undefined ? [] : [house.slack.router]),
    ...(house.teams === undefined ? [] : [house.teams.router]),
    house.pages.router,
  ];
  const server = await listen(createHttp(database, routers), config.host, config.port);
  house.outbox.start();
  house.jobs.start();
  house.slack?.start();
  house.teams?.start();
  const stopScheduler = house.scheduler.start();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  log.info(`Startklar is ready: http://${config.host === "::1" ? "[::1]" : config.host}:${port}/`);

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    house.local.stop();
    await closeServer(server);
    await house.slack?.stop();
    await house.teams?.stop();
    await stopScheduler();
    await house.jobs.stop();
    await house.outbox.stop();
    await database.close();
    log.info("stopped");
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.fatal({ err: error }, "could not stop in order");
        process.exit(1);
      });
    });
  }
}

async function setLocalClock({ local, timeZone }: Config, clock: { setStart(instant: number): Promise<void> }): Promise<void> {
  if (local.clock === undefined) return;
  const [day, time] = local.clock.split("T");
  await clock.setStart(instantOf(day as Day, time ?? "", timeZone));
}

/** Mistakes that whoever starts the bot can mend are told in a message; anything else with its stack. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") return `${error.message}: something else listens there. Stop it, or set PORT.`;
  const mendable = [ConfigMistakes, AgreementMistakes, FolderInUse, MigrationError].some((mistake) => error instanceof mistake);
  return mendable ? error.message : (error.stack ?? error.message);
}

main().catch((error: unknown) => {
  process.stderr.write(`${told(error)}\n`);
  process.exit(1);
});
