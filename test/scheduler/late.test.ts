import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, Platform } from "../../src/messages/platform.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { day, instant } from "./support.ts";

/** A platform that takes nothing for days: when it is back, people hear how things stand now, once. */
describe.each(databases)("reminders while a platform is down, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let scene: Scene;
  let down: boolean;
  let deliveries: Delivery[];
  const platform: Platform = {
    name: "local",
    async deliver(delivery) {
      if (down) return { outcome: "later", why: "503", down: true };
      deliveries.push(delivery);
      return { outcome: "sent", id: delivery.message };
    },
  };
  const drain = async () => {
    await opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );
    await createOutbox({ rows: opened.database.outboxRows, platforms: [platform], log: () => undefined }).drain();
  };
  const tick = async (...times: readonly string[]) => {
    for (const at of times) {
      await scene.scheduler.tick(instant(at));
      await drain();
    }
  };
  const subjects = async (where: string) => {
    const rows = await opened.pool.query<{ id: string; subject: string }>("select id, subject from messages");
    const of = new Map(rows.rows.map(({ id, subject }) => [id, subject]));
    return deliveries.filter(({ to }) => to.conversation === where).map(({ message }) => of.get(message) ?? "");
  };

  beforeEach(async () => {
    opened = await open();
    scene = await openScene(opened, { plan: { data: day("2026-12-01") }, digests: false });
    await scene.approveAllBut("fax", "hardware");
    deliveries = [];
    down = true;
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("a later nudge takes the place of the earlier one, which is not sent late", async () => {
    await tick("2026-12-02 08:00", "2026-12-04 08:00");
    down = false;
    await drain();
    expect((await subjects("kund")).filter((subject) => subject.startsWith("nag/"))).toEqual(["nag/2026-12-04"]);
  });

  test("what still holds of the earlier one is in the later one", async () => {
    await tick("2026-12-02 08:00");
    await scene.write((store) =>
      store.projects.setPlan(scene.project, { data: day("2026-12-01"), workshop: day("2026-12-07") }),
    );
    await tick("2026-12-03 08:00");
    down = false;
    await drain();
    const nags = (await scene.messages()).filter(({ subject }) => subject === "nag/2026-12-03");
    expect(nags).toHaveLength(1);
    expect(nags[0]?.text).toContain("kunddata skulle ha varit inne");
    expect((await subjects("kund")).filter((subject) => subject.startsWith("nag/"))).toEqual(["nag/2026-12-03"]);
  });

  test("C2: who was asked while it worked has had time to answer, though the last message has not reached them", async () => {
    down = false;
    await tick("2026-12-02 08:00", "2026-12-04 08:00");
    down = true;
    await tick("2026-12-08 08:00", "2026-12-15 08:00");
    const told = (await scene.messages()).filter(
      ({ in: where, subject }) => where === "internt" && subject === "nag/2026-12-15",
    );
    expect(told.map(({ text }) => text).join("\n")).toContain("fortfarande inget svar från Solbacken Vård AB");
  });

  test("what was cleared meanwhile is not sent at all", async () => {
    await tick("2026-12-02 08:00");
    await scene.data("approved", ["fax", "hardware"], "2026-12-02 10:00");
    await tick("2026-12-03 08:00");
    down = false;
    await drain();
    expect((await subjects("kund")).filter((subject) => subject.startsWith("nag/"))).toEqual([]);
    expect((await opened.database.outboxRows.counts()).waiting).toBe(0);
  });

  test("last week's digest is dropped when this week's is there; alone it is sent late", async () => {
    await opened.pool.query("delete from notices");
    await tick("2026-11-30 08:30");
    await tick("2026-12-07 08:30");
    down = false;
    await drain();
    for (const where of ["kund", "internt"]) {
      const digests = (await subjects(where)).filter((subject) => subject.startsWith("digest/"));
      expect(digests).toEqual([`digest/2026-W50/${where === "kund" ? "shared" : "internal"}`]);
    }
  });

  test("a digest of this week that could not be sent is sent when it can be", async () => {
    await opened.pool.query("delete from notices");
    await tick("2026-11-30 08:30", "2026-12-01 08:00");
    down = false;
    await drain();
    expect(await subjects("kund")).toContain("digest/2026-W49/shared");
  });

  test("what was answered to people is kept, in its order", async () => {
    const post = (said: string) =>
      scene.write(async (store) => {
        const [kund] = await store.places.find("kund");
        const content = { audience: "public", blocks: [{ kind: "text", text: { raw: said } }] } as const;
        await store.messages.post({ conversation: kund?.id ?? "", project: scene.project, content, saidAt: 7 });
      });
    await post("first");
    await tick("2026-12-02 08:00", "2026-12-04 08:00");
    await post("last");
    down = false;
    await drain();
    const said = deliveries
      .filter(({ to }) => to.conversation === "kund")
      .map(({ content }) => JSON.stringify(content.blocks));
    expect(said[0]).toContain("first");
    expect(said.at(-1)).toContain("last");
    // Between them the one reminder.
    expect(said).toHaveLength(3);
  });
});
