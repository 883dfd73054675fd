import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { basisFile } from "../documents/invoice/files.ts";
import { agreementFromJson } from "../domain/agreement-file.ts";
import { earlierBasis } from "../domain/invoice-reversal.ts";
import { type BasisFormat, basisFormats } from "../messages/made-file.ts";
import type { ClosedOfProject } from "../store/operating/closed-bases.ts";

/** How many files there are now, and how many of them were there as they are. */
export interface Exported {
  readonly bases: number;
  readonly files: number;
  readonly same: number;
  /** What was there under such a name, and was something else. */
  readonly replaced: readonly string[];
}

/** Writes the files of closed bases to a folder, as accounting takes them: the same bytes each time (I1). */
export async function exportBases(closed: readonly ClosedOfProject[], folder: string): Promise<Exported> {
  await mkdir(folder, { recursive: true });
  const count = { bases: 0, files: 0, same: 0 };
  const replaced: string[] = [];
  for (const { facts, agreement: text, bases } of closed) {
    const agreement = agreementFromJson(text);
    for (const { number, closedOn, shown } of bases) {
      const kept = facts.closedBases.find((one) => one.number === number);
      const basis = shown ?? (kept && earlierBasis(kept, facts, agreement.vat));
      if (basis === undefined) continue;
      count.bases += 1;
      for (const format of Object.keys(basisFormats) as BasisFormat[]) {
        const { name, content } = await basisFile({ facts, agreement, basis, number, closedOn }, format);
        const path = join(folder, name);
        const before = await readFile(path).catch(() => undefined);
        count.files += 1;
        if (before !== undefined && Buffer.from(content).equals(before)) {
          count.same += 1;
          continue;
        }
        if (before !== undefined) replaced.push(name);
        await writeFile(path, content, { mode: 0o600 });
      }
    }
  }
  return { ...count, replaced };
}
