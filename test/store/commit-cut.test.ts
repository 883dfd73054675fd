import { tmpdir } from "node:os";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { untoldJob } from "../../src/store/contract/jobs.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrations } from "../support/databases.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { type AtCommit, startProxy, type Wire } from "../support/proxy.ts";
import { place } from "../support/samples.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const account = {
  platform: "local",
  tenant: "local",
  user: "anna",
  name: "Anna",
  staff: true,
  handle: "anna",
} as const;
const conversation = place("solbacken", { tenant: "local" });

/** The one moment when nobody knows: COMMIT is on its way, and the connection is gone. */
describe("a connection that is lost at COMMIT", { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let proxy: Wire;
  let direct: pg.Pool;
  let house: Workspace;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    proxy = await startProxy(server.port);
    const url = await server.create();
    direct = new pg.Pool({ connectionString: url });
    direct.on("error", () => undefined);
    const through = url.replace(`:${server.port}/`, `:${proxy.port}/`);
    const database = await openDatabase({ url: through, dataDir: tmpdir(), migrations });
    house = await openWorkspace({ open: async () => ({ database, pool: direct, close: () => database.close() }) });
    await house.openSolbacken();
  });
  afterEach(async () => {
    await house.close();
    await direct.end();
    await proxy.close();
  });

  const count = async (sql: string) =>
    Number((await direct.query<{ count: string }>(`select count(*) ${sql}`)).rows[0]?.count);

  test.each<{ when: AtCommit }>([{ when: "before" }, { when: "after" }])(
    "$when the server got it: tried again, done once, and answered as done",
    async ({ when }) => {
      const before = {
        hours: await count("from work_entries"),
        audit: await count("from audit"),
        messages: await count("from messages"),
      };
      const cut = proxy.cutAtCommit(when);
      const said = await house.anna.says('log 2h configuration "response groups"', { key: "once" });
      await cut;
      expect(said.outcome, said.text).toBe("done");
      expect(said.text).toContain("Logged 2 h");
      // It is no repeat to whoever asked: a platform stays silent at a repeat.
      expect(said.answer.repeated).toBe(false);
      expect(await count("from work_entries")).toBe(before.hours + 1);
      expect(await count("from audit")).toBe(before.audit + 1);
      expect(await count("from requests where key = 'once' and answered")).toBe(1);
      const messages = await count("from messages");

      const again = await house.anna.says('log 2h configuration "response groups"', { key: "once" });
      expect(again.answer).toMatchObject({ repeated: true, replyId: said.answer.replyId });
      expect(await count("from work_entries")).toBe(before.hours + 1);
      expect(await count("from messages")).toBe(messages);
    },
  );

  test.each<{ when: AtCommit }>([{ when: "before" }, { when: "after" }])(
    "$when the server got it: what we do of ourselves is done once too",
    async ({ when }) => {
      const cut = proxy.cutAtCommit(when);
      await house.test.database.once(
        "a key of its own",
        async (store) => void (await store.jobs.add(untoldJob, { words: "x" })),
      );
      await cut;
      expect(await count("from jobs where kind = 'notice'")).toBe(1);
      await house.test.database.once(
        "a key of its own",
        async (store) => void (await store.jobs.add(untoldJob, { words: "y" })),
      );
      expect(await count("from jobs where kind = 'notice'")).toBe(1);
    },
  );

  test("and no way back to it: the person is told that it may have been saved, and the same request finds out later", async () => {
    const cut = proxy.cutAtCommit("after").then(() => proxy.set("refuse"));
    const line = {
      account,
      conversation,
      key: "unsure",
      intent: { kind: "line" as const, text: "log 3h configuration x" },
    };
    const answer = await house.house.dispatch.handle(line);
    await cut;
    expect(answer.outcome).toBe("failed");
    expect(answer.reply?.blocks[0]).toMatchObject({ text: { say: "error.database.unsure" } });

    await proxy.set("open");
    const later = await house.house.dispatch.handle(line);
    expect(later).toMatchObject({ outcome: "done", repeated: true });
    expect(await count("from work_entries where minutes = 180")).toBe(1);
  });

  test("no connection from the start: refused in words that say that nothing was saved, in bounded time", async () => {
    await proxy.set("refuse");
    const began = performance.now();
    const answer = await house.house.dispatch.handle({
      account,
      conversation,
      key: "no",
      intent: { kind: "line", text: "log 4h configuration x" },
    });
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(answer.reply?.blocks[0]).toMatchObject({ text: { say: "error.database.unreachable" } });
    await proxy.set("open");
    expect(await count("from requests where key = 'no'")).toBe(0);
  });
});
