import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, Socket } from "node:net";

/** A pooler in transaction mode on a port of its own, in front of a PostgreSQL that trusts whoever comes. */
export interface Pooler {
  readonly port: number;
  /** How often a client's transaction ran in another session than its last one. */
  changes(): number;
  close(): Promise<void>;
}

/** One message of the wire protocol: its letter ("" at the start), and all its bytes. */
interface Frame {
  readonly type: string;
  readonly bytes: Buffer;
}

function* framesOf(state: { rest: Buffer; started: boolean }, chunk: Buffer): Generator<Frame> {
  state.rest = Buffer.concat([state.rest, chunk]);
  for (;;) {
    const head = state.started ? 1 : 0;
    if (state.rest.length < head + 4) return;
    const length = head + state.rest.readInt32BE(head);
    if (state.rest.length < length) return;
    const bytes = state.rest.subarray(0, length);
    state.rest = state.rest.subarray(length);
    const type = state.started ? String.fromCharCode(bytes[0] ?? 0) : "";
    state.started = true;
    yield { type, bytes };
  }
}

function frame(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
const text = (...words: readonly string[]) => Buffer.from(words.map((word) => `${word}\0`).join(""));
const idle = frame("Z", Buffer.from("I"));
/** What PgBouncer takes at the start of a connection; it refuses any other. */
const taken = new Set(["user", "database", "application_name", "client_encoding"]);

interface Session {
  readonly socket: Socket;
  readonly number: number;
  hear: (frame: Frame) => void;
}

/**
 * Starts one with so many sessions for all clients of a database. A transaction gets the one that has rested the
 * longest.
 */
export async function startPooler(to: number, sessions = 4): Promise<Pooler> {
  const free = new Map<string, Session[]>();
  const waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();
  let changes = 0;
  let numbers = 0;

  async function begin(startup: Buffer): Promise<Session> {
    const socket = new Socket();
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.setNoDelay(true);
    socket.connect(to, "127.0.0.1");
    await once(socket, "connect");
    numbers += 1;
    const session: Session = { socket, number: numbers, hear: () => undefined };
    const ready = new Promise<void>((resolve) => {
      session.hear = ({ type }) => {
        if (type === "Z") resolve();
      };
    });
    const state = { rest: Buffer.alloc(0), started: true };
    socket.on("data", (chunk: Buffer) => {
      for (const one of framesOf(state, chunk)) session.hear(one);
    });
    socket.write(startup);
    await ready;
    return session;
  }

  async function sessionFor(startup: Buffer): Promise<Session> {
    const key = startup.toString("latin1");
    let pool = free.get(key);
    if (pool === undefined) {
      pool = [];
      free.set(key, pool);
      pool.push(...(await Promise.all(Array.from({ length: sessions }, () => begin(startup)))));
      for (const wake of waiting.splice(0)) wake();
    }
    for (;;) {
      const session = pool.shift();
      if (session !== undefined) return session;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  const listener = createServer((client) => {
    sockets.add(client);
    client.setNoDelay(true);
    let startup = Buffer.alloc(0);
    let session: Session | undefined;
    let last = 0;
    let asked: Buffer[] = [];
    let open = 0;
    let fetching = false;
    const state = { rest: Buffer.alloc(0), started: false };
    const key = () => startup.toString("latin1");

    function refuse(why: string): void {
      client.end(frame("E", Buffer.concat([text("SFATAL", "VFATAL", "C08P01", `M${why}`), Buffer.from("\0")])));
    }
    function start(bytes: Buffer): void {
      const words = bytes.subarray(8).toString().split("\0");
      for (let at = 0; at + 1 < words.length && words[at] !== ""; at += 2) {
        if (taken.has(words[at] ?? "")) continue;
        refuse(`unsupported startup parameter: ${words[at]}`);
        return;
      }
      startup = Buffer.from(bytes);
      client.write(frame("R", Buffer.alloc(4)));
      client.write(frame("K", randomBytes(8)));
      client.write(idle);
    }
    function giveBack(one: Session): void {
      free.get(key())?.push(one);
      waiting.shift()?.();
    }
    async function hand(): Promise<void> {
      if (session === undefined) {
        if (fetching) return;
        fetching = true;
        const mine = await sessionFor(startup);
        fetching = false;
        // Whoever left while waiting needs it no more.
        if (client.destroyed) return giveBack(mine);
        session = mine;
        if (last !== 0 && last !== mine.number) changes += 1;
        last = mine.number;
        mine.hear = ({ type, bytes }) => {
          client.write(bytes);
          if (type !== "Z") return;
          open -= 1;
          if (open > 0 || String.fromCharCode(bytes[5] ?? 0) !== "I") return;
          session = undefined;
          giveBack(mine);
          if (asked.length > 0) void hand();
        };
      }
      for (const bytes of asked) {
        if (bytes[0] === 0x51 || bytes[0] === 0x53) open += 1;
        session.socket.write(bytes);
      }
      asked = [];
    }
    client.on("error", () => undefined);
    client.on("data", (chunk: Buffer) => {
      for (const { type, bytes } of framesOf(state, chunk)) {
        if (type === "") start(bytes);
        else if (type === "X") client.end();
        else {
          asked.push(Buffer.from(bytes));
          void hand();
        }
      }
    });
    client.on("close", () => {
      sockets.delete(client);
      // In the middle of a transaction: nobody else may get that session, but another one.
      if (session === undefined) return;
      session.socket.destroy();
      session = undefined;
      if (listener.listening) begin(startup).then(giveBack, () => undefined);
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return {
    port: address.port,
    changes: () => changes,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
