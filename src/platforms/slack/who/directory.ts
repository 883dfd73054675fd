import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { reaching } from "../../unreachable.ts";
import type { Account, MetConversation } from "../options.ts";
import { createAccounts } from "./accounts.ts";
import { type Changed, createChanges } from "./changes.ts";
import { createHome } from "./home.ts";
import { type Identity, isMachine, type SlackUser, type Workspace } from "./identity.ts";
import { createNaming } from "./naming.ts";
import { createPlaces } from "./places.ts";
import { createRosters } from "./rosters.ts";
import { createUsers, crowd } from "./users.ts";

/**
 * Who and where: what Slack knows of its people and channels, asked once and remembered until Slack says that it
 * changed.
 */
export interface Directory {
  home(): Promise<Workspace>;
  /**
   * Throws {@link Unreachable} when Slack does not answer and nothing is known: nobody is taken for staff, or for a
   * customer, unseen.
   */
  account(user: string): Promise<Account>;
  /** A channel that we cannot look into counts as one with people from outside. */
  place(channel: string, named?: string): Promise<MetConversation>;
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

const day = 24 * 60 * 60_000;

export function createDirectory(
  client: webApi.WebClient,
  staffGroup: string | undefined,
  identity: Identity,
): Directory {
  const home = createHome(client, identity);
  const users = createUsers(client);
  const rosters = createRosters(client, home);
  const naming = createNaming(client);
  const places = createPlaces({ client, home, rosters, users, naming });
  const accounts = createAccounts({ client, home, users, staffGroup });
  const chats = createCache(async (user) => (await client.conversations.open({ users: user })).channel?.id ?? "", day);

  return {
    home: home.get,
    account: (id) => reaching(() => accounts.of(id)),
    isPerson: (id) => reaching(async () => !isMachine({ id }) && !isMachine({ ...(await users.get(id)), id })),
    members: (channel) =>
      reaching(async () => {
        const found: Account[] = [];
        const crew = await rosters.of(channel);
        // A crowd is met as they speak: asked for one by one, they would use up Slack's patience for everybody.
        for (const member of crew.length > crowd ? crew.filter(users.fresh) : crew)
          found.push(await accounts.of(member));
        return found;
      }),
    named: naming.find,
    place: (id, named) => reaching(() => places.of(id, named)),
    chat: (user) => chats.get(user),
    warm: naming.read,
    userChanged: createChanges({ client, users, rosters, places }),
    forgetChannel(channel) {
      places.forget(channel);
      rosters.forget(channel);
    },
    refreshChannel(channel) {
      places.expire(channel);
      rosters.expire(channel);
    },
    forgetGroup: accounts.forgetGroup,
    forgetHome: home.forget,
  };
}

/** What a channel is called; by its id where nobody says. */
export const nameOf = (directory: Pick<Directory, "place">, channel: string): Promise<string> =>
  directory.place(channel).then(
    (place) => place.name,
    () => channel,
  );
