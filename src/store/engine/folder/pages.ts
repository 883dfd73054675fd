/** PostgreSQL's files of tables and indexes are made of pages of this size, bytes. */
export const pageSize = 8_192;
/** Pages in one file of a relation; the next ones are in a file beside it. */
export const pagesInFile = 131_072;

const lanes = 32;
const prime = 16_777_619;
const words = pageSize / 4;

/** PostgreSQL's own beginnings of the 32 sums (checksum_impl.h). */
const offsets = Int32Array.of(
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
);

/**
 * The checksum that PostgreSQL writes into a page: of its words (its own place counts as nothing) and its number in the
 * relation.
 */
function checksumOf(page: Int32Array, number: number): number {
  const sums = Int32Array.from(offsets);
  const add = (lane: number, value: number) => {
    const mixed = (sums[lane] as number) ^ value;
    sums[lane] = Math.imul(mixed, prime) ^ (mixed >>> 17);
  };
  for (let at = 0; at < words; at += 1)
    add(at % lanes, at === 2 ? (page[at] as number) & ~0xffff : (page[at] as number));
  for (let at = 0; at < 2 * lanes; at += 1) add(at % lanes, 0);
  const all = sums.reduce((sum, one) => sum ^ one, 0);
  return (((all ^ number) >>> 0) % 65_535) + 1;
}

/** Whether nothing was ever kept on a page: where its free space ends is set in every other. */
export const wasNeverUsed = (bytes: Buffer): boolean => bytes.readUInt16LE(14) === 0;

/** Whether a page is as PostgreSQL wrote it: its checksum is right, or there is nothing on it at all. */
export function isAsWritten(bytes: Buffer, number: number): boolean {
  const page = new Int32Array(words);
  for (let at = 0; at < words; at += 1) page[at] = bytes.readInt32LE(at * 4);
  return wasNeverUsed(bytes) ? page.every((word) => word === 0) : bytes.readUInt16LE(8) === checksumOf(page, number);
}
