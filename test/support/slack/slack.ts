import type { Acked, Call, Channel, Fields, Message, Sent, StoredFile, Team, Trouble, User, View } from "./types.ts";

/**
 * A button or another element on a message or view: by its label, or as an action that is sent just as it is given,
 * drawn or not.
 */
export type Pressed =
  | string
  | RegExp
  | { readonly action_id: string; readonly block_id?: string; readonly value?: string; readonly type?: string };

/** What a person reads of a message. */
export interface Read {
  readonly ts: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly message: Message;
}

/**
 * A Slack for tests: it speaks Slack's wire, holds its state, and rejects what Slack rejects. People and channels are
 * given by id or by name.
 */
export interface Slack {
  /** The Web API: the bot's `SLACK_API_URL`. */
  readonly url: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUser: string;
  readonly home: Team;
  /** The customer's organisation. */
  readonly customer: Team;
  /** Where the bot listens over HTTP, without `/slack/events`. */
  connect(botUrl: string): void;
  /** Resolves when the bot has a socket open; at once over HTTP. */
  connected(): Promise<void>;

  // What people do
  /** Types a slash command. Throws for people of another organisation: Slack does not offer it to them. */
  command(user: string, channel: string, text: string, options?: { readonly command?: string }): Promise<Acked>;
  /** Writes in a channel and mentions the bot; `text` without the mention. */
  mention(user: string, channel: string, text: string, options?: { readonly thread?: string }): Promise<Acked>;
  /** Writes in a channel without mentioning anybody. */
  say(
    user: string,
    channel: string,
    text: string,
    options?: { readonly thread?: string },
  ): Promise<Acked & { readonly message: Message }>;
  dm(user: string, text: string): Promise<Acked>;
  /**
   * Edits what one wrote: the last of one's own there that holds `was`. `text` is all that stands after a mention of
   * the bot.
   */
  edit(user: string, channel: string, was: string, text: string): Promise<Acked>;
  /** Slack adds the preview of a link to what somebody wrote to the bot alone. */
  unfurl(user: string, was: string): Promise<Acked>;
  /** Deletes what one wrote to the bot alone. */
  unsay(user: string, was: string): Promise<Acked>;
  press(user: string, message: Message, what: Pressed): Promise<Acked>;
  /** Presses an element of a modal or home. */
  pressIn(user: string, view: View, what: Pressed): Promise<Acked>;
  /**
   * Fills in and submits a modal; fields not given keep what was drawn in them. Throws where Slack's client would not
   * send it (a required field empty, another person's modal) unless `forged`.
   */
  submit(
    user: string,
    view: View,
    values: Readonly<Record<string, string | readonly string[] | null>>,
    options?: { readonly forged?: boolean; readonly privateMetadata?: string },
  ): Promise<Acked>;
  close(user: string, view: View): Promise<Acked | undefined>;
  /** Types in an external select. Gives its options. */
  suggest(
    user: string,
    view: View,
    blockId: string,
    query: string,
  ): Promise<Acked & { readonly options: readonly string[] }>;
  /** A message shortcut. */
  shortcut(user: string, message: Message, callbackId: string): Promise<Acked>;
  openHome(user: string): Promise<Acked>;
  /** Puts a file into a modal's file field: its id is what the field is filled in with. */
  attach(
    user: string,
    name: string,
    bytes: Uint8Array | string,
    options?: Pick<StoredFile, "external" | "servedFrom">,
  ): Promise<string>;
  /** Shares a file in a channel, or with the bot alone (`dm`). */
  upload(
    user: string,
    channel: string,
    name: string,
    bytes: Uint8Array | string,
    /** `line`: what is written with it, after a mention of the bot in a channel. */
    options?: Pick<StoredFile, "external" | "servedFrom"> & { readonly line?: string },
  ): Promise<Acked & { readonly file: StoredFile; readonly message: Message }>;

  // The wire
  event(type: string, payload: Fields, outer?: Fields): Promise<Acked>;
  /** The same request once more, as Slack repeats it: a new signature, the same content. */
  retry(last: Acked, num?: number, reason?: string): Promise<Acked>;
  /** Any request at all to `/slack/events`, HTTP only; `sign` makes the headers. */
  raw(
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly text: string }>;
  /** Form-encoded or JSON body of a payload, as Slack would send it. */
  encode(sent: Sent): { readonly body: string; readonly contentType: string };
  /** Headers of a signature. `at`: seconds since 1970. */
  sign(body: string, options?: { readonly at?: number; readonly secret?: string }): Readonly<Record<string, string>>;
  /** Tells each socket to reconnect, as Slack does every few hours. */
  recycleSockets(): void;

  // State
  readonly workspaces: readonly Team[];
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  readonly files: readonly StoredFile[];
  readonly calls: readonly Call[];
  user(who: string): User;
  channel(which: string): Channel;
  /** The DM of a person with the bot. */
  im(user: string): Channel;
  /** Oldest first, threads among them, ephemeral messages not. */
  messages(channel: string): readonly Message[];
  ephemerals(channel: string): readonly Message[];
  /** What a person sees of a channel: text as drawn, buttons by label. */
  reads(user: string, channel: string): readonly Read[];
  /** Who a message pings: `channel`, `here`, `everyone`, or ids of people and groups. */
  pings(message: Message): readonly string[];
  /** The modal on top, if any. */
  modal(user: string): View | undefined;
  views(user: string): readonly View[];
  homeOf(user: string): View | undefined;

  // What happens to the world
  addUser(user: {
    readonly name: string;
    readonly realName?: string;
    readonly team?: string;
    readonly guest?: User["guest"];
    readonly admin?: boolean;
    readonly locale?: string;
  }): User;
  addChannel(channel: {
    readonly name: string;
    readonly kind?: "public" | "private";
    readonly members?: readonly string[];
    readonly sharedWith?: readonly string[];
    /** Whether the bot is in it: default yes. */
    readonly bot?: boolean;
  }): Channel;
  addGroup(group: { readonly id: string; readonly handle: string; readonly users: readonly string[] }): void;
  /**
   * Somebody becomes a guest, leaves, or is called otherwise; the bot is told. Whoever is deactivated is in no channel
   * any more.
   */
  changeUser(who: string, change: Partial<Pick<User, "guest" | "deleted" | "realName">>): Promise<Acked | undefined>;
  /** Lets a person or the bot join; the bot is told. */
  join(who: string, channel: string): Promise<Acked | undefined>;
  leave(who: string, channel: string): Promise<Acked | undefined>;
  archive(channel: string): Promise<Acked | undefined>;
  unarchive(channel: string): Promise<Acked | undefined>;
  /** Gone for good: `channel_not_found` from now on. */
  deleteChannel(channel: string): Promise<Acked | undefined>;
  rename(channel: string, name: string): Promise<Acked | undefined>;
  /** Shares a channel with another organisation; `newId` when its id changes with it. */
  share(channel: string, team: string, options?: { readonly newId?: string }): Promise<readonly Acked[]>;
  unshare(channel: string): Promise<Acked | undefined>;
  /** Takes the bot's token away. */
  revoke(): void;
  /** Gives or takes scopes. */
  grant(scopes: readonly string[]): void;
  /** The kinds of block that the workspace does not have from now on. */
  lack(kinds: readonly string[]): void;
  /** Of a method, or of `response_url`, which knows `status` alone. */
  trouble(method: string, trouble: Trouble, times?: number): void;
  /** Whatever is said in these channels from now on is never answered, nor done. */
  hang(channels: readonly string[]): void;
  /** Every method answers as it should again. */
  mend(): void;
  stop(): Promise<void>;
}
