import type { ProjectContext } from "../../bot/command.ts";
import type { LeftOpen } from "../../domain/left-open.ts";
import { day, list, name, type Phrase, phrase, time } from "../../messages/phrase.ts";
import { showsLedger } from "../shared/checks.ts";

/** What is open, a line each; hours that are not agreed only where the ledger may be said (A1). */
export function leftOpenWords(open: readonly LeftOpen[], ctx: ProjectContext): readonly Phrase[] {
  return open.filter(({ kind }) => kind !== "hours-not-agreed" || showsLedger(ctx)).map((one) => wordsOf(one, ctx));
}

function wordsOf(open: LeftOpen, { agreement }: ProjectContext): Phrase {
  switch (open.kind) {
    case "data-missing":
    case "data-unreviewed": {
      const named = agreement.areas.filter(({ id }) => open.areas.includes(id)).map((area) => name(area.name));
      const all = named.length === agreement.areas.length ? "yes" : "no";
      return phrase(`open.${open.kind}`, { areas: list(named), count: named.length, all });
    }
    case "porting":
      return phrase("open.porting", { on: day(open.on), ahead: open.ahead ? "yes" : "no" });
    case "no-kickoff-minutes":
      return phrase("open.no-kickoff-minutes");
    case "hours-not-agreed":
      return phrase("open.hours-not-agreed", { time: time(open.minutes) });
    default:
      return phrase(`open.${open.kind}`, { refs: list(open.refs), count: open.refs.length });
  }
}
