import { Worker } from "node:worker_threads";
import type { UnreadableFile } from "../../domain/data-file.ts";
import { type Refused, refused } from "../../domain/decision.ts";
import type { MinutesContent } from "../../domain/facts.ts";
import type { PersonRef } from "../../domain/person.ts";
import type { Day } from "../../domain/units.ts";

/** What minutes are to be drafted from: a file, or notes that were typed. */
export interface MinutesOrder {
  readonly from: { readonly name: string; readonly content: Uint8Array } | { readonly notes: string };
  /** The day of the meeting. */
  readonly on: Day;
  readonly people: readonly PersonRef[];
}
/** What the notes say, and the draft that the built-in reader makes of them. */
export interface MinutesRead {
  readonly notes: string;
  readonly content: MinutesContent;
}
export type MinutesAnswer =
  | { readonly is: "read"; readonly read: MinutesRead }
  | { readonly is: "unreadable"; readonly why: UnreadableFile }
  | { readonly is: "failed"; readonly error: string };

/** What reading one source may take: milliseconds, and megabytes of the thread's own heap. */
const allowance = { time: 60_000, heap: 512 };
const isSource = import.meta.url.endsWith(".ts");
const program = new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url);
/** From source, as tests and scripts run us, a thread compiles what it loads as they do. */
const compiling = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(program.href)}); });`;

/**
 * Reads a source of minutes and drafts from it in a thread of its own, so that nothing else in the bot waits for three
 * hours of talk. Refused: the file cannot be read, or takes more time or memory than any meeting does.
 */
export async function readMinutes(
  order: MinutesOrder,
): Promise<{ readonly ok: true; readonly read: MinutesRead } | Refused<UnreadableFile>> {
  const worker = new Worker(isSource ? compiling : program, {
    eval: isSource,
    resourceLimits: { maxOldGenerationSizeMb: allowance.heap },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<MinutesAnswer>((resolve, reject) => {
      timer = setTimeout(() => resolve({ is: "unreadable", why: { kind: "too-heavy" } }), allowance.time);
      worker.once("message", resolve);
      worker.once("error", (error: Error & { readonly code?: string }) =>
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? resolve({ is: "unreadable", why: { kind: "too-heavy" } })
          : reject(error),
      );
      worker.once("exit", () => reject(new Error("The thread for minutes has ended")));
      worker.postMessage(order);
    });
    if (answer.is === "failed") throw new Error(answer.error);
    return answer.is === "read" ? { ok: true, read: answer.read } : refused(answer.why);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
