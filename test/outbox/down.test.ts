import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Content } from "../../src/messages/content.ts";
import { phrase } from "../../src/messages/phrase.ts";
import type { Delivered, Delivery, Platform } from "../../src/messages/platform.ts";
import type { OutboxEvent } from "../../src/outbox/options.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openProject, place, text } from "../support/samples.ts";
import { untold } from "../support/untold.ts";

const silent: Delivered = { outcome: "later", why: "503", unsure: true, down: true };
const sent: Delivered = { outcome: "sent", id: "p" };

describe.each(databases)("a platform that is down, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let deliveries: Delivery[];
  let events: OutboxEvent[];
  let now: number;
  let answer: (delivery: Delivery) => Delivered;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const platform: Platform = {
    name: "local",
    async deliver(delivery) {
      deliveries.push(delivery);
      return answer(delivery);
    },
  };
  const start = (platforms: readonly Platform[] = [platform]) =>
    createOutbox({
      rows: opened.database.outboxRows,
      platforms,
      log: (event) => events.push(event),
      chance: () => 1,
      now: () => now,
    });
  const due = () =>
    opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );
  const post = (where: string, said: string, more = {}) =>
    run(async (store) => {
      const { id: conversation } = await store.places.meet(place(where));
      return store.messages.post({ conversation, content: text(said), saidAt: 7, ...more });
    });
  const attempts = async () =>
    (await opened.pool.query<{ attempts: number }>("select attempts from messages order by seq")).rows;
  const internal = () =>
    run(async (store) => {
      const { id } = await openProject(store, "sol");
      await store.projects.bind(id, "internal", (await store.places.meet(place("inside"))).id);
      await store.projects.bind(id, "shared", (await store.places.meet(place("shared", { outsiders: true }))).id);
      return id;
    });

  beforeEach(async () => {
    opened = await open();
    [deliveries, events] = [[], []];
    answer = () => silent;
    now = 0;
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("a day of it: a single message finds out how it is, by turns; the rest keep their attempts, and nothing is parked", async () => {
    for (let number = 0; number < 30; number += 1) await post(`c${number}`, `m${number}`);
    const outbox = start();
    await outbox.drain();
    const first = deliveries.length;
    expect(first).toBeLessThanOrEqual(16);
    for (let probe = 0; probe < 6; probe += 1) {
      // Those that were tried are not due for a while; it is another one's turn.
      now += 30_000;
      await outbox.drain();
    }
    expect(deliveries.length - first).toBe(6);
    expect(new Set(deliveries.map(({ message }) => message)).size).toBe(deliveries.length);
    expect((await attempts()).every((row) => row.attempts <= 1)).toBe(true);
    expect(events.filter((event) => event === "down")).toHaveLength(1);
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 30, parked: 0 });
  });

  test("back again, everything goes out in order, and that is told", async () => {
    for (const said of ["a", "b", "c"]) await post("one", said);
    const outbox = start();
    await outbox.drain();
    answer = () => sent;
    now += 1_000;
    await due();
    await outbox.drain();
    expect(deliveries.map(({ content }) => JSON.stringify(content)).slice(1)).toEqual(
      ["a", "b", "c"].map((said) => JSON.stringify(text(said))),
    );
    expect(events).toContain("up");
  });

  test("a message that alone fails for an hour while others go through is parked, and told", async () => {
    const project = await internal();
    await post("shared", "bad", { project });
    answer = ({ content }) =>
      JSON.stringify(content) === JSON.stringify(text("bad")) ? { outcome: "later", why: "odd" } : sent;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect((await opened.database.outboxRows.counts()).parked).toBe(0);
      await due();
      await start().drain();
    }
    expect((await opened.database.outboxRows.counts()).parked).toBe(1);
    expect(deliveries.at(-1)?.to.conversation).toBe("inside");
  });

  test("a platform that asks to wait, however often, never makes a message parked", async () => {
    await post("one", "a");
    answer = () => ({ outcome: "later", why: "429", retryAfter: 10 });
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await due();
      await start().drain();
    }
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 1, parked: 0 });
    expect(await attempts()).toEqual([{ attempts: 0 }]);
  });

  test("what is for a platform that is not configured waits without an attempt, and the log says so", async () => {
    await post("one", "a");
    await start([]).drain();
    expect(events).toEqual(["elsewhere"]);
    expect(await attempts()).toEqual([{ attempts: 0 }]);
    answer = () => sent;
    await start().drain();
    expect(deliveries).toHaveLength(1);
  });

  test("what was withdrawn before it was sent is not sent", async () => {
    const id = await post("one", "a");
    await run((store) => store.messages.withdraw(id));
    await start().drain();
    expect(deliveries).toEqual([]);
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
    await run((store) => store.messages.revise(id, text("b")));
    answer = () => sent;
    await start().drain();
    expect(deliveries).toMatchObject([{ content: text("b") }]);
  });

  test("what was withdrawn but may have been sent is looked for, and taken away where it is", async () => {
    const id = await post("one", "a");
    await start().drain();
    await run((store) => store.messages.withdraw(id));
    await due();
    answer = () => ({ outcome: "dropped" });
    await start().drain();
    expect(deliveries.at(-1)).toMatchObject({ again: true, gone: true });
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
  });

  test("what was sent is taken away once, and revised afterwards it is sent anew", async () => {
    const id = await post("one", "a");
    answer = () => sent;
    await start().drain();
    await run((store) => store.messages.withdraw(id));
    answer = () => ({ outcome: "dropped" });
    await start().drain();
    expect(deliveries.at(-1)).toMatchObject({ sent: "p", gone: true });
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
    answer = () => sent;
    await run((store) => store.messages.revise(id, text("b")));
    await start().drain();
    expect(deliveries.at(-1)).toMatchObject({ content: text("b") });
    expect([deliveries.at(-1)?.sent, deliveries.at(-1)?.gone]).toEqual([undefined, undefined]);
  });

  test("what is to go from a place that cannot be reached any more is nobody's trouble", async () => {
    const id = await post("one", "a");
    answer = () => sent;
    await start().drain();
    await run((store) => store.messages.withdraw(id));
    answer = () => ({ outcome: "refused", why: "gone" });
    await start().drain();
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
  });

  test.each([
    ["", (notice: Content) => notice],
    [
      "of an earlier version ",
      (notice: Content) => JSON.parse(JSON.stringify(notice, (key, value) => (key === "role" ? undefined : value))),
    ],
  ])("a notice %sabout a parked message that itself finds no way is told once, not for ever", async (_, stored) => {
    const project = await internal();
    answer = () => ({ outcome: "refused", why: "gone" });
    await post("shared", "a", { project });
    await start().drain();
    expect(await untold(opened.pool)).toHaveLength(1);
    const [notice] = await untold(opened.pool);
    if (notice === undefined) throw new Error("Nobody was told");
    await post("dm-lead", "", { project, content: stored(notice.notice) });
    await start().drain();
    expect(await untold(opened.pool)).toHaveLength(1);
    expect(notice.notice.blocks[0]).toMatchObject({ text: phrase("outbox.parked", { place: "inside" }) });
    expect((await opened.database.outboxRows.counts()).waiting).toBe(0);
  });
});
