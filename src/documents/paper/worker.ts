import { parentPort } from "node:worker_threads";
import { paperDifference } from "./difference.ts";
import { type PaperAnswer, unpacked, type WirePaper } from "./making.ts";
import { markdownOf } from "./markdown.ts";
import { paperOf } from "./papers.ts";
import { pdfOf } from "./pdf.ts";

/** The thread that one document is written in. */
async function answered(wire: WirePaper): Promise<PaperAnswer> {
  try {
    const { order, before, anew } = await unpacked(wire);
    const paper = paperOf(order);
    const markdown = markdownOf(paper);
    const news = before === undefined ? undefined : paperDifference(before, markdown);
    const isKept = before !== undefined && (news === undefined || !anew);
    return {
      ...{ is: "made", title: paper.title, markdown, news },
      pdf: isKept ? undefined : Uint8Array.from(await pdfOf(paper)),
    };
  } catch (error) {
    return { is: "failed", error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.once("message", async (wire: WirePaper) => {
  const answer = await answered(wire);
  const pdf = answer.is === "made" ? answer.pdf : undefined;
  parentPort?.postMessage(answer, pdf === undefined ? [] : [pdf.buffer]);
});
