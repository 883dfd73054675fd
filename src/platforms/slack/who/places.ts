import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { codeOf, isPassing } from "../errors.ts";
import type { MetConversation } from "../options.ts";
import type { KnownHome } from "./home.ts";
import { isGuest, placeOf } from "./identity.ts";
import type { Naming } from "./naming.ts";
import type { Rosters } from "./rosters.ts";
import type { Users } from "./users.ts";

/** How the bot knows a channel: what it is called, and whether people from outside are in it. */
export interface Places {
  /** One that we cannot look into is called as whoever asks calls it, and counts as one with people from outside. */
  of(channel: string, named?: string): Promise<MetConversation>;
  /** To be looked at again; what was known holds while nobody answers. */
  expire(channel: string): void;
  forget(channel: string): void;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly home: KnownHome;
  readonly rosters: Pick<Rosters, "of">;
  readonly users: Pick<Users, "any">;
  readonly naming: Pick<Naming, "called">;
}

const life = 10 * 60_000;

/** What is looked up in vain is not looked up again and again. */
const hidden = new Set(["channel_not_found", "not_in_channel", "missing_scope"]);

export function createPlaces({ client, home, rosters, users, naming }: Parts): Places {
  const places = createCache<MetConversation>(look, life, isPassing);

  async function look(id: string): Promise<MetConversation> {
    const [at, { channel }] = await Promise.all([home.get(), client.conversations.info({ channel: id })]);
    const found = { ...channel, id };
    if (found.name !== undefined && found.is_im !== true) naming.called(id, found.name);
    const guestsHere = found.is_im !== true && found.is_ext_shared !== true && (await hasGuests(id));
    return placeOf(found, at, guestsHere);
  }

  /** Slack shows with each user, not with a channel, who is a guest of our own workspace. */
  const hasGuests = async (channel: string): Promise<boolean> => users.any(await rosters.of(channel), isGuest);

  return {
    async of(id, named = id) {
      try {
        return await places.get(id);
      } catch (error) {
        if (!hidden.has(codeOf(error) ?? "")) throw error;
        const { team } = await home.get();
        return { platform: "slack", tenant: team, external: id, name: named, outsiders: true, private: false };
      }
    },
    expire: places.expire,
    forget: places.forget,
  };
}
