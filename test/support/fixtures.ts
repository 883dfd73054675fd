import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrations } from "./databases.ts";

/** Databases as they were after each migration, written by the version of that time: see `npm run fixture`. */
export const folder = fileURLToPath(new URL("../fixtures/states", import.meta.url));

/** The names of the migrations, oldest first: each is a state that a database may be in. */
export const states: readonly string[] = readdirSync(migrations, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

export const fixtureOf = (state: string) => ({
  backup: join(folder, `${state}.backup`),
  answers: join(folder, `${state}.json`),
});

/**
 * A backup of the database in a state, and the answers that were given then, with the business time at which they were.
 */
export function stateOf(state: string) {
  const { backup, answers } = fixtureOf(state);
  if (!existsSync(backup)) throw new Error(`The migration ${state} has no fixture yet: npm run fixture`);
  return {
    backup: readFileSync(backup),
    answers: JSON.parse(readFileSync(answers, "utf8")) as Readonly<Record<"status" | "history" | "invoice", string>> & {
      readonly now: number;
    },
  };
}

/**
 * References, numbers, days, amounts and names of an answer, in order: what must stay the same, while its words may be
 * mended.
 */
export const figures = (text: string): readonly string[] =>
  text.match(/[A-Z]?\d+(?:[ .,:]\d+)*|(?:Anna|Karin|Johan|Erik|Petra) \p{L}+/gu) ?? [];

/** What of `wanted` is not found in `all`, each as often as it stands there. */
export function missing(all: readonly string[], wanted: readonly string[]): readonly string[] {
  const left = [...all];
  return wanted.filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** What of `wanted` is found in `all`, in order. */
export function inOrder(all: readonly string[], wanted: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const one of all) if (one === wanted[found.length]) found.push(one);
  return found;
}
