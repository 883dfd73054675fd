import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createScheduler } from "../../src/scheduler/scheduler.ts";
import type { NewMessage, Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openProject, person, place, text } from "../support/samples.ts";

const quarter = 90 * 86_400_000;

/** DESIGN, erasure: what was said and answered is not kept for ever. */
describe.each(databases)("what is no longer needed, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let now: number;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const purge = () => opened.database.purge(now - quarter);
  const post = (more: Partial<NewMessage> = {}, age = quarter + 1_000) =>
    run(async (store) => {
      const { id: conversation } = await store.places.meet(place("one"));
      return store.messages.post({ conversation, content: text("words"), saidAt: now - age, delivered: true, ...more });
    });
  const project = () => run(async (store) => (await openProject(store, "sol")).id);
  const says = async (id: string) => (await run((store) => store.messages.get(id)))?.content.blocks.length === 1;

  beforeEach(async () => {
    opened = await open();
    now = await opened.database.now();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("a delivered message loses its words, and keeps its place, its time and its audience", async () => {
    const [old, young] = [await post(), await post({}, quarter - 60_000)];
    expect(await purge()).toMatchObject({ messages: 1 });
    expect(await run((store) => store.messages.get(old))).toMatchObject({
      content: { audience: "public", blocks: [] },
      revision: 1,
    });
    expect(await says(young)).toBe(true);
    expect(await purge()).toMatchObject({ messages: 0 });
  });

  test.each([
    { what: "waits to be delivered", sql: "update messages set next_attempt_at = clock_timestamp()" },
    { what: "is parked", sql: "update messages set parked_at = clock_timestamp()" },
  ])("what $what is kept", async ({ sql }) => {
    const id = await post();
    await opened.pool.query(sql);
    await purge();
    expect(await says(id)).toBe(true);
  });

  test.each([
    { what: "a card with a subject", more: { subject: "offer/X1" }, kept: true },
    { what: "a pinned card", more: { content: { ...text("words"), pinned: true } }, kept: true },
    { what: "an answer", more: {}, kept: false },
    { what: "a reminder", more: { subject: "nag/2026-01-12" }, kept: false },
    { what: "a digest", more: { subject: "digest/2026-W02/shared" }, kept: false },
  ])("of a project that is open, $what is kept: $kept", async ({ more, kept }) => {
    const id = await post({ ...more, project: await project() });
    await purge();
    expect(await says(id)).toBe(kept);
  });

  test("a project that is closed and silent for as long loses its cards too; one that has spoken since does not", async () => {
    const of = await project();
    const card = await post({ project: of, subject: "offer/X1" });
    await run((store) => store.projects.setState(of, "open", "closed"));
    const last = await post({ project: of, subject: "handover" }, 1_000);
    await purge();
    expect(await says(card)).toBe(true);
    await opened.pool.query("update messages set said_at = 0 where id = $1", [last]);
    await purge();
    expect(await says(card)).toBe(false);
  });

  test("what was purged can be said anew", async () => {
    const id = await post();
    await purge();
    await run((store) => store.messages.revise(id, text("again")));
    expect(await run((store) => store.messages.get(id))).toMatchObject({ content: text("again") });
  });

  test("a request's answer goes; its key stays, so that a repeat still has no effect", async () => {
    const claim = (key: string) =>
      ({ id: randomUUID(), platform: "local", tenant: "home", key, at: now - quarter - 1 }) as const;
    const first = claim("k");
    await run(async (store) => {
      await store.requests.claim(first);
      await store.requests.answer(first.id, { outcome: "done" });
    });
    expect(await purge()).toMatchObject({ requests: 1 });
    expect(await run((store) => store.requests.claim(claim("k")))).toBe(false);
    expect(await run((store) => store.requests.answered("local", "home", "k"))).toMatchObject({ answer: null });
    expect(await purge()).toMatchObject({ requests: 0 });
  });

  test("who pressed a button that takes effect once is known as long as the button is there", async () => {
    const card = await post({ project: await project(), subject: "offer/X1" });
    const press = { id: randomUUID(), platform: "local", tenant: "home", key: `press/${card}/ok`, at: 1 } as const;
    await run(async (store) => {
      await store.requests.claim(press);
      await store.requests.answer(press.id, { by: "Karin", at: 1 });
    });
    expect(await purge()).toMatchObject({ requests: 0 });
    await opened.pool.query("update messages set subject = null");
    expect(await purge()).toMatchObject({ messages: 1, requests: 1 });
  });

  test("done and given-up jobs and expired forms go; others stay", async () => {
    await run(async (store) => {
      for (const kind of ["done", "given up", "waiting", "young"])
        await store.jobs.add({ name: kind, lane: "people" }, { words: "typed" });
      const { id: conversation } = await store.places.meet(place("one"));
      const { id: opener } = await person(store, "anna");
      for (const expiresAt of [now - quarter - 1, now])
        await store.forms.open({ runs: "log", conversation, opener, prefill: {}, expiresAt });
    });
    const old = "clock_timestamp() - interval '91 days'";
    await opened.pool.query(`update jobs set done_at = ${old}, next_attempt_at = null where kind = 'done'`);
    await opened.pool.query(`update jobs set given_up_at = ${old}, next_attempt_at = null where kind = 'given up'`);
    await opened.pool.query("update jobs set done_at = clock_timestamp(), next_attempt_at = null where kind = 'young'");
    expect(await purge()).toMatchObject({ jobs: 2, forms: 1 });
    const { rows } = await opened.pool.query<{ kind: string }>("select kind from jobs order by kind");
    expect(rows.map(({ kind }) => kind)).toEqual(["waiting", "young"]);
  });

  describe("what a platform keeps for itself", () => {
    const kept = async () => (await opened.database.keeping("teams").list("some")).map(({ key }) => key);
    const put = (key: string, life?: "passing") =>
      opened.database.keeping("teams").put("some", key, { words: "typed" }, life);
    const age = () =>
      opened.pool.query("update keeping set passing_since = $1 where passing_since is not null", [now - quarter - 1]);

    test("what passes goes when it is old; what is put again is young again, and what lasts is kept", async () => {
      for (const key of ["old", "again"]) await put(key, "passing");
      await put("lasting");
      await age();
      await put("again", "passing");
      expect(await purge()).toMatchObject({ kept: 1 });
      expect(await kept()).toEqual(["again", "lasting"]);
      expect(await purge()).toMatchObject({ kept: 0 });
    });

    test("what belongs to a message lives as long as its words, and what belongs to a form as long as that", async () => {
      const card = await post({ project: await project(), subject: "offer/X1" });
      const form = await run(async (store) => {
        const { id: conversation } = await store.places.meet(place("one"));
        const { id: opener } = await person(store, "anna");
        return store.forms.open({ runs: "log", conversation, opener, prefill: {}, expiresAt: now });
      });
      for (const key of [card, form]) await put(key, "passing");
      await age();
      expect(await purge()).toMatchObject({ kept: 0 });
      await opened.pool.query("update messages set subject = null");
      expect(await purge()).toMatchObject({ messages: 1, kept: 1 });
      expect(await kept()).toEqual([form]);
      await opened.pool.query("update forms set expires_at = 0");
      expect(await purge()).toMatchObject({ forms: 1, kept: 1 });
    });
  });

  test("more than a batch is taken in batches", async () => {
    await post();
    await opened.pool.query(
      `insert into messages (id, conversation_id, content, said_at, delivered_revision, next_attempt_at)
       select gen_random_uuid(), conversation_id, content, said_at, 1, null from messages, generate_series(1, 1200)`,
    );
    expect(await purge()).toMatchObject({ messages: 1_201 });
  });

  test("the scheduler sees to it once a day, whichever replica is first", async () => {
    const id = await post();
    const done: string[] = [];
    const log = {
      error: (details: object) => expect(details).toBeUndefined(),
      info: (_: object, message: string) => void done.push(message),
    };
    for (let replica = 0; replica < 2; replica += 1)
      await createScheduler({ database: opened.database, log }).start()();
    expect(done).toHaveLength(1);
    expect(await says(id)).toBe(false);
  });
});
