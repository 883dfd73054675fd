import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import type { Account } from "../options.ts";
import type { KnownHome } from "./home.ts";
import { accountOf, isForeign, isStaff, type SlackUser, type Workspace } from "./identity.ts";
import type { Users } from "./users.ts";

/** How the bot knows people: by their workspace, and by the group that staff must be in. */
export interface Accounts {
  of(user: string): Promise<Account>;
  /** Who is in the group of staff has changed. */
  forgetGroup(): void;
}

interface Parts {
  readonly client: webApi.WebClient;
  readonly home: KnownHome;
  readonly users: Pick<Users, "get">;
  /** Unset: every member of the home workspace is staff. */
  readonly staffGroup: string | undefined;
}

const minute = 60_000;

export function createAccounts({ client, home, users, staffGroup }: Parts): Accounts {
  const teams = createCache(
    async (id) => (await client.team.info({ team: id })).team?.name,
    24 * 60 * minute,
    () => true,
  );
  const group = createCache<ReadonlySet<string>>(
    async (id) => new Set((await client.usergroups.users.list({ usergroup: id })).users ?? []),
    5 * minute,
    () => true,
  );

  async function company(user: SlackUser, at: Workspace): Promise<string | undefined> {
    if (!isForeign(user, at)) return at.name;
    return user.team_id === undefined ? undefined : teams.get(user.team_id).catch(() => undefined);
  }

  return {
    async of(id) {
      const [user, at, staff] = await Promise.all([
        users.get(id),
        home.get(),
        staffGroup === undefined ? undefined : group.get(staffGroup),
      ]);
      return accountOf({ ...user, id }, at, {
        staff: isStaff({ ...user, id }, at, staff),
        company: await company(user, at),
      });
    },
    forgetGroup: () => group.clear(),
  };
}
