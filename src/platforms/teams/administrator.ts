import type { Phrase } from "../../messages/phrase.ts";
import type { TeamsOptions } from "./options.ts";

/**
 * Says in the log, in words, what only an administrator or a team's owner can mend, each thing once in ten minutes: no
 * conversation may be left to say it in.
 */
export type TellAdministrator = (event: string, what: Phrase) => void;

const silence = 600_000;

export function createAdministrator({ words, log }: Pick<TeamsOptions, "words" | "log">): TellAdministrator {
  const told = new Map<string, number>();
  return (event, what) => {
    const said = words.text("en", what);
    if ((told.get(said) ?? 0) > Date.now() - silence) return;
    if (told.size > 100) told.clear();
    told.set(said, Date.now());
    log.trouble(event, { what: said });
  };
}
