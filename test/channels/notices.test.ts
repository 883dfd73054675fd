import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Chats, noticeJob } from "../../src/channels/notices.ts";
import type { Id } from "../../src/domain/units.ts";
import type { Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { account, openProject, place, text } from "../support/samples.ts";

/** What a project's internal channel could not be told reaches its staff all the same: errors are seen. */
describe("staff are told directly what their channel could not be", () => {
  let opened: TestDatabase;
  let project: Id;
  let logged: string[];
  let failures: unknown[];
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const chats = (platform: Chats["platform"], open: (user: string) => string | Error): Chats => ({
    platform,
    async open(user) {
      const external = open(user);
      if (external instanceof Error) throw external;
      return { tenant: "home", external };
    },
  });
  const job = (...all: readonly Chats[]) => {
    const log = pino({ base: null }, { write: (line: string) => void logged.push(line) });
    return noticeJob({
      database: opened.database,
      log,
      failed: (error) => String(failures.push(error)),
      chats: () => all,
    });
  };
  const payload = () => ({ project, notice: text("the channel is archived") });
  const told = async () =>
    (
      await opened.pool.query<{ external: string }>(
        "select c.external from messages m join conversations c on c.id = m.conversation_id where c.private order by 1",
      )
    ).rows.map(({ external }) => external);

  beforeEach(async () => {
    opened = await openTestDatabase();
    [logged, failures] = [[], []];
    project = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      for (const [user, role, staff] of [
        ["anna", "lead", true],
        ["erik", "staff", true],
        ["karin", "approver", false],
      ] as const) {
        const met = await store.people.meet(account(user, { platform: "slack", staff }));
        await store.projects.addMember(id, met.id, role);
      }
      await store.places.meet(place("inside"));
      return id;
    });
  });
  afterEach(() => opened.close());

  test("each in their own private chat, and nobody from outside; run again after a crash, nobody hears it twice", async () => {
    const one = job(chats("slack", (user) => `dm-${user}`));
    await one.run(payload(), { id: "1" as Id });
    expect(await told()).toEqual(["dm-anna", "dm-erik"]);
    await one.run(payload(), { id: "1" as Id });
    expect(await told()).toEqual(["dm-anna", "dm-erik"]);
    await one.run(payload(), { id: "2" as Id });
    expect(await told()).toHaveLength(4);
  });

  test("while nobody can be reached it is tried again; whoever was reached does not hear it again", async () => {
    const down = chats("slack", () => new Error("service_unavailable"));
    await expect(job(down).run(payload(), { id: "1" as Id })).rejects.toThrow("could be reached");
    expect(failures).toHaveLength(2);
    await job(chats("slack", (user) => (user === "erik" ? "dm-erik" : new Error("user_disabled")))).run(payload(), {
      id: "1" as Id,
    });
    expect(await told()).toEqual(["dm-erik"]);
    await job(chats("slack", (user) => `dm-${user}`)).run(payload(), { id: "1" as Id });
    expect(await told()).toEqual(["dm-anna", "dm-erik"]);
    expect(logged).toEqual([]);
  });

  test("on the first platform that reaches them, and not on another when it is run again", async () => {
    await opened.pool.query(
      `insert into accounts (id, platform, tenant, "user", name, staff, person_id)
       select gen_random_uuid(), 'teams', tenant, "user", name, staff, person_id from accounts where "user" = 'erik'`,
    );
    const teams = chats("teams", (user) => `teams-${user}`);
    await job(
      chats("slack", (user) => (user === "anna" ? "dm-anna" : new Error("user_disabled"))),
      teams,
    ).run(payload(), { id: "1" as Id });
    expect(await told()).toEqual(["dm-anna", "teams-erik"]);
    await job(
      chats("slack", (user) => `dm-${user}`),
      teams,
    ).run(payload(), { id: "1" as Id });
    expect(await told()).toEqual(["dm-anna", "teams-erik"]);
  });

  test("where nobody of them has a chat, and when every attempt has failed, the log says so", async () => {
    await job(chats("teams", (user) => user)).run(payload(), { id: "1" as Id });
    job().giveUp({ payload: payload() });
    expect(await told()).toEqual([]);
    expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(
      Array(2).fill("nobody of the project's staff can be told"),
    );
  });
});
