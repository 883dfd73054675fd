import { Worker } from "node:worker_threads";
import type { DataRecord } from "../../domain/data-record.ts";
import { inPieces, type Pieces, together } from "../workbook/pieces.ts";
import type { PaperDifference } from "./difference.ts";
import type { PaperOrder } from "./papers.ts";

/** A document that is to be written. */
export interface PaperWork {
  readonly order: PaperOrder;
  /** The Markdown of the version that is kept. */
  readonly before?: string;
  /** Where it says something else by now, it is drawn anew. */
  readonly anew: boolean;
}
export interface PaperMade {
  readonly title: string;
  readonly markdown: string;
  /** What it says that the kept one does not, and the other way round; undefined where that is nothing. */
  readonly news: PaperDifference | undefined;
  /** Undefined where the kept one stays. */
  readonly pdf: Uint8Array<ArrayBuffer> | undefined;
}
export type PaperAnswer = ({ readonly is: "made" } & PaperMade) | { readonly is: "failed"; readonly error: string };

/** The same on its way to the thread: lists in pieces, so that whatever else waits has its turn between two of them. */
export interface WirePaper extends PaperWork {
  readonly lists: readonly { readonly area: string; readonly records: Pieces }[];
}

async function packed(work: PaperWork): Promise<readonly [WirePaper, readonly ArrayBuffer[]]> {
  const { order } = work;
  if (!("approved" in order)) return [{ ...work, lists: [] }, []];
  const lists = [];
  for (const { area, records } of order.approved) lists.push({ area, records: await inPieces(records) });
  return [
    { ...work, order: { ...order, approved: [] }, lists },
    lists.flatMap(({ records }) => records.map((piece) => piece.buffer)),
  ];
}

export async function unpacked({ lists, order, ...work }: WirePaper): Promise<PaperWork> {
  if (!("approved" in order)) return { ...work, order };
  const approved = [];
  for (const { area, records } of lists) approved.push({ area, records: await together<DataRecord>(records) });
  return { ...work, order: { ...order, approved } };
}

/** What writing one document may take: milliseconds, and megabytes of the thread's own heap. */
const allowance = { time: 120_000, heap: 1024 };
const isSource = import.meta.url.endsWith(".ts");
const program = new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url);
/** From source, as tests and scripts run us, a thread compiles what it loads as they do. */
const compiling = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(program.href)}); });`;

/**
 * Writes a document in a thread of its own, so that nobody waits while two hundred pages are set.
 *
 * @throws Error where it cannot be written, or takes more time or memory than any document does.
 */
export async function writtenApart(work: PaperWork): Promise<PaperMade> {
  const [wire, moved] = await packed(work);
  const worker = new Worker(isSource ? compiling : program, {
    eval: isSource,
    resourceLimits: { maxOldGenerationSizeMb: allowance.heap },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<PaperAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error("A document took too long")), allowance.time);
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("The thread for documents has ended")));
      worker.postMessage(wire, moved);
    });
    if (answer.is === "failed") throw new Error(answer.error);
    return answer;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
