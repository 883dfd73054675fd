import { Worker } from "node:worker_threads";
import type { UnreadableFile } from "../../domain/data-file.ts";
import { type Refused, refused } from "../../domain/decision.ts";
import { allowance } from "./limits.ts";
import type { Answer, ExportOrder, HandIn, HandInRead, Order, TemplateOrder } from "./orders.ts";
import { packedOrder, unpackedAnswer, type WireAnswer, type WireOrder } from "./wire.ts";

/**
 * Reads and writes workbooks of customer data in threads of their own, so that nothing else in the bot waits for it. A
 * thread that takes too long or too much memory is ended, and the next piece of work gets a fresh one.
 */
export interface Workbooks {
  /** Reads a file of the customer's and checks it by the agreement (D6); refused: it cannot be read at all. */
  read(handIn: HandIn): Promise<{ readonly ok: true; readonly read: HandInRead } | Refused<UnreadableFile>>;
  /** The Starter workbook, .xlsx. */
  template(order: TemplateOrder): Promise<Uint8Array>;
  /** What is held, as .xlsx or .csv. */
  exported(order: ExportOrder): Promise<Uint8Array>;
  /** Ends the threads; what is under way fails. */
  stop(): Promise<void>;
}

export interface WorkbooksOptions {
  /** Pieces of work at once; the others wait in turn. */
  readonly atOnce?: number;
  /** What one piece of work may take: milliseconds, and megabytes of the thread's heap. */
  readonly allowance?: Partial<typeof allowance>;
  /** The thread's program: another in tests. */
  readonly program?: URL;
}

interface Waiting {
  readonly order: WireOrder;
  /** What of it is moved to the thread, not copied. */
  readonly moved: readonly ArrayBuffer[];
  readonly answer: (answer: WireAnswer | { readonly is: "too-heavy" }) => void;
  readonly fail: (error: Error) => void;
}

/** An idle thread is kept so long, milliseconds: a second file often comes soon after the first. */
const keptIdle = 10_000;
const ours = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
/** From source, as tests and scripts run us, a thread compiles what it loads as they do. */
const compiling = ({ href }: URL): string =>
  `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(href)}); });`;

export function createWorkbooks(options: WorkbooksOptions = {}): Workbooks {
  const { atOnce = 2, program = ours } = options;
  const limits = { ...allowance, ...options.allowance };
  const waiting: Waiting[] = [];
  const threads = new Set<Thread>();
  const idle: Thread[] = [];
  let stopped = false;

  async function done(given: Order): Promise<Answer | { readonly is: "too-heavy" }> {
    const [order, moved] = await packedOrder(given);
    const came = await new Promise<WireAnswer | { readonly is: "too-heavy" }>((answer, fail) => {
      if (stopped) return fail(new Error("Workbooks are no longer read or written"));
      waiting.push({ order, moved, answer, fail });
      next();
    });
    return came.is === "too-heavy" ? came : unpackedAnswer(came);
  }

  function next(): void {
    if (waiting.length === 0 || stopped) return;
    const thread = idle.pop() ?? (threads.size < atOnce ? started() : undefined);
    const work = thread === undefined ? undefined : waiting.shift();
    if (work !== undefined) thread?.run(work);
  }

  function started(): Thread {
    const thread = startThread(program, limits, {
      free: () => {
        idle.push(thread);
        next();
      },
      gone: () => {
        threads.delete(thread);
        if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
        next();
      },
    });
    threads.add(thread);
    return thread;
  }

  async function written(order: Order): Promise<Uint8Array> {
    const answer = await done(order);
    if (answer.is === "written") return answer.content;
    throw new Error(answer.is === "failed" ? answer.error : `A workbook was not written: ${answer.is}`);
  }

  return {
    async read(order) {
      const answer = await done({ do: "read", order });
      if (answer.is === "read") return { ok: true, read: answer.read };
      if (answer.is === "unreadable") return refused(answer.why);
      if (answer.is === "too-heavy") return refused({ kind: "too-heavy" });
      throw new Error(answer.is === "failed" ? answer.error : "A file was not read");
    },
    template: (order) => written({ do: "template", order }),
    exported: (order) => written({ do: "export", order }),
    async stop() {
      stopped = true;
      for (const { fail } of waiting.splice(0)) fail(new Error("Workbooks are no longer read or written"));
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

interface Thread {
  run(work: Waiting): void;
  end(): Promise<unknown>;
}

function startThread(
  program: URL,
  limits: typeof allowance,
  told: { readonly free: () => void; readonly gone: () => void },
): Thread {
  const isSource = program.pathname.endsWith(".ts");
  const worker = new Worker(isSource ? compiling(program) : program, {
    eval: isSource,
    resourceLimits: { maxOldGenerationSizeMb: limits.heap },
  });
  let work: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;

  function finish(settle: (work: Waiting) => void): void {
    clearTimeout(timer);
    const finished = work;
    work = undefined;
    if (finished !== undefined) settle(finished);
  }
  const end = () => worker.terminate();

  worker.on("message", (answer: WireAnswer) => {
    // What comes from a thread that is being ended is nobody's any more.
    if (work === undefined) return;
    finish(({ answer: tell }) => tell(answer));
    worker.unref();
    timer = setTimeout(end, keptIdle).unref();
    told.free();
  });
  worker.on("error", (error: Error & { readonly code?: string }) => {
    finish(({ answer, fail }) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? answer({ is: "too-heavy" }) : fail(error),
    );
  });
  worker.on("exit", () => {
    finish(({ fail }) => fail(new Error("The thread for workbooks has ended")));
    told.gone();
  });

  return {
    run(next) {
      clearTimeout(timer);
      work = next;
      worker.ref();
      worker.postMessage(next.order, next.moved);
      timer = setTimeout(() => {
        finish(({ answer }) => answer({ is: "too-heavy" }));
        void end();
      }, limits.time);
    },
    end,
  };
}
