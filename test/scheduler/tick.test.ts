import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import type { ToldPerson } from "../../src/store/contract/jobs.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene } from "./scene.ts";
import { day, instant } from "./support.ts";

const plan = { data: day("2026-12-01") };

describe.each(databases)("on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let scene: Scene;
  beforeEach(async () => {
    opened = await open();
    scene = await openScene(opened, { plan, digests: false });
    await scene.approveAllBut("fax", "hardware");
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const tick = (...times: readonly string[]) =>
    times.reduce((earlier, at) => earlier.then(() => scene.scheduler.tick(instant(at))), Promise.resolve());
  const nags = async (channel?: string) =>
    (await scene.messages()).filter(
      ({ in: where, subject }) => subject.startsWith("nag/") && (channel ?? where) === where,
    );

  test.each([
    { at: "2026-12-02 07:59", why: "before the office opens", sent: 0 },
    { at: "2026-12-02 08:00", why: "the office opens", sent: 1 },
    { at: "2026-12-02 17:00", why: "the office has closed", sent: 0 },
    { at: "2026-12-05 09:00", why: "a Saturday", sent: 0 },
    { at: "2026-12-24 09:00", why: "P2: Christmas Eve", sent: 0 },
  ])("$at: $why", async ({ at, sent }) => {
    await tick(at);
    expect(await nags()).toHaveLength(sent);
  });

  test("a nudge is said once, whatever number of ticks", async () => {
    await tick("2026-12-02 08:00", "2026-12-02 09:00", "2026-12-03 08:00");
    expect((await nags()).map(({ in: where, subject, revision }) => ({ where, subject, revision }))).toEqual([
      { where: "kund", subject: "nag/2026-12-02", revision: 1 },
    ]);
  });

  test("a week slept through is made up, never doubled", async () => {
    await tick("2026-11-24 08:00", "2026-12-04 08:00");
    expect((await nags("kund")).map(({ subject }) => subject)).toEqual(["nag/2026-11-24", "nag/2026-12-04"]);
  });

  test("two ticks at once, and two replicas, say it once", async () => {
    const replica = scene.replica();
    const at = instant("2026-12-02 08:00");
    await Promise.all([scene.scheduler.tick(at), scene.scheduler.tick(at), replica.tick(at), replica.tick(at)]);
    expect(await nags()).toHaveLength(1);
    expect(scene.errors).toEqual([]);
  });

  test("everything due for a channel is one message of the day, which a later tick adds to", async () => {
    await tick("2026-12-02 08:00");
    await scene.write((store) => store.projects.setPlan(scene.project, { ...plan, workshop: day("2026-12-04") }));
    await tick("2026-12-02 09:00");
    const [message, ...others] = await nags();
    expect(others).toEqual([]);
    expect(message?.revision).toBe(2);
    expect(message?.text).toContain("kunddata skulle ha varit inne");
    expect(message?.text).toContain("workshopen är fre 4 dec");
  });

  test("another day is another message", async () => {
    await tick("2026-12-02 08:00", "2026-12-04 08:00");
    expect((await nags("kund")).map(({ subject }) => subject)).toEqual(["nag/2026-12-02", "nag/2026-12-04"]);
  });

  test("escalated it is one message in each channel, and the lead's is ledger (A1)", async () => {
    await tick("2026-12-08 08:00");
    expect((await nags()).map(({ in: where, content }) => [where, content.audience])).toEqual([
      ["kund", "public"],
      ["internt", "ledger"],
    ]);
  });

  test("a snoozed reminder is not sent, and is when the snooze ends", async () => {
    await scene.snooze("data", "2026-12-03");
    await tick("2026-12-02 08:00");
    expect(await nags()).toEqual([]);
    await tick("2026-12-03 08:00");
    expect(await nags()).toHaveLength(1);
  });

  test("a project without a shared channel waits for one", async () => {
    await scene.write((store) => store.projects.bind(scene.project, "shared", undefined));
    await tick("2026-12-02 08:00");
    expect(await nags()).toEqual([]);
    const kund = await scene.write(async (store) => (await store.places.find("kund"))[0]);
    await scene.write((store) => store.projects.bind(scene.project, "shared", kund?.id));
    await tick("2026-12-02 09:00");
    expect((await nags()).map(({ in: where }) => where)).toEqual(["kund"]);
  });

  test("C2: a project without an internal channel tells its lead what is late, in private, once", async () => {
    const lead = await scene.write(async (store) => {
      await store.projects.bind(scene.project, "internal", undefined);
      const { id } = await store.people.addContact("Anna Lind", "anna-lind");
      await store.projects.addMember(scene.project, id, "lead");
      return id;
    });
    await tick("2026-12-08 08:00", "2026-12-08 09:00");
    expect((await nags()).map(({ in: where }) => where)).toEqual(["kund"]);
    const { rows } = await opened.pool.query<{ payload: ToldPerson }>(
      "select payload from jobs where kind = 'tell' order by seq",
    );
    expect(rows).toHaveLength(1);
    const { notice, project, person } = rows[0]?.payload ?? {};
    expect(person).toBe(lead);
    expect(project).toBe(scene.project);
    expect(notice?.audience).toBe("ledger");
    const said = plainText(createWords(), "sv", notice ?? { blocks: [] }, day("2026-12-08"));
    expect(said).toContain("kunddata");
    expect(said).toContain("Projektet har ingen intern kanal");
    expect(said).toMatch(/bind internal in:\S+$/u);
  });

  test("an internal channel that outsiders have joined does not silence the customer's, and gets no ledger (A1)", async () => {
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
    await tick("2026-12-08 08:00");
    expect((await nags()).map(({ in: where }) => where)).toEqual(["kund"]);
    expect(scene.errors).toHaveLength(1);
  });
});
