import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { MinutesAssistant, MinutesModel } from "./assistant/minutes.ts";
import { minutesJobs } from "./assistant/minutes-job.ts";
import { createDispatch } from "./bot/dispatch.ts";
import { createLists } from "./bot/lists.ts";
import { createRegistry } from "./bot/registry.ts";
import { hoursNudgeJob } from "./channels/hours-nudge.ts";
import { noticeJob, personJob } from "./channels/notices.ts";
import { commandsOn } from "./commands/index.ts";
import { standingCard, standingSubject } from "./commands/project/standing-card.ts";
import { afterCommand } from "./composition/after-command.ts";
import { closingJob } from "./composition/close-bases.ts";
import { customerDataJobs } from "./composition/customer-data.ts";
import { exportJob } from "./composition/data-export.ts";
import { filesOf, keepingJob } from "./composition/files.ts";
import { hostingOf, lateAnswers, unreadableTo } from "./composition/hosting.ts";
import { sendingJob } from "./composition/invoice-send.ts";
import { minutesReader } from "./composition/minutes-read.ts";
import { moneyFile } from "./composition/money-file.ts";
import { composePages } from "./composition/pages.ts";
import { paperJobs } from "./composition/papers.ts";
import { type PlatformConfig, type PlatformEntry, platforms } from "./composition/platforms.ts";
import type { Config } from "./config.ts";
import { createWorkbooks } from "./documents/workbook/workbooks.ts";
import type { Agreement } from "./domain/agreement.ts";
import type { Id } from "./domain/units.ts";
import { createWords } from "./messages/words.ts";
import { createJobWorker } from "./outbox/jobs.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { createScheduler } from "./scheduler/scheduler.ts";
import { type CallMoment, callJob, minutesJob, minutesWaitJob } from "./store/contract/jobs.ts";
import type { Database } from "./store/store.ts";

export { migrationsFolder } from "./store/engine/migrations.ts";

/** What the house is built from. */
export interface Parts {
  readonly config: Pick<Config, "language" | "timeZone" | "minutesModel"> &
    Partial<Pick<Config, "publicUrl" | "fortnox">> &
    PlatformConfig;
  readonly database: Database;
  /** The agreement that new projects open with where none is named. */
  readonly agreement: Agreement;
  /** All that they may be opened on; default: that one. */
  readonly agreements?: readonly Agreement[];
  readonly log: Logger;
  /** The platforms that it can have; default: all that there are. */
  readonly platforms?: readonly PlatformEntry[];
}

/** Puts the house together over a database that is open. Nothing runs by itself until `start`. */
export async function compose({
  config,
  database,
  agreement,
  agreements = [agreement],
  log,
  platforms: entries = platforms,
}: Parts) {
  const { language, timeZone, minutesModel } = config;
  const words = createWords(undefined, {
    timeZone,
    onProblem: (error) => log.error({ err: error }, "a message could not be written"),
  });
  const refer = (error: unknown, detail: object): string => {
    const ref = randomBytes(3).toString("hex");
    failed(ref, error, detail);
    return ref;
  };
  const failed = (ref: string, error: unknown, detail: object) =>
    log.error({ ref, err: error, ...detail }, "something went wrong");
  const registry = createRegistry(commandsOn(agreements), agreements);
  const unreadable = unreadableTo(log);
  const lists = createLists(database, unreadable, (error) =>
    log.warn({ err: error }, "where projects stand in lists is worked out when it is asked for"),
  );
  const dispatch = createDispatch({
    database,
    registry,
    agreement,
    language,
    modelDrafts: minutesModel !== undefined,
    sendsInvoices: config.fortnox !== undefined,
    publicUrl: config.publicUrl,
    afterCommand,
    lists,
    log: {
      refused: (detail) => log.info(detail, "refused"),
      failed: ({ ref, error, runs }) => failed(ref, error, { runs }),
      unreadable,
    },
  });
  const scheduler = createScheduler({
    ...{ database, log },
    card: { subject: standingSubject, content: standingCard },
    moments: {
      next: (after, until) => database.jobRows.nextDue("people", after, until),
      say: () => jobs.drainLane("people"),
    },
  });
  const files = filesOf(database, words);
  const pages = composePages({ config, database, dispatch, words, files, failed: refer });
  const time = {
    deliverNow: (platform: string, messages?: readonly Id[]) =>
      messages === undefined ? outbox.drain(platform) : outbox.until(platform, messages),
    playTo: (instant: number) => scheduler.playTo(instant),
  };
  const around = {
    ...{ config, database, dispatch, registry, agreement, words, log, time, lists, files },
    links: pages.links,
    failed: refer,
  };
  const installed = (
    await Promise.all(entries.map(({ name, install }) => install(hostingOf(name, around), config)))
  ).filter((one) => one !== undefined);
  const direct = {
    ...{ database, log, failed: refer },
    chats: () =>
      installed.flatMap(({ platform, chat }) => (chat === undefined ? [] : [{ platform: platform.name, open: chat }])),
  };
  const outbox = createOutbox({
    rows: database.outboxRows,
    platforms: installed.map(({ platform }) => platform),
    language,
    log: (event, { error, ...details }) => log[outboxLevel[event]]({ ...details, err: error }, `outbox: ${event}`),
  });
  const minutes = minutesJobs({
    assistant: minutesModel && (await assistantOf(minutesModel, database)),
    database,
    bring: (project, values) => dispatch.system(project, "minutes drafted", values),
  });
  /** What is kept as such a job was put there as one. */
  const callSaid = (payload: unknown): Promise<void> => {
    const { project, ref, at, moment } = payload as CallMoment;
    return dispatch.system(project, `checkin ${moment}`, { call: ref, begins: String(at) });
  };
  const workbooks = createWorkbooks();
  const jobs = createJobWorker({
    rows: database.jobRows,
    jobs: [
      // Whoever waits for a platform's late answer has heard that it is late, and finds what was done where it was
      // done.
      ...installed.flatMap(({ platform, job }) =>
        job === undefined ? [] : [{ kind: lateAnswers(platform.name), run: job }],
      ),
      minutesReader({ database, bring: (project, values) => dispatch.system(project, "minutes read", values) }),
      { kind: minutesJob, ...minutes.model },
      { kind: minutesWaitJob, ...minutes.wait },
      { kind: callJob, run: callSaid },
      hoursNudgeJob({ database }),
      noticeJob(direct),
      personJob({ ...direct, registry }),
      ...customerDataJobs({ database, workbooks, words, system: dispatch.system }),
      exportJob({ database, workbooks, words, system: dispatch.system }),
      sendingJob({ database, system: dispatch.system, access: config.fortnox }),
      moneyFile({ database, lists, words, timeZone, failed: refer }),
      keepingJob(files),
      closingJob({ database, system: dispatch.system, failed: refer }),
      paperJobs({ database, words, system: dispatch.system, log }),
    ],
    log: (event, { error, ...details }) => log[jobLevel[event]]({ ...details, err: error }, `job: ${event}`),
  });
  database.onQueued(() => {
    outbox.nudge();
    jobs.nudge();
  });
  const routers = [...installed.flatMap(({ router }) => router ?? []), pages.router];
  const figures = {
    outbox: { waiting: database.outboxRows.queues, running: outbox.running },
    jobs: {
      waiting: async () => new Map(Object.entries(await database.jobRows.queues())),
      running: () => new Map(Object.entries(jobs.running())),
    },
  };
  return { dispatch, scheduler, outbox, jobs, lists, workbooks, figures, platforms: installed, routers, words };
}

/**
 * The model as it is configured, with what of a day's tokens all replicas have taken. Its library is read only here: it
 * takes a good part of a start.
 */
async function assistantOf(
  { perDay, ...at }: NonNullable<Config["minutesModel"]>,
  { modelTokens }: Pick<Database, "modelTokens">,
): Promise<MinutesAssistant> {
  const model: MinutesModel = {
    ...at,
    day: { take: (tokens) => modelTokens.take(tokens, perDay), settle: modelTokens.settle },
  };
  const { createMinutesAssistant } = await import("./assistant/minutes.ts");
  return createMinutesAssistant(model);
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

const jobLevel = {
  done: "debug",
  later: "warn",
  waits: "info",
  "given up": "warn",
  taken: "info",
  failed: "warn",
} as const;

/** The house, put together. */
export type House = Awaited<ReturnType<typeof compose>>;
