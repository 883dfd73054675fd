import { createHash } from "node:crypto";
import type { Keeping } from "../../../messages/keeping.ts";
import type { Account, MetConversation } from "../options.ts";

/** Where the app is installed. */
export interface Workspace {
  readonly team: string;
  readonly name: string;
  readonly enterprise?: string | undefined;
  /** `https://solbacken.slack.com/` */
  readonly url: string;
  readonly botUser: string;
  readonly bot: string;
  /** Our app's id; unset where Slack did not say. */
  readonly app?: string | undefined;
}

/** Who we are, kept so that a process that starts while Slack does not answer knows it. */
export interface Identity {
  keep(home: Workspace): Promise<void>;
  kept(): Promise<Workspace | undefined>;
}

/**
 * Kept for one token: another one is of another installation, perhaps. Nothing of the token can be read from what is
 * kept.
 */
export function identityOf(keeping: Keeping, botToken: string): Identity {
  const key = createHash("sha256").update(botToken).digest("hex").slice(0, 16);
  return {
    keep: (home) => keeping.put("identity", key, home),
    kept: async () => homeOf(await keeping.get("identity", key)),
  };
}

function homeOf(kept: unknown): Workspace | undefined {
  const {
    team,
    name = "",
    url = "",
    botUser,
    bot,
    app,
    enterprise,
  } = (kept ?? {}) as Partial<Record<keyof Workspace, unknown>>;
  const text = (value: unknown): value is string => typeof value === "string" && value !== "";
  if (!text(team) || !text(botUser) || !text(bot)) return undefined;
  const optional = (value: unknown) => (text(value) ? value : undefined);
  return {
    team,
    name: String(name),
    url: String(url),
    botUser,
    bot,
    app: optional(app),
    enterprise: optional(enterprise),
  };
}

/** A user as Slack shows it. */
export interface SlackUser {
  readonly id?: string;
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly enterprise_user?: { readonly enterprise_id?: string; readonly teams?: readonly string[] };
  readonly profile?: {
    readonly real_name?: string;
    readonly display_name?: string;
    readonly email?: string;
  };
}

/** A conversation as Slack shows it. */
export interface SlackChannel {
  readonly id?: string;
  readonly name?: string;
  readonly is_im?: boolean;
  readonly is_ext_shared?: boolean;
  readonly is_pending_ext_shared?: boolean;
  readonly is_archived?: boolean;
}

/**
 * True for somebody of another organisation: another workspace, and not one of our own enterprise that is a member of
 * ours. Whether they are an administrator over there means nothing here.
 */
export function isForeign(user: SlackUser, home: Workspace): boolean {
  if (user.team_id === home.team) return false;
  const { enterprise_id: enterprise, teams = [] } = user.enterprise_user ?? {};
  return home.enterprise === undefined || enterprise !== home.enterprise || !teams.includes(home.team);
}

/** Slack's own voice: `is_bot` is false for it. */
const slacksOwn = new Set(["USLACKBOT", "USLACK"]);

/**
 * True for what is no person: a bot, a workflow's step, Slackbot with somebody's reminder. It may say and do nothing
 * here.
 */
export const isMachine = (user: SlackUser): boolean => user.is_bot === true || slacksOwn.has(user.id ?? "");

/** A guest of the home workspace: a customer, however long they have been with us. */
export const isGuest = (user: SlackUser): boolean => user.is_restricted === true || user.is_ultra_restricted === true;

/** Staff: a non-guest member of the home workspace, and of the staff group where there is one. */
export function isStaff(user: SlackUser, home: Workspace, group: ReadonlySet<string> | undefined): boolean {
  if (user.deleted === true || isMachine(user) || isGuest(user) || isForeign(user, home)) return false;
  return group === undefined || group.has(user.id ?? "");
}

/** How the bot knows a user. `company`: the name of the organisation that they are of. */
export function accountOf(
  user: SlackUser & { readonly id: string },
  home: Workspace,
  known: { readonly staff: boolean; readonly company: string | undefined },
): Account {
  const { profile, name = "", is_email_confirmed: confirmed } = user;
  const shown = [profile?.real_name, user.real_name, profile?.display_name, name].find(
    (one) => one !== undefined && one.trim() !== "",
  );
  return {
    platform: "slack",
    tenant: home.team,
    user: user.id,
    name: shown ?? user.id,
    staff: known.staff,
    gone: isMachine(user) ? "machine" : user.deleted === true ? "deactivated" : undefined,
    ...(name === "" ? {} : { handle: name }),
    ...(known.company === undefined ? {} : { company: known.company }),
    ...(confirmed === true && profile?.email !== undefined ? { email: profile.email } : {}),
  };
}

/** How the bot knows a conversation. `guests`: guests of our own workspace are in it. */
export function placeOf(
  channel: SlackChannel & { readonly id: string },
  home: Workspace,
  guests: boolean,
): MetConversation {
  const isPrivate = channel.is_im === true;
  return {
    platform: "slack",
    tenant: home.team,
    external: channel.id,
    name: isPrivate ? "Startklar" : (channel.name ?? channel.id),
    outsiders: !isPrivate && (channel.is_ext_shared === true || channel.is_pending_ext_shared === true || guests),
    private: isPrivate,
  };
}
