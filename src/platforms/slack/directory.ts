import type { webApi } from "@slack/bolt";
import { createCache } from "../cache.ts";
import { codeOf, Unreachable } from "./errors.ts";
import { accountOf, type Home, isForeign, isGuest, isStaff, placeOf, type SlackUser } from "./identity.ts";
import type { Account, Place } from "./options.ts";

/** Who and where: what Slack knows of its people and channels, asked once and remembered until Slack says that it changed. */
export interface Directory {
  home(): Promise<Home>;
  /** Throws {@link Unreachable} when Slack does not answer and nothing is known: nobody is taken for staff, or for a customer, unseen. */
  account(user: string): Promise<Account>;
  /** A channel that we cannot look into counts as one with people from outside. */
  place(channel: string, named?: string): Promise<Place>;
  /** The private chat with a person, opened if need be. */
  chat(user: string): Promise<string>;
  /** The people of a channel, the bot not among them. */
  members(channel: string): Promise<readonly Account[]>;
  /** The channel of a name, among those that the bot is in. */
  named(name: string): Promise<string | undefined>;
  /** Reads in guests and channels, so that the first command need not wait for them. */
  warm(): Promise<void>;
  /** Somebody joined a channel: a guest who is new to us is a guest from now on. */
  joined(user: string): Promise<void>;
  forgetUser(user: string): void;
  forgetChannel(channel: string): void;
  forgetGroup(): void;
  forgetHome(): void;
}

const minute = 60_000;
const page = 1_000;

/** What is looked up in vain is not looked up again and again. */
const hidden = new Set(["channel_not_found", "not_in_channel", "missing_scope"]);

export function createDirectory(client: webApi.WebClient, staffGroup: string | undefined): Directory {
  const home = createCache<Home>(
    async () => {
      const found = await client.auth.test();
      const { team_id: team = "", team: name = "", enterprise_id: enterprise, url = "", user_id: botUser = "", bot_id: bot = "" } = found;
      return { team, name, url, botUser, bot, ...(enterprise === undefined ? {} : { enterprise }) };
    },
    24 * 60 * minute,
  );
  const users = createCache(
    async (id) => ((await client.users.info({ user: id })).user ?? {}) as SlackUser,
    10 * minute,
    (error) => codeOf(error) !== "user_not_found",
  );
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
  /** Guests of our own workspace: Slack shows them with each user, not with a channel. */
  const guests = createCache<ReadonlySet<string>>(
    async () => {
      const found = new Set<string>();
      for (let cursor: string | undefined = ""; cursor !== undefined; ) {
        const { members = [], response_metadata: next } = await client.users.list({ limit: page, ...(cursor === "" ? {} : { cursor }) });
        for (const user of members) if (user.id !== undefined && isGuest(user as SlackUser)) found.add(user.id);
        cursor = next?.next_cursor || undefined;
      }
      return found;
    },
    10 * minute,
    () => true,
  );
  const channels = createCache<Place>(look, 10 * minute, (error) => codeOf(error) === undefined);
  const chats = createCache(async (user) => (await client.conversations.open({ users: user })).channel?.id ?? "", 24 * 60 * minute);

  const names = new Map<string, string>();

  async function look(id: string): Promise<Place> {
    const [at, { channel }] = await Promise.all([home.get(""), client.conversations.info({ channel: id })]);
    const found = { ...channel, id };
    if (found.name !== undefined && found.is_im !== true) names.set(found.name, id);
    const guestsHere = found.is_im !== true && found.is_ext_shared !== true && (await hasGuests(id));
    return placeOf(found, at, guestsHere);
  }

  async function hasGuests(channel: string): Promise<boolean> {
    const known = await guests.get("");
    return known.size > 0 && (await membersOf(channel)).some((member) => known.has(member));
  }

  async function membersOf(channel: string): Promise<readonly string[]> {
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

  /** Channels that the bot is in, by name: lines name them without Slack telling which they are. */
  const listed = createCache(readNames, 24 * 60 * minute);
  async function readNames(): Promise<void> {
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { channels: found = [], response_metadata: next } = await client.conversations.list({
        ...{ limit: page, exclude_archived: true, types: "public_channel,private_channel" },
        ...(cursor === "" ? {} : { cursor }),
      });
      for (const { id, name, is_member: member } of found)
        if (member === true && id !== undefined && name !== undefined) names.set(name, id);
      cursor = next?.next_cursor || undefined;
    }
  }

  async function account(id: string): Promise<Account> {
    const [user, at, staff] = await Promise.all([
      users.get(id),
      home.get(""),
      staffGroup === undefined ? undefined : group.get(staffGroup),
    ]);
    return accountOf({ ...user, id }, at, { staff: isStaff(user, at, staff), company: await company(user, at) });
  }

  async function company(user: SlackUser, at: Home): Promise<string | undefined> {
    if (!isForeign(user, at)) return at.name;
    return user.team_id === undefined ? undefined : teams.get(user.team_id).catch(() => undefined);
  }

  const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new Unreachable(error);
    }
  };

  return {
    home: () => home.get(""),
    account: (id) => reaching(() => account(id)),
    members: (channel) =>
      reaching(async () => {
        const { botUser } = await home.get("");
        const found: Account[] = [];
        // One after the other: a channel's people are many, and nobody waits for them.
        for (const member of await membersOf(channel)) if (member !== botUser) found.push(await account(member));
        return found;
      }),
    async named(name) {
      await listed.get("").catch(() => undefined);
      return names.get(name);
    },
    place: (id, named) =>
      reaching(async () => {
        try {
          return await channels.get(id);
        } catch (error) {
          if (!hidden.has(codeOf(error) ?? "")) throw error;
          const { team } = await home.get("");
          return { platform: "slack", tenant: team, external: id, name: named ?? id, outsiders: true, private: false };
        }
      }),
    chat: (user) => chats.get(user),
    async warm() {
      await Promise.all([guests.get(""), listed.get("")]);
    },
    async joined(user) {
      users.forget(user);
      const known = await guests.get("");
      if (!known.has(user) && isGuest(await users.get(user))) guests.clear();
    },
    forgetUser(user) {
      users.forget(user);
      guests.clear();
    },
    forgetChannel: (channel) => channels.forget(channel),
    forgetGroup: () => group.clear(),
    forgetHome: () => home.clear(),
  };
}
