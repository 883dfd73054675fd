import { adviceFor, neededOf } from "./errors.ts";
import type { SlackOptions } from "./options.ts";

/**
 * Says in the log, in words, what only an administrator can mend, each thing once in ten minutes: no channel may be
 * left to say it in. `code`: Slack's own word for what it refused by `error`.
 */
export type TellAdministrator = (code: string, error: unknown) => void;

const silence = 600_000;

export function createAdministrator({ words, log }: Pick<SlackOptions, "words" | "log">): TellAdministrator {
  const told = new Map<string, number>();
  return (code, error) => {
    if ((told.get(code) ?? 0) > Date.now() - silence) return;
    told.set(code, Date.now());
    const advice = adviceFor(code, { needed: neededOf(error) ?? "" });
    log.trouble(code, { what: advice === undefined ? code : words.text("en", advice) });
  };
}
