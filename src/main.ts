import { setTimeout as wait } from "node:timers/promises";
import { pino } from "pino";
import { compose, migrationsFolder } from "./compose.ts";
import { AgreementUnknown, readAgreements } from "./composition/agreements.ts";
import { keepHeapSmall } from "./composition/heap.ts";
import { type Config, ConfigMistakes, readConfig } from "./config.ts";
import { AgreementMistakes } from "./domain/agreement-file.ts";
import { instantOf } from "./domain/calendar.ts";
import type { Day } from "./domain/units.ts";
import { greeting } from "./greeting.ts";
import { closeServer, createHttp, listen } from "./http.ts";
import { phrase } from "./messages/phrase.ts";
import { dailyBackups } from "./operator/daily-backup.ts";
import { serveOperator } from "./operator/server.ts";
import { whenParentEnds } from "./parent.ts";
import { openDatabase } from "./store/database.ts";
import { DatabaseUrlMistake } from "./store/engine/connection.ts";
import { FolderDamaged } from "./store/engine/folder/damage.ts";
import { FolderInUse } from "./store/engine/folder/lock.ts";
import { MigrationError } from "./store/engine/migrations.ts";
import { Unavailable } from "./store/unavailable.ts";

/**
 * Boots the bot, and stops it in order when it is told to: no new requests, what runs is finished, the outbox rests,
 * the database closes.
 */
async function main(): Promise<void> {
  const parent = process.ppid;
  keepHeapSmall();
  const config = readConfig(process.env, process.stdout.isTTY);
  const log = pino({
    level: config.logLevel,
    base: null,
    redact: ["*.password", "*.apiKey", "*.token", "*.clientSecret"],
  });
  const agreements = await readAgreements(config.agreement);
  const greet = greeting(config);
  tell(greet.opening);
  let isBroken = false;
  const database = await openDatabase({
    ...config.database,
    migrations: migrationsFolder,
    log: (event, { error, ...details }) =>
      log[event === "trouble" || event === "unavailable" ? "error" : event === "deaf" ? "warn" : "info"](
        { ...details, ...(error === undefined ? {} : { err: error }) },
        `database: ${event}`,
      ),
    onBroken: (why) => {
      isBroken = true;
      log.fatal({ err: why }, `ending, to be started again: ${why.message}`);
      setTimeout(() => process.exit(1), lastWords);
    },
  });
  await setLocalClock(config, database.clock);
  const house = await compose({ config, database, agreement: agreements[0], agreements, log });
  for (const { prepare } of house.platforms) await prepare?.();
  if (config.local.on && config.database.url !== undefined) log.info(oneWorkspace);
  const operating = database.operating((number) =>
    house.words.text(config.language, phrase("erase.standIn", { number })),
  );
  const backups =
    config.database.url === undefined
      ? dailyBackups(config.database.dataDir, config.backupKeep, operating, log)
      : undefined;
  const server = await listen(
    createHttp(database, house.routers, { backups, ...house.figures }),
    config.host,
    config.port,
  );
  const operator = await serveOperator(config.database, operating, (error) =>
    log.error({ err: error }, "an operator's command failed"),
  );
  house.outbox.start();
  house.jobs.start();
  house.lists.start();
  for (const { start } of house.platforms) start?.();
  const stopScheduler = house.scheduler.start();
  backups?.start();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const url = `http://${config.host === "::1" ? "[::1]" : config.host}:${port}/`;

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    // It ends by itself in a moment, and touches nothing in a folder that may be another process's by now.
    if (isBroken) return;
    if (stopping) {
      // Whoever starts us may hand on a signal that we got already (npm does).
      log.info({ signal }, "stopping already");
      return;
    }
    stopping = true;
    log.info({ signal }, "stopping");
    const began = performance.now();
    const late = setTimeout(() => {
      log.fatal(
        `what runs was not finished within ${longestStop / 1_000} s: ending all the same; nothing that was answered is lost`,
      );
      process.exit(1);
    }, longestStop);
    late.unref();
    for (const { hangUp } of house.platforms) hangUp?.();
    await closeServer(server);
    await backups?.stop();
    await operator.close();
    const left = () => Math.max(leastForSends, longestSends - (performance.now() - began));
    const answered = await within(left(), Promise.all(house.platforms.map((platform) => platform.stop?.())));
    await stopScheduler();
    void house.outbox
      .drain()
      .catch((error: unknown) => log.warn({ err: error }, "what waits is sent after the next start"));
    const [jobsDone, allSent] = await Promise.all([house.jobs.stop(left()), house.outbox.stop(left())]);
    await house.workbooks.stop();
    await house.lists.stop();
    const finished = answered && jobsDone && allSent;
    if (!finished)
      log.warn(
        "what somebody outside has not answered yet is left: it is looked after by the next start, or by another replica",
      );
    await database.close();
    clearTimeout(late);
    log.info({ milliseconds: Math.round(performance.now() - began) }, "stopped");
    // What hangs would keep the process alive.
    if (!finished) process.exit(0);
  }
  const end = (signal: string) => {
    stop(signal).catch((error: unknown) => {
      log.fatal({ err: error }, "could not stop in order");
      process.exit(1);
    });
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => end(signal));
  if (process.env.npm_lifecycle_event === "start") whenParentEnds(parent, () => end("npm start has ended"));
  // Said last: whoever reads it may stop us at once.
  log.info(`Startklar is ready: ${url}`);
  tell(greet.ready(url));
}

/**
 * How long what runs may take to finish, milliseconds: longer than a command, shorter than the 30 s after which it is
 * usual to be killed.
 */
const longestStop = 25_000;
/**
 * How long sends and jobs may take of that, milliseconds: whoever is outside and does not answer is not waited for any
 * longer.
 */
const longestSends = 8_000;
/** What they have at least, when commands took longer to finish. */
const leastForSends = 2_000;
/** How long those who are being refused have to hear it, milliseconds. */
const lastWords = 1_000;

const oneWorkspace =
  "The local workspace is made for one process. With several on this database nothing is lost or doubled, but a page that is open shows what another process says only when it is loaded anew.";

/** Whether it was finished within so many milliseconds. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = wait(milliseconds, false, { signal: over.signal });
  const done = await Promise.race([work.then(() => true), late]);
  if (done) {
    late.catch(() => undefined);
    over.abort();
  }
  return done;
}

async function setLocalClock(
  { local, timeZone }: Config,
  clock: { setStart(instant: number): Promise<void> },
): Promise<void> {
  if (local.clock === undefined) return;
  const [day, time] = local.clock.split("T");
  await clock.setStart(instantOf(day as Day, time ?? "", timeZone));
}

/** Mistakes that whoever starts the bot can mend are told in a message; anything else with its stack. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE")
    return `${error.message}: something else listens there. Stop it, or set PORT.`;
  const mendable = [
    ConfigMistakes,
    AgreementUnknown,
    AgreementMistakes,
    DatabaseUrlMistake,
    FolderDamaged,
    FolderInUse,
    MigrationError,
    Unavailable,
  ].some((mistake) => error instanceof mistake);
  return mendable ? error.message : (error.stack ?? error.message);
}

/** Says something to whoever sits at the terminal; the log is on stdout. */
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

main().catch((error: unknown) => {
  tell(told(error));
  process.exit(1);
});
