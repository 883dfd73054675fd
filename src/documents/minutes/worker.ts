import { parentPort } from "node:worker_threads";
import { draftFrom } from "../../domain/minutes-reader.ts";
import { draftWithLeft } from "../../domain/minutes-review.ts";
import { minutesSource } from "../../domain/minutes-source.ts";
import { keepable } from "../../domain/outside-text.ts";
import { Unreadable } from "../workbook/unreadable.ts";
import type { MinutesAnswer, MinutesOrder } from "./reading.ts";
import { sourceText } from "./source-text.ts";

/** The thread that one source of minutes is read in. */
function answered({ from, on, people }: MinutesOrder): MinutesAnswer {
  try {
    const notes = "notes" in from ? from.notes : keepable(sourceText(from.name, from.content));
    const source = minutesSource(notes);
    return {
      is: "read",
      read: { notes, content: draftWithLeft(draftFrom(source, on, people), { source, on, people }) },
    };
  } catch (error) {
    if (error instanceof Unreadable) return { is: "unreadable", why: error.why };
    return { is: "failed", error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.once("message", (order: MinutesOrder) => parentPort?.postMessage(answered(order)));
