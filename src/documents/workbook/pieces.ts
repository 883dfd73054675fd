import { setImmediate as afterOthers } from "node:timers/promises";

/** A list as bytes, in pieces that are read one at a time. */
export type Pieces = readonly Uint8Array<ArrayBuffer>[];

/** So many of a list are one piece: a few milliseconds' work. */
const inOne = 250;

/**
 * A list for another thread. A large one that was handed over as it is would hold up the thread that gets it, and with
 * it everybody whom that one answers, until all of it was there.
 */
export async function inPieces(list: readonly unknown[]): Promise<Pieces> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < list.length; from += inOne) {
    if (from > 0) await afterOthers();
    pieces.push(new TextEncoder().encode(JSON.stringify(list.slice(from, from + inOne))));
  }
  return pieces;
}

/** The list that `inPieces` was given; whatever else waits has its turn between two of its pieces. */
export async function together<Item>(pieces: Pieces): Promise<readonly Item[]> {
  const list: Item[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) await afterOthers();
    list.push(...(JSON.parse(new TextDecoder().decode(piece)) as Item[]));
  }
  return list;
}
