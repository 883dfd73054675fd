import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ClaimedJob, JobRows } from "../store/contract/work.ts";
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
/** Some wait for a project that is locked, or for a model: without a connection of the database's. */
const atATime = 16;
/** What has become due while others are being done is begun within so many milliseconds. */
const lookEvery = 250;

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

  const running = new Map<ClaimedJob["id"], Promise<void>>();
  const beat = (job: ClaimedJob["id"]) => {
    // A beat that is lost leaves three more before the lease is over.
    rows.renew([job], holder, lease).catch((error: unknown) => log("failed", { error }));
  };

  /** Begins what is due, and comes back when there may be more: one that waits for long keeps none of the others waiting. */
  async function step(): Promise<boolean> {
    const free = atATime - running.size;
    const claimed = free > 0 ? await rows.claim(holder, free, lease) : [];
    for (const job of claimed) {
      if (running.has(job.id)) continue;
      const beats = setInterval(() => beat(job.id), renewEvery);
      const done = run(job)
        .catch((error: unknown) => log("failed", { job: job.id, kind: job.kind, error }))
        .finally(() => {
          clearInterval(beats);
          running.delete(job.id);
        });
      running.set(job.id, done);
    }
    if (running.size === 0) return false;
    const look = new AbortController();
    const soon = wait(lookEvery, undefined, { signal: look.signal }).catch(() => undefined);
    await Promise.race([...running.values(), soon]);
    look.abort();
    return true;
  }
  return createLoop(step, (error) => log("failed", { error }));
}
