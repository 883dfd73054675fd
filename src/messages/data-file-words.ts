import type { UnreadableFile } from "../domain/data-file.ts";
import { type Phrase, phrase } from "./phrase.ts";

/** Why a file of customer data was not read, and what to do instead (D6). */
export function unreadableText(why: UnreadableFile, name: string): Phrase {
  if (why.kind !== "too-much") return phrase(`data.file.unreadable.${why.kind}`, { name });
  const { of, found, table = "" } = why;
  const most = of === "bytes" ? Math.floor(why.most / 1024 / 1024) : why.most;
  return phrase("data.file.unreadable.too-much", { name, of, found, most, table });
}
