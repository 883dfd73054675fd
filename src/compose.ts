import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Logger } from "pino";
import { createMinutesAssistant } from "./assistant/minutes.ts";
import { minutesJob } from "./assistant/minutes-job.ts";
import { createDispatch } from "./bot/dispatch.ts";
import { placeKeys } from "./bot/place-keys.ts";
import { createRegistry } from "./bot/registry.ts";
import { typeable } from "./bot/typeable.ts";
import { typedButton } from "./bot/typed-button.ts";
import { commands } from "./commands/index.ts";
import { afterCommand } from "./composition/after-command.ts";
import { composePages } from "./composition/pages.ts";
import { composeSlack } from "./composition/slack.ts";
import { composeTeams } from "./composition/teams.ts";
import { noticeJob } from "./composition/telling.ts";
import type { Config } from "./config.ts";
import type { Agreement } from "./domain/agreement.ts";
import { parseAgreement } from "./domain/agreement-file.ts";
import { createWords } from "./messages/words.ts";
import { createJobWorker } from "./outbox/jobs.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { createLocalPlatform } from "./platforms/index.ts";
import { createScheduler } from "./scheduler/scheduler.ts";
import { untoldJob } from "./store/contract/work.ts";
import type { Database } from "./store/store.ts";

const resolve = createRequire(import.meta.url).resolve;

export { migrationsFolder } from "./store/engine/migrations.ts";

/**
 * The agreement that new projects open with.
 *
 * @throws AgreementMistakes with the line and field of each.
 */
export async function readAgreement(): Promise<Agreement> {
  const file = resolve("#services/anpassad-uppstart.yaml");
  return parseAgreement(await readFile(file, "utf8"), join("services", "anpassad-uppstart.yaml"));
}

/** What the house is built from. */
export interface Parts {
  readonly config: Pick<Config, "language" | "timeZone" | "minutesModel"> & Partial<Pick<Config, "slack" | "teams" | "publicUrl" | "real">>;
  readonly database: Database;
  readonly agreement: Agreement;
  readonly log: Logger;
}

/** Puts the house together over a database that is open. Nothing runs by itself until `start`. */
export function compose({ config, database, agreement, log }: Parts) {
  const { language, timeZone, minutesModel } = config;
  const words = createWords(undefined, { timeZone, onProblem: (error) => log.error({ err: error }, "a message could not be written") });
  const refer = (error: unknown, detail: object): string => {
    const ref = randomBytes(3).toString("hex");
    failed(ref, error, detail);
    return ref;
  };
  const failed = (ref: string, error: unknown, detail: object) => log.error({ ref, err: error, ...detail }, "something went wrong");
  const registry = createRegistry(commands);
  const dispatch = createDispatch({
    database,
    registry,
    agreement,
    language,
    modelDrafts: minutesModel !== undefined,
    afterCommand,
    log: {
      refused: (detail) => log.info(detail, "refused"),
      failed: ({ ref, error, runs }) => failed(ref, error, { runs }),
    },
  });
  const scheduler = createScheduler({ database, log });
  const local = createLocalPlatform({
    dispatch,
    words,
    language,
    timeZone,
    keeping: database.keeping("local"),
    clock: database.clock,
    typeable: (typist, language) => typeable(registry, typist, language),
    deliverNow: () => outbox.drain(),
    playTo: (instant) => scheduler.playTo(instant),
    files: { get: (id) => database.transaction((store) => store.files.get(id)) },
    introduce: {
      person: (account) => database.transaction(async (store) => void (await store.people.meet(account))),
      conversation: (conversation) => database.transaction(async (store) => void (await store.places.meet(conversation))),
    },
    clockMoves: config.real !== true,
    failed: (error) => refer(error, { platform: "local" }),
  });
  const notices = noticeJob({
    ...{ database, log, failed: refer },
    chats: () => [
      ...(slack === undefined ? [] : [{ platform: "slack" as const, open: slack.chat }]),
      ...(teams === undefined ? [] : [{ platform: "teams" as const, open: teams.chat }]),
    ],
  });
  const pages = composePages({ config, database, dispatch, words, failed: refer });
  const around = { database, dispatch, words, log, failed: refer };
  const slack =
    config.slack === undefined
      ? undefined
      : composeSlack({ config: { language, timeZone, slack: config.slack }, placeKeys: placeKeys(registry), ...around });
  const teams =
    config.teams === undefined
      ? undefined
      : composeTeams({
          config: { language, timeZone, teams: config.teams },
          links: pages.links,
          typed: (button, spoken) => typedButton(registry, button, spoken),
          ...around,
        });
  const outbox = createOutbox({
    rows: database.outboxRows,
    platforms: [local.platform, ...(slack === undefined ? [] : [slack.platform]), ...(teams === undefined ? [] : [teams.platform])],
    language,
    log: (event, { error, ...details }) => log[outboxLevel[event]]({ ...details, err: error }, `outbox: ${event}`),
  });
  const minutes = minutesJob({
    assistant: minutesModel === undefined ? undefined : createMinutesAssistant(minutesModel),
    database,
    bring: (project, values) => dispatch.system(project, "minutes drafted", values),
  });
  const jobs = createJobWorker({
    rows: database.jobRows,
    handlers: { minutes: minutes.run, [untoldJob]: notices.run, ...(slack === undefined ? {} : { slack: slack.finish }) },
    // Whoever waits for an answer of Slack's has heard that it is late, and finds what was done where it was done.
    onGivenUp: async (job) => {
      if (job.kind === "minutes") await minutes.giveUp(job);
      if (job.kind === untoldJob) notices.giveUp(job);
    },
    log: (event, { error, ...details }) => log[event === "done" ? "debug" : "warn"]({ ...details, err: error }, `job: ${event}`),
  });
  database.onQueued(() => {
    outbox.nudge();
    jobs.nudge();
  });
  return { dispatch, scheduler, outbox, jobs, local, slack, teams, pages, words };
}

const outboxLevel = {
  sent: "debug",
  later: "warn",
  lost: "warn",
  dropped: "info",
  parked: "error",
  broken: "error",
  down: "error",
  up: "info",
  taken: "info",
  elsewhere: "warn",
  failed: "error",
} as const;

/** The house, put together. */
export type House = ReturnType<typeof compose>;
