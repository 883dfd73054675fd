import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { createRegistry } from "../bot/registry.ts";
import { commandsOn } from "../commands/index.ts";
import type { Agreement } from "../domain/agreement.ts";
import { parseAgreement } from "../domain/agreement-file.ts";
import { type HouseWords, houseFindings } from "../domain/agreement-house.ts";

const resolve = createRequire(import.meta.url).resolve;

/**
 * Every agreement of `services/`, the one first that new projects open with where none is named: that of AGREEMENT,
 * else the first of them.
 *
 * @throws AgreementUnknown when there is none of that name, or none at all.
 * @throws AgreementMistakes with the line and field of each, of the first file that has any.
 */
export async function readAgreements(named?: string): Promise<readonly [Agreement, ...Agreement[]]> {
  const folder = dirname(resolve("#services/README.md"));
  const files = (await readdir(folder))
    .flatMap((file) => (file.endsWith(".yaml") ? [basename(file, ".yaml")] : []))
    .toSorted();
  const usual = named ?? files[0];
  if (usual === undefined || !files.includes(usual)) throw new AgreementUnknown(named, files);
  const words = houseWords();
  const read = new Map<string, Agreement>();
  for (const file of files) {
    const text = await readFile(join(folder, `${file}.yaml`), "utf8");
    const others = [...read.values()];
    read.set(
      file,
      parseAgreement(
        text,
        join("services", `${file}.yaml`),
        (one) => houseFindings(one, file, others, words),
        picturesIn(folder),
      ),
    );
  }
  const [first, ...more] = [usual, ...files.filter((file) => file !== usual)].flatMap((file) => read.get(file) ?? []);
  if (first === undefined) throw new AgreementUnknown(named, files);
  return [first, ...more];
}

/** The one of them that new projects open with where none is named. */
export async function readAgreement(named?: string): Promise<Agreement> {
  const [usual] = await readAgreements(named);
  return usual;
}

/** The pictures that agreements name: files beside them. */
const picturesIn = (folder: string) => (name: string) => {
  try {
    return readFileSync(join(folder, basename(name)));
  } catch {
    return undefined;
  }
};

/** The keys that `open` knows without any agreement: no day of a plan can be typed with one of them. */
function houseWords(): HouseWords {
  const registry = createRegistry(commandsOn([]));
  const line = registry.line("open")?.line;
  return { taken: new Set(line === undefined ? [] : registry.wordsFor(line).keys.keys()) };
}

/** AGREEMENT names none of the agreements that there are, or there is none. */
export class AgreementUnknown extends Error {
  constructor(named: string | undefined, known: readonly string[]) {
    const there =
      known.length === 0 ? "services/ holds none" : `there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
    super(named === undefined ? `AGREEMENT is not set, and ${there}` : `AGREEMENT is ${named}: ${there}`);
    this.name = "AgreementUnknown";
  }
}
