import { unavailable } from "../../../bot/turn/unavailable.ts";
import type { Block, Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import { Unreachable } from "../../unreachable.ts";
import { refusalWords } from "../errors.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Spoken } from "./spoken.ts";

/** What stopped us before the bot was asked, in words. */
export type Trouble = (error: unknown, asked: Asked) => Answer;

/** A line is given back to be sent again up to so many characters. */
const longestGivenBack = 1_000;

export const createTrouble =
  ({ log }: Pick<SlackOptions, "log">, spoken: Pick<Spoken, "of">): Trouble =>
  (error, asked) => {
    const known = error instanceof Unreachable;
    const ref = known ? "" : log.failed(error);
    if (known) log.info("Slack does not answer", { err: error.cause });
    const text = known ? refusalWords(error) : (unavailable(error) ?? phrase("error.unexpected", { ref }));
    const typed =
      asked.intent.kind === "line" && asked.intent.text.length <= longestGivenBack ? asked.intent.text : undefined;
    const again: readonly Block[] = typed === undefined || typed.trim() === "" ? [] : [{ kind: "line", line: typed }];
    const reply: Reply = {
      audience: "public",
      to: "person",
      blocks: [{ kind: "text", text, tone: "warning" }, ...again],
    };
    return { outcome: "failed", language: spoken.of(asked), reply, caused: [], repeated: false };
  };
