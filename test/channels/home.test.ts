import { afterEach, beforeEach, expect, test } from "vitest";
import { homeOf } from "../../src/channels/home.ts";
import { day } from "../fixtures/project-facts.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
  await house.anna.says('open "Ekhagen AB"', { in: "dm-anna" });
  await house.anna.says('open "Björkliden AB"', { in: "dm-anna" });
});
afterEach(() => house.close());

test("only the projects that are shown are read, in bulk; all are counted", async () => {
  const account = {
    platform: "local",
    tenant: "local",
    user: "anna",
    name: "Anna Lind",
    staff: true,
    handle: "anna",
  } as const;
  const home = await house.test.database.transaction((store) => {
    const reading = { ...store.projects, facts: () => Promise.reject(new Error("read one by one")) };
    return homeOf(
      { ...store, projects: reading },
      { account, platform: "local", usual: "sv", today: day("2026-11-23"), most: 2, unreadable: () => undefined },
    );
  });
  expect(home).toMatchObject({
    language: "en",
    count: 3,
    projects: [{ code: "solbacken", hoursLeft: {} }, { code: "ekhagen" }],
  });
});
