import type { webApi } from "@slack/bolt";
import { phrase } from "../../../messages/phrase.ts";
import { adviceFor, codeOf, neededOf } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import { type Directory, nameOf } from "../who/directory.ts";

/** A card that stays, which opens a channel to a project. */
export interface Pinned {
  /**
   * One that cannot be pinned is there all the same, and staff hear how to mend it. The people of its channel are known
   * from now on.
   */
  put(channel: string, timestamp: string): Promise<void>;
  remove(channel: string, timestamp: string): Promise<void>;
}

interface Parts extends Pick<SlackOptions, "channels" | "log"> {
  readonly client: webApi.WebClient;
  readonly directory: Pick<Directory, "members" | "place">;
}

export function createPinned({ client, directory, channels, log }: Parts): Pinned {
  async function pin(channel: string, timestamp: string): Promise<void> {
    try {
      await client.pins.add({ channel, timestamp });
    } catch (error) {
      const code = codeOf(error);
      if (code === "already_pinned" || code === "no_item_specified") return;
      log.trouble("a card could not be pinned", { code, channel });
      if (code === undefined) return;
      const name = await nameOf(directory, channel);
      const advice = adviceFor(code, { channel: name, needed: neededOf(error) ?? "pins:write" });
      await channels.troubled(channel, advice ?? phrase("slack.advice.pin", { channel: name }));
    }
  }

  /** Before they have said anything. */
  async function meetPeople(channel: string): Promise<void> {
    try {
      await channels.peopled(await directory.members(channel));
    } catch (error) {
      log.info("the people of a channel could not be read", { channel, err: error });
    }
  }

  return {
    async put(channel, timestamp) {
      await pin(channel, timestamp);
      await meetPeople(channel);
    },
    async remove(channel, timestamp) {
      await client.pins.remove({ channel, timestamp }).catch((error: unknown) => {
        log.info("a card could not be taken down", { channel, code: codeOf(error) });
      });
    },
  };
}
