import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createConnectors } from "../../../src/platforms/teams/connector.ts";
import { ConnectorError } from "../../../src/platforms/teams/errors.ts";
import { createTokens } from "../../../src/platforms/teams/tokens.ts";
import { createConversations } from "../../../src/platforms/teams/who/conversations.ts";
import { createDirectory } from "../../../src/platforms/teams/who/directory.ts";
import { createGroup } from "../../../src/platforms/teams/who/group.ts";
import { Unreachable } from "../../../src/platforms/unreachable.ts";
import { keepingInMemory } from "../../support/hosting.ts";

import { startTeams, type Teams, type TeamsOptions } from "../../support/teams/index.ts";
import { accessTo } from "../../support/teams-bot.ts";

/** The directory alone, over a Teams that it has been told of. */
async function startDirectory(
  options: TeamsOptions & { readonly staffGroup?: string; readonly tenantId?: string } = {},
) {
  const teams = await startTeams(options);
  const access =
    options.insecure === true ? ({ kind: "insecure-local", tenantId: options.tenantId } as const) : accessTo(teams);
  const tokens = createTokens(access);
  const connectors = createConnectors({ access, tokens });
  const conversations = createConversations({ keeping: keepingInMemory(), moved: async () => undefined });
  const { staffGroup } = options;
  const group =
    staffGroup === undefined
      ? undefined
      : createGroup({ id: staffGroup, tokens, host: "graph.microsoft.com", graphUrl: teams.graphUrl });
  const directory = createDirectory({ access, connectors, conversations, group });
  const refOf = (where: string, who = "anna") => {
    const { id, kind, tenant, name, team, channelType } = teams.conversation(where, who);
    return conversations.learn({
      ...{ type: "message", serviceUrl: teams.serviceUrl, recipient: teams.bot, from: { id: teams.user(who).id } },
      conversation: { id, conversationType: kind, tenantId: tenant, ...(kind === "groupChat" ? { name } : {}) },
      channelData:
        team === undefined
          ? {}
          : { team: { id: team.id }, channel: { id, ...(channelType === undefined ? {} : { type: channelType }) } },
    });
  };
  const account = async (who: string, where: string) =>
    directory.account(await refOf(where, who), { id: teams.user(who).id });
  const place = async (where: string, who?: string) => directory.place(await refOf(where, who));
  const calls = (operation: string) => teams.calls.filter((call) => call.operation === operation).length;
  return { teams, directory, conversations, connectors, refOf, account, place, calls };
}

describe("who is who in Teams", () => {
  let teams: Teams;
  afterEach(() => teams.stop());
  const start = async (options: Parameters<typeof startDirectory>[0] = {}) => {
    const started = await startDirectory(options);
    teams = started.teams;
    return started;
  };

  test("A1: a member of the home tenant is staff; a guest, and people of other tenants, are not", async () => {
    const { account } = await start();
    expect(await account("anna", "solbacken-kund")).toMatchObject({
      staff: true,
      tenant: teams.tenantId,
      email: "anna.lind@leverantoren.se",
    });
    expect(await account("karin", "solbacken-kund")).toMatchObject({
      staff: false,
      tenant: teams.tenantId,
      name: "Karin Ek",
    });
    expect(await account("johan", "solbacken-kund")).toMatchObject({ staff: false, tenant: teams.customer.id });
    expect(await account("petra", "solbacken-delad")).toMatchObject({ staff: false, tenant: teams.partner.id });
  });

  test("A1: a chat that Teams opens, and that others may be in, is nobody's private chat", async () => {
    const { directory, conversations, refOf, teams: there } = await start();
    await refOf("solbacken");
    there.conversation("personal", "anna").id = "19:anna_karin@unq.gbl.spaces";
    await expect(directory.personal(there.user("anna").id)).rejects.toThrow(Unreachable);
    expect(await conversations.of("19:anna_karin@unq.gbl.spaces")).toBeUndefined();
  });

  test("A1: with a staff group only those in it are staff, and it is asked once", async () => {
    const { account, calls } = await start({ staffGroup: "consultants" });
    teams.addGroup({ id: "consultants", users: ["anna", "karin"] });
    expect((await account("anna", "solbacken-kund")).staff).toBe(true);
    expect((await account("erik", "solbacken-kund")).staff).toBe(false);
    expect((await account("karin", "solbacken-kund")).staff).toBe(false);
    expect(calls("group")).toBe(1);
  });

  test("A1: while Graph does not show the group nobody is taken for staff, or for a customer", async () => {
    const { account } = await start({ staffGroup: "nobody's" });
    await expect(account("anna", "solbacken-kund")).rejects.toThrow(Unreachable);
    expect((await account("johan", "solbacken-kund")).staff).toBe(false);
  });

  test("who cannot be looked up is nobody: not even with what their activity says of them", async () => {
    const { directory, refOf } = await start();
    const ref = await refOf("solbacken");
    const forged = {
      id: "29:1stranger",
      tenantId: teams.tenantId,
      name: "Anna Lind",
      userPrincipalName: "anna.lind@leverantoren.se",
    };
    await expect(directory.account(ref, forged)).rejects.toThrow(Unreachable);
    const { id } = teams.user("johan");
    await expect(directory.account(ref, { id, tenantId: teams.tenantId })).rejects.toThrow(Unreachable);
  });

  test("somebody is asked for once, by however many; once forgotten nobody is taken on trust", async () => {
    const { account, calls, directory, refOf } = await start();
    await Promise.all([account("anna", "solbacken"), account("anna", "solbacken")]);
    expect(calls("member")).toBe(1);
    directory.forget((await refOf("solbacken")).id);
    teams.trouble("member", { kind: "status", status: 503 }, 5);
    await expect(account("anna", "solbacken")).rejects.toThrow(Unreachable);
  });

  test.each([
    { where: "solbacken", name: "solbacken", outsiders: false },
    { where: "Leverans", name: "Leverans", outsiders: false },
    { where: "solbacken-privat", name: "solbacken-privat", outsiders: false },
    { where: "solbacken-delad", name: "solbacken-delad", outsiders: true },
    { where: "solbacken-gäster", name: "solbacken-gäster", outsiders: true },
    { where: "solbacken-kund", name: "solbacken-kund", outsiders: true },
  ])("A1: $where is called $name; people from outside: $outsiders", async ({ where, name, outsiders }) => {
    const { place, directory } = await start();
    const general = teams.teams.find((team) => team.name === where);
    const found = await place(general?.id ?? where);
    expect(found).toMatchObject({ platform: "teams", tenant: teams.tenantId, name, outsiders, private: false });
    expect(await directory.named(`#${name.toUpperCase()}`)).toBe(found.external);
  });

  test("A1: a conversation that we cannot look into counts as one with people from outside; nobody answering is told as such", async () => {
    const { place } = await start();
    teams.disable();
    expect(await place("solbacken")).toMatchObject({ outsiders: true });
    teams.disable(false);
    teams.trouble("pagedMembers", { kind: "drop" });
    await expect(place("solbacken-privat")).rejects.toThrow(Unreachable);
  });

  test("who is in a channel is asked once, not each minute; where somebody only left, what was known holds while nobody answers", async () => {
    const { place, directory, refOf, calls } = await start();
    await place("solbacken");
    const asked = calls("pagedMembers");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 60_000 });
    try {
      expect(await place("solbacken")).toMatchObject({ outsiders: false });
      expect(calls("pagedMembers")).toBe(asked);
      teams.trouble("pagedMembers", { kind: "status", status: 503 }, 10);
      const { id } = await refOf("solbacken");
      directory.moved(id, false);
      expect(await place("solbacken")).toMatchObject({ outsiders: false });
      directory.moved(id, true);
      await expect(place("solbacken")).rejects.toThrow(Unreachable);
    } finally {
      vi.useRealTimers();
    }
  });

  test("everybody of a big channel is read, page by page, each once", async () => {
    const { directory, refOf } = await start();
    const names = Array.from({ length: 620 }, (_, one) => `person-${one}`);
    for (const name of names) teams.addUser({ name });
    teams.addChannel({ team: "Leverans", name: "stor", type: "private", members: names });
    const found = await directory.members(await refOf("stor", "person-1"));
    expect(new Set(found.map(({ user }) => user)).size).toBe(620);
    expect(found).toHaveLength(620);
  });

  test("a private chat is opened for somebody of ours who never spoke to the bot, once", async () => {
    const { directory, refOf, calls } = await start();
    await refOf("solbacken");
    const { id } = teams.user("erik");
    expect(await directory.personal(id)).toMatchObject({
      id: teams.personal("erik").id,
      kind: "personal",
      serviceUrl: teams.serviceUrl,
    });
    await directory.personal(id);
    expect(calls("create")).toBe(1);
    await expect(directory.personal(teams.user("johan").id)).rejects.toThrow(Unreachable);
  });

  test("only people of ours are ever written to alone", async () => {
    const { directory, refOf } = await start();
    const ref = await refOf("solbacken-kund");
    const own = Object.fromEntries(
      await Promise.all(
        ["anna", "karin", "johan", "petra"].map(async (who) => [who, await directory.own(ref, teams.user(who).id)]),
      ),
    );
    expect(own).toEqual({ anna: true, karin: false, johan: false, petra: false });
  });

  describe("a local client", () => {
    test("A1: the home tenant is that of the first conversation, and stays so", async () => {
      const { directory, account, refOf } = await start({ insecure: true });
      expect(await directory.home()).toBeUndefined();
      await refOf("solbacken");
      expect(await directory.home()).toBe(teams.tenantId);
      expect((await account("anna", "solbacken")).staff).toBe(true);
      expect((await account("johan", "solbacken-kund")).staff).toBe(false);
    });

    test("A1: one that knows nobody is believed: its own people are staff, a guest opens the conversation to outside", async () => {
      const { directory, refOf } = await start({ insecure: true, plain: true });
      const ref = await refOf("solbacken-kund");
      expect(await directory.account(ref, { id: "u1", name: "Anna" })).toMatchObject({ staff: true, name: "Anna" });
      expect(await directory.place(ref)).toMatchObject({ outsiders: false });
      expect(await directory.account(ref, { id: "u2", tenantId: "elsewhere" })).toMatchObject({
        staff: false,
        tenant: "elsewhere",
      });
      expect(await directory.place(ref)).toMatchObject({ outsiders: true });
      expect(await directory.account(ref, { id: "u3", role: "guest" })).toMatchObject({ staff: false });
    });

    test("is on this machine, or nothing is sent to it", async () => {
      const { connectors } = await start({ insecure: true });
      expect(() => connectors("https://smba.trafficmanager.net/emea/")).toThrow(ConnectorError);
      expect(() => connectors("http://127.0.0.1.example.com/")).toThrow(ConnectorError);
    });
  });
});

describe("the connector", () => {
  /** A server that answers each request with the next of these. */
  async function answering(...answers: readonly { status: number; headers?: Record<string, string>; body?: string }[]) {
    const seen: { url: string; authorization: string | undefined }[] = [];
    const rest = [...answers];
    const server = createServer((request, response) => {
      seen.push({ url: request.url ?? "", authorization: request.headers.authorization });
      const next = rest.shift() ?? { status: 200, body: "{}" };
      response.writeHead(next.status, { "content-type": "application/json", ...next.headers }).end(next.body ?? "{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const access = {
      kind: "registered",
      clientId: "c",
      tenantId: "t",
      token: "secret",
      openIdMetadataUrl: url,
    } as const;
    const connector = createConnectors({ access, tokens: createTokens(access), timeout: 300 })(url);
    return { connector, seen, url, close: () => new Promise((resolve) => server.close(resolve)) };
  }
  const post = { type: "message" } as const;

  test("follows no redirection, tries nothing twice, and shows its token only where it was sent", async () => {
    const elsewhere = await answering();
    const { connector, seen, close } = await answering({ status: 307, headers: { location: `${elsewhere.url}/x` } });
    await expect(connector.post("19:a@thread.tacv2", post)).rejects.toMatchObject({ status: 307 });
    expect(seen).toEqual([
      { url: "/v3/conversations/19%3Aa%40thread.tacv2/activities", authorization: "Bearer secret" },
    ]);
    expect(elsewhere.seen).toEqual([]);
    await Promise.all([close(), elsewhere.close()]);
  });

  test.each([
    { header: "3", wait: 3_000 },
    { header: "0.2", wait: 200 },
    { header: "soon", wait: undefined },
    { header: "99999999", wait: 3_600_000 },
  ])("Retry-After: $header", async ({ header, wait }) => {
    const body = JSON.stringify({ error: { code: "TooManyRequests", message: "quota" } });
    const { connector, close } = await answering({ status: 429, headers: { "retry-after": header }, body });
    await expect(connector.post("a", post)).rejects.toMatchObject({
      status: 429,
      code: "TooManyRequests",
      retryAfter: wait,
    });
    await close();
  });

  test("an answer that is no JSON is an error like any other", async () => {
    const { connector, close } = await answering({
      status: 502,
      headers: { "content-type": "text/html" },
      body: "<h1>Bad gateway",
    });
    await expect(connector.post("a", post)).rejects.toMatchObject({ status: 502, code: undefined });
    await close();
  });

  test("an id cannot lead anywhere else on the connector", async () => {
    const { connector, seen, close } = await answering();
    await connector.edit("../teams?x#y", "../1", post);
    expect(seen[0]?.url).toBe("/v3/conversations/..%2Fteams%3Fx%23y/activities/..%2F1");
    await close();
  });

  test("nobody there: it never left", async () => {
    const { connector, close } = await answering();
    await close();
    await expect(connector.post("a", post)).rejects.toMatchObject({ unsent: true, status: undefined });
  });
});
