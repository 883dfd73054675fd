import { afterAll } from "vitest";
import { databases } from "../support/databases.ts";
import { bothStage } from "./both-stage.ts";
import { playOnboarding } from "./onboarding.ts";

const [, database] = databases;
afterAll(() => database.stop());
playOnboarding(`with its ledger in Teams and its customers in Slack, on ${database.name}`, () =>
  bothStage({ open: database.open }),
);
