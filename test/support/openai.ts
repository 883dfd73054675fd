import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** What the stand-in answers to one request. */
export type Answers =
  | { readonly kind: "content"; readonly content: string; readonly finish?: "stop" | "length" | "content_filter" }
  | { readonly kind: "refusal"; readonly text: string }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: "body"; readonly body: string }
  /** Never answers. */
  | { readonly kind: "silence" }
  /** Begins to answer, and never ends. */
  | { readonly kind: "endless" };

/** A request as the stand-in took it. */
export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly user: string;
}

/**
 * A server that speaks OpenAI's chat completions and is as strict as it: about keys, models, and schemas of structured
 * output.
 */
export interface OpenAIStandIn {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly asked: readonly Asked[];
  /** Requests of any kind, the refused ones too. */
  readonly requests: () => number;
  /** Answers in turn; the last one stays. */
  willAnswer(...answers: readonly Answers[]): void;
  close(): Promise<void>;
}

const message = z.object({ role: z.enum(["system", "user"]), content: z.string().min(1) });
const requestSchema = z.object({
  model: z.string(),
  messages: z.array(message).min(1),
  response_format: z.object({
    type: z.literal("json_schema"),
    json_schema: z.object({
      name: z.string().regex(/^[\w-]{1,64}$/),
      strict: z.literal(true),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
});

const supportedKeywords = new Set([
  "type",
  "description",
  "enum",
  "anyOf",
  "items",
  "properties",
  "required",
  "additionalProperties",
]);

/** What strict structured output refuses in a schema, as the real API does. */
function schemaProblem(schema: unknown, path = "schema"): string | undefined {
  if (typeof schema !== "object" || schema === null) return `${path}: not an object`;
  const node = schema as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(node).find((key) => !supportedKeywords.has(key));
  if (unknown !== undefined) return `${path}: '${unknown}' is not permitted`;
  if (node.items !== undefined) return schemaProblem(node.items, `${path}.items`);
  if (node.type !== "object") return undefined;
  if (node.additionalProperties !== false) return `${path}: 'additionalProperties' is required to be false`;
  const properties = (node.properties ?? {}) as Readonly<Record<string, unknown>>;
  const required = Array.isArray(node.required) ? node.required : [];
  const missing = Object.keys(properties).find((key) => !required.includes(key));
  if (missing !== undefined) return `${path}: 'required' must name '${missing}'`;
  for (const [key, part] of Object.entries(properties)) {
    const problem = schemaProblem(part, `${path}.${key}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const error = (text: string, type: string) =>
  JSON.stringify({ error: { message: text, type, param: null, code: null } });

/** Starts the stand-in on a free port of the loopback. */
export async function openOpenAI(): Promise<OpenAIStandIn> {
  const [key, model] = ["sk-test-key", "gpt-test"];
  const asked: Asked[] = [];
  let answers: readonly Answers[] = [{ kind: "status", status: 500 }];
  let requests = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return void send(404, error("Unknown request URL", "invalid_request_error"));
    if (request.headers.authorization !== `Bearer ${key}`)
      return void send(401, error("Incorrect API key provided", "invalid_request_error"));
    const read = requestSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    if (!read.success) return void send(400, error(z.prettifyError(read.error), "invalid_request_error"));
    if (read.data.model !== model)
      return void send(404, error(`The model ${read.data.model} does not exist`, "invalid_request_error"));
    const problem = schemaProblem(read.data.response_format.json_schema.schema);
    if (problem !== undefined)
      return void send(400, error(`Invalid schema for response_format: ${problem}`, "invalid_request_error"));
    const of = (role: "system" | "user") => read.data.messages.find((one) => one.role === role)?.content ?? "";
    asked.push({ model: read.data.model, system: of("system"), user: of("user") });
    const [answer, ...rest] = answers;
    if (rest.length > 0) answers = rest;
    switch (answer?.kind) {
      case "content":
        return void send(200, completion({ content: answer.content, refusal: null }, answer.finish ?? "stop"));
      case "refusal":
        return void send(200, completion({ content: null, refusal: answer.text }, "stop"));
      case "status":
        return void send(answer.status, error("No", "server_error"), answer.headers);
      case "body":
        return void send(200, answer.body);
      case "endless":
        return void response.writeHead(200, { "content-type": "application/json" }).write('{"id":"chatcmpl-1",');
      default:
        return;
    }
  }

  function completion(
    said: { readonly content: string | null; readonly refusal: string | null },
    finish: string,
  ): string {
    const choice = { index: 0, message: { role: "assistant", ...said }, logprobs: null, finish_reason: finish };
    return JSON.stringify({ id: "chatcmpl-1", object: "chat.completion", created: 1, model, choices: [choice] });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    key,
    model,
    asked,
    requests: () => requests,
    willAnswer(...given) {
      answers = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
