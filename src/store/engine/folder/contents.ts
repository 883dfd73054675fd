import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { crc32 } from "node:zlib";
import { isAsWritten, pageSize, pagesInFile, wasNeverUsed } from "./pages.ts";

/** What the files of a database hold. */
export interface Contents {
  /** A digest of each file, by its path below the folder. */
  readonly digests: Readonly<Record<string, number>>;
  /** How many pages of each table and index there are from its beginning that hold something. */
  readonly solid: Readonly<Record<string, number>>;
  /** Files with a page that PostgreSQL did not write like this. */
  readonly broken: readonly string[];
}

/** The files of a table or index itself; what PostgreSQL keeps beside them it can make anew. */
const relation = /^(?:base\/\d+|global)\/\d+(?:\.(?<part>\d+))?$/u;
/** What an operator may change, and what a running process leaves. */
const others = /(?:^|\/)(?:[^/]+\.conf|postmaster\.\w+)$/u;

/**
 * Reads every file of a database at rest, or right after a checkpoint. `sums`: each page's checksum is asked too, which
 * takes longer.
 */
export async function contentsOf(folder: string, { sums = false } = {}): Promise<Contents> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const digests: Record<string, number> = {};
  const solid: Record<string, number> = {};
  const broken: string[] = [];
  for (const path of paths.filter((one) => !others.test(one)).sort()) {
    const found = relation.exec(path);
    const first = Number(found?.groups?.part ?? 0) * pagesInFile;
    let [digest, pages, isSolid, isBroken] = [0, 0, true, false];
    for await (const chunk of createReadStream(join(folder, path), { highWaterMark: 64 * pageSize })) {
      const bytes = chunk as Buffer;
      digest = crc32(bytes, digest);
      if (found === null) continue;
      for (let at = 0; at + pageSize <= bytes.length; at += pageSize) {
        const page = bytes.subarray(at, at + pageSize);
        if (wasNeverUsed(page)) isSolid = false;
        if (sums && !isAsWritten(page, first + pages + at / pageSize)) isBroken = true;
        if (isSolid) solid[path] = pages + at / pageSize + 1;
      }
      pages += bytes.length / pageSize;
    }
    digests[path] = digest;
    if (isBroken) broken.push(path);
  }
  return { digests, solid, broken };
}

/** A digest of the first bytes of PostgreSQL's record of what was committed; undefined where there are not as many. */
export async function committedIn(folder: string, bytes: number): Promise<number | undefined> {
  const files = join(folder, "pg_xact");
  let [digest, left] = [0, bytes];
  for (const file of (await readdir(files).catch(() => [])).sort()) {
    if (left === 0) break;
    const take = Math.min(left, (await stat(join(files, file))).size);
    if (take === 0) continue;
    for await (const chunk of createReadStream(join(files, file), { end: take - 1 }))
      digest = crc32(chunk as Buffer, digest);
    left -= take;
  }
  return left === 0 ? digest : undefined;
}
