import { randomBytes } from "node:crypto";
import type {
  Block,
  Call,
  Channel,
  Message,
  Metadata,
  SlackOptions,
  StoredFile,
  Team,
  Trouble,
  User,
  View,
} from "./types.ts";

/** Everything that the stand-in holds. Its methods are the small steps that more than one part needs. */
export interface World {
  readonly appId: string;
  readonly botId: string;
  readonly botUser: string;
  readonly home: Team;
  readonly customer: Team;
  readonly teams: Team[];
  readonly users: User[];
  readonly channels: Channel[];
  readonly messages: Message[];
  readonly files: StoredFile[];
  readonly views: View[];
  readonly homes: Map<string, View>;
  readonly groups: { readonly id: string; readonly handle: string; readonly users: readonly string[] }[];
  readonly calls: Call[];
  /** Channels in which nothing is answered. */
  readonly hung: Set<string>;
  readonly troubles: { readonly method: string; readonly trouble: Trouble; times: number }[];
  scopes: readonly string[];
  revoked: boolean;
  /** Kinds of block that the workspace does not have. */
  readonly lacks: Set<string>;
  readonly options: SlackOptions;
  /** `http://127.0.0.1:port`, once it listens. */
  origin(): string;
  user(who: string): User;
  findUser(id: string): User | undefined;
  channel(which: string): Channel;
  findChannel(id: string): Channel | undefined;
  team(which: string): Team;
  im(user: string): Channel;
  /** The person at the other end of a DM with the bot. */
  peerOf(channel: Channel): string | undefined;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  post(message: NewMessage): Message;
  /** An id that Slack's own would pass for. */
  newId(prefix: string): string;
  /** A moment as Slack writes it, never the same twice. */
  ts(): string;
}

export interface NewUser {
  readonly name: string;
  readonly realName?: string;
  readonly team?: string;
  readonly guest?: User["guest"];
  readonly admin?: boolean;
  readonly bot?: boolean;
  readonly locale?: string;
  readonly email?: string;
}
export interface NewChannel {
  readonly name: string;
  readonly kind?: Channel["kind"];
  readonly members?: readonly string[];
  readonly sharedWith?: readonly string[];
  readonly bot?: boolean;
}
export interface NewMessage {
  readonly channel: Channel;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly metadata?: Metadata | undefined;
  readonly threadTs?: string | undefined;
  readonly ephemeralTo?: string | undefined;
  readonly files?: readonly string[];
}

const letters = (name: string): string =>
  name
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");

/** An empty world: the home workspace with the bot in it, and the customer's. */
export function createWorld(options: SlackOptions, scopes: readonly string[], origin: () => string): World {
  const home: Team = { id: "T0LEVERANS", name: "Leverantören", domain: "leverantoren" };
  const customer: Team = { id: "T0SOLBACKEN", name: "Solbacken", domain: "solbacken", enterprise: "E0SOLBACKEN" };
  const teams = [home, customer];
  const users: User[] = [];
  const channels: Channel[] = [];
  const messages: Message[] = [];
  const botUser = "U0STARTKLAR";
  const taken = new Set<string>([botUser]);
  let counter = 0;
  let lastTs = 0;

  const found = <One>(one: One | undefined, what: string): One => {
    if (one === undefined) throw new Error(`The stand-in knows no ${what}`);
    return one;
  };
  const newId = (prefix: string): string => {
    counter += 1;
    return `${prefix}0${counter.toString(36).toUpperCase().padStart(4, "0")}${randomBytes(3).toString("hex").toUpperCase()}`;
  };
  const named = (prefix: string, name: string): string => {
    const id = `${prefix}0${letters(name)}`.padEnd(9, "0");
    const free = taken.has(id) ? newId(prefix) : id;
    taken.add(free);
    return free;
  };
  const ts = (): string => {
    lastTs = Math.max(lastTs + 1, Date.now() * 1000);
    return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, "0")}`;
  };
  const findUser = (id: string) => users.find((one) => one.id === id);
  const findChannel = (id: string) => channels.find((one) => one.id === id);
  const team = (which: string): Team =>
    found(
      teams.find(({ id, name }) => which === id || which === name),
      `team ${which}`,
    );

  const world: World = {
    appId: "A0STARTKLAR",
    botId: "B0STARTKLAR",
    botUser,
    home,
    customer,
    teams,
    users,
    channels,
    messages,
    files: [],
    views: [],
    homes: new Map(),
    groups: [],
    calls: [],
    hung: new Set(),
    troubles: [],
    scopes,
    revoked: false,
    lacks: new Set(options.lacks),
    options,
    origin,
    user: (who) =>
      found(
        users.find(({ id, name }) => who === id || who === name),
        `user ${who}`,
      ),
    findUser,
    channel: (which) =>
      found(
        channels.find(({ id, name }) => which === id || which === name),
        `channel ${which}`,
      ),
    findChannel,
    team,
    im(user) {
      const { id, name } = world.user(user);
      const open = channels.find(({ kind, members }) => kind === "im" && members.has(id));
      if (open !== undefined) return open;
      const im = newChannel({ id: named("D", name), name: `im-${name}`, kind: "im", members: [id, botUser] });
      channels.push(im);
      return im;
    },
    peerOf: ({ kind, members }) => (kind === "im" ? [...members].find((one) => one !== botUser) : undefined),
    addUser({ name, realName = name, team: of = home.id, guest, admin = false, bot = false, locale = "sv-SE", email }) {
      const id = bot ? botUser : named("U", name);
      const rest = { ...(guest === undefined ? {} : { guest }), ...(email === undefined ? {} : { email }) };
      const user: User = {
        id,
        name,
        realName,
        team: team(of).id,
        admin,
        bot,
        timeZone: "Europe/Stockholm",
        locale,
        deleted: false,
        ...rest,
      };
      users.push(user);
      return user;
    },
    addChannel({ name, kind = "public", members = [], sharedWith = [], bot = true }) {
      const ids = [...members.map((member) => world.user(member).id), ...(bot ? [botUser] : [])];
      const channel = newChannel({
        id: named("C", name),
        name,
        kind,
        members: ids,
        sharedWith: sharedWith.map((one) => team(one).id),
      });
      channels.push(channel);
      return channel;
    },
    post({ channel, user, text, blocks = [], metadata, threadTs, ephemeralTo, files = [] }) {
      const message: Message = {
        ts: ts(),
        channel: channel.id,
        user,
        text,
        blocks,
        metadata,
        threadTs,
        edits: [],
        ephemeralTo,
        files,
        reactions: [],
        pinned: false,
      };
      messages.push(message);
      return message;
    },
    newId,
    ts,
  };
  world.addUser({ name: "startklar", realName: "Startklar", bot: true });
  return world;
}

function newChannel(of: {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel["kind"];
  readonly members: readonly string[];
  readonly sharedWith?: readonly string[];
}): Channel {
  return {
    id: of.id,
    name: of.name,
    kind: of.kind,
    members: new Set(of.members),
    sharedWith: new Set(of.sharedWith ?? []),
    archived: false,
    created: Math.floor(Date.now() / 1000),
  };
}
