import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { RetryAfter } from "../../src/messages/doing.ts";
import { createJobWorker, type Job, type JobWorker, type JobWorkerOptions } from "../../src/outbox/jobs.ts";
import type { JobKind, Lane } from "../../src/store/contract/jobs.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { gate, until } from "../support/gate.ts";

describe.each(databases)("the job worker on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let done: unknown[];
  let givenUp: unknown[];
  let events: string[];
  let workers: JobWorker[];
  beforeEach(async () => {
    opened = await open();
    done = [];
    [givenUp, events, workers] = [[], [], []];
  });
  afterEach(async () => {
    await Promise.all(workers.map((one) => one.stop(1_000)));
    await opened.close();
  });
  afterAll(stop);

  const kindOf = (lane: Lane, name: string = lane): JobKind => ({ name, lane });
  const draft = kindOf("people", "draft");
  /** With one handler for drafts, unless `jobs` says otherwise. */
  const worker = (
    run: Job["run"],
    giveUp: Job["giveUp"] = async (job) => void givenUp.push(job.payload),
    more: Partial<JobWorkerOptions> = {},
  ) => {
    const made = createJobWorker({
      ...{ rows: opened.database.jobRows, jobs: [{ kind: draft, run, giveUp }], attempts: 3 },
      log: (event) => void events.push(event),
      ...more,
    });
    workers.push(made);
    return made;
  };
  const add = (payload: unknown, dueAt?: number, kind: JobKind = draft) =>
    opened.database.transaction((store) => store.jobs.add(kind, payload, dueAt));
  // A moment ago: the column rounds to milliseconds, and what is rounded up is not due yet.
  const due = () =>
    opened.pool.query(
      "update jobs set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );
  const does: Job["run"] = async (payload) => void done.push(payload);

  test("a job is done once, outside any transaction", async () => {
    await add({ minutes: "M1" });
    const usesTheDatabase: Job["run"] = async (payload) => {
      await opened.database.transaction(
        async (store) => void (await store.jobs.add(kindOf("people", "other"), 1, 9e15)),
      );
      done.push(payload);
    };
    await worker(usesTheDatabase).drain();
    await worker(usesTheDatabase).drain();
    expect(done).toEqual([{ minutes: "M1" }]);
  });

  test("a job that takes longer than a dead worker's is left alone runs once", async () => {
    await add("long");
    const end = gate();
    const slow: Job["run"] = async (payload) => {
      done.push(payload);
      await end.opened;
    };
    const first = worker(slow, undefined, { lease: 1_000 }).drain();
    await until(() => done.length > 0);
    // More than a lease.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await worker(slow).drain();
    end.open();
    await first;
    expect(done).toEqual(["long"]);
  });

  test("in one lane, whatever hangs gives its place to the others after a while: forty that hang keep nobody", async () => {
    const end = gate();
    const some: Job["run"] = async (payload) => {
      if (payload === "hangs") await end.opened;
      done.push(payload);
    };
    await opened.database.transaction(async (store) => {
      for (let number = 0; number < 40; number += 1) await store.jobs.add(draft, "hangs");
    });
    const working = worker(some).drain();
    await add("answer");
    await until(() => done.includes("answer"), 20);
    expect(done).toEqual(["answer"]);
    end.open();
    await working;
    expect(done).toHaveLength(41);
  });

  describe("projects take turns in a lane", () => {
    const end = gate();
    /** Those of the project a wait until each is let go. */
    const begun: string[] = [];
    const job = (lane: Lane, hangs: () => Promise<void> | undefined): Job => ({
      kind: kindOf(lane),
      async run(payload) {
        const { project } = payload as { readonly project: string };
        begun.push(project);
        if (project === "a") await hangs();
        done.push(project);
      },
    });
    const addOf = (project: string, count: number, lane: Lane) =>
      opened.database.transaction(async (store) => {
        for (let number = 0; number < count; number += 1) await store.jobs.add(kindOf(lane), { project, number });
      });
    beforeEach(() => void begun.splice(0));

    test("what many files of one project have left is no other project's wait", async () => {
      const ends = Array.from({ length: 40 }, () => gate());
      let next = 0;
      const one = worker(does, undefined, { jobs: [job("documents", () => ends[next++]?.opened)] });
      await addOf("a", 40, "documents");
      one.start();
      await until(() => begun.length === 4, 20);
      await addOf("b", 2, "documents");
      // One place is free again, and then the next.
      ends[0]?.open();
      await until(() => begun.length > 4, 20);
      ends[1]?.open();
      await until(() => begun.length > 6, 20);
      expect(begun.slice(0, 6)).toEqual(["a", "a", "a", "a", "b", "b"]);
      for (const { open: go } of ends) go();
      await until(() => begun.length === 42, 20);
    });

    test("and what hangs takes half of the places, also of a model's", async () => {
      await addOf("a", 9, "models");
      const one = worker(does, undefined, { jobs: [job("models", () => end.opened)] });
      one.start();
      await until(() => begun.length === 2, 20);
      await addOf("b", 3, "models");
      one.nudge();
      await until(() => done.length === 3 && one.running().models === 2, 20);
      expect(done).toEqual(["b", "b", "b"]);
      end.open();
      await until(() => done.length === 12, 20);
    });
  });

  test("a model's jobs, however many and however long, keep no answer waiting; nor do documents", async () => {
    const end = gate();
    const hangs = (lane: Lane): Job => ({
      kind: kindOf(lane),
      async run() {
        await end.opened;
        done.push(lane);
      },
    });
    const jobs = [hangs("models"), hangs("documents"), { kind: draft, run: does }];
    for (let number = 0; number < 9; number += 1)
      for (const lane of ["models", "documents"] as const) await add(number, undefined, kindOf(lane));
    const one = worker(does, undefined, { jobs });
    one.start();
    await until(() => one.running().models === 4 && one.running().documents === 4);
    await add("answer");
    one.nudge();
    await until(() => done.length > 0);
    expect(done).toEqual(["answer"]);
    end.open();
    await one.drain();
    expect(done).toHaveLength(19);
  });

  test("what takes longer than its lane's time is given up for now, and told to stop; what it would still send is not sent", async () => {
    await add("hangs");
    const end = gate();
    const sent: string[] = [];
    let stopped = false;
    const hangs: Job["run"] = async (_payload, { signal, keep }) => {
      signal.addEventListener("abort", () => {
        stopped = true;
      });
      await end.opened;
      await keep();
      sent.push("late");
    };
    await worker(hangs, undefined, { limits: { people: 30 } }).drain();
    expect([events, stopped]).toEqual([["later"], true]);
    end.open();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toEqual([]);
  });

  test("whoever is asked to wait frees the place, and comes back when it was said", async () => {
    const busy: Job["run"] = async (payload) => {
      if (payload !== "busy") return void done.push(payload);
      throw new RetryAfter(90_000, "busy");
    };
    for (let number = 0; number < 5; number += 1) await add("busy");
    await add("quick");
    await worker(busy).drain();
    expect([done, events.filter((event) => event === "waits")]).toEqual([
      ["quick"],
      Array.from({ length: 5 }, () => "waits"),
    ]);
    const { rows } = await opened.pool.query<{ wait: number }>(
      "select extract(epoch from next_attempt_at - clock_timestamp())::float as wait from jobs where next_attempt_at is not null and lease_by is null",
    );
    expect(rows).toHaveLength(5);
    for (const { wait } of rows) expect(Math.abs(wait - 90)).toBeLessThan(5);
  });

  test("whoever is asked to wait is more patient than what fails, and still ends", async () => {
    await add("busy");
    const busy: Job["run"] = async (payload) => {
      done.push(payload);
      throw new RetryAfter(1_000, "busy");
    };
    for (let attempt = 0; attempt < 25; attempt += 1) {
      await due();
      await worker(busy).drain();
    }
    expect([done.length, givenUp]).toEqual([20, ["busy"]]);
  });

  test("a worker that slept does not send what another has done meanwhile", async () => {
    await add("answer");
    const asleep = gate();
    const sent: string[] = [];
    const begun = gate();
    const sleeps: Job["run"] = async (_payload, { keep }) => {
      begun.open();
      await asleep.opened;
      await keep();
      sent.push("sleeper");
    };
    // Its beats sleep with it.
    const sleeper = worker(sleeps).drain();
    await begun.opened;
    await opened.pool.query("update jobs set lease_until = clock_timestamp() - interval '1 second'");
    await worker(async () => void sent.push("other")).drain();
    asleep.open();
    await sleeper;
    expect([sent, events]).toEqual([["other"], ["done", "taken"]]);
  });

  test("nor what it has claimed itself again since", async () => {
    await add("answer");
    const asleep = gate();
    const sent: string[] = [];
    let runs = 0;
    const twice: Job["run"] = async (_payload, { keep }) => {
      runs += 1;
      if (runs === 1) await asleep.opened;
      await keep();
      sent.push(`run ${runs}`);
    };
    const one = worker(twice);
    one.start();
    await until(() => runs === 1);
    await opened.pool.query("update jobs set lease_until = clock_timestamp() - interval '1 second'");
    one.nudge();
    await until(() => sent.length === 1);
    asleep.open();
    await one.drain();
    expect(sent).toEqual(["run 2"]);
  });

  test("a job of a transaction that was rolled back does not exist", async () => {
    const failing = opened.database.transaction(async (store) => {
      await store.jobs.add(draft, 1);
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
    const fails: Job["run"] = async (payload) => {
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
    const fails: Job["run"] = async () => {
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
    await add("odd", undefined, kindOf("people", "unknown"));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await due();
      await worker(does).drain();
    }
    expect(events).toEqual(["later", "later", "given up"]);
  });

  test("two workers at once do each job once", async () => {
    for (let number = 0; number < 9; number += 1) await add(number);
    await Promise.all([worker(does).drain(), worker(does).drain()]);
    expect([...done].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("what a claim says of a job is worth nothing once another has it", async () => {
    await add(1);
    const { jobRows } = opened.database;
    const [job] = await jobRows.claim("people", "first", 1, 1);
    const id = job?.id ?? expect.fail("it was not claimed");
    await until(async () => (await jobRows.claim("people", "second", 1, 60_000)).length === 1);
    await jobRows.done(id, "first");
    await jobRows.giveUp(id, "first", "late");
    await jobRows.later(id, "first", 60_000, "late");
    expect(await jobRows.renew([{ id, holder: "first" }], 60_000)).toEqual([]);
    expect(await jobRows.renew([{ id, holder: "second" }], 60_000)).toEqual([id]);
    expect((await jobRows.queues()).people.waiting).toBe(1);
  });

  test("the metrics say how many wait in each lane, and for how long what could be done has waited", async () => {
    await add(1, undefined, kindOf("models"));
    await add(2, undefined, kindOf("models"));
    await opened.pool.query(
      "update jobs set next_attempt_at = clock_timestamp() - interval '60 seconds' where payload::text = '1'",
    );
    await add(3, (await opened.database.clock.now()) + 3_600_000);
    const { models, people, documents } = await opened.database.jobRows.queues();
    expect([models.waiting, people, documents]).toEqual([2, { waiting: 0, overdue: 0 }, { waiting: 0, overdue: 0 }]);
    expect(Math.abs(models.overdue - 60)).toBeLessThan(5);
  });
});
