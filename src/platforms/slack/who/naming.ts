import type { webApi } from "@slack/bolt";
import { membershipsOf } from "./memberships.ts";

/** What channels are called: lines name them without Slack telling which they are. */
export interface Naming {
  /** A channel has one name: the one before is nobody's, and may be given to another. */
  called(channel: string, name: string): void;
  /** The channel of a name, among those that the bot is in. */
  find(name: string): Promise<string | undefined>;
  /** Reads in the names of the channels that the bot is in, once a minute at most. */
  read(): Promise<void>;
}

const minute = 60_000;

export function createNaming(client: webApi.WebClient): Naming {
  const channels = new Map<string, string>();
  let reading: Promise<void> = Promise.resolve();
  let readAt = Number.NEGATIVE_INFINITY;

  function called(channel: string, name: string): void {
    for (const [before, one] of channels) if (one === channel && before !== name) channels.delete(before);
    channels.set(name, channel);
  }

  function read(): Promise<void> {
    if (Date.now() - readAt < minute) return reading;
    readAt = Date.now();
    reading = membershipsOf(client).then(
      (found) => {
        for (const { id, name } of found) if (id !== undefined && name !== undefined) called(id, name);
      },
      () => undefined,
    );
    return reading;
  }

  return {
    called,
    read,
    async find(name) {
      if (!channels.has(name)) await read();
      return channels.get(name);
    },
  };
}
