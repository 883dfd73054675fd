import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Button, Content } from "../../src/messages/content.ts";
import { refresh } from "../../src/scheduler/refresh.ts";
import { createSweep } from "../../src/scheduler/sweep.ts";
import { cloneProjects } from "../support/clone.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, withoutDigests } from "./scene.ts";
import { day, instant } from "./support.ts";

const projects = 3;
const morning = instant("2026-12-02 08:00");

describe.each(databases)("an internal channel of several projects, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let errors: object[];
  let ids: readonly string[];
  beforeEach(async () => {
    opened = await open();
    errors = [];
    await openScene(opened, { plan: { data: day("2026-11-27"), workshop: day("2026-11-30") } });
    await cloneProjects(opened.pool, 2, projects);
    await opened.pool.query(
      "update projects set internal_id = (select internal_id from projects order by seq limit 1), customer = 'Kund ' || code",
    );
    await withoutDigests(opened);
    ids = (await opened.pool.query<{ id: string }>("select id from projects order by seq")).rows.map(({ id }) => id);
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const sweep = (at: number, pageSize = 5) =>
    createSweep({
      database: opened.database,
      log: { error: (details: object) => void errors.push(details) },
      pageSize,
    })(at);
  const nags = async (date = "2026-12-02") => {
    const { rows } = await opened.pool.query<{ id: string; content: Content; withdrawn: boolean }>(
      `select m.id, m.content, m.withdrawn_at is not null as withdrawn from messages m join projects p on p.internal_id = m.conversation_id
       where m.subject = $1 group by m.id order by m.seq`,
      [`nag/${date}`],
    );
    return rows;
  };
  const headings = (content: Content | undefined) =>
    content?.blocks.flatMap((block) => (block.kind === "heading" && "raw" in block.text ? [block.text.raw] : []));
  const buttons = (content: Content | undefined): readonly Button[] =>
    content?.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])) ?? [];
  const told = async (id: string) =>
    (
      await opened.pool.query(
        "select distinct message_id from notices where project_id = $1 and key not like 'digest/%' and message_id is not null and message_id in (select id from messages where conversation_id = (select internal_id from projects limit 1))",
        [id],
      )
    ).rows;

  test.each([1, 2, 5])("is told once a day, whatever the pages (%i a page)", async (size) => {
    await sweep(morning, size);
    const all = await nags();
    expect(all).toHaveLength(1);
    expect(headings(all[0]?.content)?.toSorted()).toEqual(["Kund solbacken", "Kund solbacken-2", "Kund solbacken-3"]);
    for (const id of ids) expect(await told(id)).toEqual([{ message_id: all[0]?.id }]);
    const pressed = buttons(all[0]?.content);
    expect(new Set(pressed.map(({ id }) => id)).size).toBe(pressed.length);
    expect(new Set(pressed.map(({ of }) => of))).toEqual(new Set([undefined, ids[1], ids[2]]));
    await sweep(instant("2026-12-02 10:00"), size);
    expect(await nags()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test("three replicas at once say one message, in which nobody is missing", async () => {
    await Promise.all([1, 2, 3].map(() => sweep(morning, 1)));
    const all = await nags();
    expect(all).toHaveLength(1);
    expect(headings(all[0]?.content)).toHaveLength(projects);
    expect(errors).toEqual([]);
  });

  test("what a command does to one project leaves the others' parts, even when both are at it", async () => {
    await sweep(morning);
    await opened.pool.query("update messages set delivered_revision = revision, next_attempt_at = null");
    const third = ({ blocks }: Content) => {
      const from = blocks.findIndex((block) => block.kind === "heading" && block.of === ids[2]);
      const to = blocks.findIndex((block, index) => index > from && block.kind === "heading");
      return blocks.slice(from, to < 0 ? undefined : to);
    };
    const [before] = await nags();
    const held = async (id: string) =>
      opened.database.transaction(async (store) => {
        await store.projects.lock(id);
        await store.projects.setPlan(id, { data: day("2026-12-18"), workshop: day("2026-12-21") });
        await refresh(store, id, instant("2026-12-02 10:00"));
      });
    await Promise.all([held(ids[0] ?? ""), held(ids[1] ?? "")]);
    const [message] = await nags();
    expect(message?.content).not.toEqual(before?.content);
    expect(third(message?.content ?? { audience: "ledger", blocks: [] })).toEqual(
      third(before?.content ?? { audience: "ledger", blocks: [] }),
    );
    for (const id of ids)
      expect(
        await opened.database.transaction((store) => refresh(store, id, instant("2026-12-02 10:00"))),
        "nothing of what either wrote is lost",
      ).toEqual([]);
  });

  test("the next day it moves on, and the day before says nothing twice", async () => {
    await sweep(morning);
    await opened.pool.query("update messages set delivered_revision = revision, next_attempt_at = null");
    for (const date of ["2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09"])
      for (const clock of ["00:00", "08:00", "09:00"]) await sweep(instant(`${date} ${clock}`));
    for (const date of ["2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09"])
      expect((await nags(date)).length, date).toBeLessThanOrEqual(1);
    const standing = await Promise.all(ids.map(told));
    expect(standing.every((messages) => messages.length === 1)).toBe(true);
    expect(errors).toEqual([]);
  });
});
