import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { isPassing } from "../errors.ts";
import type { KnownHome } from "./home.ts";

/** Who is in each channel, remembered for a while. */
export interface Rosters {
  /** The ids of the people of a channel, the bot not among them. */
  of(channel: string): Promise<readonly string[]>;
  /** The channels that somebody is in, among those that were looked at. */
  with(user: string): readonly string[];
  /** To be asked again; what was known holds while nobody answers. */
  expire(channel: string): void;
  forget(channel: string): void;
}

const life = 10 * 60_000;
const page = 1_000;

export function createRosters(client: webApi.WebClient, home: KnownHome): Rosters {
  const crews = createCache<readonly string[]>(everybody, life, isPassing);

  async function everybody(channel: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { members = [], response_metadata: next } = await client.conversations.members({
        ...{ channel, limit: page },
        ...(cursor === "" ? {} : { cursor }),
      });
      found.push(...members);
      cursor = next?.next_cursor || undefined;
    }
    return found;
  }

  return {
    async of(channel) {
      const { botUser } = await home.get();
      return (await crews.get(channel)).filter((member) => member !== botUser);
    },
    with: (user) => crews.keys().filter((channel) => crews.known(channel)?.includes(user) === true),
    expire: crews.expire,
    forget: crews.forget,
  };
}
