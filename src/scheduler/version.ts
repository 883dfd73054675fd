import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Which rules these are: a digest of the code that decides what is due when, and of what its days are made of. When to
 * look at projects is worked out anew where it was worked out by others, so that nobody who changes a rule has to think
 * of that.
 */
export const rulesVersion = (): string => {
  const digest = createHash("sha256").update(process.versions.tz ?? "");
  for (const room of ["../domain/", "../language/", "./", "./digests/", "./reminders/"]) {
    const folder = new URL(room, import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      if (/\.[jt]s$/.test(file)) digest.update(readFileSync(new URL(file, folder)));
    }
  }
  return digest.digest("hex").slice(0, 16);
};
