import type { webApi } from "@slack/bolt";
import type { Delivery } from "../../../messages/platform.ts";
import type { SlackMessage } from "../draw/render.ts";
import { codeOf, isForAdministrator, isPermanent } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { aboutPlace } from "./elsewhere.ts";
import { isAboutBlocks, type Looks } from "./looks.ts";
import type { Pace } from "./pace.ts";

/** What only one person may see, in a channel where there are others. */
export interface Aside {
  /** In the channel, or in the private chat with them when they cannot be shown it there. Gives the timestamps. */
  send(delivery: Delivery, user: string, drawn: readonly SlackMessage[]): Promise<readonly string[]>;
}

interface Parts extends Pick<SlackOptions, "words"> {
  readonly client: webApi.WebClient;
  readonly directory: Pick<Directory, "chat" | "place">;
  readonly pace: Pace;
  readonly looks: Looks;
}

export function createAside({ client, directory, pace, looks, words }: Parts): Aside {
  /** Their private chat with us; where it cannot be opened, what refused them in the channel is thrown. */
  const chatInstead = (user: string, refusal: unknown): Promise<string> =>
    directory.chat(user).catch(() => {
      throw refusal;
    });

  return {
    async send({ to: { conversation: channel }, thread, keep, language }, user, drawn) {
      return looks.each(drawn, async (shown, part) => {
        const { text, blocks } = shown;
        await pace.turn(channel);
        await keep?.();
        try {
          return (await client.chat.postEphemeral({ channel, user, text, blocks, thread_ts: thread })).message_ts ?? "";
        } catch (error) {
          // They may have left, or nobody may write there any more: what they asked for is theirs all the same.
          if (!isPermanent(error) || isForAdministrator(codeOf(error) ?? "") || isAboutBlocks(error)) throw error;
          const chat = await chatInstead(user, error);
          const instead =
            part === 0 ? await aboutPlace(shown, channel, directory, (about) => words.text(language, about)) : shown;
          return (await client.chat.postMessage({ channel: chat, ...instead })).ts ?? "";
        }
      });
    },
  };
}
