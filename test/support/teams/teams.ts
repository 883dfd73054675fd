import type { Minted } from "./keys.ts";
import type { NewChannel, NewChat, NewTeam, NewUser } from "./newcomers.ts";
import type {
  Acked,
  Call,
  Conversation,
  Dialog,
  Fields,
  Message,
  Operation,
  Team,
  Tenant,
  Trouble,
  User,
} from "./types.ts";
import type { Reply } from "./wire.ts";

/** A button: by its title, or as an action that is sent just as it is given, drawn or not. */
export type Pressed =
  | string
  | RegExp
  | {
      readonly type: "Action.Execute" | "Action.Submit";
      readonly title?: string;
      readonly id?: string;
      readonly verb?: string;
      readonly data: unknown;
    };

/** What a person reads of a message. */
export interface Read {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly string[];
  /** Where it leads in the browser. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly message: Message;
  readonly edited: boolean;
  /** The one person who sees it, by name. */
  readonly targetedTo?: string;
}

/**
 * A Teams for tests: it speaks the Bot Framework's wire, holds its state, and rejects what Teams rejects. People, teams
 * and conversations are given by id or by name, and a person's chat with the bot as `personal`.
 */
export interface Teams {
  /** Where the signing keys are found: the bot's OpenID configuration. */
  readonly metadataUrl: string;
  /** The Azure Bot's app id. */
  readonly clientId: string;
  /** The home tenant. */
  readonly tenantId: string;
  /** The bot's token for the connector and Graph. */
  readonly token: string;
  readonly serviceUrl: string;
  /** In place of `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly home: Tenant;
  readonly customer: Tenant;
  readonly partner: Tenant;
  /** Where the bot listens, without `/api/messages`. */
  connect(botUrl: string): void;

  // What people do
  /**
   * Writes a message, with a mention of the bot before it outside personal chats unless it mentions the bot itself or
   * `mention` is false. `@` with somebody's name is a mention. The same key is the same event sent again.
   */
  say(
    user: string,
    where: string,
    text: string,
    options?: { readonly thread?: string; readonly key?: string; readonly mention?: boolean },
  ): Promise<Acked>;
  /**
   * Edits what was said under that key, so that it says this: Teams tells of it where the bot is mentioned, or alone
   * with somebody.
   */
  edit(key: string, text: string): Promise<Acked>;
  /** Deletes what was said under that key, or takes the deletion back. */
  unsay(key: string, what: "softDeleteMessage" | "undeleteMessage"): Promise<Acked>;
  /** An `Action.Submit` that opens no dialog comes to the bot as a message without text. */
  press(
    user: string,
    message: Message,
    what: Pressed,
    /** `older`: a client that knows no `Action.Execute` and draws its fallback; without one, nothing is drawn. */
    options?: { readonly key?: string; readonly older?: boolean },
  ): Promise<Acked>;
  /**
   * Fills in and submits a dialog; fields not given keep what was drawn in them. Throws where Teams' client would not
   * submit it (a required field empty, another person's dialog, one that is closed) unless `forged`.
   */
  submit(
    user: string,
    dialog: Dialog,
    values: Readonly<Record<string, string>>,
    options?: { readonly button?: string; readonly forged?: boolean; readonly key?: string },
  ): Promise<Acked>;
  close(user: string): void;
  messageAction(user: string, message: Message, commandId: string, options?: { readonly key?: string }): Promise<Acked>;
  /** Drops a file in the personal chat with the bot, with a line or without. */
  upload(user: string, name: string, bytes: Uint8Array | string, line?: string): Promise<Acked>;

  // The wire
  /** Any request at all to `/api/messages`; `token` null sends none, and by default a good one. */
  raw(body: string | Fields, options?: { readonly token?: string | null }): Promise<Reply>;
  /** The same activity once more, as Teams repeats it. */
  retry(last: Acked): Promise<Acked>;
  mint(options?: Minted): string;
  /** How often the bot has fetched the key set. */
  keysFetched(): number;

  // State
  readonly users: readonly User[];
  readonly teams: readonly Team[];
  readonly conversations: readonly Conversation[];
  readonly calls: readonly Call[];
  user(who: string): User;
  team(which: string): Team;
  conversation(which: string, who?: string): Conversation;
  personal(user: string): Conversation;
  /** Oldest first, threads among them, targeted messages too. */
  messages(where: string): readonly Message[];
  /** What a person sees of a conversation, oldest first. */
  reads(user: string, where: string): readonly Read[];
  /**
   * What a person was shown in a conversation that nobody else saw: targeted messages, and what invokes were answered
   * with.
   */
  own(user: string, where: string): string;
  /** All that a person has been shown anywhere. */
  everything(user: string): string;
  /** Whom a message mentions, by name. */
  mentions(message: Message): readonly string[];
  dialog(user: string): Dialog | undefined;

  // What happens to the world
  addUser(user: NewUser): User;
  addTeam(team: NewTeam): Team;
  addChannel(channel: NewChannel): Conversation;
  addChat(chat: NewChat): Conversation;
  /** An Entra group. */
  addGroup(group: { readonly id: string; readonly users: readonly string[] }): void;
  /**
   * Installs the app in a team, a private or shared channel, a group chat, or for a person; the bot is told: of a team
   * in the channel `chosen`, by default General.
   */
  install(where: string, options?: { readonly chosen?: string }): Promise<Acked>;
  uninstall(where: string): Promise<Acked>;
  /**
   * Tells the bot of every team, channel, chat and person that has had it before: its app was brought up to date there.
   */
  introduce(): Promise<readonly Acked[]>;
  rename(where: string, name: string): Promise<Acked | undefined>;
  addMember(user: string, where: string): Promise<Acked | undefined>;
  removeMember(user: string, where: string): Promise<Acked | undefined>;
  deleteChannel(where: string): Promise<Acked | undefined>;
  restoreChannel(where: string): Promise<Acked | undefined>;
  share(channel: string, tenant: string): Promise<Acked | undefined>;
  /** Its people leave the channel. */
  unshare(channel: string, tenant: string): Promise<Acked | undefined>;
  archive(team: string): Promise<Acked>;
  unarchive(team: string): Promise<Acked>;
  deleteTeam(team: string): Promise<Acked | undefined>;
  /** It is deleted for good, 30 days later or at once. */
  purgeTeam(team: string): Promise<Acked | undefined>;
  restoreTeam(team: string): Promise<Acked | undefined>;
  /** The conversation has another id from now on, and the old one is not found. */
  move(where: string): Conversation;
  /** The person blocks the bot, or takes that back. */
  block(user: string, blocked?: boolean): void;
  /** An administrator blocks the app, or takes that back. */
  disable(disabled?: boolean): void;
  /** An owner consents to all that the manifest asks for, or takes that back. */
  consent(given: boolean): void;
  /** Whether targeted messages are taken: yes at the start. */
  takeTargeted(taken: boolean): void;
  /** Whatever is said in these conversations from now on is never answered, nor done. */
  hang(conversations: readonly string[]): void;
  trouble(operation: Operation, trouble: Trouble, times?: number): void;
  stop(): Promise<void>;
}
