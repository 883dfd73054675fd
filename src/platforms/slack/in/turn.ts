import { type Shows, whatIsCarried } from "../../../bot/shown-by.ts";
import type { Reply } from "../../../messages/content.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import type { Answer, Asked, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { createAsking } from "./asking.ts";
import type { FetchFile } from "./fetch-file.ts";
import { createGate, type Ticket } from "./gate.ts";
import { createReading } from "./reading.ts";
import { createSpoken } from "./spoken.ts";
import { createTrouble } from "./trouble.ts";
import { within } from "./within.ts";

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

export function createTurns(
  options: Pick<
    SlackOptions,
    | "dispatch"
    | "jobs"
    | "meet"
    | "channels"
    | "atOnce"
    | "budget"
    | "rest"
    | "language"
    | "log"
    | "shown"
    | "placeKeys"
  >,
  directory: Directory,
  fetchFile: FetchFile,
): Turns {
  const { jobs, budget = usualBudget, rest = usualRest, log } = options;

  const gate = createGate(options.atOnce);
  const spoken = createSpoken(options.language);
  const reading = createReading({ directory, options });
  const trouble = createTrouble(options, spoken);
  const ask = createAsking({ options, directory, reading, spoken, fetchFile });

  /** Should it not be kept that it was shown, the person may read it twice. */
  async function shown({ shownBy = "outbox", replyId }: Answer): Promise<void> {
    if (shownBy !== "outbox" && replyId !== undefined)
      await options.shown(replyId).catch((error: unknown) => void log.failed(error));
  }

  /** The answer came in time: the acknowledgement carries it; that of a repeat is empty. */
  async function acknowledge(surface: Surface, answer: Answer): Promise<void> {
    await surface.answer(answer);
    if (!answer.repeated) await shown(answer);
  }

  /** Does it when its turn comes; undefined when the turn was given up before. */
  async function inTurn(asked: Asked, ticket: Ticket, shows: Shows): Promise<Answer | undefined> {
    if (!(await ticket.turn)) return undefined;
    try {
      return await ask(asked, { shows, waits: ticket.leave });
    } catch (error) {
      return trouble(error, asked);
    } finally {
      ticket.leave();
    }
  }

  /** Keeps what is unfinished as a job. What there is to say when no job will say it; undefined when one will. */
  async function leftToJob(
    asked: Asked,
    finish: Finish,
    ticket: Ticket,
    answered: Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    try {
      await jobs.add({ asked, finish } satisfies Unfinished);
      // What has not been begun is the job's alone; what has been begun, the job waits for.
      ticket.giveUp();
      return undefined;
    } catch (error) {
      // Nobody will finish it: what comes of it, if it was begun, is all there is to say.
      ticket.giveUp();
      return (await answered) ?? trouble(error, asked);
    }
  }

  return {
    async handle(asked, carries) {
      const ticket = gate(asked.user);
      await ticket.turn;
      const shows = carries === undefined ? undefined : whatIsCarried(carries);
      return ask(asked, { shows, waits: ticket.leave }).finally(ticket.leave);
    },
    read: async (text) => (await reading.typed(text)).text,
    shown,
    async take(asked, surface) {
      let late = false;
      const ticket = gate(asked.user);
      // Past the budget it is a job that brings the answer, which comes back by itself after a crash.
      const answered = inTurn(asked, ticket, (reply, alone) =>
        surface.carries?.(reply, alone, late) === true ? (late ? "platform" : "platform-first") : "outbox",
      );
      const first = await within(budget, answered, () => {
        late = true;
      });
      if (first !== undefined) return acknowledge(surface, first);
      const left = leftToJob(asked, surface.finish, ticket, answered);
      const known = await within(
        rest,
        left.then((only) => ({ only })),
      );
      if (known === undefined) {
        await surface.unsure(phrase("slack.notStoredYet"), spoken.of(asked));
        const only = await left;
        if (only !== undefined) surface.tell(only);
      } else if (known.only === undefined) await surface.late();
      else await acknowledge(surface, known.only);
    },
  };
}
