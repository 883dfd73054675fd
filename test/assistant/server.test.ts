import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Question } from "../../src/assistant/question.ts";
import { createServer, type ServerAt } from "../../src/assistant/server.ts";
import { MinutesLater, MinutesRefused, TooLong } from "../../src/assistant/trouble.ts";
import { RetryAfter } from "../../src/messages/doing.ts";
import { gate } from "../support/gate.ts";
import { type Answers, type OpenAIStandIn, openOpenAI } from "../support/openai.ts";

let openai: OpenAIStandIn;
beforeAll(async () => {
  openai = await openOpenAI();
});
afterAll(() => openai.close());
beforeEach(() => openai.knows({}));

const question: Question = { system: "Write minutes", user: "1: Beslut: porteringen sker 15 januari." };
const items = '{"items":[]}';
const server = (more: Partial<ServerAt> = {}) =>
  createServer({
    ...{ apiKey: openai.key, baseUrl: openai.baseUrl, model: openai.model },
    ...{ silence: 2_000, ...more },
  });
const asking = (limit = 2_000) => ({ most: 1_000, signal: AbortSignal.timeout(limit) });
const ask = (more: Partial<ServerAt> = {}, limit = 2_000) => server(more).ask(question, asking(limit));

describe("what servers speak", () => {
  test("the schema goes with the question, the answer comes as a stream, with its version and its tokens", async () => {
    openai.willAnswer({ kind: "content", content: items });
    const answered = await ask();
    expect(answered).toMatchObject({ text: items, broken: false, bySchema: true, version: openai.version });
    expect(answered.tokens).toBeGreaterThan(0);
    expect(openai.asked.at(-1)).toMatchObject({ format: "json_schema", stream: true, usage: true, most: 1_000 });
  });

  test.each([
    { knows: "no schema", what: { schema: false }, asked: { format: "json_object" }, requests: 2 },
    { knows: "no format at all", what: { schema: false, object: false }, asked: { format: "none" }, requests: 3 },
    { knows: "no usage in a stream", what: { usage: false }, asked: { usage: false }, requests: 2 },
    { knows: "the old name of the room", what: { room: false }, asked: { most: 1_000 }, requests: 2 },
    {
      ...{ knows: "none of them", what: { schema: false, object: false, usage: false, room: false } },
      ...{ asked: { format: "none", usage: false, most: 1_000 }, requests: 5 },
    },
    { knows: "no streams", what: { streams: false }, asked: { stream: true }, requests: 1 },
  ])(
    "a server that knows $knows is asked again without, once, and never so again",
    async ({ what, asked, requests }) => {
      openai.knows(what);
      openai.willAnswer({ kind: "content", content: items });
      const one = server();
      const before = openai.requests();
      expect((await one.ask(question, asking())).text).toBe(items);
      expect(openai.requests() - before).toBe(requests);
      expect(openai.asked.at(-1)).toMatchObject(asked);
      expect(openai.asked.at(-1)?.system.includes("JSON schema")).toBe(openai.asked.at(-1)?.format !== "json_schema");
      await one.ask(question, asking());
      expect(openai.requests() - before).toBe(requests + 1);
    },
  );

  test("several questions at once learn it at once", async () => {
    openai.knows({ schema: false, usage: false });
    openai.willAnswer({ kind: "content", content: items });
    const one = server();
    const all = await Promise.all([1, 2, 3].map(() => one.ask(question, asking())));
    expect(all.map(({ text }) => text)).toEqual([items, items, items]);
  });

  test("an answer that is cut off says so", async () => {
    openai.willAnswer({ kind: "content", content: "x".repeat(9_000) });
    expect(await ask()).toMatchObject({ broken: true, text: "x".repeat(4_000) });
  });
});

describe("what goes wrong", () => {
  const endless = gate();
  test.each<{ why: string; answer: Answers }>([
    { why: "the server fails", answer: { kind: "status", status: 500, headers: { "retry-after-ms": "1" } } },
    { why: "it is too busy", answer: { kind: "status", status: 429 } },
    { why: "an answer that is no JSON", answer: { kind: "body", body: "<html>" } },
    { why: "no choice at all", answer: { kind: "body", body: '{"choices":[]}' } },
    { why: "it hangs up in the middle", answer: { kind: "cut", content: '{"items":[' } },
  ])("later: $why", async ({ answer }) => {
    openai.willAnswer(answer);
    await expect(ask()).rejects.toThrow(MinutesLater);
  });

  test.each<{ where: string; answer: Answers; streams: boolean }>([
    { where: "before the body", answer: { kind: "hang", where: "before" }, streams: true },
    { where: "inside a stream", answer: { kind: "hang", where: "inside" }, streams: true },
    { where: "inside a body in one piece", answer: { kind: "hang", where: "inside" }, streams: false },
  ])("later, in its time: it hangs $where", async ({ answer, streams }) => {
    openai.knows({ streams });
    openai.willAnswer(answer);
    const begun = performance.now();
    await expect(ask({ silence: 60 })).rejects.toThrow(MinutesLater);
    await expect(ask({}, 60)).rejects.toThrow(MinutesLater);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  test("what is slow and goes on is waited for", async () => {
    openai.willAnswer({ kind: "hang", where: "inside", goesOn: { on: endless.opened, content: items } });
    const answered = ask({ silence: 1_500 });
    setTimeout(endless.open, 100);
    expect((await answered).text).toBe(items);
  });

  test("later: nobody there", async () => {
    await expect(ask({ baseUrl: "http://127.0.0.1:1/v1" })).rejects.toThrow(MinutesLater);
  });

  test.each<{ says: string; headers: Readonly<Record<string, string>>; least: number; most: number }>([
    { says: "in seconds", headers: { "retry-after": "7" }, least: 7_000, most: 7_000 },
    { says: "in milliseconds", headers: { "retry-after-ms": "1500", "retry-after": "7" }, least: 1_500, most: 1_500 },
    { says: "in hours", headers: { "retry-after": "7200" }, least: 7_200_000, most: 7_200_000 },
    {
      says: "by a date",
      headers: { "retry-after": new Date(Date.now() + 90_000).toUTCString() },
      least: 60_000,
      most: 90_000,
    },
  ])(
    "a busy server that says when to ask again ($says) is asked once, and nobody sleeps until then",
    async ({ headers, least, most }) => {
      openai.willAnswer({ kind: "status", status: 429, headers });
      const before = openai.requests();
      const thrown = await ask().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(RetryAfter);
      expect((thrown as RetryAfter).after).toBeGreaterThanOrEqual(least);
      expect((thrown as RetryAfter).after).toBeLessThanOrEqual(most);
      expect(openai.requests() - before).toBe(1);
    },
  );

  test.each<{ why: string; answer: Answers }>([
    { why: "the model refuses", answer: { kind: "refusal", text: "I cannot help with that" } },
    { why: "its filter stopped it", answer: { kind: "content", content: "", finish: "content_filter" } },
    { why: "a forbidden key", answer: { kind: "status", status: 403 } },
    {
      why: "nobody has paid",
      answer: { kind: "status", status: 429, code: "insufficient_quota", headers: { "retry-after": "9" } },
    },
  ])("refused: $why", async ({ answer }) => {
    openai.willAnswer(answer);
    await expect(ask()).rejects.toThrow(MinutesRefused);
  });

  test.each([
    { why: "a wrong key", more: { apiKey: "sk-wrong" } },
    { why: "an unknown model", more: { model: "gpt-0" } },
  ])("refused: $why, once", async ({ more }) => {
    const before = openai.requests();
    await expect(ask(more)).rejects.toThrow(MinutesRefused);
    expect(openai.requests() - before).toBe(1);
  });

  test("a question that is too long for the model is told apart", async () => {
    openai.knows({ context: 10 });
    await expect(ask()).rejects.toThrow(TooLong);
  });

  test.each<{ what: string; answer: Answers; more?: Partial<ServerAt> }>([
    { what: "in an error", answer: { kind: "status", status: 500, message: "sk-test-key: Beslut: porteringen" } },
    {
      what: "in a wait",
      answer: { kind: "status", status: 429, message: "sk-test-key", headers: { "retry-after": "1" } },
    },
    { what: "in a code", answer: { kind: "status", status: 400, code: "no porteringen sk-test-key" } },
    { what: "in a refusal", answer: { kind: "refusal", text: "I say nothing of porteringen" } },
    { what: "of a wrong key", answer: { kind: "status", status: 500 }, more: { apiKey: "sk-test-key-2" } },
  ])("neither the key nor the notes that a server repeats $what go on", async ({ answer, more }) => {
    openai.willAnswer(answer);
    const error = (await ask(more).catch((thrown: unknown) => thrown)) as Error;
    const all = `${error.stack} ${JSON.stringify(error, Object.getOwnPropertyNames(error))} ${String(error.cause)}`;
    expect(all).not.toMatch(/sk-test-key|portering/);
  });
});
