import type { Config } from "./config.ts";
import { phrase } from "./messages/phrase.ts";
import { createWords } from "./messages/words.ts";

/** What a start says to whoever sits at the terminal, in one line each: the log beside it is for machines. */
export function greeting({ language, local, slack, teams }: Pick<Config, "language" | "local" | "slack" | "teams">) {
  const words = createWords();
  const where =
    slack !== undefined && teams !== undefined
      ? "both"
      : slack !== undefined
        ? "slack"
        : teams !== undefined
          ? "teams"
          : "local";
  return {
    opening: words.text(language, phrase("start.opening")),
    /** `url`: where it listens, with which people's first try begins where the local workspace is on. */
    ready: (url: string) => words.text(language, phrase(`start.ready.${local.on ? "local" : where}`, { url })),
  };
}
