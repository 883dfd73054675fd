import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { PassThrough } from "node:stream";
import { json } from "node:stream/consumers";
import type { Operating } from "../store/operating/operating.ts";
import type { Answered, Asked } from "./asked.ts";
import { OperatorRefusal } from "./refusal.ts";
import { socketOf } from "./socket.ts";

/** How long the bot may take to begin its answer, milliseconds. */
const patience = 60_000;

async function call(socketPath: string, method: "GET" | "POST", path: string, body?: Asked): Promise<IncomingMessage> {
  const asking = request({ socketPath, method, path, timeout: patience, headers: { "content-type": "application/json" } });
  asking.once("timeout", () => asking.destroy(new OperatorRefusal(`The bot did not answer within ${patience / 1_000} s. See its log.`)));
  asking.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  return response;
}

/** The bot that runs on a data folder, to be asked over its socket; undefined when none does. */
export async function runningBot(dataDir: string): Promise<Operating | undefined> {
  const socket = await socketOf(dataDir);
  if (socket === undefined || !(await listens(socket))) return undefined;
  async function ask<T>(body: Asked): Promise<T> {
    const response = await call(socket ?? "", "POST", "/", body);
    const answered = (await json(response)) as Answered;
    if ("refused" in answered) throw new OperatorRefusal(answered.refused);
    // The other end is this program: what it answers has the type that was asked for.
    return answered.result as T;
  }
  return {
    backup() {
      const bytes = new PassThrough();
      call(socket, "GET", "/backup").then(
        (response) => {
          response.once("error", (error) => bytes.destroy(error));
          response.pipe(bytes);
        },
        (error: Error) => bytes.destroy(error),
      );
      return bytes;
    },
    outbox: () => ask({ do: "outbox" }),
    resend: (which) => ask({ do: "resend", which: which === "parked" ? which : [...which] }),
    erase: ({ who, also, really }) => ask({ do: "erase", who, also: [...also], really }),
  };
}

/** False where a bot that was killed left its socket behind. */
async function listens(socketPath: string): Promise<boolean> {
  try {
    const response = await call(socketPath, "GET", "/");
    response.resume();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ECONNREFUSED") return false;
    throw error;
  }
}
