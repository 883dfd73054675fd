import type { Workspace } from "../who/identity.ts";

/** What a signed request says of the app it is for, and of the workspaces that it comes from. */
interface Addressed {
  readonly type?: string;
  readonly api_app_id?: string;
  readonly team_id?: string;
  readonly context_team_id?: string | null;
  readonly authorizations?: readonly { readonly team_id?: string | null }[];
  readonly team?: { readonly id?: string } | null;
  readonly user?: { readonly team_id?: string };
  readonly message?: { readonly team?: string };
  readonly container?: { readonly is_ephemeral?: boolean };
  readonly view?: { readonly team_id?: string; readonly app_installed_team_id?: string };
}

/**
 * True for what is meant for our app in our workspace. Through Slack Connect much is of somebody else's workspace, but
 * never all: an event names the installation that it is for, a modal the workspace that its app is installed in, a
 * button's message the one who wrote it.
 */
export function isOurs(body: object, { team, app }: Pick<Workspace, "team" | "app">): boolean {
  const asked = body as Addressed;
  if (app !== undefined && asked.api_app_id !== undefined && asked.api_app_id !== app) return false;
  // What is shown to one person comes back without its message, and Slack shows it nowhere but where we wrote it.
  if (asked.container?.is_ephemeral === true) return true;
  const teams = teamsOf(asked).filter((one) => one != null && one !== "");
  return teams.length === 0 || teams.includes(team);
}

const teamsOf = (asked: Addressed): readonly (string | null | undefined)[] => [
  asked.team_id,
  asked.context_team_id,
  ...(asked.authorizations ?? []).map(({ team_id: one }) => one),
  asked.team?.id,
  asked.user?.team_id,
  asked.message?.team,
  asked.view?.team_id,
  asked.view?.app_installed_team_id,
];

const fiveMinutes = 300;

/**
 * False for a time stamp of a signature that is further ahead than clocks ever are. Bolt itself refuses what is old.
 */
export const isPast = (seconds: unknown, now: number = Date.now()): boolean =>
  !(Number(seconds) > now / 1_000 + fiveMinutes);
