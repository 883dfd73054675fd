import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activitiesOf, call } from "./calling.ts";
import { type Fields, startTeams, type Teams } from "./index.ts";
import { startSdkBot } from "./sdk-bot.ts";

describe("what Teams tells of people and places", () => {
  let teams: Teams;
  let stop: () => Promise<void>;
  const heard: Fields[] = [];
  beforeAll(async () => {
    teams = await startTeams();
    stop = await startSdkBot(teams, (activity) => {
      heard.push(activity);
      return {};
    });
  });
  afterAll(async () => {
    await stop();
    await teams.stop();
  });

  test("who is who: members, guests, people of other tenants, teams and channels", async () => {
    const members = await call(
      teams,
      "GET",
      activitiesOf(teams, "solbacken-kund").replace("activities", "pagedMembers"),
    );
    const { members: all } = members.body as { members: readonly Fields[] };
    expect(all.map(({ name, userRole, tenantId }) => [name, userRole, tenantId === teams.tenantId])).toEqual([
      ["Anna Lind", "user", true],
      ["Erik Holm", "user", true],
      ["Karin Ek", "guest", true],
      ["Johan Berg", "user", false],
      ["Petra Sund", "user", false],
    ]);
    const one = await call(
      teams,
      "GET",
      `${activitiesOf(teams, "solbacken-gäster").replace("activities", "members")}/${teams.user("karin").id}`,
    );
    expect(one.body).toMatchObject({
      userPrincipalName: expect.stringContaining("#EXT#"),
      aadObjectId: teams.user("karin").aad,
    });
    const { id } = teams.team("Leverans");
    expect((await call(teams, "GET", `v3/teams/${id}`)).body).toMatchObject({ name: "Leverans", channelCount: 4 });
    const channels = (await call(teams, "GET", `v3/teams/${id}/conversations`)).body as {
      conversations: readonly Fields[];
    };
    expect(channels.conversations.map(({ name, type }) => [name, type])).toEqual([
      [undefined, "standard"],
      ["solbacken", "standard"],
      ["solbacken-privat", "private"],
      ["solbacken-delad", "shared"],
    ]);
  });

  test("a large channel's members come by pages", async () => {
    teams.addTeam({
      name: "Stor",
      members: Array.from({ length: 120 }, (_, at) => teams.addUser({ name: `m${at}` }).name),
    });
    const path = `v3/conversations/${teams.team("Stor").id}/pagedMembers`;
    const seen: unknown[] = [];
    let token: string | undefined = "0";
    for (let pages = 0; token !== undefined; pages += 1) {
      expect(pages).toBeLessThan(3);
      const { body } = await call(teams, "GET", `${path}?pageSize=50&continuationToken=${token}`);
      const page = body as { members: readonly Fields[]; continuationToken?: string };
      seen.push(...page.members);
      token = page.continuationToken;
    }
    expect(seen).toHaveLength(120);
  });

  test.each([
    { what: "rename of a team", act: () => teams.rename("Leverans", "Leveranser"), event: "teamRenamed" },
    { what: "rename", act: () => teams.rename("solbacken", "solbacken-nytt"), event: "channelRenamed" },
    { what: "new member", act: () => teams.addMember("karin", "Leveranser"), event: "teamMemberAdded" },
    { what: "member who left", act: () => teams.removeMember("karin", "Leveranser"), event: "teamMemberRemoved" },
    { what: "channel that is shared", act: () => teams.share("solbacken-delad", "Solbacken"), event: "channelShared" },
    {
      what: "channel that is not any more",
      act: () => teams.unshare("solbacken-delad", "Solbacken"),
      event: "channelUnshared",
    },
    { what: "deleted channel", act: () => teams.deleteChannel("solbacken-nytt"), event: "channelDeleted" },
    { what: "restored channel", act: () => teams.restoreChannel("solbacken-nytt"), event: "channelRestored" },
    { what: "archived team", act: () => teams.archive("Leveranser"), event: "teamArchived" },
    { what: "team that is not any more", act: () => teams.unarchive("Leveranser"), event: "teamUnarchived" },
  ])("the bot is told of a $what", async ({ act, event }) => {
    await act();
    expect(heard.at(-1)).toMatchObject({
      type: "conversationUpdate",
      channelData: { eventType: event, team: { id: teams.team("Leveranser").id } },
    });
  });

  test("an install and a removal are told, and who is removed cannot write there", async () => {
    await teams.uninstall("Leveranser");
    expect(heard.slice(-2)).toMatchObject([
      { type: "installationUpdate", action: "remove" },
      {
        type: "conversationUpdate",
        membersRemoved: [{ id: teams.bot.id }],
        channelData: { eventType: "teamMemberRemoved" },
      },
    ]);
    expect(
      await call(teams, "POST", activitiesOf(teams, "solbacken-privat"), { type: "message", text: "Hej" }),
    ).toMatchObject({
      status: 403,
    });
    await teams.install("karin");
    expect(heard.slice(-2)).toMatchObject([
      { type: "installationUpdate", action: "add", conversation: { conversationType: "personal" } },
      { type: "conversationUpdate", membersAdded: [{ id: teams.bot.id }] },
    ]);
    const before = heard.length;
    await teams.introduce();
    const told = heard.slice(before).filter(({ type }) => type === "installationUpdate");
    const own = ["Kunder", "Stor"].map((name) => teams.team(name).id);
    expect(told.map(({ conversation }) => (conversation as Fields).id)).toEqual([
      own[0],
      teams.conversation("solbacken-kund").id,
      ...["anna", "erik"].map((name) => teams.personal(name).id),
      own[1],
      teams.personal("karin").id,
    ]);
  });

  test("a conversation that moves is found by its new id alone", async () => {
    const old = activitiesOf(teams, "solbacken-kund");
    teams.move("solbacken-kund");
    expect(await call(teams, "POST", old, { type: "message", text: "Hej" })).toMatchObject({
      code: "ConversationNotFound",
    });
    expect(
      await call(teams, "POST", activitiesOf(teams, "solbacken-kund"), { type: "message", text: "Hej" }),
    ).toMatchObject({
      status: 201,
    });
  });
});

test("Graph says who is in a group", async () => {
  const teams = await startTeams();
  teams.addGroup({ id: "g1", users: ["anna"] });
  const get = (path: string) =>
    fetch(`${teams.graphUrl}/v1.0/${path}`, { headers: { authorization: `Bearer ${teams.token}` } });
  expect(await (await get("groups/g1/transitiveMembers?$select=id")).json()).toMatchObject({
    value: [{ id: teams.user("anna").aad }],
  });
  expect((await get("groups/g2/members")).status).toBe(404);
  await teams.stop();
});

test("a plain local client asks for no token, gives none, and knows nothing of members", async () => {
  const teams = await startTeams({ insecure: true, plain: true });
  expect(
    await call(teams, "GET", activitiesOf(teams, "solbacken").replace("activities", "members"), undefined, ""),
  ).toMatchObject({
    status: 404,
  });
  expect(
    await call(teams, "POST", activitiesOf(teams, "solbacken"), { type: "message", text: "Hej" }, ""),
  ).toMatchObject({ status: 201 });
  await teams.stop();
});
