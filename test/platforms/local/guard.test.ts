import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../../../src/messages/language.ts";
import { type LocalWorkspace, startLocalWorkspace } from "../../support/local-workspace.ts";

let workspace: LocalWorkspace;
beforeAll(async () => {
  workspace = await startLocalWorkspace(() => ({}));
});
afterAll(() => workspace.stop());

/** `fetch` sets Host by itself: here it is what somebody else's name for this machine would send. */
function statusWithHost(path: string, host: string, origin?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(workspace.url + path, { headers: { host, ...(origin === undefined ? {} : { origin }) } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("only this machine", () => {
  test.each([
    { host: "localhost:3000", status: 200 },
    { host: "127.0.0.1", status: 200 },
    { host: "[::1]:3000", status: 200 },
    { host: "example.com", status: 403 },
    { host: "127.0.0.1.example.com", status: 403 },
    { host: "localhost@example.com", status: 403 },
  ])("Host $host gives $status", async ({ host, status }) => {
    expect(await statusWithHost("/", host)).toBe(status);
    expect(await statusWithHost("/local/api/workspace", host)).toBe(status);
    expect(await statusWithHost("/page/page.js", host)).toBe(status);
  });

  test.each([
    { origin: "http://localhost:3000", status: 200 },
    { origin: "http://localhost:3001", status: 403 },
    { origin: "https://localhost:3000", status: 403 },
    { origin: "http://example.com", status: 403 },
    { origin: "null", status: 403 },
  ])("a page of $origin gets $status", async ({ origin, status }) => {
    expect(await statusWithHost("/local/api/workspace", "localhost:3000", origin)).toBe(status);
  });
});

describe("the page", () => {
  test.each(["/", "/page/page.js", "/page/page.css", "/page/icon.svg"])(
    "%s is served, and runs nothing but its own files",
    async (path) => {
      const response = await fetch(workspace.url + path);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(await response.text()).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    },
  );

  test("has no script or style inside its markup", async () => {
    const html = await (await fetch(workspace.url)).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  });

  test("serves nothing but itself", async () => {
    expect((await fetch(`${workspace.url}/page/..%2fadapter.ts`)).status).toBe(404);
    expect((await fetch(`${workspace.url}/page/`)).status).toBe(404);
  });

  test("has all its words in both languages", async () => {
    const { body: swedish } = await workspace.get("/local/api/words?language=sv");
    const { body: english } = await workspace.get("/local/api/words?language=en");
    expect([swedish.language, swedish.words.send, english.language, english.words.send]).toEqual([
      "sv",
      "Skicka",
      "en",
      "Send",
    ]);
    expect(swedish.languages).toEqual(languages);
    const html = await (await fetch(workspace.url)).text();
    for (const [, word] of html.matchAll(/data-(?:word|label|placeholder)="(\w+)"/g))
      expect(english.words[word ?? ""], word).toEqual(expect.any(String));
  });

  test("hears what its person may read, as it happens, and nothing else", async () => {
    const response = await fetch(`${workspace.url}/local/api/stream?as=karin`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await workspace.post("/local/api/conversations", { id: "delad", name: "delad", shared: true });
    await workspace.post("/local/api/messages", { as: "anna", in: "kontoret", text: "hemligt" });
    await workspace.post("/local/api/messages", { as: "karin", in: "delad", text: "hej" });
    let heard = "";
    while (!heard.includes("event: message")) heard += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(heard).toContain('"in":"delad"');
    expect(heard).not.toContain("kontoret");
  });
});
