import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivered, Delivery, Platform } from "../../src/messages/platform.ts";
import type { OutboxEvent, OutboxOptions } from "../../src/outbox/options.ts";
import { createOutbox, type Outbox } from "../../src/outbox/outbox.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { gate, until } from "../support/gate.ts";
import { place, text } from "../support/samples.ts";

const sent: Delivered = { outcome: "sent", id: "p" };

describe.each(databases)("nobody waits for a stranger: the outbox on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  /** What was brought, as `conversation message`. */
  let brought: string[];
  let events: { event: OutboxEvent; details: Readonly<Record<string, unknown>> }[];
  let outboxes: Outbox[];
  let end: ReturnType<typeof gate>;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const said = ({ content }: Delivery) => (content.blocks[0] as { readonly text: { readonly raw: string } }).text.raw;
  /** Conversations whose name begins so hang until the gate is opened. */
  const platform = (name: string, hangs = "hung"): Platform => ({
    name,
    async deliver(delivery) {
      if (delivery.to.conversation.startsWith(hangs)) await end.opened;
      await delivery.keep?.();
      brought.push(`${delivery.to.conversation} ${said(delivery)}`);
      return sent;
    },
  });
  const outbox = (platforms: readonly Platform[], more: Partial<OutboxOptions> = {}) => {
    const made = createOutbox({
      ...{ rows: opened.database.outboxRows, platforms, chance: () => 1 },
      log: (event, details) => void events.push({ event, details }),
      ...more,
    });
    outboxes.push(made);
    return made;
  };
  const post = (where: string, words: readonly string[], on = "local") =>
    run(async (store) => {
      const { id: conversation } = await store.places.meet(place(where, { platform: on }));
      const ids: string[] = [];
      for (const word of words) ids.push(await store.messages.post({ conversation, content: text(word), saidAt: 7 }));
      return ids;
    });
  const told = (event: OutboxEvent) => events.filter((one) => one.event === event);
  /** The claim that has them is taken for dead. */
  const asleep = () =>
    opened.pool.query(
      "update messages set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null",
    );

  beforeEach(async () => {
    opened = await open();
    [brought, events, outboxes] = [[], [], []];
    end = gate();
  });
  afterEach(async () => {
    end.open();
    await Promise.all(outboxes.map((one) => one.stop(2_000)));
    await opened.close();
  });
  afterAll(stop);

  test("a conversation that hangs holds its own messages, in order, and nobody else's", async () => {
    await post("hung", ["1", "2"]);
    for (const where of ["a", "b", "c"]) await post(where, ["1", "2", "3"]);
    outbox([platform("local")]).start();
    await until(() => brought.length === 9);
    for (const where of ["a", "b", "c"])
      expect(brought.filter((one) => one.startsWith(where))).toEqual([`${where} 1`, `${where} 2`, `${where} 3`]);
    await post("d", ["later"]);
    outboxes[0]?.nudge();
    await until(() => brought.includes("d later"));
    end.open();
    await until(() => brought.includes("hung 2"));
    expect(brought.slice(-2)).toEqual(["hung 1", "hung 2"]);
  });

  test("more that hang than there are places: whoever keeps us waiting gives its place away", async () => {
    for (let number = 0; number < 40; number += 1) await post(`hung${number}`, ["1"]);
    await post("a", ["1", "2"]);
    outbox([platform("local")]).start();
    await until(() => brought.length === 2, 15);
    expect(brought).toEqual(["a 1", "a 2"]);
    end.open();
    await until(() => brought.length === 42);
  });

  test("however many hang that hung before, there is a place for those that did not", async () => {
    await run(async (store) => {
      for (let number = 0; number < 700; number += 1) {
        const { id: conversation } = await store.places.meet(place(`hung${number}`, { platform: "local" }));
        await store.messages.post({ conversation, content: text("1"), saidAt: 7 });
      }
    });
    await opened.pool.query("update messages set attempts = 1");
    await post("a", ["1", "2"]);
    const one = outbox([platform("local")]);
    one.start();
    await until(() => brought.length === 2, 15);
    expect(brought).toEqual(["a 1", "a 2"]);
    expect(one.running().get("local")).toBeLessThan(150);
  });

  test("a slow platform keeps no other waiting, nor whoever asks for the other alone", async () => {
    for (let number = 0; number < 20; number += 1) await post(`s${number}`, ["1"], "slow");
    await post("a", ["1"]);
    const both = outbox([platform("slow", ""), platform("local")]);
    both.start();
    await until(() => both.running().get("slow") === 16);
    await post("b", ["1"]);
    await both.drain("local");
    expect([...brought].sort()).toEqual(["a 1", "b 1"]);
  });

  test("whoever waits for a message waits for its conversation alone, and not for what cannot be sent now", async () => {
    await post("hung", ["1"]);
    const mine = await post("a", ["1", "2"]);
    const [later] = await post("b", ["1"]);
    await post("b", ["2"]);
    const one = outbox([platform("local")]);
    await one.until("local", mine);
    expect(brought.filter((what) => what.startsWith("a"))).toEqual(["a 1", "a 2"]);
    await one.until("local", [later ?? ""]);
    await opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() + interval '1 hour' where id = $1",
      [(await post("c", ["1"]))[0]],
    );
    const began = performance.now();
    await one.until("local", await post("c", ["2"]));
    await one.until("local", []);
    expect(performance.now() - began).toBeLessThan(9_000);
    expect(brought).not.toContain("hung 1");
  });

  test("one conversation's silence does not make the others wait for the platform", async () => {
    await post("hung", ["1"]);
    // The clock of rests stands still: whoever has to rest never goes on.
    outbox([platform("local")], { timeout: 60, now: () => 0 }).start();
    await until(() => told("down").length > 0);
    for (const where of ["a", "b", "c"]) await post(where, ["1"]);
    outboxes[0]?.nudge();
    await until(() => brought.length === 3);
  });

  test("a silence while the platform takes others' messages is the conversation's own, and an attempt of its own", async () => {
    await post("hung", ["1"]);
    outbox([platform("local")], { timeout: 150 }).start();
    await until(() => outboxes[0]?.running().get("local") === 1);
    await post("a", ["1"]);
    outboxes[0]?.nudge();
    await until(() => told("later").length > 0);
    expect([told("down"), brought]).toEqual([[], ["a 1"]]);
    expect(told("later")[0]?.details).toMatchObject({ why: "no answer within 150 ms", after: 1_000 });
  });

  test("asked by two conversations at once for a rest it leaves all alone until then, and loses nothing", async () => {
    let full = true;
    let asked = 0;
    const busy: Platform = {
      name: "local",
      async deliver(delivery) {
        if (!full) return platform("local").deliver(delivery);
        asked += 1;
        return { outcome: "later", why: "429", retryAfter: 60, asked: true };
      },
    };
    for (let number = 0; number < 50; number += 1) await post(`c${number}`, ["1"]);
    // The clock of rests stands still: what began before it was asked twice is refused, out of fifty, and nothing
    // after.
    const one = outbox([busy], { now: () => 0 });
    one.start();
    await until(() => asked > 1 && one.running().get("local") === 0);
    await one.stop();
    expect(asked).toBeLessThanOrEqual(16);
    full = false;
    outbox([busy]).start();
    await until(() => brought.length === 50);
  });

  test("what slept in the middle of a send does not send what another has sent meanwhile", async () => {
    await post("hung", ["1"]);
    const sleeper = outbox([platform("local")]).drain();
    await until(() => outboxes[0]?.running().get("local") === 1);
    await asleep();
    await outbox([platform("local", "nothing")]).drain();
    expect(brought).toEqual(["hung 1"]);
    end.open();
    await sleeper;
    expect([brought, told("taken").length]).toEqual([["hung 1"], 1]);
  });

  test("nor what its own process has taken up again, and whose sending nobody has heard of", async () => {
    await post("one", ["1"]);
    const deliveries: Delivery[] = [];
    const first: Platform = {
      name: "local",
      async deliver(delivery) {
        deliveries.push(delivery);
        if (deliveries.length === 1) await end.opened;
        await delivery.keep?.();
        brought.push(said(delivery));
        return sent;
      },
    };
    const one = outbox([first]);
    one.start();
    await until(() => deliveries.length === 1);
    await asleep();
    one.nudge();
    await until(() => brought.length === 1);
    end.open();
    await one.drain();
    expect([brought, told("taken").length, deliveries[1]?.again]).toEqual([["1"], 1, true]);
  });

  test("the metrics say how much waits for each platform, and for how long", async () => {
    await post("a", ["1", "2"]);
    await post("s", ["1"], "slow");
    await opened.pool.query("update messages set next_attempt_at = next_attempt_at - interval '60 seconds'");
    const queues = await opened.database.outboxRows.queues();
    expect([queues.get("local")?.waiting, queues.get("slow")?.waiting, queues.size]).toEqual([2, 1, 2]);
    expect(Math.abs((queues.get("local")?.overdue ?? 0) - 60)).toBeLessThan(5);
    await outbox([platform("local")]).drain();
    expect((await opened.database.outboxRows.queues()).get("local")).toBeUndefined();
  });
});
