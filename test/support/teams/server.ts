import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Answered, answer, operationOf } from "./connector.ts";
import { answerGraph } from "./graph.ts";
import type { Keys } from "./keys.ts";
import type { Rates } from "./rates.ts";
import { TeamsRefusal } from "./refusal.ts";
import type { World } from "./world.ts";

export interface Parts {
  readonly world: World;
  readonly keys: Keys;
  readonly rates: Rates;
  /** The bot's token, for the connector and for Graph. */
  readonly token: string;
}

/** Everything that Microsoft serves over HTTP: the keys, the connector, Graph and the files of personal chats. */
export function createTeamsServer(parts: Parts): Server {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

/** Listens on the loopback; gives the port. */
export async function listenOn(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const write = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void =>
  void response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));

async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(request.url ?? "/", parts.world.origin());
  const [area = "", ...path] = pathname.split("/").filter(Boolean).map(decodeURIComponent);
  switch (area) {
    case "v1":
      if (pathname.endsWith("/keys")) {
        parts.keys.fetched += 1;
        return void write(response, 200, parts.keys.set);
      }
      return void write(response, 200, {
        issuer: parts.keys.issuer,
        jwks_uri: `${parts.world.origin()}/v1/.well-known/keys`,
      });
    case "svc":
    case "graph":
      return api(parts, { area, path, query: searchParams, bytes }, request, response);
    case "files":
      return download(parts.world, path[0] ?? "", request, response);
    default:
      return void write(response, 404, {});
  }
}

interface Wanted {
  readonly area: "svc" | "graph";
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly bytes: Buffer;
}

async function api(parts: Parts, wanted: Wanted, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = parts;
  const { area, path, query, bytes } = wanted;
  const { method = "GET" } = request;
  const at = Date.now();
  const operation = area === "graph" ? "group" : operationOf({ method, path });
  const trouble = world.troubles.find((one) => one.operation === operation && one.times > 0);
  if (trouble !== undefined) trouble.times -= 1;
  const how = trouble?.trouble;
  if (how?.kind === "drop") return void request.socket.destroy();
  if (how?.kind === "slow") await wait(how.ms);
  if (area === "svc" && world.hung.has(path[2] ?? "")) return;
  let body: unknown;
  let answered: Answered & { readonly retryAfter?: number | undefined };
  try {
    if (!world.options.insecure && request.headers.authorization !== `Bearer ${parts.token}`)
      throw new TeamsRefusal(401, "Unauthorized", "Authorization has been denied for this request.");
    body = readJson(bytes);
    if (how?.kind === "status")
      throw new TeamsRefusal(how.status, how.code ?? `Status${how.status}`, undefined, how.retryAfter);
    const asked = { method, path, query, body, bytes: bytes.byteLength };
    answered = area === "graph" ? answerGraph(world, asked) : answer(world, parts.rates, asked);
  } catch (error) {
    if (!(error instanceof TeamsRefusal)) throw error;
    answered = { status: error.status, body: error.body, retryAfter: error.retryAfter };
  }
  world.calls.push({
    operation,
    method,
    path: `/${path.join("/")}`,
    body,
    at,
    status: answered.status,
    answer: answered.body,
  });
  if (how?.kind === "drop-answer") return void request.socket.destroy();
  const { retryAfter } = answered;
  write(
    response,
    answered.status,
    answered.body,
    retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(retryAfter)) },
  );
}

function readJson(bytes: Buffer): unknown {
  if (bytes.byteLength === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    throw new TeamsRefusal(400, "BadSyntax", "Could not parse request body");
  }
}

/**
 * A file's bytes, by an address that is its own permission. Whoever brings a token as well is turned away, as
 * SharePoint does.
 */
function download(world: World, which: string, request: IncomingMessage, response: ServerResponse): void {
  const file = world.files.find(({ id }) => id === which);
  if (request.headers.authorization !== undefined) return void write(response, 401, { error: "invalid_request" });
  if (file === undefined) return void write(response, 404, {});
  const call = {
    operation: "file",
    method: "GET",
    path: `/files/${which}`,
    body: undefined,
    at: Date.now(),
    status: 200,
    answer: undefined,
  } as const;
  world.calls.push(call);
  response.writeHead(200, { "content-type": "application/octet-stream" }).end(file.bytes);
}
