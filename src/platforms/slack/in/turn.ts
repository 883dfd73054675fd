import type { BroughtFile, Incoming } from "../../../bot/incoming.ts";
import { type Shows, whatIsCarried } from "../../../bot/shown-by.ts";
import { unavailable } from "../../../bot/turn/unavailable.ts";
import type { Block, Reply } from "../../../messages/content.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { isPermanent, refusalWords, Unreachable } from "../errors.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { broughtFiles, type FetchFile, FileUnreadable } from "./fetch-file.ts";
import { createGate } from "./gate.ts";
import { createReading } from "./reading.ts";
import { createSpoken } from "./spoken.ts";

/**
 * A command that was not done in time: how its answer is brought when it is there. Kept as a job, so that a crash loses
 * nothing.
 */
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
  /**
   * Neither the answer nor what is unfinished is kept yet: acknowledges, and says so, and that what becomes of it will
   * be told.
   */
  unsure(words: Phrase, language: Language): Promise<void>;
  /** Tells what became of it, after {@link unsure}. */
  tell(answer: Answer): void;
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

/**
 * Slack gives an acknowledgement three seconds: its answer has so long, milliseconds, and then the job that brings it
 * has the rest.
 */
const usualBudget = 1_800;
const usualRest = 500;
/** A line is given back to be sent again up to so many characters. */
const longestGivenBack = 1_000;

export function createTurns(
  options: Pick<
    SlackOptions,
    "dispatch" | "jobs" | "meet" | "channels" | "atOnce" | "budget" | "rest" | "language" | "log" | "shown" | "placeKeys"
  >,
  directory: Directory,
  fetchFile: FetchFile,
): Turns {
  const { dispatch, jobs, atOnce, budget = usualBudget, rest = usualRest, language, log } = options;

  const gate = createGate(atOnce);
  const spoken = createSpoken(language);
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
    const answer = await dispatch.handle({
      ...{ account, conversation, key, edits, thread },
      intent: intent.kind === "form" && files.length > 0 ? { ...intent, files } : intent,
      ...{ shows, waits, forms },
    });
    spoken.heard(asked, answer);
    return answer;
  }

  /** What stopped us before the bot was asked, in words. */
  function trouble(error: unknown, asked: Asked): Answer {
    const known = error instanceof Unreachable;
    const ref = known ? "" : log.failed(error);
    if (known) log.info("Slack does not answer", { err: error.cause });
    const text = known ? refusalWords(error) : (unavailable(error) ?? phrase("error.unexpected", { ref }));
    const typed = asked.intent.kind === "line" && asked.intent.text.length <= longestGivenBack ? asked.intent.text : undefined;
    const again: readonly Block[] = typed === undefined || typed.trim() === "" ? [] : [{ kind: "line", line: typed }];
    const reply: Reply = { audience: "public", to: "person", blocks: [{ kind: "text", text, tone: "warning" }, ...again] };
    return { outcome: "failed", language: spoken.of(asked), reply, caused: [], repeated: false };
  }

  /** Should it not be kept that it was shown, the person may read it twice. */
  async function shown({ shownBy = "outbox", replyId }: Answer): Promise<void> {
    if (shownBy !== "outbox" && replyId !== undefined) await options.shown(replyId).catch((error: unknown) => void log.failed(error));
  }

  /** The acknowledgement carried the answer; that of a repeat is empty. */
  const acknowledged = async (answer: Answer): Promise<void> => (answer.repeated ? undefined : shown(answer));

  return {
    async handle(asked, carries) {
      const ticket = gate(asked.user);
      await ticket.turn;
      const shows = carries === undefined ? undefined : whatIsCarried(carries);
      return handle(asked, { shows, waits: ticket.leave }).finally(ticket.leave);
    },
    read: async (text) => (await reading.typed(text)).text,
    shown,
    async take(asked, surface) {
      let late = false;
      const ticket = gate(asked.user);
      // Past the budget it is a job that brings the answer, which comes back by itself after a crash.
      const shows: Shows = (reply, alone) =>
        surface.carries?.(reply, alone, late) === true ? (late ? "platform" : "platform-first") : "outbox";
      const work = async (): Promise<Answer | undefined> => {
        if (!(await ticket.turn)) return undefined;
        try {
          return await handle(asked, { shows, waits: ticket.leave });
        } catch (error) {
          return trouble(error, asked);
        } finally {
          ticket.leave();
        }
      };
      const answered = work();
      const first = await within(budget, answered, () => {
        late = true;
      });
      if (first !== undefined) {
        await surface.answer(first);
        return acknowledged(first);
      }
      /** What there is to say when no job will say it; undefined when one will. */
      const left = kept(asked, surface.finish).then(
        () => {
          // What has not been begun is the job's alone; what has been begun, the job waits for.
          ticket.giveUp();
          return undefined;
        },
        async (error: unknown) => {
          // Nobody will finish it: what comes of it, if it was begun, is all there is to say.
          ticket.giveUp();
          return (await answered) ?? trouble(error, asked);
        },
      );
      const known = await within(
        rest,
        left.then((only) => ({ only })),
      );
      if (known === undefined) {
        await surface.unsure(phrase("slack.notStoredYet"), spoken.of(asked));
        const only = await left;
        if (only !== undefined) surface.tell(only);
      } else if (known.only === undefined) await surface.late();
      else {
        await surface.answer(known.only);
        await acknowledged(known.only);
      }
    },
  };

  async function kept(asked: Asked, finish: Finish): Promise<void> {
    await jobs.add({ asked, finish } satisfies Unfinished);
  }
}

/** What comes of some work within so many milliseconds; undefined when it takes longer, which `over` hears at once. */
async function within<T>(most: number, work: Promise<T>, over: () => void = () => undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      over();
      resolve(undefined);
    }, most);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
