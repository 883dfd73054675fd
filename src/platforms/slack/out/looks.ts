import type { Keeping } from "../../../messages/keeping.ts";
import { phrase } from "../../../messages/phrase.ts";
import { halved, lookingKinds, textOnly, without } from "../draw/plainer.ts";
import type { SlackMessage } from "../draw/render.ts";
import { codeOf } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { createTeller, objectionsIn } from "./refused-look.ts";

/** What an answer by another way than the Web API's was refused with. */
export class AnswerRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`Slack refused an answer: ${code}`);
    this.name = "AnswerRefused";
    this.code = code;
  }
}

/**
 * How messages may look in the workspace. Not every workspace takes every kind of block: what Slack refuses goes out
 * again plainer, its buttons with it, and what was refused is drawn plain at once for some hours.
 */
export interface Looks {
  /**
   * Posts each message, in order; one whose blocks are refused again, plainer, in more than one where it must be.
   * `part`: its place among all that are posted. Throws whatever else `post` throws, and a refusal of nothing but text.
   */
  each<T>(
    messages: readonly SlackMessage[],
    post: (shown: SlackMessage, part: number) => Promise<T>,
  ): Promise<readonly T[]>;
  /**
   * As it is surely taken, where Slack does not say whether it was: a table is text until one has been taken in this
   * workspace.
   */
  surely(messages: readonly SlackMessage[]): Promise<readonly SlackMessage[]>;
}

interface Parts extends Pick<SlackOptions, "words" | "language" | "log"> {
  readonly keeping: Keeping;
  readonly directory: Pick<Directory, "home">;
}

/** What is known of a kind of block: when it was taken, or refused, milliseconds since 1970. */
interface Known {
  readonly taken?: number;
  readonly refused?: number;
}

const collection = "blocks";
/** How long a kind of block that was refused is drawn plain, milliseconds. */
const untilTriedAgain = 6 * 3_600_000;
/** Kinds that not every workspace takes: whether they are taken is noted. What is only looked at goes first. */
const pictures = ["data_visualization", "image"];
const doubtful = ["table", ...pictures];
/**
 * What Slack fetches anew each time may be refused any day: it is in nothing of which nobody hears whether it was
 * taken.
 */
const fetched = "image";

const refusals = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]);

interface Refusal {
  readonly code: string;
  readonly said: readonly string[];
}

function refusalOf(error: unknown): Refusal | undefined {
  const code = error instanceof AnswerRefused ? error.code : codeOf(error);
  if (code === undefined || !refusals.has(code)) return undefined;
  return { code, said: objectionsIn(error) };
}

/** True for a refusal of how a message looks, not of the message. */
export const isAboutBlocks = (error: unknown): boolean => refusalOf(error) !== undefined;

export function createLooks({ keeping, directory, words, language, log }: Parts): Looks {
  const known = new Map<string, Known>();
  const tellOf = createTeller(log, "Slack refused how a message looks: it was sent again, plainer");

  const keyOf = async (kind: string): Promise<string> => `${(await directory.home()).team}/${kind}`;

  async function of(kind: string): Promise<Known> {
    const there = known.get(kind);
    if (there !== undefined) return there;
    const kept = ((await keeping.get(collection, await keyOf(kind))) ?? {}) as Known;
    known.set(kind, kept);
    return kept;
  }

  async function note(kind: string, now: Known): Promise<void> {
    known.set(kind, now);
    await keeping.put(collection, await keyOf(kind), now);
  }

  const isRefused = ({ refused = 0 }: Known): boolean => refused + untilTriedAgain > Date.now();

  async function plainOf(
    messages: readonly SlackMessage[],
    avoid: (kind: string, known: Known) => boolean,
  ): Promise<SlackMessage[]> {
    const kinds = new Set<string>();
    for (const kind of new Set(messages.flatMap(lookingKinds))) if (avoid(kind, await of(kind))) kinds.add(kind);
    return messages.flatMap((message) => without(message, kinds));
  }

  /** The next plainer form of a message, and which kinds of block are not in it any more. */
  function plainer(
    message: SlackMessage,
    { code, said }: Refusal,
  ): { readonly next: readonly SlackMessage[]; readonly left: readonly string[] } {
    if (code === "msg_blocks_too_long") {
      const next = halved(message);
      if (next !== undefined) return { next, left: [] };
    }
    const kinds = lookingKinds(message);
    const named = pointedAt(message, said).filter((kind) => kinds.includes(kind));
    const unnamed = [pictures, doubtful]
      .map((some) => kinds.filter((kind) => some.includes(kind)))
      .find((some) => some.length > 0);
    const first = named.length > 0 ? named : (unnamed ?? []);
    const left = first.length > 0 ? first : kinds;
    if (left.length > 0) return { next: without(message, new Set(left)), left };
    const unshown = (labels: string) => words.text(language, phrase("slack.buttons.unshown", { labels }));
    return { next: textOnly(message, unshown), left: [] };
  }

  function tell(kinds: readonly string[], { code, said }: Refusal): void {
    tellOf(`${code} ${kinds.join()}`, said, { code, kinds });
  }

  async function noteTaken({ blocks }: SlackMessage): Promise<void> {
    for (const kind of doubtful) {
      if (blocks.some(({ type }) => type === kind) && (await of(kind)).taken === undefined)
        await note(kind, { taken: Date.now() });
    }
  }

  return {
    async each(messages, post) {
      const waiting = await plainOf(messages, (_kind, one) => isRefused(one));
      const came: Awaited<ReturnType<typeof post>>[] = [];
      let unproven: string[] = [];
      while (waiting[0] !== undefined) {
        const shown = waiting[0];
        try {
          came.push(await post(shown, came.length));
        } catch (error) {
          const refusal = refusalOf(error);
          if (refusal === undefined || shown.blocks.length === 0) throw error;
          const { next, left } = plainer(shown, refusal);
          tell(left, refusal);
          unproven.push(...left.filter((kind) => doubtful.includes(kind) || isUnsupported(shown, kind, refusal.said)));
          // Down to its text, it was something else that was refused.
          if (next[0]?.blocks.length === 0) unproven = [];
          waiting.splice(0, 1, ...next);
          continue;
        }
        waiting.shift();
        await noteTaken(shown);
        for (const kind of unproven) await note(kind, { refused: Date.now() });
        unproven = [];
      }
      return came;
    },
    surely: (messages) =>
      plainOf(
        messages,
        (kind, one) => isRefused(one) || kind === fetched || (doubtful.includes(kind) && one.taken === undefined),
      ),
  };
}

/** The kinds of block that Slack says something is wrong with: `… [json-pointer:/blocks/2/rows]`. */
function pointedAt({ blocks }: SlackMessage, said: readonly string[]): readonly string[] {
  return said.flatMap((one) => {
    const index = /\[json-pointer:\/blocks\/(\d+)/u.exec(one)?.[1];
    return index === undefined ? [] : (blocks[Number(index)]?.type ?? []);
  });
}

/** True where Slack says that it does not know the kind at all. */
const isUnsupported = (message: SlackMessage, kind: string, said: readonly string[]): boolean =>
  pointedAt(
    message,
    said.filter((one) => one.includes("unsupported type")),
  ).includes(kind);
