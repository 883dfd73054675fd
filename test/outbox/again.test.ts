import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivered, Delivery, Platform } from "../../src/messages/platform.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openProject, place, text } from "../support/samples.ts";
import { untold } from "../support/untold.ts";

describe.each(databases)("what may have been sent already, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let deliveries: Delivery[];
  let answers: (Delivered | Error | undefined)[];
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const platform: Platform = {
    name: "local",
    async deliver(delivery) {
      deliveries.push(delivery);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? { outcome: "sent", id: "p" };
    },
  };
  const drain = () =>
    createOutbox({
      rows: opened.database.outboxRows,
      platforms: [platform],
      log: () => undefined,
      chance: () => 0,
    }).drain();
  const due = () =>
    opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );
  const post = (more = {}) =>
    run(async (store) => {
      const { id: conversation } = await store.places.meet(place("one"));
      return store.messages.post({ conversation, content: text("a"), saidAt: 7, ...more });
    });

  beforeEach(async () => {
    opened = await open();
    [deliveries, answers] = [[], []];
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test.each([
    {
      what: "an answer that never came",
      answer: { outcome: "later", why: "broken", unsure: true } as const,
      again: true,
    },
    { what: "a platform that threw", answer: new Error("oops"), again: true },
    { what: "a refusal for a while", answer: { outcome: "later", why: "slow down" } as const, again: undefined },
  ])("after $what the next attempt is told so: $again", async ({ answer, again }) => {
    await post();
    answers = [answer];
    await drain();
    await due();
    await drain();
    expect(deliveries.map((delivery) => delivery.again)).toEqual([undefined, again]);
  });

  test("after a process that died with it in its hands", async () => {
    await post();
    await opened.pool.query(
      "update messages set lease_by = 'dead', lease_until = clock_timestamp() - interval '1 second'",
    );
    await drain();
    expect(deliveries.map((delivery) => delivery.again)).toEqual([true]);
  });

  test("what another way has brought is not delivered, but what becomes of it is", async () => {
    const id = await post({ delivered: true });
    await drain();
    expect(deliveries).toEqual([]);
    await run((store) => store.messages.revise(id, text("b")));
    await drain();
    expect(deliveries).toMatchObject([{ revision: 2 }]);
    expect(deliveries[0]?.sent).toBeUndefined();
  });

  test("A1: a ledger message does not go where people from outside have come in since", async () => {
    await run(async (store) => {
      const project = await openProject(store, "solbacken");
      const { id } = await store.places.meet(place("inside"));
      await store.projects.bind(project.id, "internal", id);
      await store.messages.post({
        ...{ conversation: id, project: project.id, saidAt: 7 },
        content: { ...text("hours"), audience: "ledger" },
      });
      await store.places.meet(place("inside", { outsiders: true }));
    });
    await drain();
    expect(deliveries).toEqual([]);
    expect(await untold(opened.pool)).toHaveLength(1);
  });

  test("what was parked is due again when somebody has acted", async () => {
    await post();
    answers = [{ outcome: "refused", why: "is_archived" }];
    await drain();
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 1 });
    expect(await opened.database.outboxRows.unpark("local", "home", "other")).toBe(0);
    expect(await opened.database.outboxRows.unpark("local", "home", "one")).toBe(1);
    await drain();
    expect(await opened.database.outboxRows.counts()).toEqual({ waiting: 0, parked: 0 });
    expect(deliveries).toHaveLength(2);
  });

  test("a conversation that the platform gave another id is the same one; one that is known by it already stays", async () => {
    const one = await run((store) => store.places.meet(place("one")));
    expect(await run((store) => store.places.rename("local", "home", "one", "two"))).toBe(true);
    expect(await run((store) => store.places.get(one.id))).toMatchObject({ external: "two" });
    await run((store) => store.places.meet(place("three")));
    expect(await run((store) => store.places.rename("local", "home", "two", "three"))).toBe(false);
    expect(await run((store) => store.places.rename("local", "home", "none", "four"))).toBe(false);
  });
});
