import { afterAll, beforeAll, expect, test } from "vitest";
import { createRegistry } from "../../../src/bot/registry.ts";
import { teamsManifest } from "../../../src/platforms/teams/manifest/manifest.ts";
import { agreements, commands } from "../../support/commands.ts";
import { type PagesOnPort, servePages } from "../../support/pages.ts";

let pages: PagesOnPort;
beforeAll(async () => {
  pages = await servePages({});
});
afterAll(() => pages.close());

test("the page that the Teams app names says what is kept, to anybody, and runs nothing", async () => {
  const clientId = "11111111-2222-3333-4444-555555555555";
  const { developer } = teamsManifest(createRegistry(commands, agreements), {
    clientId,
    publicUrl: "https://startklar.company.com",
  });
  const { pathname } = new URL(developer.privacyUrl);
  const shown = await fetch(new URL(pathname, pages.url));
  expect(shown.status).toBe(200);
  expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await shown.text()).toMatch(/Vad Startklar är.*raderat/s);
});
