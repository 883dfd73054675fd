import { afterAll } from "vitest";
import { databases } from "../support/databases.ts";
import { playOnboarding } from "./onboarding.ts";
import { teamsStage } from "./teams-stage.ts";

const [database] = databases;
afterAll(() => database.stop());
playOnboarding(`in a shared channel of Teams, on ${database.name}`, () =>
  teamsStage({ open: database.open, standIn: { customers: "tenants" } }),
);
