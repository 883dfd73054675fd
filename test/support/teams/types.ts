/** Anything that came over the wire as JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** An organisation on Microsoft 365. The bot is installed in the home tenant alone. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface User {
  /** The Bot Framework's id of them towards this bot: `29:…`. */
  readonly id: string;
  /** Their object id in Entra. */
  readonly aad: string;
  /** What tests name them by. */
  readonly name: string;
  readonly realName: string;
  /** The tenant that they sign in to: for a guest still the home tenant, where the guest's account is. */
  readonly tenant: string;
  readonly guest: boolean;
  readonly upn: string;
  readonly email: string;
  readonly locale: string;
}

export interface Team {
  readonly id: string;
  readonly aadGroupId: string;
  name: string;
  readonly tenant: string;
  readonly members: Set<string>;
  /** The bot is in it. */
  installed: boolean;
  archived: boolean;
  deleted: boolean;
}

export type Kind = "personal" | "groupChat" | "channel";
export type ChannelType = "standard" | "private" | "shared";

/** A channel, a group chat or a personal chat with the bot. */
export interface Conversation {
  /** Without `;messageid=…`. May change when a conversation moves. */
  id: string;
  readonly kind: Kind;
  /** Empty for the General channel and for a personal chat. */
  name: string;
  readonly tenant: string;
  readonly team?: Team;
  readonly channelType?: ChannelType;
  /** Ids of people. Those of a standard channel are its team's. */
  readonly members: Set<string>;
  /** The bot is in it. For a standard channel its team decides. */
  installed: boolean;
  /** The person at the other end has blocked the bot. */
  blocked: boolean;
  deleted: boolean;
}

/** An Adaptive Card as it came. */
export type Card = Fields;

/** What stands in a message, as far as it can be edited. */
export interface Said {
  readonly text: string;
  readonly summary: string;
  readonly cards: readonly Card[];
  readonly entities: readonly Fields[];
}

export interface Message {
  readonly id: string;
  readonly conversation: Conversation;
  /** The message that its thread began with; its own id where it began one. */
  readonly root: string;
  /** A person's id, or the bot's. */
  readonly from: string;
  said: Said;
  /** What it said before each edit, oldest first. */
  readonly edits: Said[];
  /** The one person who sees it. */
  readonly targetedTo?: string | undefined;
  /** The card that an invoke's answer has put in its place, for that person alone, until the message is edited. */
  readonly views: Map<string, Card>;
}

/** A dialog that a person has open. */
export interface Dialog {
  readonly user: string;
  readonly title: string;
  readonly card: Card;
  /** What each field shows, by id. */
  readonly values: Readonly<Record<string, string>>;
  /** All that it says, top to bottom, the errors under its fields among it. */
  readonly text: string;
  /** Titles of its buttons. */
  readonly buttons: readonly string[];
  /** From where it was opened. */
  readonly origin: Origin;
}
/** The message whose button, or whose message action, opened a dialog. */
export interface Origin {
  readonly message: Message;
  readonly command?: string;
}

/** One request to the connector as it was taken. */
export interface Call {
  /** What it is called in {@link Trouble}s. */
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: number;
  readonly answer: unknown;
}
export type Operation =
  | "create"
  | "post"
  | "edit"
  | "delete"
  | "members"
  | "member"
  | "pagedMembers"
  | "team"
  | "channels"
  | "group"
  /** A dropped file is fetched. */
  | "file"
  | "unknown";

/** Trouble for the next requests of a kind. */
export type Trouble =
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly retryAfter?: number }
  /** The connection breaks before anything is done. */
  | { readonly kind: "drop" }
  /** It is done, and the connection breaks before the answer. */
  | { readonly kind: "drop-answer" }
  | { readonly kind: "slow"; readonly ms: number };

/** What came back from the bot, and what Teams made of it. */
export interface Acked {
  /** 0: nothing within ten seconds, or the bot could not be reached. */
  readonly status: number;
  /** JSON where it is JSON, otherwise the text. */
  readonly body: unknown;
  /** Milliseconds until the answer. Past 15 000 Teams gives up. */
  readonly ms: number;
  readonly sent: Fields;
  /** Words that Teams shows the person alone, from the answer of an invoke. */
  readonly shown?: string;
  /** The dialog that the answer opened or kept open. */
  readonly dialog?: Dialog;
  /** The card that the answer put in the place of the message's, for that person. */
  readonly card?: Card;
  /** Teams would not take what the answer carried. */
  readonly refused?: string;
}

export interface TeamsOptions {
  /** Speaks as a local client that has no tokens to give and asks for none. */
  readonly insecure?: boolean;
  /** What a plain local client lacks: its connector answers 404 to everything but messages. */
  readonly plain?: boolean;
  /**
   * Who the customers are. `guests` (default): karin is a guest of the home tenant, and `solbacken-kund` a group chat.
   * `tenants`: she is of her own tenant, as johan is, and `solbacken-kund` is a shared channel.
   */
  readonly customers?: "guests" | "tenants";
  /** The resource-specific permissions that owners consent to; default: all that the app's manifest asks for. */
  readonly consents?: readonly string[];
  /** Kinds of elements that no card may have here, `AdaptiveCard` for no cards at all. */
  readonly lacks?: readonly string[];
  /**
   * `strict`: 7 in 1 s, 8 in 2 s, 60 in 30 s and 1 800 an hour in each conversation. `tenant`: and 50 a second in all
   * of a tenant's.
   * Default `none`.
   */
  readonly rates?: "strict" | "tenant" | "none";
  /** How long a second of the rates lasts, in seconds. */
  readonly second?: number;
  readonly port?: number;
  /** Who signs in Microsoft's cloud that this is; default: the public one's. */
  readonly issuer?: string;
}
