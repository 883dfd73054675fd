import type { webApi } from "@slack/bolt";
import { createCache } from "../../cache.ts";
import { isPassing, OrgWide } from "../errors.ts";
import type { Identity, Workspace } from "./identity.ts";

/** Where the app is installed, and who we are there: asked once a day. */
export interface KnownHome {
  /** Throws {@link OrgWide} where it is a whole organisation. */
  get(): Promise<Workspace>;
  forget(): void;
}

const day = 24 * 60 * 60_000;

export function createHome(client: webApi.WebClient, identity: Identity): KnownHome {
  const home = createCache<Workspace>(whoWeAre, day, isPassing);

  /** What Slack says of us; while it does not answer, what it said before, also to an earlier process. */
  async function whoWeAre(): Promise<Workspace> {
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

  async function asked(): Promise<Workspace> {
    const found = await client.auth.test();
    if (found.is_enterprise_install === true) throw new OrgWide();
    const {
      team_id: team = "",
      team: name = "",
      enterprise_id: enterprise,
      url = "",
      user_id: botUser = "",
      bot_id: bot = "",
    } = found;
    // Only to know what is not for us: without it the bot runs as well.
    const about = bot === "" ? undefined : await client.bots.info({ bot }).catch(() => undefined);
    return { team, name, url, botUser, bot, app: about?.bot?.app_id, enterprise };
  }

  return { get: () => home.get(""), forget: () => home.clear() };
}
