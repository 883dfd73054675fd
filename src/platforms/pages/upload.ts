import type { Request, Response } from "express";
import multer, { MulterError, type StorageEngine } from "multer";
import { fileProblem } from "../../bot/files/kinds.ts";
import { largestFile } from "../../bot/files/limits.ts";
import { keepable } from "../../messages/outside-text.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import { fileField, largestMegabytes } from "./hand-in-page.ts";
import { watchForStall } from "./stall.ts";
import type { Slot } from "./turnstile.ts";

/** What a form brought: a file, or what is wrong with it. */
export type Upload =
  | { readonly name: string; readonly content: Uint8Array }
  /** `status`: what the page that says so is answered with. */
  | { readonly status: number; readonly why: Phrase };

/**
 * A form that is not much larger than the largest file is read to its end, so that the browser hears what was wrong; a
 * larger one is not read at all.
 */
const largestForm = 10 * largestFile;
/** What is shown and kept of a file's name, in characters, its ending among them. */
const longestName = 150;

/** Too much is under way already. */
class Busy extends Error {}

/** Keeps a file in memory, with a slot from its first byte on. */
const heldIn = (slot: Slot): StorageEngine => ({
  _handleFile(_request, { stream }, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => {
      if (slot.take()) chunks.push(chunk);
      else stream.destroy(new Busy());
    });
    stream.once("error", (error: Error) => done(error));
    stream.once("end", () => done(null, { buffer: Buffer.concat(chunks) }));
  },
  _removeFile: (_request, _file, done) => done(null),
});

const formInto = (slot: Slot) =>
  multer({
    storage: heldIn(slot),
    limits: { fileSize: largestFile, files: 1, fields: 5, fieldSize: 1000, parts: 6, fieldNestingDepth: 0 },
    defParamCharset: "utf8",
  }).single(fileField);

/**
 * Reads the one file of a form into memory, and looks at its size, its name and what is in it. What stalls `within` so
 * many milliseconds is ended.
 */
export async function readUpload(request: Request, response: Response, slot: Slot, within: number): Promise<Upload> {
  const tooLarge = { status: 413, why: phrase("file.tooLarge", { megabytes: largestMegabytes }) };
  if (Number(request.headers["content-length"] ?? 0) > largestForm) {
    response.set("connection", "close");
    return tooLarge;
  }
  const { stalled, stop } = watchForStall(request, within);
  const read = new Promise<unknown>((resolve) => formInto(slot)(request, response, resolve));
  const problem = await Promise.race([read, stalled]);
  stop();
  if (problem === "stalled") {
    response.set("connection", "close").once("finish", () => request.socket.destroySoon());
    return { status: 408, why: phrase("handIn.stalled") };
  }
  if (problem instanceof Busy) return { status: 503, why: phrase("handIn.busy") };
  if (problem instanceof MulterError && problem.code === "LIMIT_FILE_SIZE") return tooLarge;
  if (
    problem instanceof MulterError &&
    (problem.code === "LIMIT_FILE_COUNT" || problem.code === "LIMIT_UNEXPECTED_FILE")
  )
    return { status: 422, why: phrase("handIn.several") };
  if (problem !== undefined && problem !== null) return { status: 400, why: phrase("handIn.broken") };
  if (request.file === undefined) return { status: 422, why: phrase("handIn.none") };
  const name = nameOf(request.file.originalname);
  const content = request.file.buffer;
  if (content.byteLength === 0) return { status: 422, why: phrase("file.empty") };
  const why = fileProblem(name, content);
  return why === undefined ? { name, content } : { status: 415, why };
}

/** A file's own name: no folders, no control or direction characters, and not so long that its ending is lost. */
function nameOf(given: string): string {
  const name = keepable(given.split(/[/\\]/u).at(-1) ?? "")
    .normalize("NFC")
    .replace(/\p{C}/gu, "")
    .trim();
  const characters = [...name];
  if (characters.length <= longestName) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? "";
  return `${characters.slice(0, longestName - ending.length - 1).join("")}…${ending}`;
}
