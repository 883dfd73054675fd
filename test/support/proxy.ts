import { createServer, type Server, Socket } from "node:net";

/**
 * What becomes of the bytes. `open`: handed on. `drop`: taken and thrown away, in both directions, and new connections
 * are taken too. `stall`: left where they are, so that the sender's buffers fill. `reset`: every connection is reset,
 * and every new one. `refuse`: connections end, and nobody listens any more.
 */
export type Cut = "open" | "drop" | "stall" | "reset" | "refuse";

/**
 * At which COMMIT the connection is reset: before the server got it, or after it has answered, with the answer thrown
 * away.
 */
export type AtCommit = "before" | "after";

/** A network in between, on a port of its own. */
export interface Wire {
  readonly port: number;
  /**
   * From now on, for the connections that there are and for new ones. What was dropped or stalled stays lost when it
   * opens again.
   */
  set(cut: Cut): Promise<void>;
  /** The next COMMIT that passes is the last of its connection. Resolves when it has happened. */
  cutAtCommit(when: AtCommit): Promise<void>;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
}

/** Starts a proxy to a port of this machine. */
export async function startProxy(to: number): Promise<Wire> {
  let cut: Cut = "open";
  let commit: { readonly when: AtCommit; readonly done: () => void } | undefined;
  const links = new Set<Link>();

  function end({ client, server }: Link): void {
    client.resetAndDestroy();
    server.resetAndDestroy();
  }

  const listener: Server = createServer((client) => {
    if (cut === "reset" || cut === "refuse") {
      client.resetAndDestroy();
      return;
    }
    // A connection that is made during a cut gets nowhere, also afterwards.
    const severed = cut !== "open";
    const server = new Socket();
    const link: Link = { client, server };
    links.add(link);
    let swallowing = false;
    for (const socket of [client, server]) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        links.delete(link);
        end(link);
      });
    }
    if (severed) {
      if (cut === "drop") client.resume();
      return;
    }
    server.connect(to, "127.0.0.1");
    client.on("data", (bytes) => {
      if (cut === "drop") {
        swallowing = true;
        return;
      }
      if (swallowing) return;
      if (commit !== undefined && bytes.includes("COMMIT")) {
        const { when, done } = commit;
        commit = undefined;
        if (when === "before") {
          end(link);
          return done();
        }
        server.removeAllListeners("data");
        server.once("data", () => {
          end(link);
          done();
        });
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (cut === "drop") swallowing = true;
      else if (!swallowing) client.write(bytes);
    });
  });

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      listener.once("error", reject);
      listener.listen(port, "127.0.0.1", () => resolve());
    });
  await listen(0);
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  const { port } = address;

  return {
    port,
    async set(next) {
      const before = cut;
      cut = next;
      if (next === "stall")
        for (const { client, server } of links) for (const socket of [client, server]) socket.pause();
      if (next === "reset" || next === "refuse") for (const link of links) end(link);
      if (next === "refuse") await new Promise<void>((resolve) => listener.close(() => resolve()));
      if (before === "refuse" && next !== "refuse") await listen(port);
      if (next === "open" && before === "stall")
        for (const { client, server } of links) for (const socket of [client, server]) socket.resume();
    },
    cutAtCommit: (when) =>
      new Promise((resolve) => {
        commit = { when, done: resolve };
      }),
    async close() {
      for (const link of links) end(link);
      if (listener.listening) await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
