import type { types } from "@slack/bolt";

/** Anything that came over the wire as JSON. */
export type Fields = Readonly<Record<string, unknown>>;
/** A chart, which Slack's own types do not know yet. */
export interface Chart {
  readonly type: "data_visualization";
  readonly block_id?: string;
  readonly title: string;
  readonly chart: {
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
  };
}
export type Block = types.KnownBlock | Chart;

/** An organisation on Slack. The bot is installed in the home workspace alone. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise?: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly team: string;
  readonly guest?: "single-channel" | "multi-channel";
  /** Of their own workspace, whichever that is. */
  readonly admin: boolean;
  readonly bot: boolean;
  readonly timeZone: string;
  readonly locale: string;
  /** Confirmed by its owner. */
  readonly email?: string;
  deleted: boolean;
}

export interface Channel {
  /** May change when sharing starts. */
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  readonly members: Set<string>;
  /** The other organisations that the channel is shared with. */
  readonly sharedWith: Set<string>;
  archived: boolean;
  readonly created: number;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Fields;
}

export interface Message {
  readonly ts: string;
  channel: string;
  readonly user: string;
  text: string;
  blocks: readonly Block[];
  metadata?: Metadata | undefined;
  readonly threadTs?: string | undefined;
  /** What it said before each edit, oldest first. */
  readonly edits: { readonly text: string; readonly blocks: readonly Block[] }[];
  /** The one person who sees it: lost on reload, in no history. */
  readonly ephemeralTo?: string | undefined;
  readonly files: readonly string[];
  readonly reactions: string[];
  pinned: boolean;
}

/** A modal or a home, as a person has it open. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly root: string;
  readonly previous?: string | undefined;
  hash: string;
  /** What the bot drew: title, blocks, callback_id, private_metadata, … */
  drawn: DrawnView;
  /** What stands under the fields after a refused submission, by block id. */
  errors: Readonly<Record<string, string>>;
}
export type DrawnView = types.ModalView | types.HomeView;

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly bytes: Uint8Array;
  readonly channels: string[];
  readonly title: string;
  /** Kept elsewhere, such as a pasted link to Google Drive: Slack only knows its address. */
  readonly external?: string | undefined;
  /** Where its bytes are said to be, other than Slack's own place for them. */
  readonly servedFrom?: string | undefined;
  /** Put into a form's field: whoever the form belongs to may fetch it. */
  readonly inForm?: true;
}

/** One Web API call as it was taken. */
export interface Call {
  readonly method: string;
  readonly args: Fields;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly answer: Fields;
}

/** A request that Slack sent to the bot. */
export interface Sent {
  readonly kind: "event" | "command" | "interaction";
  readonly payload: Fields;
  /** What an event adds on its way to being the same event again. */
  readonly retry?: { readonly num: number; readonly reason: string };
}

/** What came back from the bot, and what Slack made of it. */
export interface Acked {
  /**
   * HTTP's status; over Socket Mode 200 when the envelope was acknowledged. 0: nothing within ten seconds, or the bot
   * could not be reached.
   */
  readonly status: number;
  /** The acknowledgement's body: JSON where it is JSON, otherwise the text; empty when there was none. */
  readonly body: unknown;
  /** Milliseconds until the acknowledgement. Past 3000 the person is told that the app did not respond. */
  readonly ms: number;
  readonly sent: Sent;
  /** The message that the acknowledgement carried: a command's answer. */
  readonly answer?: Message;
  /** Slack would not take what the acknowledgement carried. */
  readonly refused?: { readonly error: string; readonly messages: readonly string[] };
}

/** The parts of an app manifest that bind Slack. */
export interface Manifest {
  readonly features?: {
    readonly slash_commands?: readonly { readonly command: string }[];
    readonly shortcuts?: readonly { readonly callback_id: string; readonly type: string }[];
  };
  readonly oauth_config?: { readonly scopes?: { readonly bot?: readonly string[] } };
  readonly settings?: { readonly event_subscriptions?: { readonly bot_events?: readonly string[] } };
}

/** Trouble for the next calls of a method. */
export type Trouble =
  | { readonly kind: "refuse"; readonly error: string }
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** The connection breaks before anything is done. */
  | { readonly kind: "drop" }
  /** It is done, and the connection breaks before the answer. */
  | { readonly kind: "drop-answer" }
  /** It is done so much later, and answered then. */
  | { readonly kind: "slow"; readonly ms: number }
  /** It is done at once, and answered so much later. */
  | { readonly kind: "slow-answer"; readonly ms: number };

export interface SlackOptions {
  readonly mode?: "http" | "socket";
  /** Scopes, events, commands and shortcuts are what it says; without it everything is granted. */
  readonly manifest?: Manifest;
  /** Bot scopes, in place of the manifest's. */
  readonly scopes?: readonly string[];
  /**
   * `strict` (default): one message a second and channel, after a burst of 5. `tiers`: the tiers of methods as well.
   * `none`.
   */
  readonly rates?: "strict" | "tiers" | "none";
  /** How long a second of the rates lasts, in seconds. */
  readonly second?: number;
  /** How long a trigger lives, in milliseconds: 3000 by default. */
  readonly triggerLife?: number;
  /** The bot's command. Default `/startklar`. */
  readonly command?: string;
  readonly port?: number;
  /** The token is of a whole Enterprise Grid organisation. */
  readonly orgWide?: boolean;
  /** Kinds of block that the workspace does not have: `table`. */
  readonly lacks?: readonly string[];
}
