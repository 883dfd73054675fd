import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { greeting } from "../src/greeting.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const teams = { TEAMS_CLIENT_ID: "id", TEAMS_CLIENT_SECRET: "secret", TEAMS_TENANT_ID: "tenant" };
const url = "http://127.0.0.1:3000/";

describe("the last line of a start", () => {
  test.each([
    [{}, `Startklar är igång. Öppna ${url} och prova hjälp.`],
    [{ LOCALE: "en" }, `Startklar is up. Open ${url} and try help.`],
    [{ TEAMS_INSECURE_LOCAL: "1" }, `Startklar är igång. Öppna ${url} och prova hjälp.`],
    [slack, `Startklar är igång på ${url} och svarar i Slack. Prova /startklar hjälp där.`],
    [teams, `Startklar är igång på ${url} och svarar i Teams. Prova @Startklar hjälp där.`],
    [
      { ...slack, ...teams, LOCALE: "en" },
      `Startklar is up at ${url}, and answers in Slack and Teams. Try /startklar help or @Startklar help there.`,
    ],
  ])("with %o it is the address and what to try", (env, line) =>
    expect(greeting(readConfig(env)).ready(url)).toBe(line),
  );
});
