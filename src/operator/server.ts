import { chmod } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { ErasureRefused } from "../store/operating/erasure.ts";
import type { Operating } from "../store/operating/operating.ts";
import { type Answered, type Asked, asked } from "./asked.ts";
import { makeSocketPlace } from "./socket.ts";

export interface OperatorServer {
  /** Takes nothing new, and ends when what runs is through. */
  close(): Promise<void>;
}

/**
 * Answers the operator's commands while the bot has the embedded database: HTTP on a socket in the data folder, which
 * only its owner can reach. Whoever can open it can read the database's files as well. PostgreSQL needs none of this:
 * the commands go to it themselves.
 */
export async function serveOperator(
  { url, dataDir }: { readonly url: string | undefined; readonly dataDir: string },
  operating: Operating,
  failed: (error: unknown) => void,
): Promise<OperatorServer> {
  if (url !== undefined) return { close: async () => undefined };
  const place = await makeSocketPlace(dataDir);
  const server = createServer((request, response) => {
    handle(operating, request, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else answer(response, 500, { refused: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(place.path, resolve);
  });
  await chmod(place.path, 0o600);
  return {
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await place.remove();
    },
  };
}

async function handle(operating: Operating, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET" && request.url === "/backup") {
    response.writeHead(200, { "content-type": "application/gzip" });
    return pipeline(operating.backup(), response);
  }
  const wanted = asked.safeParse(request.method === "POST" ? await json(request).catch(() => undefined) : undefined);
  if (!wanted.success)
    return answer(response, 400, {
      refused: "The running bot is of another version: stop it, or use its own commands.",
    });
  try {
    answer(response, 200, { result: await run(operating, wanted.data) });
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error;
    answer(response, 409, { refused: error.message });
  }
}

function run(operating: Operating, wanted: Asked): Promise<unknown> {
  switch (wanted.do) {
    case "outbox":
      return operating.outbox();
    case "resend":
      return operating.resend(wanted.which);
    case "closed-bases":
      return operating.closedBases(wanted);
    case "erase":
      return operating.erase(wanted);
  }
}

function answer(response: ServerResponse, status: number, body: Answered): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(body));
}
