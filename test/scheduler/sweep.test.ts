import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { afterCommand } from "../../src/composition/after-command.ts";
import type { Card } from "../../src/scheduler/page.ts";
import { createSweep } from "../../src/scheduler/sweep.ts";
import type { Database, Store } from "../../src/store/store.ts";
import { cloneProjects } from "../support/clone.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { openScene, type Scene, withoutDigests } from "./scene.ts";
import { agreement, day, instant } from "./support.ts";

const projects = 12;
const morning = instant("2026-12-02 08:00");

describe.each(databases)("many projects, on $name", ({ name, open, stop }) => {
  let opened: TestDatabase;
  let scene: Scene;
  let errors: { readonly project?: string; readonly err?: unknown }[];
  beforeEach(async () => {
    opened = await open();
    errors = [];
    scene = await openScene(opened, { plan: { data: day("2026-12-01") } });
    await scene.approveAllBut("fax");
    await cloneProjects(opened.pool, 2, projects);
    await withoutDigests(opened);
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const log = { error: (details: object) => void errors.push(details) };
  const sweepOf = (database: Pick<Database, "transaction"> = opened.database, card?: Card) =>
    createSweep({ database, log, pageSize: 5, ...(card === undefined ? {} : { card }) });
  /** A database whose stores are another's. */
  const over = (change: (store: Store) => Store): Pick<Database, "transaction"> => ({
    transaction: (work, waits) => opened.database.transaction((store) => work(change(store)), waits),
  });
  /** The database, with what sweeps take of it written down; `late` hears that they ask for what somebody had. */
  const countedIn = (taken: string[], late: () => void = () => undefined) =>
    over((store) => ({
      ...store,
      looks: {
        ...store.looks,
        take: async (...given) => {
          const rows = await store.looks.take(...given);
          taken.push(...rows.map(({ project }) => project));
          return rows;
        },
        waiting: (...given) => {
          late();
          return store.looks.waiting(...given);
        },
      },
    }));
  /** How many customers' channels a subject was said in, and how often in all. */
  const said = async (subject = "nag/2026-12-02") => {
    const { rows } = await opened.pool.query<{ places: number; times: number }>(
      "select count(distinct conversation_id)::int as places, count(*)::int as times from messages where subject = $1",
      [subject],
    );
    return rows[0];
  };
  const looks = async () =>
    (
      await opened.pool.query<{ at: number | null }>("select look_at::float8 as at from projects order by seq")
    ).rows.map(({ at }) => at);
  /** The days by which something is owed, as lists have them. */
  const owed = async () => {
    const { rows } = await opened.pool.query<{ code: string; owed: string | null }>(
      "select code, owed_on::text as owed from projects",
    );
    return new Map(rows.map(({ code, owed: on }) => [code, on]));
  };
  const idOf = async (code: string) =>
    (await opened.pool.query<{ id: string }>("select id from projects where code = $1", [code])).rows[0]?.id ?? "";

  test("an empty cache means now: each is looked at, said once, and not again before the night", async () => {
    const taken: string[] = [];
    const sweep = sweepOf(countedIn(taken));
    await sweep(morning);
    expect(await said()).toEqual({ places: projects, times: projects });
    expect(new Set(await looks())).toEqual(new Set([instant("2026-12-03 00:00")]));
    await sweep(instant("2026-12-02 08:30"));
    expect(taken).toHaveLength(projects);
    expect(errors).toEqual([]);
  });

  test("every night each is looked at, with the next day's eyes", async () => {
    const sweep = sweepOf();
    await sweep(morning);
    await sweep(instant("2026-12-03 00:00"));
    expect(new Set(await looks())).toEqual(new Set([instant("2026-12-03 08:00")]));
    await opened.pool.query("update messages set delivered_revision = 1, next_attempt_at = null");
    await sweep(instant("2026-12-03 08:00"));
    await sweep(instant("2026-12-04 00:00"));
    expect(new Set(await looks()), "the next nudge comes on this day").toEqual(new Set([instant("2026-12-04 08:00")]));
  });

  test("a cache that lies further ahead than a night is as good as empty", async () => {
    await opened.pool.query("update projects set look_at = $1", [instant("2027-12-02 08:00")]);
    await sweepOf()(morning);
    expect(await said()).toEqual({ places: projects, times: projects });
  });

  test("what other rules have worked out is worked out anew, once", async () => {
    const sweep = sweepOf();
    await sweep(morning);
    await opened.pool.query("update clock set looks_from = 'others'");
    await opened.pool.query("delete from notices");
    await sweep(instant("2026-12-02 09:00"));
    const [{ n } = { n: 0 }] = (await opened.pool.query<{ n: number }>("select count(*)::int as n from notices")).rows;
    expect(n).toBeGreaterThanOrEqual(projects);
    await opened.pool.query("delete from notices");
    await sweep(instant("2026-12-02 09:30"));
    expect((await opened.pool.query("select 1 from notices")).rows).toEqual([]);
  });

  test("three replicas share the projects: each is looked at by one, and said once", async () => {
    const taken: string[] = [];
    await Promise.all([1, 2, 3].map(() => sweepOf(countedIn(taken))(morning)));
    expect(taken).toHaveLength(projects);
    expect(new Set(taken).size).toBe(projects);
    expect(await said()).toEqual({ places: projects, times: projects });
    expect(errors).toEqual([]);
  });

  test("a project that cannot be looked at is logged, and costs nobody else anything; the next tick tries again", async () => {
    await sweepOf()(instant("2026-12-02 00:00"));
    await opened.pool.query(
      "update projects set look_at = null, owed_on = '2026-01-01', variant = case code when 'solbacken-7' then 'unknown' else variant end",
    );
    await sweepOf()(morning);
    const stands = await owed();
    expect(stands.get("solbacken-7"), "in lists it stands as it stood").toBe("2026-01-01");
    expect(stands.get("solbacken-6")).toBe("2026-12-01");
    expect(await said()).toEqual({ places: projects - 1, times: projects - 1 });
    expect(errors.map(({ project }) => project)).toEqual([await idOf("solbacken-7")]);
    await opened.pool.query("update projects set variant = 'smaller' where code = 'solbacken-7'");
    await sweepOf()(instant("2026-12-02 08:30"));
    expect(await said()).toEqual({ places: projects, times: projects });
  });

  test("a project whose messages the database refuses is found by halves, and alone goes without", async () => {
    const id = await idOf("solbacken-4");
    await opened.pool.query(`
      create function refuse() returns trigger language plpgsql as $$ begin
        if new.project_id = '${id}' and new.subject like 'nag/%' then raise exception 'refused'; end if; return new; end $$;
      create trigger refusing before insert on messages for each row execute function refuse()`);
    try {
      await sweepOf()(morning);
      expect(await said()).toEqual({ places: projects - 1, times: projects - 1 });
      expect(errors.map(({ project }) => project)).toEqual([id]);
    } finally {
      await opened.pool.query("drop trigger refusing on messages; drop function refuse()");
    }
    await sweepOf()(instant("2026-12-02 08:30"));
    expect(await said()).toEqual({ places: projects, times: projects });
  });

  test("a card that cannot be drawn silences nobody, and is drawn by the next tick; each is looked at once", async () => {
    await opened.pool.query(
      `insert into messages (id, conversation_id, project_id, content, subject, said_at)
       select gen_random_uuid(), shared_id, id, '{"audience":"public","blocks":[]}', 'card', 1 from projects`,
    );
    const drawn: string[] = [];
    const content: Card["content"] = ({ project }) => {
      drawn.push(project.code);
      if (project.code === "solbacken-3" && drawn.length <= projects) throw new Error("no card");
      return { audience: "public", blocks: [{ kind: "text", text: { raw: project.code } }] };
    };
    const sweep = sweepOf(opened.database, { subject: "card", content });
    await sweep(morning);
    expect(await said()).toEqual({ places: projects, times: projects });
    expect(errors.map(({ project }) => project)).toEqual([await idOf("solbacken-3")]);
    const revised = async () =>
      (await opened.pool.query("select 1 from messages where subject = 'card' and revision = 2")).rows.length;
    expect(await revised()).toBe(projects - 1);
    await sweep(instant("2026-12-02 08:30"));
    await sweep(instant("2026-12-02 09:00"));
    expect(await revised()).toBe(projects);
    expect(drawn.slice(projects)).toEqual(["solbacken-3"]);
  });

  test("a page that the server cancels is gone through in halves, and those that follow are smaller", async () => {
    const sizes: number[] = [];
    const slow = over((store) => ({
      ...store,
      projects: {
        ...store.projects,
        each: async (ids) => {
          sizes.push(ids.length);
          // As PostgreSQL says that a statement took longer than it may.
          if (ids.length > 2)
            throw Object.assign(new Error("canceling statement due to statement timeout"), { code: "57014" });
          return store.projects.each(ids);
        },
      },
    }));
    await sweepOf(slow)(morning);
    expect(await said()).toEqual({ places: projects, times: projects });
    expect(errors).toEqual([]);
    expect(sizes.slice(0, 5), "five, and its halves").toEqual([5, 3, 2, 1, 2]);
    expect(Math.max(...sizes.slice(5))).toBe(2);
  });

  test("a command brings the look nearer and never moves it away; what it says of lists is not overwritten by what was worked out before", async () => {
    const id = await idOf("solbacken-5");
    const command = (now: number) =>
      opened.database.transaction(
        async (store) => void (await afterCommand(store, { facts: await store.projects.facts(id), agreement, now })),
      );
    const lookOf = async () =>
      (await opened.pool.query<{ at: number }>("select look_at::float8 as at from projects where id = $1", [id]))
        .rows[0]?.at;
    const set = (at: number) =>
      opened.pool.query("update projects set look_at = $2, owed_on = null where id = $1", [id, at]);
    await set(instant("2026-12-03 00:00"));
    await command(morning);
    expect(await lookOf()).toBe(morning);
    await set(morning - 60_000);
    await command(morning);
    expect(await lookOf()).toBe(morning - 60_000);
    expect((await owed()).get("solbacken-5")).toBe("2026-12-01");
    const stale = { owedOn: day("2026-11-01"), notAgreed: 1, overBudget: 1, toInvoice: 1, toClose: true };
    await opened.database.transaction((store) => store.listing.keep(new Map([[id, stale]])));
    expect((await owed()).get("solbacken-5")).toBe("2026-12-01");
  });

  test("a project that a command has is waited for, and looked at with what the command wrote", async () => {
    const id = await idOf("solbacken-5");
    const taken: string[] = [];
    let asked = false;
    let sweeping: Promise<void> | undefined;
    await opened.database.transaction(async (store) => {
      await store.projects.lock(id);
      await store.snoozes.set(id, {
        subject: "data",
        until: day("2026-12-10"),
        reason: "semester",
        by: { id: "system", name: "Anna" },
      });
      await afterCommand(store, { facts: await store.projects.facts(id), agreement, now: morning });
      const late = () => {
        asked = true;
      };
      sweeping ??= sweepOf(countedIn(taken, late))(morning);
      // PGlite has one session: there the sweep begins when this ends.
      if (name === "PostgreSQL") while (!asked) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await sweeping;
    expect(taken).toHaveLength(projects);
    expect(await said()).toEqual({ places: projects - 1, times: projects - 1 });
    expect(errors).toEqual([]);
  });
});
