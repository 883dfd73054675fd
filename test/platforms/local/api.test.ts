import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Content } from "../../../src/messages/content.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { keepingInMemory } from "../../support/hosting.ts";
import { type LocalWorkspace, type Said, type Script, startLocalWorkspace } from "../../support/local-workspace.ts";

const api = "/local/api";
const words = createWords();
const saying = (text: string, audience: Content["audience"] = "public"): Content => ({
  audience,
  blocks: [{ kind: "text", text: raw(text) }],
});
const said = (id: string, where: string, text: string, more: Partial<Said> = {}): Said => ({
  id,
  in: where,
  content: saying(text),
  ...more,
});
const texts = (body: { messages: { text: string }[] }) => body.messages.map(({ text }) => text);

let script: Script = () => ({});
let workspace: LocalWorkspace;
beforeEach(async () => {
  script = ({ conversation }) => ({ says: [said("m1", conversation.external, "Klart")] });
  workspace = await startLocalWorkspace((incoming) => script(incoming), {
    files: {
      get: async (id) =>
        id === "f1" ? { name: "avtal.html", content: new TextEncoder().encode("<script>") } : undefined,
    },
  });
  await workspace.post(`${api}/conversations`, { id: "solbacken", name: "solbacken", shared: true });
});
afterEach(() => workspace.stop());

const say = (as: string, where: string, text: string, requestId?: string) =>
  workspace.post(`${api}/messages`, { as, in: where, text, ...(requestId === undefined ? {} : { requestId }) });
const read = async (as: string, where: string) =>
  (await workspace.get(`${api}/conversations/${where}/messages?as=${as}`)).body;

describe("a long conversation", () => {
  const page = async (as: string, query: string) => {
    const { status, body } = await workspace.get(`${api}/conversations/solbacken/messages?as=${as}&${query}`);
    return { status, texts: body.messages === undefined ? [] : texts(body), more: body.more as boolean | undefined };
  };
  beforeEach(async () => {
    for (let at = 1; at <= 9; at += 1) {
      const content = saying(String(at), at % 3 === 0 ? "ledger" : "public");
      const to = { platform: "local", tenant: "local", conversation: "solbacken" } as const;
      await workspace.platform.deliver({ message: `p${at}`, revision: 1, to, language: "sv", content, saidAt: 0 });
    }
  });

  test.each([
    { query: "limit=2", texts: ["8", "9"], more: true },
    { query: "limit=2&before=p8", texts: ["6", "7"], more: true },
    { query: "limit=7&before=p8", texts: ["1", "2", "3", "4", "5", "6", "7"], more: false },
    { query: "limit=2&after=p6", texts: ["7", "8"], more: true },
    { query: "after=p6", texts: ["7", "8", "9"], more: false },
    { query: "limit=2&before=p1", texts: [], more: false },
    { query: "id=p2&id=p7&id=p0", texts: ["2", "7"], more: false },
    { query: "", texts: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], more: false },
  ])("is read in pages: $query", async ({ query, ...expected }) => {
    expect(await page("anna", query)).toEqual({ status: 200, ...expected });
  });

  test("A1: a page holds as many as were asked for of what one may see, and its cursor is one of those", async () => {
    expect(await page("karin", "limit=4")).toEqual({ status: 200, texts: ["4", "5", "7", "8"], more: true });
    expect(await page("karin", "limit=4&before=p4")).toEqual({ status: 200, texts: ["1", "2"], more: false });
    expect(await page("karin", "limit=2&after=p2")).toEqual({ status: 200, texts: ["4", "5"], more: true });
    expect(await page("karin", "id=p3")).toEqual({ status: 200, texts: [], more: false });
    expect((await page("karin", "limit=2&before=p3")).status).toBe(404);
  });

  test("a cursor stands where it stood while new ones come and old ones are edited", async () => {
    const to = { platform: "local", tenant: "local", conversation: "solbacken" } as const;
    const put = (message: string, revision: number, text: string) =>
      workspace.platform.deliver({ message, revision, to, language: "sv", content: saying(text), saidAt: 0 });
    await put("p10", 1, "10");
    await put("p2", 2, "två");
    expect(await page("anna", "limit=2&before=p8")).toEqual({ status: 200, texts: ["6", "7"], more: true });
    expect(await page("anna", "limit=3&before=p4")).toEqual({ status: 200, texts: ["1", "två", "3"], more: false });
    expect((await page("anna", "after=p9")).texts).toEqual(["10"]);
  });

  test.each(["limit=0", "limit=201", "limit=x", "limit=1&limit=2", "before=p1&after=p2", `id=${"x".repeat(201)}`])(
    "what is no page is refused: %s",
    async (query) => expect((await page("anna", query)).status).toBe(400),
  );
  test("nothing stands beside a message that is not there", async () =>
    expect((await page("anna", "before=p0")).status).toBe(404));
});

describe("the workspace", () => {
  test("has its people, its clock and the conversations that are for everybody or for staff", async () => {
    const { status, body } = await workspace.get(`${api}/workspace`);
    expect(status).toBe(200);
    expect(body).toEqual({
      now: "2026-11-23T09:00",
      timeZone: "Europe/Stockholm",
      people: [
        { id: "anna", name: "Anna Lind", role: "staff", company: "iCentrex" },
        { id: "erik", name: "Erik Holm", role: "staff", company: "iCentrex" },
        { id: "karin", name: "Karin Ek", role: "customer", company: "Solbacken Vård AB" },
        { id: "johan", name: "Johan Berg", role: "customer", company: "Solbacken Vård AB" },
        { id: "petra", name: "Petra Sund", role: "partner", company: "Partner AB" },
      ],
      conversations: [
        { id: "kontoret", name: "kontoret", shared: false },
        { id: "solbacken", name: "solbacken", shared: true },
      ],
    });
  });

  test.each([
    { as: "anna", sees: ["kontoret", "solbacken", "dm-anna"] },
    { as: "karin", sees: ["solbacken", "dm-karin"] },
    { as: "petra", sees: ["solbacken", "dm-petra"] },
  ])("$as is in $sees", async ({ as, sees }) => {
    const { body } = await workspace.get(`${api}/workspace?as=${as}`);
    expect(body.conversations.map(({ id }: { id: string }) => id)).toEqual(sees);
    expect(body.timeZone).toBe("Europe/Stockholm");
  });

  test("the bot knows everybody and every conversation before anybody has typed", () => {
    expect(workspace.introduced.people).toEqual(["anna", "erik", "karin", "johan", "petra"]);
    expect(workspace.introduced.conversations).toEqual(expect.arrayContaining(["dm-karin", "kontoret", "solbacken"]));
  });

  test.each([
    { why: "the same again", body: { id: "solbacken", name: "solbacken", shared: true }, status: 200 },
    {
      why: "another kind of conversation by that id",
      body: { id: "solbacken", name: "solbacken", shared: false },
      status: 409,
    },
    { why: "somebody's private chat", body: { id: "dm-anna", name: "dm-anna", shared: true }, status: 409 },
    { why: "an id with a capital", body: { id: "Solbacken", name: "solbacken", shared: true }, status: 400 },
    { why: "an id that begins with a dash", body: { id: "-a", name: "a", shared: true }, status: 400 },
    { why: "an id of 81 characters", body: { id: "a".repeat(81), name: "a", shared: true }, status: 400 },
    { why: "a name of spaces", body: { id: "ny", name: "  ", shared: true }, status: 400 },
    { why: "shared as a word", body: { id: "ny", name: "ny", shared: "yes" }, status: 400 },
  ])("a conversation: $why gives $status", async ({ body, status }) => {
    expect((await workspace.post(`${api}/conversations`, body)).status).toBe(status);
  });

  test("conversations and messages survive a restart", async () => {
    const keeping = keepingInMemory();
    const before = await startLocalWorkspace(script, { keeping });
    await before.post(`${api}/conversations`, { id: "bygget", name: "bygget", shared: true });
    await before.post(`${api}/messages`, { as: "anna", in: "bygget", text: "status" });
    await before.stop();
    const after = await startLocalWorkspace(script, { keeping });
    expect(texts((await after.get(`${api}/conversations/bygget/messages?as=anna`)).body)).toEqual(["status", "Klart"]);
    expect(after.introduced.conversations).toContain("bygget");
    await after.stop();
  });
});

describe("a typed line", () => {
  test("is answered with what it caused, in order, wherever it was said", async () => {
    script = () => ({ says: [said("a", "solbacken", "Kort"), said("b", "kontoret", "Kvitto")] });
    const { status, body } = await say("anna", "kontoret", "deliver");
    expect(status).toBe(200);
    expect(body).toEqual({
      messages: [
        expect.objectContaining({ id: "a", in: "solbacken", from: "startklar", text: "Kort" }),
        expect.objectContaining({
          id: "b",
          in: "kontoret",
          at: "2026-11-23T08:00:00.000Z",
          text: "Kvitto",
          actions: [],
          files: [],
        }),
      ],
    });
  });

  test("A1: the answer holds only what the person may see", async () => {
    script = () => ({
      says: [
        said("a", "kontoret", "Internt"),
        said("b", "solbacken", "För Johan", { visibleTo: "johan" }),
        said("c", "solbacken", "Timmar", { content: saying("Timmar", "ledger") }),
        said("d", "solbacken", "För alla"),
      ],
    });
    expect(texts((await say("karin", "solbacken", "status")).body)).toEqual(["För alla"]);
    expect(texts(await read("johan", "solbacken"))).toEqual(["För Johan", "För alla"]);
    expect(texts(await read("anna", "solbacken"))).toEqual(["Timmar", "För alla"]);
    expect(texts(await read("karin", "kontoret"))).toEqual([]);
  });

  test.each([
    { where: "solbacken", others: ["Klart"], why: "where people from outside are: only by its typist" },
    { where: "kontoret", others: ["status", "Klart"], why: "where only staff are: by all" },
  ])("is seen $why", async ({ where, others }) => {
    await say("anna", where, "status");
    expect(texts(await read("anna", where))).toEqual(["status", "Klart"]);
    expect(texts(await read("erik", where))).toEqual(others);
  });

  test("in a private chat is nobody else's", async () => {
    await say("anna", "dm-anna", "portfolio");
    expect(texts(await read("anna", "dm-anna"))).toEqual(["portfolio", "Klart"]);
    expect(texts(await read("erik", "dm-anna"))).toEqual([]);
  });

  test.each(["kontoret", "dm-anna"])(
    "of a customer in %s is refused in words, for them alone, and the bot is not asked",
    async (where) => {
      const { status, body } = await say("karin", where, "log 2h");
      expect(status).toBe(200);
      const name = where === "kontoret" ? "kontoret" : "Startklar";
      expect(texts(body)).toEqual([words.text("sv", phrase("local.not-in-it", { conversation: name }))]);
      expect(body.messages[0]).toMatchObject({ in: where, visibleTo: "karin" });
      expect(workspace.handled).toEqual([]);
      expect(texts(await read("anna", where))).toEqual([]);
    },
  );

  test("sent again with its requestId gets the first response, and is typed once", async () => {
    const first = await say("anna", "kontoret", "status", "r1");
    expect(await say("anna", "kontoret", "status", "r1")).toEqual(first);
    expect(texts(await read("anna", "kontoret"))).toEqual(["status", "Klart"]);
    await say("anna", "kontoret", "status", "r2");
    expect(new Set(workspace.handled.map(({ key }) => key)).size).toBe(2);
  });

  test("that changes an earlier message gives it back, marked as edited", async () => {
    await say("anna", "kontoret", "status");
    script = () => ({ says: [said("m1", "kontoret", "Rättat", { revision: 2 })] });
    const { body } = await say("anna", "kontoret", "data receive fax");
    expect(body.messages).toEqual([expect.objectContaining({ id: "m1", text: "Rättat", edited: true })]);
  });

  test("of any length is kept where it was typed, and answered by the bot", async () => {
    const typed = "å".repeat(100_000);
    const { status, body } = await say("anna", "kontoret", typed);
    expect(status).toBe(200);
    expect(body.messages).toHaveLength(1);
    expect(texts(await read("anna", "kontoret"))).toContain(typed);
  });

  test("reaches the bot without what no database can keep", async () => {
    await say("anna", "kontoret", "a\0b\ud800c 🎉");
    expect(workspace.handled[0]?.intent).toEqual({ kind: "line", text: "ab\ufffdc 🎉" });
  });

  test("that asks for a form gets it, in words", async () => {
    const fields = [
      { name: "note", label: "page.name", type: "text", required: true, value: "x", hint: raw("Kort") },
    ] as const;
    script = () => ({ form: { id: "form-1", title: phrase("page.send"), fields } });
    const { body } = await say("anna", "kontoret", "log");
    const shown = { name: "note", label: "Namn", type: "text", required: true, value: "x", hint: "Kort" };
    expect(body).toEqual({ messages: [], form: { id: "form-1", title: "Skicka", fields: [shown] } });
  });
});

describe("a form", () => {
  beforeEach(async () => {
    script = () => ({ form: { id: "form-1", title: raw("Logga"), fields: [] } });
    await say("anna", "kontoret", "log");
  });
  const fill = (as: string, form: string, values: unknown) => workspace.post(`${api}/forms`, { as, form, values });

  test("comes in where it was asked for, its values as text", async () => {
    await fill("anna", "form-1", { time: 2, urgent: true, note: "x" });
    expect(workspace.handled.at(-1)).toMatchObject({
      conversation: { external: "kontoret" },
      intent: { kind: "form", form: "form-1", values: { time: "2", urgent: "true", note: "x" } },
    });
  });

  test("with errors is a 422 that says what is wrong at which field", async () => {
    script = () => ({ outcome: "invalid", errors: { time: phrase("page.short-name-wrong") } });
    expect(await fill("anna", "form-1", {})).toEqual({
      status: 422,
      body: { errors: { time: words.text("sv", phrase("page.short-name-wrong")) } },
    });
  });

  test.each([
    { why: "nobody was given", as: "anna", form: "form-2" },
    { why: "stands where the person is not", as: "karin", form: "form-1" },
  ])("that $why is a 404", async ({ as, form }) => expect((await fill(as, form, {})).status).toBe(404));
});

describe("a press", () => {
  const press = (as: string, where: string, message: string) =>
    workspace.post(`${api}/actions`, { as, in: where, message, action: "go" });

  test("brings back the message and the button, and keeps no message of its own", async () => {
    await say("anna", "kontoret", "status");
    script = () => ({ says: [said("m2", "kontoret", "Tryckt")] });
    expect(texts((await press("erik", "kontoret", "m1")).body)).toEqual(["Tryckt"]);
    expect(workspace.handled.at(-1)?.intent).toEqual({ kind: "press", message: "m1", button: "go" });
    expect(texts(await read("erik", "kontoret"))).toEqual(["status", "Klart", "Tryckt"]);
  });

  test.each([
    { why: "a message that is not there", as: "anna", where: "kontoret", message: "m9" },
    { why: "a message of another conversation", as: "anna", where: "solbacken", message: "m1" },
    { why: "a message that the person may not see", as: "karin", where: "kontoret", message: "m1" },
  ])("on $why is a 404 and reaches nobody", async ({ as, where, message }) => {
    await say("anna", "kontoret", "status");
    expect((await press(as, where, message)).status).toBe(404);
    expect(workspace.handled).toHaveLength(1);
  });
});

describe("a file", () => {
  const drop = (name: string, contentBase64: string) =>
    workspace.post(`${api}/files`, { as: "karin", in: "solbacken", name, contentBase64 });

  test("reaches the bot by its own name, with its content", async () => {
    expect((await drop("../../plan\u0007.pdf", Buffer.from("åäö").toString("base64"))).status).toBe(200);
    expect(workspace.handled[0]?.intent).toEqual({
      kind: "file",
      name: "plan.pdf",
      content: new TextEncoder().encode("åäö"),
    });
    expect(texts(await read("karin", "solbacken"))).toEqual(["plan.pdf", "Klart"]);
  });

  test("with nothing in it reaches the bot too, which says so in words", async () => {
    expect((await drop("a.pdf", "")).status).toBe(200);
    expect(workspace.handled[0]?.intent).toMatchObject({ kind: "file", content: new Uint8Array() });
  });

  test.each([
    { why: "no base64", name: "a.pdf", content: "a file" },
    { why: "no name", name: "/", content: "YQ==" },
  ])("with $why is a 400", async ({ name, content }) => expect((await drop(name, content)).status).toBe(400));

  test.each([
    { as: "karin", status: 404, why: "sees no message that holds it" },
    { as: "anna", status: 200, why: "sees the message" },
  ])("is fetched by $as: $status, who $why, and never as a page", async ({ as, status }) => {
    script = () => ({
      says: [
        said("m1", "kontoret", "Avtal", { content: { ...saying("Avtal"), files: [{ id: "f1", name: "avtal.html" }] } }),
      ],
    });
    const { body } = await say("anna", "kontoret", "minutes M1");
    expect(body.messages[0].files).toEqual([{ name: "avtal.html", url: "/local/api/files/f1?as=anna" }]);
    const response = await fetch(`${workspace.url}${api}/files/f1?as=${as}`);
    expect(response.status).toBe(status);
    if (status === 200) expect(response.headers.get("content-disposition")).toBe("attachment; filename=avtal.html");
  });

  test.each([
    { query: "?as=anna", status: 200 },
    { query: "?as=karin", status: 404 },
    { query: "", status: 404 },
    { query: "?as[]=anna", status: 404 },
  ])(
    "A1: one of the ledger is fetched by nobody who does not say that they are staff: $query is $status",
    async (one) => {
      const content = { ...saying("Timmar"), audience: "ledger" as const, files: [{ id: "f1", name: "timmar.png" }] };
      script = () => ({ says: [said("m2", "kontoret", "Timmar", { content })] });
      await say("anna", "kontoret", "status");
      expect((await fetch(`${workspace.url}${api}/files/f1${one.query}`)).status).toBe(one.status);
    },
  );
});
