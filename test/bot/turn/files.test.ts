import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, customers, defineCommand, type Place, projectLine } from "../../../src/bot/command.ts";
import { createDispatch } from "../../../src/bot/dispatch.ts";
import { field } from "../../../src/bot/fields.ts";
import type { Intent } from "../../../src/bot/incoming.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { lineOfFile } from "../../../src/bot/turn/file-line.ts";
import type { Reply } from "../../../src/messages/content.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const input = { file: field.hidden(), name: field.hidden() };
const into = { file: "file", name: "name" } as const;
const common = { verb: "file", by: "card", summary: "help.heading", examples: [], input } as const;
const said = (words: string): Reply => ({ audience: "public", blocks: [{ kind: "text", text: raw(words) }] });

/** Ours, among ourselves: a text is what was said at a meeting. */
const minutes = defineCommand({
  name: "minutes",
  summary: "help.heading",
  lines: [
    projectLine({
      ...common,
      allow: ["staff"],
      audience: "ledger",
      takes: { come: "dropped", into, kinds: ["txt"], in: ["internal", "private"], order: 1 },
      run: async ({ name }) => ({ ...said(`transcript ${name}`), audience: "ledger" }),
    }),
  ],
});
/** Whatever else comes, from anybody. */
const data = defineCommand({
  name: "data",
  summary: "help.heading",
  lines: [
    projectLine({
      ...common,
      allow: [...customers, "staff"],
      audience: "public",
      takes: { come: "dropped", into, order: 2 },
      run: async ({ name, file }) => said(`data ${name} ${file.length}`),
    }),
    projectLine({
      ...common,
      verb: "linked",
      allow: [...customers, "staff"],
      audience: "public",
      takes: { come: "linked", into, order: 1 },
      run: async ({ name, file }) => said(`link ${name} ${file}`),
    }),
  ],
});

const registry = createRegistry([data, minutes]);

const place = (kind: Place["kind"], outsiders = kind === "shared"): Place => ({
  conversation: "here",
  kind,
  outsiders,
});
const actor = (staff: boolean): Actor => ({ id: "someone", handle: "someone", name: "Someone", staff });

describe("a file means what its place says: the first line in order that takes it there", () => {
  test.each([
    ["a text among ourselves", "internal", true, "notes.txt", "minutes file"],
    ["its ending in capitals", "internal", true, "NOTES.TXT", "minutes file"],
    ["another kind among ourselves", "internal", true, "plan.pdf", "data file"],
    ["a text in the customer's channel", "shared", true, "notes.txt", "data file"],
    ["a text in a private chat of ours", "private", true, "notes.txt", "minutes file"],
    ["a text in a private chat of the customer's", "private", false, "notes.txt", "data file"],
    ["what is not known yet", "internal", true, undefined, "minutes file"],
    ["what is not known yet, from the customer", "shared", false, undefined, "data file"],
  ] as const)("%s", (_, kind, staff, name, runs) => {
    const found = lineOfFile(registry, { actor: actor(staff), place: place(kind) }, { come: "dropped", name });
    expect(registry.runsOf(found?.line ?? expect.fail("nothing takes it"))).toBe(runs);
  });

  test("where nobody may bring it so, the line that takes its kind there says why not", () => {
    const ours = createRegistry([minutes]);
    const in_ = (kind: Place["kind"]) =>
      lineOfFile(ours, { actor: actor(false), place: place(kind) }, { come: "dropped", name: "notes.txt" });
    expect([in_("private")?.line, in_("shared")]).toEqual([minutes.lines[0], undefined]);
  });

  test("a linked file is none that was dropped", () => {
    const linked = lineOfFile(
      registry,
      { actor: actor(true), place: place("internal") },
      { come: "linked", name: "notes.txt" },
    );
    expect(linked?.line).toBe(data.lines[1]);
    expect(
      lineOfFile(createRegistry([minutes]), { actor: actor(true), place: place("internal") }, { come: "linked" }),
    ).toBeUndefined();
  });
});

describe("what leaves it to chance, or can never come, stops the boot", () => {
  const [line = expect.fail()] = minutes.lines;
  const unknown = { come: "dropped", into, kinds: ["exe"], order: 1 } as const;
  test.each([
    [
      "two lines of one order",
      [line, { ...line, verb: "also" }],
      /dropped files, order 1: both minutes file and minutes also/,
    ],
    ["a kind that the house refuses", [{ ...line, takes: unknown }], /no file of the kind exe is taken/],
  ])("%s", (_, lines, message) => expect(() => createRegistry([{ ...minutes, lines }])).toThrow(message));
});

describe("through the engine", () => {
  let ws: Workspace;
  beforeAll(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
  });
  afterAll(() => ws.close());

  const handle = async (where: string, intent: Intent, commands = registry) => {
    const { database } = ws.test;
    const { handle } = createDispatch({
      ...{
        database,
        registry: commands,
        agreement: ws.agreement,
        language: "en",
        modelDrafts: false,
        sendsInvoices: false,
        afterCommand: async () => [],
        lists: { known: async () => undefined },
      },
      log: { refused: () => undefined, unreadable: () => undefined, failed: ({ error }) => expect.fail(String(error)) },
    });
    const answer = await handle({
      account: { platform: "local", tenant: "local", user: "anna", name: "Anna Lind", staff: true, handle: "anna" },
      conversation: {
        platform: "local",
        tenant: "local",
        external: where,
        name: where,
        outsiders: where.endsWith("-kund"),
        private: false,
      },
      key: crypto.randomUUID(),
      intent,
    });
    const [block] = answer.reply?.blocks ?? [];
    return [answer.outcome, block?.kind === "text" ? block.text : undefined];
  };
  const file = (name: string): Intent => ({ kind: "file", name, content: new TextEncoder().encode("%PDF- hello") });

  test("the same file is a transcript among ourselves and data in the customer's channel, stored and named", async () => {
    expect(await handle("solbacken", file("notes.txt"))).toEqual(["done", raw("transcript notes.txt")]);
    expect(await handle("solbacken-kund", file("notes.txt"))).toEqual(["done", raw("data notes.txt 36")]);
    expect(await handle("solbacken", file("plan.pdf"))).toEqual(["done", raw("data plan.pdf 36")]);
    const linked: Intent = { kind: "linked", name: "Plan", url: " https://example.com/plan " };
    expect(await handle("solbacken", linked)).toEqual(["done", raw("link Plan https://example.com/plan")]);
    expect(await handle("solbacken", { kind: "may" })).toEqual(["done", undefined]);
  });

  test("what no line takes is refused by its name", async () => {
    const refused = await handle("solbacken-kund", file("notes.txt"), createRegistry([minutes]));
    expect(refused).toEqual(["refused", { say: "file.otherKind", with: { name: "notes.txt" } }]);
  });
});
