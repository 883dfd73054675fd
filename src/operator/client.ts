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
/** After how long whoever waits is told for what, milliseconds. */
const silence = 3_000;

/** Hears, in words, what is being waited for. */
export type Say = (text: string) => void;

const paused = "If it is paused (with Ctrl-Z, or by a frozen container), let it go on (fg), or end it with kill.";

type Call = (method: "GET" | "POST", path: string, body?: Asked) => Promise<IncomingMessage>;

/** A way to ask the bot at a socket; whoever asks is told once when it does not answer soon. */
function callTo(socketPath: string, say: Say): Call {
  let told = false;
  return async (method, path, body) => {
    const asking = request({
      socketPath,
      method,
      path,
      timeout: patience,
      headers: { "content-type": "application/json" },
    });
    asking.once("timeout", () =>
      asking.destroy(
        new OperatorRefusal(`The bot did not answer within ${patience / 1_000} s. See its log. ${paused}`),
      ),
    );
    asking.end(body === undefined ? undefined : JSON.stringify(body));
    const slow = setTimeout(() => {
      if (!told)
        say(
          `The bot that has the data folder does not answer yet: waiting for it, at most ${patience / 1_000} s. ${paused}`,
        );
      told = true;
    }, silence);
    try {
      const [response] = (await once(asking, "response")) as [IncomingMessage];
      return response;
    } finally {
      clearTimeout(slow);
    }
  };
}

/**
 * The bot that runs on a data folder, to be asked over its socket; undefined when none does. `say` hears when it keeps
 * us waiting.
 */
export async function runningBot(dataDir: string, say: Say): Promise<Operating | undefined> {
  const socket = await socketOf(dataDir);
  if (socket === undefined) return undefined;
  const call = callTo(socket, say);
  if (!(await listens(call))) return undefined;
  async function ask<T>(body: Asked): Promise<T> {
    const response = await call("POST", "/", body);
    const answered = (await json(response)) as Answered;
    if ("refused" in answered) throw new OperatorRefusal(answered.refused);
    // The other end is this program: what it answers has the type that was asked for.
    return answered.result as T;
  }
  return {
    backup() {
      const bytes = new PassThrough();
      call("GET", "/backup").then(
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
    closedBases: (which) => ask({ do: "closed-bases", ...which }),
    erase: ({ who, also, really }) => ask({ do: "erase", who, also: [...also], really }),
  };
}

/** False where a bot that was killed left its socket behind. */
async function listens(call: Call): Promise<boolean> {
  try {
    const response = await call("GET", "/");
    response.resume();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ECONNREFUSED") return false;
    throw error;
  }
}
