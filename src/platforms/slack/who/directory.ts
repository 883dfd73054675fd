import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { codeOf, isPassing, OrgWide, Unreachable } from "../errors.ts";
import type { Account, Place } from "../options.ts";
import { accountOf, type Home, type Identity, isForeign, isGuest, isMachine, isStaff, placeOf, type SlackUser } from "./identity.ts";
import { createUsers, crowd } from "./users.ts";

/** Who and where: what Slack knows of its people and channels, asked once and remembered until Slack says that it changed. */
export interface Directory {
  home(): Promise<Home>;
  /** Throws {@link Unreachable} when Slack does not answer and nothing is known: nobody is taken for staff, or for a customer, unseen. */
  account(user: string): Promise<Account>;
  /** A channel that we cannot look into counts as one with people from outside. */
  place(channel: string, named?: string): Promise<Place>;
  /** False for bots, workflows and Slackbot. Throws {@link Unreachable}. */
  isPerson(user: string): Promise<boolean>;
  /** The private chat with a person, opened if need be. */
  chat(user: string): Promise<string>;
  /** The people of a channel, the bot not among them; of a crowd only those who are known. */
  members(channel: string): Promise<readonly Account[]>;
  /** The channel of a name, among those that the bot is in. */
  named(name: string): Promise<string | undefined>;
  /** Reads in the names of channels, so that the first command need not wait for them. */
  warm(): Promise<void>;
  /** Slack tells of somebody anew. */
  userChanged(user: SlackUser & { readonly id: string }): Promise<Changed>;
  /** Nothing that was known of a channel is believed any more. */
  forgetChannel(channel: string): void;
  /** A channel is asked about again; while nobody answers, what was known of it holds. */
  refreshChannel(channel: string): void;
  forgetGroup(): void;
  forgetHome(): void;
}

interface Changed {
  /** To be looked at again, since whoever is in them is somebody else now. */
  readonly channels: readonly string[];
  /** Their account was closed, or opened again; or nobody knows how it was before. */
  readonly closedOrOpened: boolean;
}

const minute = 60_000;
const page = 1_000;
/** The most that `users.conversations` gives at once. */
const channelPage = 999;

/** What is looked up in vain is not looked up again and again. */
const hidden = new Set(["channel_not_found", "not_in_channel", "missing_scope"]);

export function createDirectory(client: webApi.WebClient, staffGroup: string | undefined, identity: Identity): Directory {
  const home = createCache<Home>(whoWeAre, 24 * 60 * minute, isPassing);
  /** What Slack says of us; while it does not answer, what it said before, also to an earlier process. */
  async function whoWeAre(): Promise<Home> {
    try {
      const found = await asked();
      await identity.keep(found);
      return found;
    } catch (error) {
      const kept = isPassing(error) && !(error instanceof OrgWide) ? await identity.kept() : undefined;
      if (kept === undefined) throw error;
      return kept;
    }
  }
  async function asked(): Promise<Home> {
    const found = await client.auth.test();
    if (found.is_enterprise_install === true) throw new OrgWide();
    const { team_id: team = "", team: name = "", enterprise_id: enterprise, url = "", user_id: botUser = "", bot_id: bot = "" } = found;
    // Only to know what is not for us: without it the bot runs as well.
    const about = bot === "" ? undefined : await client.bots.info({ bot }).catch(() => undefined);
    return { team, name, url, botUser, bot, app: about?.bot?.app_id, enterprise };
  }
  const users = createUsers(client);
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
  const crews = createCache<readonly string[]>(membersOf, 10 * minute, isPassing);
  const channels = createCache<Place>(look, 10 * minute, isPassing);
  const chats = createCache(async (user) => (await client.conversations.open({ users: user })).channel?.id ?? "", 24 * 60 * minute);

  const names = new Map<string, string>();
  /** A channel has one name: the one before is nobody's, and may be given to another. */
  function called(id: string, name: string): void {
    for (const [before, one] of names) if (one === id && before !== name) names.delete(before);
    names.set(name, id);
  }

  async function look(id: string): Promise<Place> {
    const [at, { channel }] = await Promise.all([home.get(""), client.conversations.info({ channel: id })]);
    const found = { ...channel, id };
    if (found.name !== undefined && found.is_im !== true) called(id, found.name);
    const guestsHere = found.is_im !== true && found.is_ext_shared !== true && (await hasGuests(id));
    return placeOf(found, at, guestsHere);
  }

  /** Slack shows with each user, not with a channel, who is a guest of our own workspace. */
  async function hasGuests(channel: string): Promise<boolean> {
    const { botUser } = await home.get("");
    return users.any(
      (await crews.get(channel)).filter((member) => member !== botUser),
      isGuest,
    );
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

  async function conversationsOf(user?: string): Promise<NonNullable<webApi.UsersConversationsResponse["channels"]>> {
    const all: NonNullable<webApi.UsersConversationsResponse["channels"]> = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const found: webApi.UsersConversationsResponse = await client.users.conversations({
        ...{ user, limit: channelPage, exclude_archived: true, types: "public_channel,private_channel" },
        cursor: cursor === "" ? undefined : cursor,
      });
      all.push(...(found.channels ?? []));
      cursor = found.response_metadata?.next_cursor || undefined;
    }
    return all;
  }

  let reading: Promise<void> = Promise.resolve();
  let readAt = Number.NEGATIVE_INFINITY;
  /** The names of the channels that the bot is in: lines name them without Slack telling which they are. Read once a minute at most. */
  function readNames(): Promise<void> {
    if (Date.now() - readAt < minute) return reading;
    readAt = Date.now();
    reading = conversationsOf().then(
      (found) => {
        for (const { id, name } of found) if (id !== undefined && name !== undefined) called(id, name);
      },
      () => undefined,
    );
    return reading;
  }

  async function account(id: string): Promise<Account> {
    const [user, at, staff] = await Promise.all([
      users.get(id),
      home.get(""),
      staffGroup === undefined ? undefined : group.get(staffGroup),
    ]);
    return accountOf({ ...user, id }, at, { staff: isStaff({ ...user, id }, at, staff), company: await company(user, at) });
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
    isPerson: (id) => reaching(async () => !isMachine({ id }) && !isMachine({ ...(await users.get(id)), id })),
    members: (channel) =>
      reaching(async () => {
        const { botUser } = await home.get("");
        const found: Account[] = [];
        const crew = (await crews.get(channel)).filter((member) => member !== botUser);
        // A crowd is met as they speak: asked for one by one, they would use up Slack's patience for everybody.
        for (const member of crew.length > crowd ? crew.filter(users.fresh) : crew) found.push(await account(member));
        return found;
      }),
    async named(name) {
      if (!names.has(name)) await readNames();
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
    warm: readNames,
    async userChanged(user) {
      const before = users.known(user.id);
      users.told(user);
      // Somebody changes their status every other minute: only who may read what matters here.
      const moved = before === undefined ? isGuest(user) : isGuest(before) !== isGuest(user);
      const closedOrOpened = before === undefined || (before.deleted === true) !== (user.deleted === true);
      if (!moved) return { channels: [], closedOrOpened };
      const known = crews.keys().filter((channel) => crews.known(channel)?.includes(user.id) === true);
      for (const channel of known) channels.forget(channel);
      // Whoever was not known was in no channel that was looked at: it is looked at before anything internal is said there.
      const theirs = before === undefined ? [] : await conversationsOf(user.id).catch(() => []);
      return { channels: [...new Set([...known, ...theirs.flatMap(({ id }) => id ?? [])])], closedOrOpened };
    },
    forgetChannel(channel) {
      channels.forget(channel);
      crews.forget(channel);
    },
    refreshChannel(channel) {
      channels.expire(channel);
      crews.expire(channel);
    },
    forgetGroup: () => group.clear(),
    forgetHome: () => home.clear(),
  };
}
