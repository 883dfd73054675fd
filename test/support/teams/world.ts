import { readFileSync } from "node:fs";
import {
  aConversation,
  admit,
  aTeam,
  aTenant,
  aUser,
  chatId,
  guid,
  type NewChannel,
  type NewChat,
  type NewMessage,
  type NewTeam,
  type NewUser,
  personalId,
  threadId,
} from "./newcomers.ts";
import type {
  Call,
  Conversation,
  Dialog,
  Fields,
  Message,
  Operation,
  Team,
  TeamsOptions,
  Tenant,
  Trouble,
  User,
} from "./types.ts";

/** A file that somebody has dropped in a personal chat. */
interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything that the stand-in holds. Its methods are the small steps that more than one part needs. */
export interface World {
  readonly clientId: string;
  /** The bot's id as Teams writes it: `28:` and its client id. */
  readonly bot: { readonly id: string; readonly name: string };
  readonly home: Tenant;
  readonly customer: Tenant;
  readonly partner: Tenant;
  readonly tenants: Tenant[];
  readonly users: User[];
  readonly teams: Team[];
  readonly conversations: Conversation[];
  readonly messages: Message[];
  readonly files: StoredFile[];
  readonly dialogs: Map<string, Dialog>;
  /** What invokes were answered with that one person saw and nobody else: words, cards, dialogs. */
  readonly shown: { readonly user: string; readonly conversation: Conversation; readonly text: string }[];
  readonly groups: Map<string, ReadonlySet<string>>;
  readonly calls: Call[];
  /** Conversations in which nothing is answered. */
  readonly hung: Set<string>;
  readonly troubles: { readonly operation: Operation; readonly trouble: Trouble; times: number }[];
  readonly options: TeamsOptions;
  /** The resource-specific permissions that owners have consented to. */
  readonly consents: Set<string>;
  /** Targeted messages are taken: a preview that a tenant may be without. */
  targeted: boolean;
  /** An administrator has blocked the app. */
  disabled: boolean;
  /** `http://127.0.0.1:port`, once it listens. */
  origin(): string;
  user(who: string): User;
  findUser(id: string): User | undefined;
  tenant(which: string): Tenant;
  team(which: string): Team;
  /** A conversation by its id or name; `personal` is `who`'s chat with the bot. */
  conversation(which: string, who?: string): Conversation;
  findConversation(id: string): Conversation | undefined;
  personal(who: string): Conversation;
  membersOf(conversation: Conversation): ReadonlySet<string>;
  isInstalled(conversation: Conversation): boolean;
  addUser(user: NewUser): User;
  addTeam(team: NewTeam): Team;
  addChannel(channel: NewChannel): Conversation;
  addChat(chat: NewChat): Conversation;
  post(message: NewMessage): Message;
  /** An id as Teams gives messages: milliseconds since 1970, never the same twice. */
  nextId(): string;
}

/** An empty world: three tenants, and the bot. */
export function createWorld(options: TeamsOptions, origin: () => string): World {
  const clientId = guid("startklar");
  const home = aTenant("Leverantören", "leverantoren.se");
  const customer = aTenant("Solbacken", "solbacken.se");
  const partner = aTenant("Förmedlaren", "formedlaren.se");
  const tenants = [home, customer, partner];
  const users: User[] = [];
  const teams: Team[] = [];
  const conversations: Conversation[] = [];
  const messages: Message[] = [];
  let lastId = 0;

  const found = <One>(one: One | undefined, what: string): One => {
    if (one === undefined) throw new Error(`The stand-in knows no ${what}`);
    return one;
  };
  const findUser = (id: string) => users.find((one) => one.id === id || one.aad === id);
  const findConversation = (id: string) => conversations.find((one) => one.id === id);
  const settled = (conversation: Conversation): Conversation => {
    conversations.push(conversation);
    return conversation;
  };
  const membersOf = ({ team, channelType, members }: Conversation): ReadonlySet<string> =>
    team !== undefined && channelType === "standard" ? team.members : members;

  const world: World = {
    clientId,
    bot: { id: `28:${clientId}`, name: "Startklar" },
    home,
    customer,
    partner,
    tenants,
    users,
    teams,
    conversations,
    messages,
    files: [],
    dialogs: new Map(),
    shown: [],
    groups: new Map(),
    calls: [],
    hung: new Set(),
    troubles: [],
    options,
    consents: new Set(options.consents ?? askedFor()),
    targeted: true,
    disabled: false,
    origin,
    findUser,
    findConversation,
    membersOf,
    user: (who) =>
      found(
        users.find(({ id, name }) => who === id || who === name),
        `user ${who}`,
      ),
    tenant: (which) =>
      found(
        tenants.find(({ id, name }) => which === id || which === name),
        `tenant ${which}`,
      ),
    team: (which) =>
      found(
        teams.find(({ id, name }) => which === id || which === name),
        `team ${which}`,
      ),
    conversation(which, who) {
      if (which === "personal" && who !== undefined) return world.personal(who);
      const id = which.replace(/;messageid=.*$/, "");
      return found(
        findConversation(id) ??
          conversations.find(({ name, kind }) => name !== "" && kind !== "personal" && which === name),
        `conversation ${which}`,
      );
    },
    personal(who) {
      const { id } = world.user(who);
      const open = conversations.find(({ kind, members }) => kind === "personal" && members.has(id));
      if (open !== undefined) return open;
      return settled(aConversation({ id: personalId(id), kind: "personal", tenant: home.id, members: new Set([id]) }));
    },
    isInstalled: (conversation) =>
      conversation.team !== undefined && conversation.channelType === "standard"
        ? conversation.team.installed
        : conversation.installed,
    addUser(of) {
      const user = aUser(of, world.tenant(of.tenant ?? home.id));
      users.push(user);
      return user;
    },
    addTeam({ name, members = [], installed = true }) {
      const team = aTeam(name, home, members.map(world.user), installed);
      teams.push(team);
      // The General channel has the team's own id, and no name in what Teams says.
      settled(
        aConversation({ id: team.id, kind: "channel", tenant: home.id, team, channelType: "standard", installed }),
      );
      return team;
    },
    addChannel({ team: of, name, type = "standard", members = [], installed }) {
      const team = world.team(of);
      const place = { id: threadId(), kind: "channel", tenant: home.id, team, channelType: type } as const;
      const channel = settled(aConversation({ ...place, name, installed: installed ?? team.installed }));
      for (const one of members) admit(channel, world.user(one), home);
      return channel;
    },
    addChat({ name, members, installed = true }) {
      const ids = new Set(members.map((one) => world.user(one).id));
      return settled(
        aConversation({ id: chatId(), kind: "groupChat", tenant: home.id, name, members: ids, installed }),
      );
    },
    post({ conversation, from, said, root, targetedTo }) {
      const id = world.nextId();
      const message: Message = {
        id,
        conversation,
        root: root ?? id,
        from,
        said: { text: "", summary: "", cards: [], entities: [], ...said },
        edits: [],
        targetedTo,
        views: new Map(),
      };
      messages.push(message);
      return message;
    },
    nextId() {
      lastId = Math.max(lastId + 1, Date.now());
      return String(lastId);
    },
  };
  return world;
}

/** What the app's manifest asks an owner for who installs it. */
export function askedFor(): readonly string[] {
  const manifest = JSON.parse(
    readFileSync(new URL("../../../manifest/teams/manifest.json", import.meta.url), "utf8"),
  ) as {
    readonly authorization?: {
      readonly permissions?: { readonly resourceSpecific?: readonly { readonly name: string }[] };
    };
  };
  return (manifest.authorization?.permissions?.resourceSpecific ?? []).map(({ name }) => name);
}

/** Fields that have a value. */
export const defined = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
