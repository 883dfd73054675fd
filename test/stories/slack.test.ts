import { afterAll, describe } from "vitest";
import { databases } from "../support/databases.ts";
import { playOnboarding } from "./onboarding.ts";
import { slackStage } from "./slack-stage.ts";

describe.each([
  { mode: "http", database: databases[0] },
  { mode: "socket", database: databases[1] },
] as const)("the story through Slack alone", ({ mode, database }) => {
  afterAll(() => database.stop());
  playOnboarding(`in Slack, over ${mode}, on ${database.name}`, () => slackStage({ mode, open: database.open }));
});
