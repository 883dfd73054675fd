import type { TestDatabase } from "./databases.ts";
import { type RunningBot, startRunningBot } from "./running-bot.ts";
import { type Slack, startSlack } from "./slack/index.ts";
import { slackCredentials, slackManifestOf } from "./slack-bot.ts";
import { startTeams, type Teams } from "./teams/index.ts";
import { accessTo } from "./teams-bot.ts";

/** The whole house, spoken to through Slack and Teams. */
export interface BothBot extends RunningBot {
  readonly slack: Slack;
  readonly teams: Teams;
}

export async function startBothBot(
  options: { readonly open?: () => Promise<TestDatabase>; readonly clock?: number } = {},
): Promise<BothBot> {
  const teams = await startTeams();
  const slack = await startSlack({ mode: "http", manifest: slackManifestOf("http"), rates: "none" });
  const credentials = {
    signingSecret: undefined,
    appToken: undefined,
    staffGroup: undefined,
    ...slackCredentials(slack, "http"),
  };
  const bot = await startRunningBot({
    ...options,
    config: { teams: accessTo(teams), slack: credentials },
    listens(url) {
      teams.connect(url);
      slack.connect(url);
    },
    reached: () => slack.connected(),
  });
  await teams.introduce();
  await bot.settled();
  return {
    ...bot,
    slack,
    teams,
    async stop() {
      await bot.stop();
      await slack.stop();
      await teams.stop();
    },
  };
}
