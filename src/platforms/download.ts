import { largestFile } from "../bot/intent.ts";

/** One byte past what the bot takes is enough to be refused: a longer file is not read to its end. */
const enough = largestFile + 1;

/** The bytes of a fetched file, at most one more than the bot takes. */
export async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= enough) break;
  }
  return Buffer.concat(chunks).subarray(0, enough);
}
