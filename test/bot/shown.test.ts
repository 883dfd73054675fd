import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLeftToPlatform, keptAnswer, type ShownBy } from "../../src/bot/shown-by.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import { databases } from "../support/databases.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** An acknowledgement that carries the answer may never arrive: whoever does not see it would type the line again. */
describe.each(databases)("an answer that its platform shows by itself, on $name", ({ open, stop }) => {
  let ws: Workspace;
  let brought: string[];
  beforeEach(async () => {
    brought = [];
    ws = await openWorkspace({ open });
    await ws.openSolbacken();
  });
  afterEach(() => ws.close());
  afterAll(stop);

  const says = (text: string, by: ShownBy) =>
    ws.house.dispatch.handle({
      account: { platform: "local", tenant: "local", user: "anna", name: ws.anna.name, staff: true, handle: "anna" },
      conversation: {
        platform: "local",
        tenant: "local",
        external: "solbacken",
        name: "solbacken",
        outsiders: false,
        private: false,
      },
      key: randomUUID(),
      intent: { kind: "line", text },
      shows: () => by,
    });
  /** What the outbox has brought. */
  const delivered = async () => {
    await createOutbox({
      rows: ws.test.database.outboxRows,
      platforms: [
        { name: "local", deliver: async ({ message }) => ({ outcome: "sent", id: String(brought.push(message)) }) },
      ],
      log: () => undefined,
    }).drain();
    return brought;
  };
  const later = () =>
    ws.test.pool.query("update messages set lease_until = clock_timestamp() where lease_until is not null");
  const waiting = async () => (await ws.test.database.outboxRows.counts()).waiting;

  test("is brought by nobody else once it was shown", async () => {
    const { replyId = "", shownBy } = await says("log 2h configuration", "platform-first");
    expect(shownBy).toBe("platform-first");
    expect(await delivered()).not.toContain(replyId);
    await ws.test.database.outboxRows.shown(replyId);
    await later();
    expect(await delivered()).not.toContain(replyId);
    expect(await waiting()).toBe(0);
  });

  test("is brought by the outbox when nobody says that it was shown", async () => {
    const { replyId = "" } = await says("log 2h configuration", "platform-first");
    await later();
    expect((await delivered()).filter((id) => id === replyId)).toHaveLength(1);
    // The acknowledgement that was thought lost: nothing more comes of it.
    await ws.test.database.outboxRows.shown(replyId);
    expect(await waiting()).toBe(0);
  });

  test("what is said after it in the same place comes after it", async () => {
    const { replyId = "" } = await says("log 2h configuration", "platform-first");
    const next = await ws.anna.says("log 1h documentation");
    expect(await delivered()).not.toContain(next.answer.replyId);
    await ws.test.database.outboxRows.shown(replyId);
    expect(await delivered()).toContain(next.answer.replyId);
  });

  test("is delivered from the start where its platform is certain of it", async () => {
    const { replyId = "" } = await says("log 2h configuration", "platform");
    await later();
    expect(await delivered()).not.toContain(replyId);
    expect(await waiting()).toBe(0);
  });
});

test("an answer that was kept when it said `inline` is left to its platform still", () => {
  const then = { outcome: "done", language: "sv", replyId: "m1", caused: ["m1"], repeated: false } as const;
  expect(isLeftToPlatform(keptAnswer({ ...then, inline: true }))).toBe(true);
  expect(isLeftToPlatform(keptAnswer(then))).toBe(false);
});
