import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const http = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

test("with nothing set there is the local workspace, on loopback", () => {
  expect(readConfig({})).toMatchObject({ slack: undefined, local: { on: true }, host: "127.0.0.1" });
});

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
