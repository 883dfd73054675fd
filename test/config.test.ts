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
    const said = mistakes({
      PORT: "abc",
      LOCALE: "de",
      DATABASE_URL: "mysql://x",
      TIME_ZONE: "Mars/Olympus",
      TEAMS_INSECURE_LOCAL: "yes",
    });
    for (const name of ["PORT", "LOCALE", "DATABASE_URL", "TIME_ZONE", "TEAMS_INSECURE_LOCAL"])
      expect(said).toContain(name);
  });

  test.each(["2026-02-30T09:00", "2026-11-23T24:00", "2026-11-23T25:00", "2026-11-23", "tomorrow"])(
    "LOCAL_CLOCK %s is no day and time",
    (clock) => {
      expect(mistakes({ LOCAL_CLOCK: clock })).toContain("LOCAL_CLOCK");
    },
  );

  test.each(["0.0.0.0", "192.168.1.4", "example.org", "127.0.0.1.example.org"])(
    "the local workspace has no log-in, so HOST %s is refused",
    (host) => {
      expect(mistakes({ HOST: host })).toContain("HOST");
    },
  );

  test("no platform at all is refused", () => {
    expect(mistakes({ LOCAL_WORKSPACE: "0" })).toContain("LOCAL_WORKSPACE");
  });
});

const http = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

const teams = { TEAMS_CLIENT_ID: "1", TEAMS_CLIENT_SECRET: "s", TEAMS_TENANT_ID: "2" };
const entra = "11111111-2222-3333-4444-555555555555";

test("Teams with a registration: the local workspace is off, and HOST may be any address", () => {
  expect(readConfig({ ...teams, HOST: "0.0.0.0", PUBLIC_URL: "https://startklar.example.com" })).toMatchObject({
    ...{
      teams: { kind: "registered", clientId: "1", clientSecret: "s", tenantId: "2" },
      local: { on: false },
      real: true,
    },
    publicUrl: "https://startklar.example.com",
  });
});

test("a local Teams client without credentials is not real: the local workspace and its clock are there beside it", () => {
  expect(readConfig({ TEAMS_INSECURE_LOCAL: "1", LOCAL_CLOCK: "2026-11-23T09:00" })).toMatchObject({
    ...{ teams: { kind: "insecure-local" }, local: { on: true }, real: false },
  });
});

test("with both platforms, STAFF_GROUP names a group of each", () => {
  expect(readConfig({ ...http, ...teams, STAFF_GROUP: `S1, ${entra}` })).toMatchObject({
    ...{ slack: { staffGroup: "S1" }, teams: { staffGroup: entra } },
  });
});

test.each([
  { what: "HTTP", env: http },
  { what: "Socket Mode", env: socket },
])("Slack over $what: the local workspace is off, and HOST may be any address", ({ env }) => {
  expect(readConfig({ ...env, HOST: "0.0.0.0" })).toMatchObject({
    slack: { botToken: "xoxb-1" },
    local: { on: false },
    host: "0.0.0.0",
  });
  expect(readConfig({ ...env, LOCAL_WORKSPACE: "1" })).toMatchObject({ local: { on: true } });
});

test.each([
  [{ SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_SIGNING_SECRET.*SLACK_APP_TOKEN/],
  [{ SLACK_SIGNING_SECRET: "s" }, /SLACK_BOT_TOKEN is not set/],
  [{ SLACK_APP_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN is not set/],
  [{ ...http, SLACK_BOT_TOKEN: "xoxp-1" }, /must begin with xoxb-/],
  [{ ...socket, SLACK_APP_TOKEN: "xoxb-1" }, /must begin with xapp-/],
  [{ STAFF_GROUP: "S1" }, /STAFF_GROUP is set, but neither Slack nor Teams is configured/],
  [{ ...teams, STAFF_GROUP: "S1" }, /STAFF_GROUP names the Slack user group S1, but Slack is not configured/],
  [{ ...http, STAFF_GROUP: entra }, /STAFF_GROUP names the Entra group .*, but Teams is not configured/],
  [{ ...http, STAFF_GROUP: "S1,S2" }, /more than one group of the same platform/],
  [{ SLACK_API_URL: "https://slack.com/api/" }, /SLACK_API_URL is set, but Slack is not configured/],
  [{ ...http, LOCAL_CLOCK: "2026-11-23T09:00" }, /LOCAL_CLOCK is set, but Slack or Teams is configured/],
  [{ ...teams, LOCAL_CLOCK: "2026-11-23T09:00" }, /LOCAL_CLOCK is set, but Slack or Teams is configured/],
  [{ ...http, LOCAL_WORKSPACE: "1", HOST: "0.0.0.0" }, /HOST 0.0.0.0 is not a loopback address/],
  [{ LOCAL_WORKSPACE: "0" }, /nobody to talk to/],
  [{ TEAMS_CLIENT_ID: "1" }, /TEAMS_TENANT_ID is not set/],
  [{ TEAMS_CLIENT_ID: "1", TEAMS_TENANT_ID: "2" }, /TEAMS_CLIENT_SECRET is not set/],
  [{ TEAMS_TENANT_ID: "2" }, /TEAMS_CLIENT_ID is not set/],
  [{ ...teams, TEAMS_CLOUD: "gcchigh" }, /TEAMS_CLOUD/],
  [{ TEAMS_CLOUD: "usgov" }, /TEAMS_CLOUD is set, but Teams is not configured/],
  [
    { TEAMS_OPENID_METADATA_URL: "http://127.0.0.1:1/x" },
    /TEAMS_OPENID_METADATA_URL is set, but Teams is not configured/,
  ],
  [
    { ...teams, TEAMS_INSECURE_LOCAL: "1" },
    /TEAMS_INSECURE_LOCAL is 1 while TEAMS_CLIENT_ID, TEAMS_CLIENT_SECRET is set/,
  ],
  [{ TEAMS_INSECURE_LOCAL: "1", LOCAL_WORKSPACE: "0", HOST: "0.0.0.0" }, /TEAMS_INSECURE_LOCAL is 1, but HOST 0.0.0.0/],
  [
    { ...teams, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: "false" },
    /DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS is set/,
  ],
  [{ PUBLIC_URL: "http://startklar.example.com" }, /PUBLIC_URL must begin with https:/],
  [{ PUBLIC_URL: "startklar.example.com" }, /PUBLIC_URL must begin with https:/],
  [{ PUBLIC_URL: "startklar.example.com:443" }, /PUBLIC_URL must begin with https:/],
  [{ PUBLIC_URL: "ftp://127.0.0.1" }, /PUBLIC_URL must begin with https:/],
])("%o is refused by name", (env, why) => expect(() => readConfig(env)).toThrow(why));

test.each([
  { env: {}, inTerminal: false, level: "info" },
  { env: {}, inTerminal: true, level: "warn" },
  { env: { LOG_LEVEL: "debug" }, inTerminal: true, level: "debug" },
])("the log of $env is $level (in a terminal: $inTerminal)", ({ env, inTerminal, level }) =>
  expect(readConfig(env, inTerminal).logLevel).toBe(level),
);
