import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDispatch } from "../../src/bot/dispatch.ts";
import type { Answer, Intent } from "../../src/bot/incoming.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import type { Database, Store } from "../../src/store/store.ts";
import { agreements, commands } from "../support/commands.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";
import { stateOf } from "./state.ts";

const words = createWords();
const spoken = (answer: Answer): string =>
  answer.reply === undefined ? "" : plainText(words, answer.language, answer.reply);

interface Logged {
  readonly ref: string;
  readonly runs: string;
  readonly error: unknown;
}

/** The engine over a database in which something is broken, and what it tells the log. */
function brokenHouse(
  ws: Workspace,
  database: Database,
  afterCommand: () => Promise<readonly string[]> = async () => [],
) {
  const failed: Logged[] = [];
  const refused: unknown[] = [];
  const { handle } = createDispatch({
    ...{
      database,
      registry: createRegistry(commands, agreements),
      agreement: ws.agreement,
      language: "en",
      modelDrafts: false,
      sendsInvoices: false,
      afterCommand,
      lists: { known: async () => undefined },
    },
    log: {
      unreadable: () => undefined,
      refused: (detail) => refused.push(detail),
      failed: (detail) => failed.push(detail),
    },
  });
  return {
    failed,
    refused,
    tries: (intent: Intent, key: string = randomUUID()) =>
      handle({
        account: { platform: "local", tenant: "local", user: "anna", name: "Anna Lind", staff: true, handle: "anna" },
        conversation: {
          platform: "local",
          tenant: "local",
          external: "solbacken",
          name: "solbacken",
          outsiders: false,
          private: false,
        },
        key,
        intent,
      }),
  };
}
const line = (text: string): Intent => ({ kind: "line", text });

/** The database with one room of its store replaced. */
const withStore = (database: Database, change: (store: Store) => Partial<Store>): Database => ({
  ...database,
  transaction: (work) => database.transaction((store) => work({ ...store, ...change(store) })),
});
const boom = async (): Promise<never> => {
  throw new Error("the disk is on fire");
};

describe("what nobody expected", () => {
  let ws: Workspace;
  beforeAll(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
  });
  afterAll(() => ws.close());

  const broken: readonly (readonly [string, (database: Database) => Database, (() => Promise<never>) | undefined])[] = [
    [
      "a fact that cannot be written",
      (database) => withStore(database, (store) => ({ hours: { ...store.hours, add: boom } })),
      undefined,
    ],
    [
      "a project that cannot be read",
      (database) => withStore(database, (store) => ({ projects: { ...store.projects, facts: boom } })),
      undefined,
    ],
    [
      "an audit that cannot be written, when the facts are",
      (database) => withStore(database, (store) => ({ audit: { ...store.audit, add: boom } })),
      undefined,
    ],
    ["what comes after the command", (database) => database, boom],
    [
      "an agreement that cannot be read",
      (database) => withStore(database, (store) => ({ agreements: { ...store.agreements, of: boom } })),
      undefined,
    ],
  ];
  test.each(broken)(
    "%s: a reference for the person, the rest for the log, and nothing changed",
    async (_, breaking, after) => {
      const house = brokenHouse(ws, breaking(ws.test.database), after);
      const before = await stateOf(ws);
      const answer = await house.tries(line('log 2h configuration "queues"'));
      expect(answer.outcome).toBe("failed");
      expect(house.failed).toHaveLength(1);
      const [logged] = house.failed;
      expect(logged).toMatchObject({ runs: "log", error: new Error("the disk is on fire") });
      expect(spoken(answer)).toMatch(new RegExp(`^Something went wrong \\(ref ${logged?.ref}\\)\\.`));
      expect(spoken(answer)).not.toContain("fire");
      expect(answer.reply?.to).toBe("person");
      expect(await stateOf(ws)).toEqual(before);
    },
  );

  test("the words of what went wrong are kept, so that a repeat of the request gets the same reference", async () => {
    const house = brokenHouse(
      ws,
      withStore(ws.test.database, (store) => ({ hours: { ...store.hours, add: boom } })),
    );
    const first = await house.tries(line("log 2h configuration"), "broken-1");
    const again = await house.tries(line("log 2h configuration"), "broken-1");
    expect(again.repeated).toBe(true);
    expect(spoken(again)).toBe(spoken(first));
    expect((await ws.messages("solbacken")).filter(({ text }) => text === spoken(first))).toHaveLength(1);
  });

  test("a form that met it is not used up, and comes back filled in", async () => {
    const { form } = await ws.anna.says("log");
    const house = brokenHouse(
      ws,
      withStore(ws.test.database, (store) => ({ hours: { ...store.hours, add: boom } })),
    );
    const values = { time: "2h", activity: "configuration", note: "queues" };
    const answer = await house.tries({ kind: "form", form: form?.id ?? "", values });
    expect(answer.outcome).toBe("failed");
    expect(answer.form?.id).toBe(form?.id);
    expect(Object.fromEntries((answer.form?.fields ?? []).map(({ name, value }) => [name, value]))).toMatchObject({
      note: "queues",
    });
    expect((await ws.anna.fills(form, values)).outcome).toBe("done");
  });

  test("a known refusal is no surprise: it is told to the log without what was typed", async () => {
    const house = brokenHouse(ws, ws.test.database);
    await house.tries(line('log 2h nonsense "secret words"'));
    await house.tries(line("golive on:2031-01-01"));
    expect(house.failed).toEqual([]);
    expect(house.refused.length).toBeGreaterThan(0);
    expect(JSON.stringify(house.refused)).not.toContain("secret");
  });

  const away: readonly (readonly [string, (database: Database) => Database])[] = [
    ["that is away from the start", (database) => ({ ...database, now: boom, transaction: boom })],
    ["that tells the time and nothing else", (database) => ({ ...database, transaction: boom })],
    [
      "that goes away in the middle",
      (database) => {
        let asked = 0;
        return {
          ...database,
          async transaction(work) {
            asked += 1;
            if (asked > 1) return boom();
            return database.transaction(async (store) => {
              await work(store);
              return boom();
            });
          },
        };
      },
    ],
  ];
  test.each(away)("a database %s: a worded answer and never an error at the platform", async (_, breaking) => {
    const house = brokenHouse(ws, breaking(ws.test.database));
    const before = await stateOf(ws);
    const answer = await house.tries(line("log 2h configuration"));
    expect(answer).toMatchObject({ outcome: "failed", caused: [], repeated: false });
    expect(answer.replyId).toBeUndefined();
    expect(spoken(answer)).toMatch(/^Something went wrong \(ref [0-9a-f]{6}\)\./);
    const told = house.failed.map(({ ref }) => ref);
    expect(told).toContain(/ref (\w+)/.exec(spoken(answer))?.[1]);
    expect(await stateOf(ws)).toEqual(before);
  });

  test("the same line is taken when the database is back", async () => {
    expect((await brokenHouse(ws, ws.test.database).tries(line("log 2h configuration"))).outcome).toBe("done");
  });
});

describe("which project a line is about", () => {
  let ws: Workspace;
  beforeEach(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
    await ws.conversation("akero");
    await ws.conversation("akero-kund", { outsiders: true });
    const said = await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:solbacken shared:akero-kund', {
      in: "akero",
    });
    expect(said.outcome, said.text).toBe("done");
  });
  afterEach(() => ws.close());
  const workOf = async (code: string) => (await ws.facts(code)).work.length;

  test("several in one internal channel: it asks, with the same line for one of them, and stores nothing", async () => {
    const said = await ws.anna.says('log 2h configuration "hunt groups"');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("solbacken");
    expect(said.text).toContain("akero");
    const again = said.answer.reply?.blocks.find((block) => block.kind === "line")?.line ?? "";
    expect(again).toMatch(/ in:(?:solbacken|akero)/);
    expect([await workOf("solbacken"), await workOf("akero")]).toEqual([0, 0]);
    expect((await ws.anna.says(again)).outcome).toBe("done");
    expect((await workOf("solbacken")) + (await workOf("akero"))).toBe(1);
  });

  test.each(["akero", "AKERO", "åkerö"])("in:%s names one of them", async (code) => {
    const said = await ws.anna.says(`log 2h configuration in:${code}`);
    expect(said.outcome, said.text).toBe("done");
    expect(await workOf("akero")).toBe(1);
  });

  test("when all but one are closed, the one that is open is meant", async () => {
    await ws.anna.says('project cancel "changed their mind" in:akero');
    expect((await ws.anna.says("log 2h configuration")).outcome).toBe("done");
    expect(await workOf("solbacken")).toBe(1);
  });

  test("when all are closed, it asks again", async () => {
    for (const code of ["akero", "solbacken"]) await ws.anna.says(`project cancel "changed their mind" in:${code}`);
    const said = await ws.anna.says("status");
    expect(said.answer.reply?.blocks.find((block) => block.kind === "line")).toMatchObject({
      line: expect.stringMatching(/^status in:/),
    });
    expect((await ws.anna.says("status in:akero")).outcome).toBe("done");
  });

  test("in a private chat staff with several are asked, and a customer with one project needs no name", async () => {
    const asked = await ws.anna.says("status", { in: "dm-anna" });
    expect(asked.outcome).toBe("refused");
    expect(asked.answer.reply?.blocks.find((block) => block.kind === "line")).toMatchObject({
      line: expect.stringMatching(/^status in:/),
    });
    expect((await ws.anna.says("status in:akero", { in: "dm-anna" })).text).toContain("Åkerö Bygg AB");
    expect((await ws.karin.says("status", { in: "dm-karin" })).text).toContain("Solbacken Vård AB");
    await ws.anna.says('project cancel "changed their mind" in:akero');
    expect((await ws.anna.says("log 1h configuration", { in: "dm-anna" })).outcome).toBe("done");
    expect(await workOf("solbacken")).toBe(1);
  });

  test("A1: in a private chat a customer is shown the public side, staff the ledger", async () => {
    await ws.anna.says('log 2h configuration "canary" in:solbacken');
    const theirs = await ws.karin.says("status", { in: "dm-karin" });
    const ours = await ws.anna.says("status in:solbacken", { in: "dm-anna" });
    expect([theirs.answer.reply?.audience, ours.answer.reply?.audience]).toEqual(["public", "ledger"]);
  });

  test("a customer with no part in a project is told exactly what is told of one that does not exist", async () => {
    const real = await ws.karin.says("status in:akero", { in: "dm-karin" });
    const none = await ws.karin.says("status in:finnsej", { in: "dm-karin" });
    expect([real.outcome, none.outcome]).toEqual(["refused", "refused"]);
    expect(real.text.replaceAll("akero", "CODE")).toBe(none.text.replaceAll("finnsej", "CODE"));
    const inShared = await ws.karin.says("status in:akero");
    expect(inShared.text.replaceAll("akero", "CODE")).toBe(
      (await ws.karin.says("status in:finnsej")).text.replaceAll("finnsej", "CODE"),
    );
  });

  test("a stranger in a private chat has no project", async () => {
    const said = await ws.olle.says("status", { in: "dm-olle" });
    expect(said.outcome).toBe("refused");
    expect(said.text).not.toMatch(/solbacken|akero|Åkerö/i);
  });

  test("a shared channel never answers about another project than its own, whoever asks", async () => {
    await ws.anna.says("team add karin in:akero");
    for (const who of ["anna", "karin"] as const) {
      for (const text of ["status in:akero", "plan in:akero", "change in:akero", 'fault "no sound" in:akero']) {
        const said = await ws[who].says(text, { in: "solbacken-kund" });
        expect(said.outcome, text).toBe("refused");
        expect(said.text).not.toContain("Åkerö");
        for (const message of said.messages) expect(message.visibleTo).toBeDefined();
      }
    }
    expect((await ws.facts("akero")).faults).toEqual([]);
    expect((await ws.anna.says("status", { in: "akero-kund" })).text).toContain("Åkerö Bygg AB");
  });

  test("an internal channel that somebody from outside comes into is shared at once: ledger lines stop", async () => {
    await ws.conversation("solbacken", { outsiders: true });
    const said = await ws.anna.says("log 2h configuration in:solbacken");
    expect(said.outcome).toBe("refused");
    expect(await workOf("solbacken")).toBe(0);
    const status = await ws.anna.says("status in:solbacken");
    expect(status.answer.reply?.audience ?? "public").not.toBe("ledger");
  });

  test("a conversation that is bound to nothing says nothing about any project, to anybody", async () => {
    await ws.conversation("lunch");
    for (const text of [
      "status",
      "log 2h configuration",
      "status in:solbacken",
      "invoice in:solbacken",
      'fault "x" in:solbacken',
    ]) {
      const said = await ws.anna.says(text, { in: "lunch" });
      expect(said.outcome, text).toBe("refused");
      expect(
        said.answer.reply?.blocks.filter((block) => block.kind === "line"),
        "no line to copy that would be refused too",
      ).toEqual([]);
    }
    expect((await ws.facts()).faults).toEqual([]);
  });
});
