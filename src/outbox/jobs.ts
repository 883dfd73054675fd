import { randomUUID } from "node:crypto";
import { type Doing, RetryAfter } from "../messages/doing.ts";
import { TakenOver } from "../messages/platform.ts";
import { type ClaimedJob, type JobKind, type JobRows, type Lane, lanes } from "../store/contract/jobs.ts";
import { createHolds, type Hold } from "./holds.ts";
import { createLane, together } from "./lane.ts";
import { backoff, type Loop, told } from "./loop.ts";
import type { Room } from "./slots.ts";

/** One kind of slow work and what does it. */
export interface Job {
  readonly kind: JobKind;
  /** Does it, outside any transaction, and brings the result back as a command. May be run again after a crash. */
  run(payload: unknown, doing: Doing): Promise<void>;
  /** Called once the last attempt has failed, before the job is given up: what waits for its result must hear of it. */
  giveUp?(job: ClaimedJob): Promise<void>;
}
export interface JobWorkerOptions {
  readonly rows: JobRows;
  readonly jobs: readonly Job[];
  readonly log: (
    event: "done" | "later" | "waits" | "given up" | "taken" | "failed",
    details: Readonly<Record<string, unknown>>,
  ) => void;
  /** Attempts in all. */
  readonly attempts?: number;
  /** A number from 0 to 1, for the jitter. */
  readonly chance?: () => number;
  /** How long each lane's work may take, milliseconds, where it is not the usual time. */
  readonly limits?: Partial<Readonly<Record<Lane, number>>>;
  /**
   * Milliseconds, renewed four times within: what a process that died left undone is taken up by the next one after
   * that.
   */
  readonly lease?: number;
}

/** Runs jobs that are due, and again after a failure, later each time, until their attempts are used up. */
export interface JobWorker extends Loop {
  /** Does what is due in one lane, until nothing of it is under way any more. */
  drainLane(lane: Lane): Promise<void>;
  /** How many are under way in each lane. */
  running(): Readonly<Record<Lane, number>>;
}

/** Whoever asks to be left alone, again and again, is asked this often in all. */
const patientAttempts = 20;
/** Nobody is left alone for longer than this, milliseconds: somebody waits for the work. */
const longestRest = 3_600_000;

interface Rule extends Room {
  /** How long the whole of it may take, to the last byte of an answer, milliseconds. */
  readonly limit: number;
}
/**
 * Some wait for a project that is locked, or for a network: without a connection of the database's. Half of the places
 * in a lane are one project's at most.
 */
const rules: Readonly<Record<Lane, Rule>> = {
  people: { quick: 16, most: 128, patience: 2_000, limit: 60_000 },
  documents: { quick: 4, most: 8, patience: 15_000, limit: 300_000 },
  // What is asked of a model costs money, and is never quick: a meeting of three hours is asked about in many parts.
  models: { quick: 4, most: 4, patience: 120_000, limit: 600_000 },
};

class TooLong extends Error {
  constructor(limit: number) {
    super(`not done within ${limit / 1_000} s`);
  }
}

export function createJobWorker({
  rows,
  jobs,
  log,
  attempts: most = 5,
  chance = Math.random,
  limits = {},
  lease = 12_000,
}: JobWorkerOptions): JobWorker {
  const failed = (error: unknown) => log("failed", { error });
  const doneBy = new Map(jobs.map((job) => [job.kind.name, job]));
  const holds = createHolds({ renew: rows.renew, lease, every: lease / 4, failed });

  const laneOf = (name: Lane) => {
    const { limit: usual, ...room } = rules[name];
    const limit = limits[name] ?? usual;
    const lane = createLane<ClaimedJob>({
      room,
      claim: (free) => rows.claim(name, randomUUID(), free, lease, room.most / 2),
      work: (job) => run(job, limit, (after) => lane.lookIn(after)),
      slow: ({ attempts }) => attempts > 0,
      failed,
    });
    return lane;
  };

  async function run(job: ClaimedJob, limit: number, lookIn: (after: number) => void): Promise<void> {
    const about = { job: job.id, kind: job.kind, attempts: job.attempts };
    const hold = holds.hold(job);
    const known = doneBy.get(job.kind);
    try {
      try {
        if (known === undefined) throw new Error(`Nothing here does jobs of the kind "${job.kind}".`);
        await within(limit, hold.signal, (signal) =>
          known.run(job.payload, { id: job.id, attempts: job.attempts, signal, keep: () => kept(hold, signal) }),
        );
        await rows.done(job.id, job.holder);
        return log("done", about);
      } catch (error) {
        if (error instanceof TakenOver) return log("taken", about);
        if (job.attempts + 1 < (error instanceof RetryAfter ? patientAttempts : most)) return await again(error);
        try {
          await within(limit, hold.signal, async () => known?.giveUp?.(job));
        } catch (unheard) {
          return await again(unheard);
        }
        await rows.giveUp(job.id, job.holder, told(error));
        log("given up", { ...about, error });
      }
    } finally {
      hold.end();
    }

    async function again(error: unknown): Promise<void> {
      const asked = error instanceof RetryAfter ? Math.min(error.after, longestRest) : undefined;
      const after = asked ?? backoff(job.attempts, chance(), { first: 2_000 });
      await rows.later(job.id, job.holder, after, told(error));
      log(asked === undefined ? "later" : "waits", { ...about, error, after });
      lookIn(after);
    }
  }

  const all = lanes.map((name) => [name, laneOf(name)] as const);
  return {
    ...together(all.map(([, lane]) => lane)),
    drainLane: async (lane) => all.find(([name]) => name === lane)?.[1].drain(),
    running: () => Object.fromEntries(all.map(([name, lane]) => [name, lane.running()])) as Record<Lane, number>,
  };
}

/** @throws TakenOver also when its time is over: it may be in somebody else's hands, or in ours again. */
async function kept(hold: Hold, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await hold.keep();
  if (signal.aborted) throw new TakenOver();
}

/** Work that is not waited for any longer than its time, or once it is somebody else's. */
async function within(limit: number, lost: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new TooLong(limit)), limit);
  const signal = AbortSignal.any([over.signal, lost]);
  let listen = (): void => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    listen = () => reject(signal.reason as Error);
    signal.addEventListener("abort", listen, { once: true });
  });
  try {
    await Promise.race([work(signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", listen);
  }
}
