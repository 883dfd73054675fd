import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { codeOf } from "../errors.ts";
import type { SlackUser } from "./identity.ts";

/** Slack's people: asked one by one, and remembered until Slack says that they changed. */
export interface Users {
  get(id: string): Promise<SlackUser>;
  /** What is known of somebody, however long ago. */
  known(id: string): SlackUser | undefined;
  /** True while somebody need not be asked for. */
  readonly fresh: (id: string) => boolean;
  /** Slack told of a change, with the user as they are now. */
  told(user: SlackUser & { readonly id: string }): void;
  /**
   * True when one of them, who are all of one channel, is as asked. Somebody whom Slack does not show counts as one.
   */
  any(ids: readonly string[], is: (user: SlackUser) => boolean): Promise<boolean>;
}

const hour = 3_600_000;
/** So many are asked for one by one: more in a minute than Slack's patience for it, the whole list costs less. */
export const crowd = 80;
const atATime = 8;
const page = 1_000;
/** Pages of the list that one minute allows. */
const mostPages = 15;

/** Slack tells of each change (`user_change`); the hour is for what it told while nobody could hear it. */
export function createUsers(client: webApi.WebClient): Users {
  const users = createCache(
    async (id) => ((await client.users.info({ user: id })).user ?? {}) as SlackUser,
    hour,
    (error) => codeOf(error) !== "user_not_found",
  );

  /** Everybody, a thousand at a time: once an hour at most, and only where a channel is a crowd. */
  const list = createCache<true>(async () => {
    let cursor: string | undefined = "";
    for (let pages = 0; cursor !== undefined && pages < mostPages; pages += 1) {
      const found: webApi.UsersListResponse = await client.users.list({
        limit: page,
        cursor: cursor === "" ? undefined : cursor,
      });
      for (const user of found.members ?? []) if (user.id !== undefined) users.put(user.id, user as SlackUser);
      cursor = found.response_metadata?.next_cursor || undefined;
    }
    return true;
  }, hour);

  const shown = (id: string): Promise<SlackUser | undefined> =>
    users.get(id).catch((error: unknown) => {
      if (["user_not_found", "user_not_visible"].includes(codeOf(error) ?? "")) return undefined;
      throw error;
    });

  return {
    get: users.get,
    known: users.known,
    fresh: users.fresh,
    told(user) {
      // Told in full by Slack; anything less is only a reason to ask.
      if (user.team_id === undefined) users.expire(user.id);
      else users.put(user.id, user);
    },
    async any(ids, is) {
      const strangers = ids.filter((id) => !users.fresh(id));
      if (ids.some((id) => users.fresh(id) && is(users.known(id) ?? {}))) return true;
      if (strangers.length > crowd) await list.get("");
      const left = strangers.filter((id) => !users.fresh(id));
      // A list that ends before them: nobody can know, so it is as if.
      if (left.length > crowd) return true;
      if (strangers.some((id) => users.fresh(id) && is(users.known(id) ?? {}))) return true;
      for (let at = 0; at < left.length; at += atATime) {
        const some = await Promise.all(left.slice(at, at + atATime).map(shown));
        if (some.some((user) => user === undefined || is(user))) return true;
      }
      return false;
    },
  };
}
