import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Asked, type Knows, realApi, tokensOf, understood } from "./openai-strict.ts";

/** What the stand-in answers to one request. */
export type Answers =
  | { readonly kind: "content"; readonly content: string; readonly finish?: "stop" | "length" | "content_filter" }
  /** By what was asked. */
  | { readonly kind: "by"; readonly content: (asked: Asked) => string }
  | { readonly kind: "refusal"; readonly text: string }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      readonly code?: string;
    }
  /** A body that is not OpenAI's, as JSON. */
  | { readonly kind: "body"; readonly body: string }
  /** Never answers, or begins to and never ends; once it is let on, it says what it would have said. */
  | { readonly kind: "hang"; readonly where: "before" | "inside"; readonly goesOn?: Going }
  /** Hangs up in the middle of its answer. */
  | { readonly kind: "cut"; readonly content: string };
interface Going {
  readonly on: Promise<void>;
  readonly content: string;
}

/**
 * A server that speaks OpenAI's chat completions, streamed or in one piece, and is as strict as it: about keys, models,
 * parameters, and schemas of structured output.
 */
export interface OpenAIStandIn {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  /** What it calls itself in its answers. */
  readonly version: string;
  readonly asked: readonly Asked[];
  /** Requests of any kind, the refused ones too. */
  readonly requests: () => number;
  /** Answers in turn; the last one stays. */
  willAnswer(...answers: readonly Answers[]): void;
  /** What it knows from now on; the real API unless told otherwise. */
  knows(what: Partial<Knows>): void;
  close(): Promise<void>;
}

type Finish = "stop" | "length" | "content_filter";
interface Said {
  readonly content: string | null;
  readonly refusal: string | null;
}

/** Starts the stand-in on a free port of the loopback. */
export async function openOpenAI(): Promise<OpenAIStandIn> {
  const [key, model, version] = ["sk-test-key", "gpt-test", "gpt-test-2026-11-01"];
  const asked: Asked[] = [];
  let answers: readonly Answers[] = [{ kind: "status", status: 500 }];
  let knows = realApi;
  let requests = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return refuse(response, { status: 404, message: "Unknown request URL" });
    const given = request.headers.authorization ?? "";
    if (given !== `Bearer ${key}`)
      return refuse(response, {
        status: 401,
        message: `Incorrect API key provided: ${given}`,
        code: "invalid_api_key",
      });
    const read = understood(Buffer.concat(chunks).toString("utf8"), knows, model);
    if ("status" in read) return refuse(response, read);
    asked.push(read);
    const [answer, ...rest] = answers;
    if (rest.length > 0) answers = rest;
    if (answer !== undefined) await say(answer, read, response);
  }

  async function say(answer: Answers, to: Asked, response: ServerResponse): Promise<void> {
    switch (answer.kind) {
      case "content":
        return complete(response, to, { content: answer.content, refusal: null }, answer.finish);
      case "by":
        return complete(response, to, { content: answer.content(to), refusal: null });
      case "refusal":
        return complete(response, to, { content: null, refusal: answer.text });
      case "status":
        return refuse(response, { message: "No", ...answer }, answer.headers);
      case "body":
        return void response.writeHead(200, { "content-type": "application/json" }).end(answer.body);
      case "cut":
        begin(response, to);
        response.write(chunkOf({ content: answer.content }, null));
        await new Promise((resolve) => setTimeout(resolve, 20));
        return void response.destroy();
      default:
        if (answer.where === "inside") begin(response, to);
        if (answer.goesOn === undefined) return;
        await answer.goesOn.on;
        complete(response, to, { content: answer.goesOn.content, refusal: null });
    }
  }

  function refuse(
    response: ServerResponse,
    { status, message, param, code }: { status: number; message: string; param?: string; code?: string },
    headers: Readonly<Record<string, string>> = {},
  ): void {
    const type = status >= 500 ? "server_error" : "invalid_request_error";
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify({ error: { message, type, param: param ?? null, code: code ?? null } }));
  }

  const about = { id: "chatcmpl-1", created: 1, model: version };
  const chunkOf = (delta: object, finish: Finish | null) =>
    `data: ${JSON.stringify({
      ...about,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    })}\n\n`;

  /** Says that an answer comes. */
  function begin(response: ServerResponse, { stream }: Asked): void {
    if (response.headersSent) return;
    const streams = stream && knows.streams;
    response.writeHead(200, { "content-type": streams ? "text/event-stream; charset=utf-8" : "application/json" });
    if (streams) response.write(chunkOf({ role: "assistant", content: "", refusal: null }, null));
    else response.write(" ");
  }

  /** The whole of an answer, or as much of it as was asked for. */
  function complete(response: ServerResponse, to: Asked, said: Said, finish: Finish = "stop"): void {
    const room = (to.most ?? Number.POSITIVE_INFINITY) * 4;
    const content = said.content === null ? null : said.content.slice(0, room);
    const ended = content !== null && content.length < (said.content ?? "").length ? "length" : finish;
    const [before, after] = [tokensOf(`${to.system}${to.user}`), tokensOf(content ?? said.refusal ?? "")];
    const usage = { prompt_tokens: before, completion_tokens: after, total_tokens: before + after };
    begin(response, to);
    if (!to.stream || !knows.streams) {
      const message = { role: "assistant", content, refusal: said.refusal };
      const choice = { index: 0, message, logprobs: null, finish_reason: ended };
      return void response.end(JSON.stringify({ ...about, object: "chat.completion", choices: [choice], usage }));
    }
    if (said.refusal !== null) response.write(chunkOf({ refusal: said.refusal }, null));
    for (const piece of content?.match(/[\s\S]{1,1000}/gu) ?? []) response.write(chunkOf({ content: piece }, null));
    response.write(chunkOf({}, ended));
    if (to.usage)
      response.write(`data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", choices: [], usage })}\n\n`);
    response.end("data: [DONE]\n\n");
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ baseUrl: `http://127.0.0.1:${port}/v1`, key, model, version, asked },
    requests: () => requests,
    willAnswer(...given) {
      answers = given;
    },
    knows(what) {
      knows = { ...realApi, ...what };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
