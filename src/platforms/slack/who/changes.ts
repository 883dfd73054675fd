import type { webApi } from "@slack/bolt";
import { isGuest, type SlackUser } from "./identity.ts";
import { membershipsOf } from "./memberships.ts";
import type { Places } from "./places.ts";
import type { Rosters } from "./rosters.ts";
import type { Users } from "./users.ts";

/** What it means that Slack tells of somebody anew. */
export interface Changed {
  /** To be looked at again, since whoever is in them is somebody else now. */
  readonly channels: readonly string[];
  /** Their account was closed, or opened again; or nobody knows how it was before. */
  readonly closedOrOpened: boolean;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly users: Pick<Users, "known" | "told">;
  readonly rosters: Pick<Rosters, "with">;
  readonly places: Pick<Places, "forget">;
}

export function createChanges({ client, users, rosters, places }: Parts) {
  return async (user: SlackUser & { readonly id: string }): Promise<Changed> => {
    const before = users.known(user.id);
    users.told(user);
    // Somebody changes their status every other minute: only who may read what matters here.
    const moved = before === undefined ? isGuest(user) : isGuest(before) !== isGuest(user);
    const closedOrOpened = before === undefined || (before.deleted === true) !== (user.deleted === true);
    if (!moved) return { channels: [], closedOrOpened };
    const known = rosters.with(user.id);
    for (const channel of known) places.forget(channel);
    // Whoever was not known was in no channel that was looked at: it is looked at before anything internal is said
    // there.
    const theirs = before === undefined ? [] : await membershipsOf(client, user.id).catch(() => []);
    return { channels: [...new Set([...known, ...theirs.flatMap(({ id }) => id ?? [])])], closedOrOpened };
  };
}
