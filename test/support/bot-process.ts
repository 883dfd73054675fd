import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compiled, shortLived } from "./compiled.ts";
import { fillDataFolder } from "./data-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The bot as its users run it: a process of its own on a data directory of its own, spoken to over HTTP. */
export interface BotProcess {
  readonly dataDir: string;
  /** Where it listens; another port after each start. */
  url(): string;
  /** `more`: its environment this time, besides what it always has. */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** SIGTERM, and resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGSTOP, until `wake`: as a machine that is out of breath, or a container that is paused. */
  sleep(): void;
  wake(): void;
  /** What it has written since it was last started. */
  output(): string;
  remove(): Promise<void>;
}

export interface BotProcessOptions {
  /**
   * Its data folder holds nothing yet: its first start makes the database. Else somebody has started and stopped it
   * there before.
   */
  readonly unused?: boolean;
}

export async function botProcess(
  env: Readonly<Record<string, string>> = {},
  { unused = false }: BotProcessOptions = {},
): Promise<BotProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "startklar-bot-"));
  if (!unused && env.DATABASE_URL === undefined) await fillDataFolder(env.DATA_DIR ?? dataDir);
  let child: ChildProcess | undefined;
  let url = "";
  let output = "";

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, "exit");
    child.kill(signal);
    const [code] = await ended;
    child = undefined;
    return code as number | null;
  }

  return {
    dataDir,
    url: () => url,
    output: () => output,
    async start(more = {}) {
      output = "";
      const { PATH = "", HOME = "" } = process.env;
      const started = spawn(process.execPath, [...shortLived, await compiled("main")], {
        cwd: root,
        env: { PATH, HOME, DATA_DIR: dataDir, PORT: "0", ...env, ...more },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      url = await new Promise<string>((resolve, reject) => {
        const read = (chunk: Buffer) => {
          output += chunk.toString();
          const ready = /ready: (http:\/\/[^"/\s]+)\//.exec(output);
          if (ready?.[1] !== undefined) resolve(ready[1]);
        };
        started.stdout.on("data", read);
        started.stderr.on("data", read);
        started.once("exit", (code) => reject(new Error(`The bot ended with ${code}:\n${output}`)));
      });
    },
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
    sleep: () => void child?.kill("SIGSTOP"),
    wake: () => void child?.kill("SIGCONT"),
    async remove() {
      await end("SIGKILL");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
