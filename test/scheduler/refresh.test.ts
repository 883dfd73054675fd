import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { refresh } from "../../src/scheduler/refresh.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { day, instant } from "./support.ts";

describe.each(databases)("the message follows what people do, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let scene: Scene;
  beforeEach(async () => {
    opened = await open();
    scene = await openScene(opened, { plan: { data: day("2026-12-01") }, digests: false });
    await scene.approveAllBut("fax", "hardware");
    await scene.scheduler.tick(instant("2026-12-02 08:00"));
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const follow = (at: string) => scene.write((store) => refresh(store, scene.project, instant(at)));
  const nag = async (date = "2026-12-02", where = "kund") =>
    (await scene.messages()).find((message) => message.subject === `nag/${date}` && message.in === where);

  test("D2: a received area is no longer named, in the same message of the day", async () => {
    expect((await nag())?.text).toContain("Faxlösningar och Hårdvara");
    await scene.data("received", ["fax"], "2026-12-02 10:00");
    await follow("2026-12-02 10:00");
    const message = await nag();
    expect(message?.revision).toBe(2);
    expect(message?.text).toContain("Hårdvara");
    expect(message?.text).not.toContain("Faxlösningar");
    const nags = (await scene.messages()).filter(({ subject }) => subject.startsWith("nag/"));
    expect(nags).toHaveLength(1);
  });

  test("D2: all of it received, the message says so in one line, without buttons", async () => {
    await scene.data("received", ["fax", "hardware"], "2026-12-02 10:00");
    await follow("2026-12-02 10:00");
    expect((await nag())?.content.blocks).toEqual([
      { kind: "text", text: { say: "remind.cleared" }, tone: "success", role: "due" },
      { kind: "text", text: { say: "remind.became.data" }, tone: "quiet" },
    ]);
    expect((await nag())?.text).toBe("Allt är klart här – tack!\nDen kunddata som saknades är inlämnad.");
  });

  test("D5: rejected, it comes back", async () => {
    await scene.data("received", ["fax", "hardware"], "2026-12-02 10:00");
    await follow("2026-12-02 10:00");
    await scene.data("rejected", ["fax"], "2026-12-02 11:00");
    await follow("2026-12-02 11:00");
    expect((await nag())?.text).toContain("Faxlösningar");
  });

  test("nothing changed, nothing is edited", async () => {
    expect(await follow("2026-12-02 10:00")).toEqual([]);
    // Sent, it is seen with the eyes of its own day: what a later one will say has not been said yet.
    await opened.pool.query("update messages set delivered_revision = revision, next_attempt_at = null");
    expect(await follow("2026-12-08 10:00")).toEqual([]);
    expect((await nag())?.revision).toBe(1);
  });

  test("it tells which messages it edited", async () => {
    const message = await scene.write((store) => store.messages.bySubject(scene.project, "nag/2026-12-02"));
    await scene.data("received", ["fax"], "2026-12-02 10:00");
    expect(await follow("2026-12-02 10:00")).toEqual([message?.id]);
    expect(await follow("2026-12-02 10:01")).toEqual([]);
  });

  test("an earlier day's message goes when a later one says it anew, which alone follows from then on", async () => {
    await opened.pool.query(
      "update messages set delivered_revision = revision, platform_id = 'p', next_attempt_at = null",
    );
    await scene.scheduler.tick(instant("2026-12-04 08:00"));
    const { rows } = await opened.pool.query(
      "select subject from messages where withdrawn_at is not null and next_attempt_at is not null",
    );
    expect(rows).toEqual([{ subject: "nag/2026-12-02" }]);
    expect((await nag("2026-12-02"))?.text, "where the platform keeps what was said").toBe(
      "Tas upp igen i påminnelsen fre 4 dec.",
    );
    const given = (await nag("2026-12-02"))?.revision;
    await scene.data("received", ["fax"], "2026-12-04 10:00");
    await follow("2026-12-04 10:00");
    expect((await nag("2026-12-04"))?.text).not.toContain("Faxlösningar");
    expect((await nag("2026-12-02"))?.revision).toBe(given);
  });

  test("an earlier day's message that tells what was done stays, without what the later one says", async () => {
    await opened.pool.query(
      "update messages set delivered_revision = revision, platform_id = 'p', next_attempt_at = null",
    );
    await scene.data("received", ["fax", "hardware"], "2026-12-02 10:00");
    await follow("2026-12-02 10:00");
    await scene.write((store) =>
      store.projects.setPlan(scene.project, { data: day("2026-12-01"), workshop: day("2026-12-07") }),
    );
    await scene.scheduler.tick(instant("2026-12-03 08:00"));
    expect((await nag("2026-12-03"))?.text).toContain("workshopen är mån 7 dec");
    expect((await nag("2026-12-02"))?.text).toBe("Den kunddata som saknades är inlämnad.");
    expect((await opened.pool.query("select 1 from messages where withdrawn_at is not null")).rows).toEqual([]);
  });

  test("snoozed, it says that it is paused and not that all is clear", async () => {
    await scene.snooze("data", "2026-12-09");
    await follow("2026-12-02 10:00");
    expect((await nag())?.text).toBe("Inget att göra just nu: resten är pausat.");
  });

  test("snoozed, it does not say that there is nothing to do where a later message asks for more", async () => {
    await scene.write((store) =>
      store.projects.setPlan(scene.project, { data: day("2026-12-01"), workshop: day("2026-12-07") }),
    );
    await scene.scheduler.tick(instant("2026-12-03 08:00"));
    await scene.snooze("data", "2026-12-09");
    await follow("2026-12-03 10:00");
    expect((await nag("2026-12-02"))?.text).not.toContain("Inget att göra");
    expect((await nag("2026-12-03"))?.text).toContain("workshopen är mån 7 dec");
  });

  test("a snoozed area leaves the message", async () => {
    await scene.snooze("data/fax", "2026-12-09");
    await follow("2026-12-02 10:00");
    expect((await nag())?.text).toMatch(/på: Hårdvara\.$/);
  });

  test("a channel is not edited any more once it is not the project's", async () => {
    await scene.write((store) => store.projects.bind(scene.project, "shared", undefined));
    await scene.data("received", ["fax"], "2026-12-02 10:00");
    await follow("2026-12-02 10:00");
    expect((await nag())?.revision).toBe(1);
  });

  test("A1: a command goes through when outsiders have joined the internal channel, which is not edited", async () => {
    await scene.scheduler.tick(instant("2026-12-08 08:00"));
    await scene.write((store) =>
      store.places.meet({
        platform: "local",
        tenant: "local",
        external: "internt",
        name: "internt",
        outsiders: true,
        private: false,
      }),
    );
    await scene.data("received", ["fax"], "2026-12-08 10:00");
    await follow("2026-12-08 10:00");
    expect((await nag("2026-12-08", "internt"))?.revision).toBe(1);
    expect((await nag("2026-12-08"))?.revision).toBe(2);
  });
});
