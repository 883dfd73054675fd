import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

test("A1: it shows what this person may do here, to that person alone", async () => {
  const staff = await house.anna.says("help");
  expect(staff.text).toContain("portfolio");
  expect(staff.messages.at(-1)?.visibleTo).toBeDefined();
  const customer = await house.karin.says("help");
  expect(customer.text).toContain("status");
  expect(customer.text).not.toContain("portfolio");
});

test("all about one command, with its lines to copy", async () => {
  const { text } = await house.anna.says("help require");
  expect(text).toContain('require add "Open 07–18 on weekdays"');
  expect(text).toContain("require verify R2");
});

test("a command that does not exist is said so", async () => {
  const said = await house.anna.says("help blorp");
  expect(said.text).toContain("blorp");
});
