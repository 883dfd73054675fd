import type { Reply } from "../../../messages/content.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { Unreachable } from "../../unreachable.ts";
import { isWithheld, refusalWords } from "../errors.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";

/** What stopped us before the bot was asked, in words. */
export type Trouble = (error: unknown, ref: ConversationRef) => Answer;

export function createTrouble({ language, log }: Pick<TeamsOptions, "language" | "log">): Trouble {
  function wordsFor(error: unknown, withheld: boolean): Phrase {
    if (!(error instanceof Unreachable)) return phrase("error.unexpected", { ref: log.failed(error) });
    log.info("Teams does not answer", { err: error.cause });
    return withheld ? phrase("teams.unseen", { how: phrase("unseen.how") }) : refusalWords(error);
  }

  return (error, ref) => {
    const withheld = error instanceof Unreachable && ref.kind === "channel" && isWithheld(error);
    // To one person alone nothing can be said where nobody's name is shown.
    const to = withheld ? "place" : "person";
    const reply: Reply = {
      audience: "public",
      to,
      blocks: [{ kind: "text", text: wordsFor(error, withheld), tone: "warning" }],
    };
    return { outcome: "failed", language, reply, caused: [], repeated: false };
  };
}
