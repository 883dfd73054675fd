import { expect } from "vitest";
import { startBothBot } from "../support/both-bot.ts";
import { beginning, type Stage } from "./onboarding.ts";
import { slackCustomers, typedInSlack } from "./slack-stage.ts";
import { refusedBy, teamsWindow, typed } from "./teams-stage.ts";

const internal = "solbacken";
const shared = "solbacken-kund";

/** The story's stage where the supplier works in Teams, and meets its customers in Slack. */
export async function bothStage(
  options: Omit<NonNullable<Parameters<typeof startBothBot>[0]>, "clock">,
): Promise<Stage> {
  const bot = await startBothBot({ ...options, clock: beginning });
  const { teams, slack } = bot;
  const settled = () => bot.settled(teamsWindow);
  const { refused, ...customers } = slackCustomers(slack, shared, settled);
  return {
    ...customers,
    async bindShared() {
      await typedInSlack(slack, "anna", shared, "bind shared in:solbacken", settled);
    },
    types: (text) => typed(teams, "anna", internal, text, settled),
    async pressesOurs(label) {
      const asked = teams.reads("anna", internal).findLast(({ buttons }) => buttons.length > 0);
      if (asked === undefined) throw new Error("There is nothing to press");
      expect((await teams.press("anna", asked.message, label)).status).toBe(200);
      await settled();
    },
    ledger: () =>
      teams
        .reads("anna", internal)
        .map(({ text }) => text)
        .join("\n"),
    async playTo(instant) {
      await bot.house().scheduler.playTo(instant);
      await settled();
    },
    facts: () => bot.facts(),
    restart: () => bot.restart(),
    keptInTheEnd: () => bot.keptInTheEnd(),
    async troubles() {
      return [
        ...refusedBy(teams),
        ...refused(),
        ...(await bot.undelivered()).map((id) => `${id} was not delivered`),
        ...bot.logged,
      ];
    },
    stop: () => bot.stop(),
  };
}
