import type { BroughtFile, Incoming } from "../../../bot/incoming.ts";
import { type Shows, whatIsCarried } from "../../../bot/shown-by.ts";
import { unavailable } from "../../../bot/turn/unavailable.ts";
import type { Reply } from "../../../messages/content.ts";
import { phrase } from "../../../messages/phrase.ts";
import { isPermanent, refusalWords, Unreachable } from "../errors.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { broughtFiles, type FetchFile, FileUnreadable } from "./fetch-file.ts";
import { createGate } from "./gate.ts";
import { createReading } from "./reading.ts";

/** A command that was not done in time: how its answer is brought when it is there. Kept as a job, so that a crash loses nothing. */
export type Finish =
  | { readonly by: "command"; readonly responseUrl: string }
  | { readonly by: "press" }
  | { readonly by: "submission"; readonly view: string };

/** What a job keeps. */
export interface Unfinished {
  readonly asked: Asked;
  readonly finish: Finish;
}

/** One way in: how it acknowledges. */
export interface Surface {
  /** True where the answer to the request carries the reply. `late`: the acknowledgement is gone. */
  carries?(reply: Reply, alone: boolean, late: boolean): boolean;
  /** The answer came in time. */
  answer(answer: Answer): Promise<void>;
  /** How the answer is brought when it did not. */
  readonly finish: Finish;
  /** What is unfinished is kept: acknowledges, and says that we are at it. */
  late(): Promise<void>;
}

export interface Turns {
  /** Does what was asked, and answers within the budget; past it, the work is a job. */
  take(asked: Asked, surface: Surface): Promise<void>;
  /** Does what was asked, however long it takes. */
  handle(asked: Asked, carries?: (reply: Reply, alone: boolean) => boolean): Promise<Answer>;
  /** An answer was shown that was left to us: the outbox need not bring it. */
  shown(answer: Answer): Promise<void>;
  /** What a person wrote, out of Slack's markup; what stands after a mention of the bot. */
  read(text: string): Promise<string>;
}

/** Fewer than the database's connections, so that there is always one for a job. */
const atATime = 8;
/** Slack gives an acknowledgement three seconds. */
const usualBudget = 2_000;

export function createTurns(
  options: Pick<SlackOptions, "dispatch" | "jobs" | "meet" | "channels" | "budget" | "language" | "log" | "shown" | "placeKeys">,
  directory: Directory,
  fetchFile: FetchFile,
): Turns {
  const { dispatch, jobs, budget = usualBudget, language, log } = options;

  const gate = createGate(atATime);
  const reading = createReading({ directory, options });

  async function handle(asked: Asked, { shows, waits }: Pick<Incoming, "shows" | "waits"> = {}): Promise<Answer> {
    const { user, channel, named, key, edits, thread, forms, brings } = asked;
    const [account, conversation, intent] = await Promise.all([
      directory.account(user),
      directory.place(channel, named),
      reading.meant(asked.intent),
    ]);
    let files: readonly BroughtFile[];
    try {
      files = await broughtFiles(fetchFile, brings?.files ?? []);
    } catch (error) {
      if (brings === undefined || !(error instanceof FileUnreadable || isPermanent(error))) throw error;
      log.info("a file could not be read", { why: (error as Error).message });
      const errors = { [brings.field]: phrase("slack.file.unreadable") };
      return { outcome: "invalid", language, errors, caused: [], repeated: false };
    }
    return dispatch.handle({
      ...{ account, conversation, key, edits, thread },
      intent: intent.kind === "form" && files.length > 0 ? { ...intent, files } : intent,
      ...{ shows, waits, forms },
    });
  }

  /** What stopped us before the bot was asked, in words. */
  function trouble(error: unknown): Answer {
    const known = error instanceof Unreachable;
    const ref = known ? "" : log.failed(error);
    if (known) log.info("Slack does not answer", { err: error.cause });
    const text = known ? refusalWords(error) : (unavailable(error) ?? phrase("error.unexpected", { ref }));
    const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "warning" }] };
    return { outcome: "failed", language, reply, caused: [], repeated: false };
  }

  /** Should it not be kept that it was shown, the person may read it twice. */
  async function shown({ shownBy = "outbox", replyId }: Answer): Promise<void> {
    if (shownBy !== "outbox" && replyId !== undefined) await options.shown(replyId).catch((error: unknown) => void log.failed(error));
  }

  /** The acknowledgement carried the answer; that of a repeat is empty. */
  const acknowledged = async (answer: Answer): Promise<void> => (answer.repeated ? undefined : shown(answer));

  return {
    handle: (asked, carries) => handle(asked, carries === undefined ? {} : { shows: whatIsCarried(carries) }),
    read: async (text) => (await reading.typed(text)).text,
    shown,
    async take(asked, surface) {
      let late = false;
      const ticket = gate();
      // Past the budget it is a job that brings the answer, which comes back by itself after a crash.
      const shows: Shows = (reply, alone) =>
        surface.carries?.(reply, alone, late) === true ? (late ? "platform" : "platform-first") : "outbox";
      const work = async (): Promise<Answer | undefined> => {
        if (!(await ticket.turn)) return undefined;
        try {
          return await handle(asked, { shows, waits: ticket.leave });
        } catch (error) {
          return trouble(error);
        } finally {
          ticket.leave();
        }
      };
      const answered = work();
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => {
          late = true;
          resolve(undefined);
        }, budget);
      });
      const first = await Promise.race([answered, tooLong]);
      clearTimeout(timer);
      if (first !== undefined) {
        await surface.answer(first);
        return acknowledged(first);
      }
      try {
        await jobs.add({ asked, finish: surface.finish } satisfies Unfinished);
      } catch (error) {
        // Nobody will finish it: what comes of it, if it was begun, is all there is to say.
        ticket.giveUp();
        const only = (await answered) ?? trouble(error);
        await surface.answer(only);
        return acknowledged(only);
      }
      // What has not been begun is the job's alone; what has been begun, the job waits for.
      ticket.giveUp();
      await surface.late();
    },
  };
}
