import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { shortLived } from "./compiled.ts";

/**
 * Network, host's name, processes and mounts of their own, as a container has; root may, and elsewhere whoever may have
 * namespaces.
 */
const flags = [
  ...(process.getuid?.() === 0 ? [] : ["-r"]),
  "-n",
  "-u",
  "-p",
  "-m",
  "-f",
  "--mount-proc",
  "--kill-child",
];

/** What a program is started with to be in a container of its own, with a host's name. */
export const container = (host: string) => ["unshare", ...flags, "sh", "-c", `hostname ${host} && exec "$@"`, "sh"];

/** Why no container can be made here. */
export const noContainer = ((): string | undefined => {
  const [program = "", ...args] = [...container("test-host"), "true"];
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? undefined : `this machine does not allow namespaces: ${error?.message ?? stderr.trim()}`;
})();

/** Another process on a data folder, and what it says line by line: what it has committed. */
export interface Writer {
  readonly child: ChildProcess;
  /** What was committed. */
  said(): readonly string[];
  /** Resolves when so many commits were said. */
  saidMore(commits: number): Promise<void>;
  /** Has a writer that is asked write once. */
  ask(): void;
  ended(): Promise<{ readonly code: number | null; readonly trouble: string }>;
}

export interface Writers {
  /** `inside`: what it is started with. `asked`: it writes only when it is asked. */
  start(folder: string, options?: { readonly inside?: readonly string[]; readonly asked?: boolean }): Writer;
  kill(): void;
}

export function writers(): Writers {
  const children: ChildProcess[] = [];
  return {
    start(folder, { inside = [], asked = false } = {}) {
      const script = fileURLToPath(new URL("../fixtures/writer.mjs", import.meta.url));
      const [program = "", ...args] = [
        ...inside,
        process.execPath,
        ...shortLived,
        script,
        folder,
        asked ? "asked" : "",
      ];
      const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
      children.push(child);
      const lines: string[] = [];
      createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
      let trouble = "";
      child.stderr.on("data", (chunk: Buffer) => {
        trouble += chunk.toString();
      });
      const closed = once(child, "close");
      return {
        child,
        said: () => lines.slice(1),
        async saidMore(commits) {
          while (lines.length < commits + 1 && child.exitCode === null)
            await new Promise((resolve) => setTimeout(resolve, 10));
          if (child.exitCode !== null) throw new Error(`The writer ended: ${trouble}`);
        },
        ask: () => void child.stdin.write("\n"),
        ended: async () => ({ code: (await closed)[0] as number | null, trouble }),
      };
    },
    kill() {
      for (const child of children) {
        child.kill("SIGCONT");
        child.kill("SIGKILL");
      }
    },
  };
}
