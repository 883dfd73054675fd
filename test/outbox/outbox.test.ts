import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Content } from "../../src/messages/content.ts";
import type { Delivered, Delivery, Platform } from "../../src/messages/platform.ts";
import type { OutboxEvent } from "../../src/outbox/options.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import type { NewMessage, Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openProject, person, place, text } from "../support/samples.ts";

const words = (content: Content) =>
  content.blocks.map((block) => (block.kind === "text" && "raw" in block.text ? block.text.raw : block.kind)).join();

/** A platform that answers as it is told, and otherwise sends. */
function fakePlatform() {
  const deliveries: Delivery[] = [];
  const answers = new Map<string, (Delivered | Error)[]>();
  const platform: Platform = {
    name: "local",
    async deliver(delivery) {
      deliveries.push(delivery);
      const answer = answers.get(words(delivery.content))?.shift() ?? { outcome: "sent", id: `p${deliveries.length}` };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return {
    platform,
    deliveries,
    /** What it answers to a message of these words, in order. */
    answers: (said: string, ...outcomes: (Delivered | Error)[]) => answers.set(said, outcomes),
    said: () => deliveries.map((delivery) => words(delivery.content)),
  };
}

describe.each(databases)("the outbox on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let fake: ReturnType<typeof fakePlatform>;
  let log: { event: OutboxEvent; details: Readonly<Record<string, unknown>> }[];
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const outbox = (chance = 1) =>
    createOutbox({
      rows: opened.database.outboxRows,
      platforms: [fake.platform],
      log: (event, details) => log.push({ event, details }),
      chance: () => chance,
      timeout: 200,
    });
  const conversation = (name: string, more = {}) =>
    run(async (store) => (await store.places.meet(place(name, more))).id);
  const post = (to: string, said: string, more: Partial<NewMessage> = {}) =>
    run((store) => store.messages.post({ conversation: to, content: text(said), saidAt: 7, ...more }));
  /** Seconds until the only waiting message is due. */
  const wait = async () => {
    const { rows } = await opened.pool.query<{ wait: string }>(
      "select extract(epoch from next_attempt_at - clock_timestamp()) as wait from messages where next_attempt_at is not null",
    );
    return Number(rows[0]?.wait);
  };
  const due = () =>
    opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );

  beforeEach(async () => {
    opened = await open();
    fake = fakePlatform();
    log = [];
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("a message is delivered once, in the order in which its conversation was spoken to", async () => {
    const [one, two] = [await conversation("one"), await conversation("two")];
    for (const said of ["a", "b", "c"]) await post(one, said);
    await post(two, "x");
    await outbox().drain();
    await outbox().drain();
    expect(fake.said().filter((said) => said !== "x")).toEqual(["a", "b", "c"]);
    expect(fake.said()).toHaveLength(4);
    expect(fake.deliveries[0]).toMatchObject({
      to: { platform: "local", tenant: "home", conversation: "one" },
      revision: 1,
      saidAt: 7,
    });
  });

  test("of what is its reader's alone, what it leaves is all that is kept once it was delivered", async () => {
    const one = await conversation("one");
    const id = await post(one, "a", { content: { ...text("secret"), leaves: text("shown").blocks } });
    fake.answers("secret", { outcome: "later", why: "busy" });
    await outbox().drain();
    expect(words((await run((store) => store.messages.get(id)))?.content ?? text(""))).toBe("secret");
    await due();
    await outbox().drain();
    expect(fake.said()).toEqual(["secret", "secret"]);
    expect((await run((store) => store.messages.get(id)))?.content).toEqual(text("shown"));
  });

  test("edits that were not sent yet coalesce; a sent one is edited in its place", async () => {
    const one = await conversation("one");
    const id = await post(one, "a");
    await run((store) => store.messages.revise(id, text("b")));
    await run((store) => store.messages.revise(id, text("c")));
    await outbox().drain();
    await run((store) => store.messages.revise(id, text("d")));
    await outbox().drain();
    expect(fake.deliveries.map(({ revision, sent, content }) => [words(content), revision, sent])).toEqual([
      ["c", 3, undefined],
      ["d", 4, "p1"],
    ]);
  });

  test("a revision made while the earlier one is being delivered is delivered too", async () => {
    const id = await post(await conversation("one"), "a");
    const inner = fake.platform.deliver;
    let first = true;
    const slow: Platform = {
      name: "local",
      async deliver(delivery) {
        if (first) {
          first = false;
          await run((store) => store.messages.revise(id, text("b")));
        }
        return inner(delivery);
      },
    };
    await createOutbox({ rows: opened.database.outboxRows, platforms: [slow], log: () => undefined }).drain();
    expect(fake.deliveries.map(({ revision, sent }) => [revision, sent])).toEqual([
      [1, undefined],
      [2, "p1"],
    ]);
  });

  test("what cannot be delivered now holds its own conversation in order, and no other", async () => {
    const [one, two] = [await conversation("one"), await conversation("two")];
    fake.answers("a", { outcome: "later", why: "503" });
    await post(one, "a");
    await post(one, "b");
    await post(two, "x");
    await outbox().drain();
    expect([...fake.said()].sort()).toEqual(["a", "x"]);
    await due();
    await outbox().drain();
    expect(fake.said().slice(2)).toEqual(["a", "b"]);
  });

  test.each([
    { chance: 1, waits: [1, 2, 4, 8] },
    { chance: 0, waits: [0.5, 1, 2, 4] },
  ])("each failure doubles the wait, with jitter ($chance): $waits seconds", async ({ chance, waits }) => {
    fake.answers("a", ...waits.map((): Delivered => ({ outcome: "later", why: "503" })));
    await post(await conversation("one"), "a");
    for (const expected of waits) {
      await due();
      await outbox(chance).drain();
      const waited = await wait();
      expect(waited).toBeLessThanOrEqual(expected);
      expect(waited).toBeGreaterThan(expected - 0.45);
    }
  });

  test("a wait that the platform asks for is obeyed", async () => {
    fake.answers("a", { outcome: "later", why: "429", retryAfter: 90_000 });
    await post(await conversation("one"), "a");
    await outbox().drain();
    const waited = await wait();
    expect(waited).toBeGreaterThan(89);
    expect(waited).toBeLessThanOrEqual(90);
  });

  test("a platform that does not answer in time, or throws, is tried again; one that always throws ends parked", async () => {
    fake.answers("b", ...Array.from({ length: 9 }, () => new Error("broken")));
    const hung: Platform = { name: "local", deliver: () => new Promise(() => undefined) };
    const rows = opened.database.outboxRows;
    const id = await post(await conversation("one"), "a");
    await createOutbox({
      rows,
      platforms: [hung],
      log: (event, details) => log.push({ event, details }),
      timeout: 20,
    }).drain();
    expect(log).toMatchObject([
      { event: "down", details: { platform: "local", why: "no answer within 20 ms" } },
      { event: "later", details: { message: id, why: "no answer within 20 ms" } },
    ]);
    await due();
    await outbox().drain();
    await post(await conversation("two"), "b");
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await due();
      await outbox().drain();
    }
    expect(await rows.counts()).toEqual({ waiting: 0, parked: 1 });
    expect(fake.said()).toEqual(["a", ...Array.from({ length: 8 }, () => "b")]);
  });

  test("what is refused for good is parked, does not block, and is told in the project's internal channel", async () => {
    fake.answers("a", { outcome: "refused", why: "not_in_channel" });
    const [shared, internal] = [await conversation("shared", { outsiders: true }), await conversation("internal")];
    const project = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      await store.projects.bind(id, "shared", shared);
      await store.projects.bind(id, "internal", internal);
      return id;
    });
    await post(shared, "a", { project });
    await post(shared, "b", { project });
    await outbox().drain();
    const notice = fake.deliveries.find((delivery) => delivery.to.conversation === "internal");
    expect(notice?.content.blocks).toEqual([
      { kind: "text", tone: "warning", text: { say: "outbox.parked", with: { place: "shared" } }, role: "undelivered" },
    ]);
    expect(fake.said()).toContain("b");
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 1 });
    expect(log.filter(({ event }) => event === "parked")).toMatchObject([
      { details: { why: "not_in_channel", platform: "local" } },
    ]);
  });

  test("a refusal in the internal channel itself makes no further message; a revision tries again", async () => {
    fake.answers("a", { outcome: "refused", why: "archived" });
    const internal = await conversation("internal");
    const project = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      await store.projects.bind(id, "internal", internal);
      return id;
    });
    const id = await post(internal, "a", { project });
    await outbox().drain();
    expect((await opened.pool.query("select 1 from messages")).rows).toHaveLength(1);
    await run((store) => store.messages.revise(id, text("b")));
    await outbox().drain();
    expect(fake.said()).toEqual(["a", "b"]);
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
  });

  test("a message that the platform lost is posted anew", async () => {
    const id = await post(await conversation("one"), "a");
    await outbox().drain();
    fake.answers("b", { outcome: "lost" });
    await run((store) => store.messages.revise(id, text("b")));
    await outbox().drain();
    await run((store) => store.messages.revise(id, text("c")));
    await outbox().drain();
    expect(fake.deliveries.map(({ content, sent }) => [words(content), sent])).toEqual([
      ["a", undefined],
      ["b", "p1"],
      ["b", undefined],
      ["c", "p3"],
    ]);
    // What was never sent cannot be lost: it comes later, not at once again and again.
    fake.answers("d", { outcome: "lost" });
    await post(await conversation("two"), "d");
    await outbox().drain();
    expect(fake.said().filter((said) => said === "d")).toHaveLength(1);
    expect(await wait()).toBeGreaterThan(0);
  });

  test.each([
    { why: "the conversation's", conversation: "en", project: "sv", language: "en" },
    { why: "else the project's", conversation: undefined, project: "en", language: "en" },
    { why: "else Swedish", conversation: undefined, project: undefined, language: "sv" },
  ] as const)("spoken: $why language", async (given) => {
    const one = await conversation("one");
    const project = await run(async (store) => {
      if (given.conversation !== undefined) await store.places.setLanguage(one, given.conversation);
      return given.project === undefined
        ? undefined
        : (await openProject(store, "sol", { language: given.project })).id;
    });
    await post(one, "a", project === undefined ? {} : { project });
    await outbox().drain();
    expect(fake.deliveries[0]?.language).toBe(given.language);
  });

  test("what one person alone may see names their account on that platform; without one it is not sent", async () => {
    const one = await conversation("one");
    const [karin, elsewhere] = await run(async (store) => [
      await person(store, "karin", { staff: false }),
      await person(store, "erik", { platform: "slack" }),
    ]);
    await post(one, "a", { visibleTo: karin?.id ?? "" });
    await post(one, "secret", { visibleTo: elsewhere?.id ?? "" });
    await outbox().drain();
    expect(fake.deliveries.map(({ visibleTo, content }) => [words(content), visibleTo])).toEqual([["a", "karin"]]);
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 1 });
  });

  test("two outboxes at once send each message once", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const places = await Promise.all(names.map((name) => conversation(name)));
    for (const id of places) for (const number of [1, 2, 3]) await post(id, `${id}/${number}`);
    await Promise.all([outbox().drain(), outbox().drain(), outbox().drain()]);
    await outbox().drain();
    expect(fake.said()).toHaveLength(15);
    for (const id of places) {
      expect(fake.said().filter((said) => said.startsWith(id))).toEqual([1, 2, 3].map((number) => `${id}/${number}`));
    }
  });

  test("what a worker that died had claimed is delivered when its lease is over", async () => {
    await post(await conversation("one"), "a");
    const { outboxRows } = opened.database;
    expect(await outboxRows.claim("local", "dead", 10, 60_000)).toHaveLength(1);
    await outbox().drain();
    expect(fake.said()).toEqual([]);
    await opened.pool.query("update messages set lease_until = lease_until - interval '61 seconds'");
    await outbox().drain();
    expect(fake.said()).toEqual(["a"]);
  });

  test("a commit wakes a running outbox at once; a message that was rolled back is never sent", async () => {
    const one = await conversation("one");
    const running = outbox();
    opened.database.onQueued(running.nudge);
    running.start();
    await run(async (store) => {
      await store.messages.post({ conversation: one, content: text("never"), saidAt: 1 });
      throw new Error("no");
    }).catch(() => undefined);
    const began = Date.now();
    await post(one, "a");
    while (fake.said().length === 0 && Date.now() - began < 900) await new Promise((resolve) => setTimeout(resolve, 5));
    await running.stop();
    expect(fake.said()).toEqual(["a"]);
  });
});
