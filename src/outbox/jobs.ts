import { randomUUID } from "node:crypto";
import type { ClaimedJob, JobRows } from "../store/work.ts";
import { backoff, createLoop, type Loop, told } from "./loop.ts";

/** Does one kind of slow work, outside any transaction, and brings the result back as a command. May be run again after a crash. */
export type JobHandler = (payload: unknown, job: Pick<ClaimedJob, "id" | "attempts">) => Promise<void>;
export interface JobWorkerOptions {
  readonly rows: JobRows;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** Called once the last attempt has failed, before the job is given up: what waits for its result must hear of it. */
  readonly onGivenUp: (job: ClaimedJob, error: unknown) => Promise<void>;
  readonly log: (event: "done" | "later" | "given up" | "failed", details: Readonly<Record<string, unknown>>) => void;
  /** Attempts in all. */
  readonly attempts?: number;
  /** A number from 0 to 1, for the jitter. */
  readonly chance?: () => number;
}

/** Renewed while the job runs: what a process that died left undone is taken up by the next one within so many milliseconds. */
const lease = 12_000;
const renewEvery = 3_000;
const batch = 4;

/** Runs jobs that are due, and again after a failure, later each time, until their attempts are used up. */
export function createJobWorker({ rows, handlers, onGivenUp, log, attempts: most = 5, chance = Math.random }: JobWorkerOptions): Loop {
  const holder = randomUUID();

  async function run(job: ClaimedJob): Promise<void> {
    const handler = handlers[job.kind];
    const about = { job: job.id, kind: job.kind, attempts: job.attempts };
    try {
      if (handler === undefined) throw new Error(`Nothing here does jobs of the kind "${job.kind}".`);
      await handler(job.payload, { id: job.id, attempts: job.attempts });
      await rows.done(job.id, holder);
      return log("done", about);
    } catch (error) {
      if (job.attempts + 1 < most) return again(job, error);
      try {
        await onGivenUp(job, error);
      } catch (unheard) {
        return again(job, unheard);
      }
      await rows.giveUp(job.id, holder, told(error));
      log("given up", { ...about, error });
    }
  }
  async function again(job: ClaimedJob, error: unknown): Promise<void> {
    const after = backoff(job.attempts, chance(), { first: 2_000 });
    await rows.later(job.id, holder, after, told(error));
    log("later", { job: job.id, kind: job.kind, attempts: job.attempts, error, after });
  }

  async function step(): Promise<boolean> {
    const claimed = await rows.claim(holder, batch, lease);
    if (claimed.length === 0) return false;
    const running = new Set(claimed.map((job) => job.id));
    const beat = setInterval(() => {
      // A beat that is lost leaves three more before the lease is over.
      rows.renew([...running], holder, lease).catch((error: unknown) => log("failed", { error }));
    }, renewEvery);
    try {
      await Promise.all(claimed.map((job) => run(job).finally(() => running.delete(job.id))));
    } finally {
      clearInterval(beat);
    }
    return true;
  }
  return createLoop(step, (error) => log("failed", { error }));
}
