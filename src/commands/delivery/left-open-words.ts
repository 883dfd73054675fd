import type { ProjectContext } from "../../bot/command.ts";
import type { LeftOpen } from "../../domain/left-open.ts";
import { openWords } from "../../messages/left-open-words.ts";
import type { Phrase } from "../../messages/phrase.ts";
import { showsLedger } from "../shared/checks.ts";

/** What is open, a line each; hours that are not agreed only where the ledger may be said (A1). */
export function leftOpenWords(open: readonly LeftOpen[], ctx: ProjectContext): readonly Phrase[] {
  return open
    .filter(({ kind }) => kind !== "hours-not-agreed" || showsLedger(ctx))
    .map((one) => openWords(one, ctx.agreement));
}
