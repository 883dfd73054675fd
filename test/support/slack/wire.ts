import { createHmac, randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Fields, Sent } from "./types.ts";
import type { World } from "./world.ts";

/** What came back over the wire. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}
/** How Slack reaches the bot. */
export interface Wire {
  send(sent: Sent): Promise<Reply>;
  connected(): Promise<void>;
}

/**
 * How long the stand-in waits for the bot: longer than Slack's three seconds, so that a test sees by how much it was
 * late.
 */
const patience = 10_000;

/**
 * @returns the body as Slack writes it: events are JSON, commands are forms, interactions a form with JSON in
 * `payload`.
 */
export function encode({ kind, payload }: Sent): { readonly body: string; readonly contentType: string } {
  if (kind === "event") return { body: JSON.stringify(payload), contentType: "application/json" };
  const fields =
    kind === "interaction" ? { payload: JSON.stringify(payload) } : (payload as Readonly<Record<string, string>>);
  return { body: new URLSearchParams(fields).toString(), contentType: "application/x-www-form-urlencoded" };
}

/** Slack's signature over a body. `at`: seconds since 1970. */
export function sign(
  secret: string,
  body: string | Uint8Array,
  at = Math.floor(Date.now() / 1000),
): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", secret).update(`v0:${at}:`).update(body).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${signature}` };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** Signed requests to `/slack/events`. */
export function createHttpWire(secret: string, botUrl: () => string): Wire {
  return {
    async send(sent) {
      const { body, contentType } = encode(sent);
      const retry: Readonly<Record<string, string>> =
        sent.retry === undefined
          ? {}
          : { "x-slack-retry-num": String(sent.retry.num), "x-slack-retry-reason": sent.retry.reason };
      const started = performance.now();
      try {
        const response = await fetch(`${botUrl()}/slack/events`, {
          method: "POST",
          headers: { "content-type": contentType, ...sign(secret, body), ...retry },
          body,
          signal: AbortSignal.timeout(patience),
        });
        const text = await response.text();
        return { status: response.status, body: parsed(text), ms: performance.now() - started };
      } catch {
        return { status: 0, body: "", ms: performance.now() - started };
      }
    },
    connected: async () => undefined,
  };
}

/** Socket Mode: the bot dials in, and each envelope is acknowledged by its id. */
export interface SocketWire extends Wire {
  /** A ticket for one connection. */
  open(): string;
  /** Tells every socket to come again, as Slack does before it closes one. */
  recycle(): void;
  stop(): Promise<void>;
}

export function createSocketWire(world: World, server: Server): SocketWire {
  const sockets: WebSocket[] = [];
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const listener = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const ticket = new URL(request.url ?? "/", world.origin()).searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return void socket.destroy();
    listener.handleUpgrade(request, socket, head, (opened) => {
      sockets.push(opened);
      opened.on("message", (data) => {
        const { envelope_id: id = "", payload } = JSON.parse(String(data)) as {
          readonly envelope_id?: string;
          readonly payload?: unknown;
        };
        waiting.get(id)?.(payload);
      });
      opened.on("close", () => void sockets.splice(sockets.indexOf(opened), 1));
      opened.send(
        JSON.stringify({ type: "hello", num_connections: sockets.length, connection_info: { app_id: world.appId } }),
      );
    });
  });
  const beat = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, 5000);
  beat.unref();

  const envelopes = { event: "events_api", command: "slash_commands", interaction: "interactive" } as const;
  async function aSocket(): Promise<WebSocket | undefined> {
    for (let tries = 0; sockets.length === 0 && tries < patience / 20; tries += 1) await wait(20);
    return sockets[Math.floor(Math.random() * sockets.length)];
  }
  return {
    open() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${world.origin().replace("http", "ws")}/link/?ticket=${ticket}&app_id=${world.appId}`;
    },
    async send({ kind, payload, retry }) {
      const socket = await aSocket();
      if (socket === undefined) return { status: 0, body: "", ms: 0 };
      const id = randomUUID();
      const accepts = kind === "command" || (kind === "interaction" && takesPayload(payload));
      const again = kind === "event" ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" } : {};
      const started = performance.now();
      const acked = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      socket.send(
        JSON.stringify({
          type: envelopes[kind],
          envelope_id: id,
          accepts_response_payload: accepts,
          payload,
          ...again,
        }),
      );
      const none = Symbol("none");
      const body = await Promise.race([acked, wait(patience, none, { ref: false })]);
      waiting.delete(id);
      return {
        status: body === none ? 0 : 200,
        body: body === none || body === undefined ? "" : body,
        ms: performance.now() - started,
      };
    },
    async connected() {
      if ((await aSocket()) === undefined) throw new Error("The bot opened no socket");
    },
    recycle() {
      for (const socket of [...sockets]) {
        sockets.splice(sockets.indexOf(socket), 1);
        socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: {} }));
        setTimeout(() => socket.close(), 1000).unref();
      }
    },
    async stop() {
      clearInterval(beat);
      const open = [...sockets];
      for (const socket of open) socket.close(1001);
      const closed = Promise.all(open.map((socket) => new Promise((resolve) => socket.once("close", resolve))));
      await Promise.race([closed, wait(300, undefined, { ref: false })]);
      for (const socket of open) socket.terminate();
      listener.close();
    },
  };
}

const takesPayload = ({ type }: Fields): boolean => type === "view_submission" || type === "block_suggestion";
