import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createJobWorker, type JobHandler } from "../../src/outbox/jobs.ts";
import type { ClaimedJob } from "../../src/store/contract/work.ts";
import { databases, type TestDatabase } from "../support/databases.ts";

describe.each(databases)("the job worker on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let done: unknown[];
  let givenUp: unknown[];
  beforeEach(async () => {
    opened = await open();
    done = [];
    givenUp = [];
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const worker = (draft: JobHandler, onGivenUp: (job: ClaimedJob) => Promise<void> = async (job) => void givenUp.push(job.payload)) =>
    createJobWorker({ rows: opened.database.jobRows, handlers: { draft }, onGivenUp, log: () => undefined, attempts: 3 });
  const add = (payload: unknown, dueAt?: number, kind = "draft") =>
    opened.database.transaction((store) => store.jobs.add(kind, payload, dueAt));
  // A moment ago: the column rounds to milliseconds, and what is rounded up is not due yet.
  const due = () =>
    opened.pool.query("update jobs set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null");
  const does: JobHandler = async (payload) => void done.push(payload);

  test("a job is done once, outside any transaction", async () => {
    await add({ minutes: "M1" });
    const usesTheDatabase: JobHandler = async (payload) => {
      await opened.database.transaction(async (store) => void (await store.jobs.add("other", 1, 9e15)));
      done.push(payload);
    };
    await worker(usesTheDatabase).drain();
    await worker(usesTheDatabase).drain();
    expect(done).toEqual([{ minutes: "M1" }]);
  });

  test("a job that takes longer than a dead worker's is left alone runs once", { timeout: 60_000 }, async () => {
    await add("long");
    const slow: JobHandler = async (payload) => {
      done.push(payload);
      await wait(14_000);
    };
    const first = worker(slow).drain();
    while (done.length === 0) await wait(20);
    await wait(13_000);
    await worker(slow).drain();
    await first;
    expect(done).toEqual(["long"]);
  });

  test("one that waits for long keeps none of the others waiting", { timeout: 60_000 }, async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const some: JobHandler = async (payload) => {
      if (payload === "waits") await until;
      done.push(payload);
    };
    for (let number = 0; number < 6; number += 1) await add("waits");
    const working = worker(some).drain();
    await add("quick");
    while (!done.includes("quick")) await wait(20);
    expect(done).toEqual(["quick"]);
    release();
    await working;
    expect(done).toHaveLength(7);
  });

  test("a job of a transaction that was rolled back does not exist", async () => {
    const failing = opened.database.transaction(async (store) => {
      await store.jobs.add("draft", 1);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await worker(does).drain();
    expect(done).toEqual([]);
  });

  test("a job is due in business time", async () => {
    const { clock } = opened.database;
    const later = (await clock.now()) + 3_600_000;
    await add("later", later);
    await worker(does).drain();
    expect(done).toEqual([]);
    await clock.moveTo(later);
    await worker(does).drain();
    expect(done).toEqual(["later"]);
  });

  test("a failure is tried again, later each time; after the last, whoever waits for it hears", async () => {
    await add("bad");
    const fails: JobHandler = async (payload) => {
      done.push(payload);
      throw new Error("model");
    };
    await worker(fails).drain();
    await worker(fails).drain();
    expect([done.length, givenUp]).toEqual([1, []]);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await due();
      await worker(fails).drain();
    }
    expect([done.length, givenUp]).toEqual([3, ["bad"]]);
  });

  test("giving up is not forgotten when telling it fails", async () => {
    await add("bad");
    const fails: JobHandler = async () => {
      throw new Error("model");
    };
    let tells = 0;
    const tell = async () => {
      tells += 1;
      if (tells === 1) throw new Error("database");
    };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await due();
      await worker(fails, tell).drain();
    }
    expect(tells).toBe(2);
  });

  test("a kind that nobody does is given up in the end, not lost", async () => {
    await add("odd", undefined, "unknown");
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await due();
      await worker(does).drain();
    }
    expect(givenUp).toEqual(["odd"]);
  });

  test("two workers at once do each job once", async () => {
    for (let number = 0; number < 9; number += 1) await add(number);
    await Promise.all([worker(does).drain(), worker(does).drain()]);
    expect([...done].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
