import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { raw as own } from "../../../src/messages/phrase.ts";
import { type LocalWorkspace, type Script, startLocalWorkspace } from "../../support/local-workspace.ts";

const api = "/local/api";
let script: Script;
let workspace: LocalWorkspace;
beforeEach(async () => {
  const content = { audience: "public", blocks: [{ kind: "text", text: own("Klart") }] } as const;
  script = () => ({ says: [{ id: "m1", in: "kontoret", content }] });
  workspace = await startLocalWorkspace((incoming) => script(incoming));
});
afterEach(() => workspace.stop());

describe("what the API does not take", () => {
  test.each([
    { what: "an unknown person", path: "/messages", body: { as: "nils", in: "kontoret", text: "hej" }, status: 404 },
    {
      what: "an unknown conversation",
      path: "/messages",
      body: { as: "anna", in: "inte-har", text: "hej" },
      status: 404,
    },
    { what: "a text that is a number", path: "/messages", body: { as: "anna", in: "kontoret", text: 7 }, status: 400 },
    { what: "no person", path: "/messages", body: { in: "kontoret", text: "hej" }, status: 400 },
    { what: "an array", path: "/messages", body: [], status: 400 },
    {
      what: "a name from the language's own objects",
      path: "/messages",
      body: { as: "constructor", in: "__proto__", text: "x" },
      status: 404,
    },
    { what: "values that are a list", path: "/forms", body: { as: "anna", form: "f", values: { a: [] } }, status: 400 },
    { what: "an address that is not there", path: "/nothing", body: {}, status: 404 },
  ])("$what gives $status with an error", async ({ path, body, status }) => {
    const response = await workspace.post(`${api}${path}`, body);
    expect(response).toEqual({ status, body: { error: expect.any(String) } });
    expect(workspace.handled).toEqual([]);
  });

  test.each([
    { path: "/conversations/kontoret/messages", status: 400, why: "nobody asks" },
    { path: "/conversations/kontoret/messages?as=nils", status: 404, why: "nobody that is known asks" },
    { path: "/conversations/inte-har/messages?as=anna", status: 404, why: "there is no such conversation" },
    { path: "/files/f9?as=anna", status: 404, why: "there is no such file" },
    { path: "/workspace?as=anna&as=karin", status: 400, why: "two ask at once" },
    { path: "/conversations/%E0%A4%A/messages?as=anna", status: 400, why: "the address is no text" },
  ])("GET $path gives $status: $why", async ({ path, status }) =>
    expect((await workspace.get(api + path)).status).toBe(status),
  );

  const raw = (headers: Record<string, string>, body: string) =>
    fetch(`${workspace.url}${api}/messages`, { method: "POST", headers, body });
  const line = JSON.stringify({ as: "anna", in: "kontoret", text: "status" });
  test.each([
    { what: "JSON that is none", type: "application/json", body: "{", status: 400 },
    { what: "a body over 1 MB", type: "application/json", body: `"${"a".repeat(1_000_001)}"`, status: 413 },
    { what: "what a foreign page's form can send", type: "text/plain", body: line, status: 415 },
    { what: "a foreign Origin", type: "application/json", origin: "https://example.com", body: line, status: 403 },
    { what: "an Origin that hides", type: "application/json", origin: "null", body: line, status: 403 },
  ])("$what gives $status and changes nothing", async ({ type, origin, body, status }) => {
    expect((await raw({ "content-type": type, ...(origin === undefined ? {} : { origin }) }, body)).status).toBe(
      status,
    );
    expect(workspace.handled).toEqual([]);
  });

  test("an unexpected failure gives a reference and nothing of the inside", async () => {
    script = () => {
      throw new Error("secret detail");
    };
    expect(await workspace.post(`${api}/messages`, JSON.parse(line))).toEqual({
      status: 500,
      body: { error: "Something went wrong (ref abc123)" },
    });
  });
});
