import { expect, test } from "vitest";
import { startTeamsBot } from "../../support/teams-bot.ts";

test("what somebody wrote who is not in the conversation any more is taken once: nobody is there to be told", async () => {
  const bot = await startTeamsBot();
  try {
    await bot.openSolbacken();
    const { sent } = await bot.teams.say("anna", "solbacken", "log 1h konfiguration");
    await bot.settled();
    const from = { ...(sent.from as object), id: "29:left-a-moment-ago" };
    const { status } = await bot.teams.raw({ ...sent, id: "1795000000001", from });
    await bot.settled();
    expect({ status, logged: bot.logged }).toEqual({ status: 200, logged: [] });
    expect((await bot.facts()).work).toHaveLength(1);
  } finally {
    await bot.stop();
  }
}, 60_000);
