import { describe, expect, test } from "vitest";
import { ConfigMistakes, readConfig } from "../src/config.ts";

const mistakes = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigMistakes) return error.message;
    throw error;
  }
  return "";
};

describe("the environment", () => {
  test("nothing set: the local workspace on loopback, in Swedish, on the embedded database", () => {
    expect(readConfig({})).toMatchObject({
      database: { url: undefined, dataDir: "./data" },
      minutesModel: undefined,
      host: "127.0.0.1",
      port: 3000,
      timeZone: "Europe/Stockholm",
      language: "sv",
    });
  });

  test("an empty variable counts as unset", () => {
    expect(readConfig({ DATABASE_URL: "", PORT: " " })).toMatchObject({ database: { url: undefined }, port: 3000 });
  });

  test("every bad variable is named, in one message", () => {
    const said = mistakes({ PORT: "abc", LOCALE: "de", DATABASE_URL: "mysql://x", TIME_ZONE: "Mars/Olympus", TEAMS_CLIENT_ID: "x" });
    for (const name of ["PORT", "LOCALE", "DATABASE_URL", "TIME_ZONE", "TEAMS_CLIENT_ID"]) expect(said).toContain(name);
  });

  test.each(["2026-02-30T09:00", "2026-11-23T25:00", "2026-11-23", "tomorrow"])("LOCAL_CLOCK %s is no day and time", (clock) => {
    expect(mistakes({ LOCAL_CLOCK: clock })).toContain("LOCAL_CLOCK");
  });

  test.each(["0.0.0.0", "192.168.1.4", "example.org"])("the local workspace has no log-in, so HOST %s is refused", (host) => {
    expect(mistakes({ HOST: host })).toContain("HOST");
  });

  test("no platform at all is refused", () => {
    expect(mistakes({ LOCAL_WORKSPACE: "0" })).toContain("LOCAL_WORKSPACE");
  });
});

const http = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

test.each([
  { what: "HTTP", env: http },
  { what: "Socket Mode", env: socket },
])("Slack over $what: the local workspace is off, and HOST may be any address", ({ env }) => {
  expect(readConfig({ ...env, HOST: "0.0.0.0" })).toMatchObject({ slack: { botToken: "xoxb-1" }, local: { on: false }, host: "0.0.0.0" });
  expect(readConfig({ ...env, LOCAL_WORKSPACE: "1" })).toMatchObject({ local: { on: true } });
});

test.each([
  [{ SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_SIGNING_SECRET.*SLACK_APP_TOKEN/],
  [{ SLACK_SIGNING_SECRET: "s" }, /SLACK_BOT_TOKEN is not set/],
  [{ SLACK_APP_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN is not set/],
  [{ ...http, SLACK_BOT_TOKEN: "xoxp-1" }, /must begin with xoxb-/],
  [{ ...socket, SLACK_APP_TOKEN: "xoxb-1" }, /must begin with xapp-/],
  [{ STAFF_GROUP: "S1" }, /STAFF_GROUP is set, but Slack is not configured/],
  [{ SLACK_API_URL: "https://slack.com/api/" }, /SLACK_API_URL is set, but Slack is not configured/],
  [{ ...http, LOCAL_CLOCK: "2026-11-23T09:00" }, /LOCAL_CLOCK is set, but Slack is configured/],
  [{ ...http, LOCAL_WORKSPACE: "1", HOST: "0.0.0.0" }, /HOST 0.0.0.0 is not a loopback address/],
  [{ LOCAL_WORKSPACE: "0" }, /nobody to talk to/],
  [{ TEAMS_CLIENT_ID: "1" }, /TEAMS_CLIENT_ID is set/],
])("%o is refused by name", (env, why) => expect(() => readConfig(env)).toThrow(why));
