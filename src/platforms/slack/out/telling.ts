import type { webApi } from "@slack/bolt";
import type { Phrase } from "../../../messages/phrase.ts";
import type { SlackMessage } from "../draw/render.ts";
import { codeOf, isPermanent } from "../errors.ts";
import type { PlatformLog } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import type { Answers } from "./answer.ts";
import { aboutPlace } from "./elsewhere.ts";
import { AnswerRefused, isAboutBlocks, type Looks } from "./looks.ts";
import type { Respond } from "./response-url.ts";

/** Somebody, and where they are. */
export interface Asker {
  readonly channel: string;
  readonly user: string;
}

/** How somebody is told what the outbox does not bring. */
export interface Telling {
  /**
   * Shows messages to one person where they are, else in their private chat.
   *
   * @throws WebAPIPlatformError when neither can be.
   */
  show(who: Asker, messages: readonly SlackMessage[]): Promise<void>;
  /** Says it in their private chat, where it stays. */
  inChat(user: string, messages: readonly SlackMessage[]): Promise<void>;
  /** Says a few words to one person where they are, or in their private chat; where they cannot be told, the log is. */
  tell(who: Asker, text: Phrase): Promise<void>;
  /**
   * Answers by the address that came with a command or a shortcut: to everybody there where `aloud`. Where it is spent,
   * to the asker.
   */
  answer(url: string, who: Asker, messages: readonly SlackMessage[], aloud?: boolean): Promise<void>;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly directory: Pick<Directory, "chat" | "place">;
  readonly answers: Pick<Answers, "words">;
  readonly looks: Looks;
  readonly respond: Respond;
  readonly log: PlatformLog;
}

export function createTelling({ client, directory, answers, looks, respond, log }: Parts): Telling {
  async function show({ channel, user }: Asker, messages: readonly SlackMessage[]): Promise<void> {
    await looks.each(messages, async ({ text, blocks }, part) => {
      try {
        await client.chat.postEphemeral({ channel, user, text, blocks });
      } catch (error) {
        if (!isPermanent(error) || isAboutBlocks(error)) throw error;
        const shown = { text, blocks };
        const instead =
          part === 0 ? await aboutPlace(shown, channel, directory, (one) => answers.words(undefined, one).text) : shown;
        await client.chat.postMessage({ channel: await directory.chat(user), ...instead });
      }
    });
  }
  return {
    show,
    async inChat(user, messages) {
      const channel = await directory.chat(user);
      await looks.each(messages, (shown) => client.chat.postMessage({ channel, ...shown }));
    },
    async tell(who, text) {
      try {
        await show(who, [{ ...answers.words(undefined, text), blocks: [] }]);
      } catch (error) {
        log.info("somebody could not be told", { channel: who.channel, code: codeOf(error), err: error });
      }
    },
    async answer(url, who, messages, aloud = false) {
      await looks.each(messages, async (message) => {
        const came = await respond(url, { response_type: aloud ? "in_channel" : "ephemeral", ...message }).catch(
          (error: unknown) => {
            // What everybody there is to read goes by that address alone.
            if (aloud) throw error;
            log.info("an answer's address failed", { err: error });
            return { as: "gone" } as const;
          },
        );
        if (came.as === "refused" && isAboutBlocks(new AnswerRefused(came.code))) throw new AnswerRefused(came.code);
        if (came.as === "shown") return;
        if (came.as === "refused") log.trouble("Slack refused an answer", { code: came.code });
        await show(who, [message]);
      });
    },
  };
}
