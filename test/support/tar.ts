const block = 512;

/**
 * A data folder's tar without the files of PostgreSQL's two templates: half of what has to be unpacked, and nobody
 * makes another database in one that is in memory.
 */
export function withoutTemplates(tar: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  for (let at = 0; at < tar.length; ) {
    const text = (from: number, length: number) =>
      Buffer.from(tar.subarray(at + from, at + from + length))
        .toString()
        .replace(/\0.*$/su, "");
    const name = text(0, 100);
    const end = at + block * (1 + Math.ceil(Number.parseInt(text(124, 12) || "0", 8) / block));
    if (!/\/base\/[14]\/(?!PG_VERSION$)./u.test(name)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
