import { parentPort } from "node:worker_threads";
import type { Answer, Order } from "./orders.ts";
import { readHandIn } from "./read-hand-in.ts";
import { Unreadable } from "./unreadable.ts";
import { packedAnswer, unpackedOrder, type WireOrder } from "./wire.ts";

/** The thread that workbooks are read and written in: one piece of work at a time. */
async function answered(order: Order): Promise<Answer> {
  try {
    if (order.do === "read") return { is: "read", read: await readHandIn(order.order) };
    // Writing is slow to load, and most threads only read.
    const { writeCsv, writeExport, writeTemplate } = await import("./writing.ts");
    switch (order.do) {
      case "template":
        return { is: "written", content: await writeTemplate(order.order) };
      case "export":
        return {
          is: "written",
          content: order.order.as === "csv" ? writeCsv(order.order) : await writeExport(order.order),
        };
    }
  } catch (error) {
    if (error instanceof Unreadable) return { is: "unreadable", why: error.why };
    return { is: "failed", error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on("message", async (order: WireOrder) => {
  const [answer, moved] = await packedAnswer(await answered(await unpackedOrder(order)));
  parentPort?.postMessage(answer, moved);
});
