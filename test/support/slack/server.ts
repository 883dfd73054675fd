import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ResponseUrls } from "./answers.ts";
import { readArgs } from "./args.ts";
import { needScope, orWait } from "./method.ts";
import { takeUpload } from "./methods/files.ts";
import { methods } from "./methods/index.ts";
import type { Rates } from "./rates.ts";
import { SlackRefusal } from "./refusal.ts";
import type { Triggers } from "./triggers.ts";
import type { Fields } from "./types.ts";
import type { World } from "./world.ts";

export interface Parts {
  readonly world: World;
  readonly botToken: string;
  readonly appToken: string;
  readonly triggers: Triggers;
  readonly rates: Rates;
  readonly responses: ResponseUrls;
  /** Opens the way for one more socket: its address. */
  readonly openSocket: () => string;
}

/** Everything that Slack serves over HTTP: the Web API, uploads, downloads and response URLs. */
export function createSlackServer(parts: Parts): Server {
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

async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(request.url ?? "/", parts.world.origin());
  const [, area = "", name = "", rest = ""] = pathname.split("/");
  const type = request.headers["content-type"] ?? "";
  switch (area) {
    case "api":
      return webApi(
        parts,
        name,
        { ...Object.fromEntries(searchParams), ...(await readBody(body, type)) },
        request,
        response,
      );
    case "upload": {
      const taken = takeUpload(parts.world, rest, await uploadedBytes(body, type));
      return void response.writeHead(taken ? 200 : 400).end(taken ? `OK - ${body.byteLength}` : "upload failed");
    }
    case "hooks": {
      const trouble = parts.world.troubles.find(({ method, times }) => method === "response_url" && times > 0);
      if (trouble?.trouble.kind === "status") {
        trouble.times -= 1;
        return void response.writeHead(trouble.trouble.status).end();
      }
      const { status, body: said } = parts.responses.take(name, await readBody(body, type));
      return void response.writeHead(status, { "content-type": "application/json" }).end(said);
    }
    case "files-pri":
      return download(parts, name, request, response);
    default:
      response.writeHead(404).end();
  }
}

async function readBody(body: Buffer, type: string): Promise<Fields> {
  if (body.byteLength === 0) return {};
  if (type.startsWith("multipart/")) {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    return Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
  }
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  const given: unknown = JSON.parse(body.toString("utf8"));
  return typeof given === "object" && given !== null ? (given as Fields) : {};
}

async function uploadedBytes(body: Buffer, type: string): Promise<Uint8Array> {
  if (!type.startsWith("multipart/")) return body;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const [part] = [...form.values()];
  return part === undefined
    ? new Uint8Array()
    : typeof part === "string"
      ? Buffer.from(part)
      : new Uint8Array(await part.arrayBuffer());
}

const tokenOf = (request: IncomingMessage, args: Fields): string | undefined =>
  request.headers.authorization?.replace(/^Bearer /i, "") ?? (typeof args.token === "string" ? args.token : undefined);

async function webApi(
  parts: Parts,
  method: string,
  { token: _token, ...args }: Fields,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world } = parts;
  const at = Date.now();
  const given = tokenOf(request, { token: _token });
  const trouble = world.troubles.find((one) => one.method === method && one.times > 0);
  if (trouble !== undefined) trouble.times -= 1;
  const how = trouble?.trouble;
  if (how?.kind === "drop") return void request.socket.destroy();
  if (how?.kind === "slow") await wait(how.ms);
  if (typeof args.channel === "string" && world.hung.has(args.channel)) return;
  const log = (answer: Fields) => void world.calls.push({ method, args, at, answer });
  if (how?.kind === "status") {
    const retry = how.retryAfter === undefined ? {} : { "retry-after": String(how.retryAfter) };
    log({ ok: false, error: `status ${how.status}` });
    return void response
      .writeHead(how.status, { "content-type": "application/json", ...retry })
      .end(JSON.stringify({ ok: false }));
  }
  const answer = how?.kind === "refuse" ? { ok: false, error: how.error } : answerOf(parts, method, args, given);
  log(answer);
  if (how?.kind === "drop-answer") return void request.socket.destroy();
  if (how?.kind === "slow-answer") await wait(how.ms);
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "x-oauth-scopes": world.scopes.join(","),
  };
  const { retryAfter, ...body } = answer as Fields & { readonly retryAfter?: number };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  response.writeHead(retryAfter === undefined ? 200 : 429, headers).end(JSON.stringify(body));
}

function answerOf(parts: Parts, name: string, args: Fields, token: string | undefined): Fields {
  const { world, triggers, rates } = parts;
  try {
    if (token === undefined) throw new SlackRefusal("not_authed");
    if (name === "apps.connections.open") {
      if (token === parts.appToken) return { ok: true, url: parts.openSocket() };
      throw new SlackRefusal(token === parts.botToken ? "not_allowed_token_type" : "invalid_auth");
    }
    const method = methods[name];
    if (method === undefined) throw new SlackRefusal("unknown_method", { req_method: name });
    if (token === parts.appToken) throw new SlackRefusal("not_allowed_token_type");
    if (token !== parts.botToken) throw new SlackRefusal("invalid_auth");
    if (world.revoked) throw new SlackRefusal("token_revoked");
    needScope(world, ...(method.scopes ?? []));
    orWait(rates.call(name, method.tier));
    return { ok: true, ...method.run({ world, args: readArgs(args), triggers, rates }) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.code, ...error.more };
    throw error;
  }
}

/** A file's bytes for who has the token; for anybody else the page to log in on, with status 200, as Slack does. */
function download({ world, botToken }: Parts, which: string, request: IncomingMessage, response: ServerResponse): void {
  const file = world.files.find(({ id }) => which.endsWith(`-${id}`));
  const allowed = tokenOf(request, {}) === botToken && !world.revoked && world.scopes.includes("files:read");
  if (!allowed)
    return void response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!DOCTYPE html><title>Slack</title>Sign in");
  if (file === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": "application/octet-stream" }).end(file.bytes);
}
