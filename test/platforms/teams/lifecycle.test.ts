import { afterEach, describe, expect, test } from "vitest";
import type { Teams } from "../../support/teams/index.ts";
import { startWayOut, text, type WayOut } from "./way-out.ts";

describe("what becomes of conversations", () => {
  let out: WayOut;
  afterEach(() => out.stop());

  test("the bot comes into a team: its channels can be written to before anybody has spoken", async () => {
    out = await startWayOut();
    out.teams.addTeam({ name: "Nya", members: ["anna"], installed: false });
    out.teams.addChannel({ team: "Nya", name: "nya-kanalen" });
    expect(await out.deliver("nya-kanalen", "one")).toMatchObject({ outcome: "refused" });
    await out.teams.install("Nya");
    expect(out.heard.lines).toContain("met Nya");
    expect(await out.deliver("nya-kanalen", "two")).toMatchObject({ outcome: "sent" });
  });

  test("the bot is taken out of a team: staff hear of all channels in one sentence, nothing is tried any more, and it is all sent when it is back", async () => {
    out = await startWayOut({ bound: ["solbacken", "solbacken-privat"] });
    await out.teams.uninstall("Leverans");
    expect(out.heard.lines).toEqual([
      "lost Leverans, solbacken, solbacken-delad, solbacken-privat: teams.advice.removed",
    ]);
    const calls = out.teams.calls.length;
    expect(await out.deliver("solbacken", "one")).toMatchObject({
      outcome: "refused",
      advice: { say: "teams.advice.removed" },
    });
    expect(out.teams.calls).toHaveLength(calls);
    expect(await out.deliver("solbacken-kund", "another place")).toMatchObject({ outcome: "sent" });
    await out.teams.install("Leverans");
    expect(out.heard.lines).toContain("opened solbacken");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("somebody leaves a team: what waits for them is told once, for all channels of it that are a project's", async () => {
    out = await startWayOut({ bound: ["Leverans", "solbacken", "solbacken-privat"] });
    await out.teams.removeMember("erik", "Leverans");
    expect(out.heard.lines.filter((line) => line.startsWith("departed"))).toEqual([
      "departed erik: Leverans, solbacken",
    ]);
    out.heard.lines.length = 0;
    await out.teams.removeMember("erik", "solbacken-privat");
    expect(out.heard.lines).toContain("departed erik: solbacken-privat");
    out.heard.lines.length = 0;
    await out.teams.removeMember("johan", "solbacken-kund");
    expect(out.heard.lines.filter((line) => line.startsWith("departed"))).toEqual([]);
  });

  test("it is put in again in a chosen channel: the whole team is known, what was lost comes back, what waited is sent", async () => {
    out = await startWayOut();
    await out.teams.uninstall("Leverans");
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused" });
    out.teams.addChannel({ team: "Leverans", name: "akero" });
    out.heard.lines.length = 0;
    await out.teams.install("Leverans", { chosen: "akero" });
    for (const name of ["Leverans", "solbacken", "akero"]) {
      expect(out.heard.lines).toContain(`opened ${name}`);
      if (name !== "Leverans") expect(await out.deliver(name, "two")).toMatchObject({ outcome: "sent" });
    }
    expect(out.heard.lines).not.toContain("opened solbacken-privat");
    expect(out.heard.places.get(out.teams.conversation("akero").id)).toMatchObject({ name: "akero", outsiders: false });
  });

  test("it is taken out, told of in the channel that was chosen: the whole team is lost", async () => {
    out = await startWayOut();
    const { sent } = await out.teams.install("Leverans", { chosen: "solbacken" });
    const { membersAdded, channelData } = sent as { membersAdded: unknown; channelData: object };
    out.heard.lines.length = 0;
    const removed = {
      membersAdded: undefined,
      membersRemoved: membersAdded,
      channelData: { ...channelData, eventType: "teamMemberRemoved" },
    };
    await out.teams.raw({ ...sent, ...removed, id: "f:removed" });
    expect(out.heard.lines).toEqual([
      "lost Leverans, solbacken, solbacken-delad, solbacken-privat: teams.advice.removed",
    ]);
  });

  test("it is taken out of a channel that nobody has told us of, and whose kind is not said: of that one alone", async () => {
    out = await startWayOut();
    const { sent } = await out.teams.install("Leverans");
    const conversation = { ...(sent.conversation as object), id: "19:0123456789abcdef0123456789abcdef@thread.tacv2" };
    const channelData = { ...(sent.channelData as object), channel: undefined, eventType: undefined };
    out.heard.lines.length = 0;
    const removal = {
      ...sent,
      type: "installationUpdate",
      action: "remove",
      membersAdded: undefined,
      conversation,
      channelData,
    };
    expect((await out.teams.raw({ ...removal, id: "f:removed" })).status).toBe(200);
    expect(out.heard.lines.filter((line) => /solbacken/.test(line))).toEqual([]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "sent" });
  });

  test.each([
    [
      "archived",
      "solbacken",
      (teams: Teams) => teams.archive("Leverans"),
      ["solbacken", "Leverans", "solbacken-delad", "solbacken-privat"],
    ],
    ["deleted", "solbacken", (teams: Teams) => teams.deleteChannel("solbacken"), ["solbacken"]],
    [
      "deleted with its team",
      "solbacken",
      (teams: Teams) => teams.deleteTeam("Leverans"),
      ["solbacken", "Leverans", "solbacken-delad", "solbacken-privat"],
    ],
    ["removed", "solbacken-privat", (teams: Teams) => teams.uninstall("solbacken-privat"), ["solbacken-privat"]],
  ])(
    "what was %s without a word of its return is open again when somebody speaks there",
    async (_why, where, lose, back) => {
      out = await startWayOut({ bound: [where] });
      await lose(out.teams);
      const conversation = out.teams.conversation(where);
      Object.assign(conversation, { deleted: false, installed: true });
      if (conversation.team !== undefined)
        Object.assign(conversation.team, { archived: false, deleted: false, installed: true });
      out.heard.lines.length = 0;
      await out.teams.say("anna", where, "status");
      const opened = out.heard.lines.filter((line) => line.startsWith("opened"));
      expect(opened.toSorted()).toEqual(back.map((name) => `opened ${name}`).toSorted());
      expect(await out.deliver(where, "two")).toMatchObject({ outcome: "sent" });
      out.heard.lines.length = 0;
      await out.teams.say("anna", where, "status");
      expect(out.heard.lines.filter((line) => line.startsWith("opened"))).toEqual([]);
    },
  );

  test("it says once what to do next where it comes: in the channel that was chosen, in a chat, in a private chat, not after an update", async () => {
    out = await startWayOut();
    out.teams.addTeam({ name: "Nya", members: ["anna"], installed: false });
    out.teams.addChannel({ team: "Nya", name: "nya-kanalen" });
    const welcomes = () => out.heard.lines.splice(0).filter((line) => line.startsWith("welcomed"));
    await out.teams.introduce();
    expect(welcomes()).toEqual([]);
    await out.teams.install("Nya", { chosen: "nya-kanalen" });
    expect([...new Set(welcomes())]).toEqual(['welcomed nya-kanalen: open "<customer>"']);
    await out.teams.install("solbacken-delad");
    expect([...new Set(welcomes())]).toEqual(["welcomed solbacken-delad: bind shared in:<code>"]);
    await out.teams.install("erik");
    expect([...new Set(welcomes())]).toEqual(["welcomed Startklar: help"]);
    out.teams.consent(false);
    await out.teams.install("solbacken-privat");
    expect([...new Set(welcomes())]).toEqual(["welcomed solbacken-privat: "]);
  });

  test("the bot is taken out of a group chat", async () => {
    out = await startWayOut();
    await out.teams.uninstall("solbacken-kund");
    expect(out.heard.lines).toEqual(["lost solbacken-kund: teams.advice.removed"]);
    expect(await out.deliver("solbacken-kund", "one")).toMatchObject({ outcome: "refused" });
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("somebody takes the app out for themselves: nobody is told, and their private chat is left alone", async () => {
    out = await startWayOut();
    await out.teams.uninstall("erik");
    expect(out.heard.lines).toEqual([]);
    await expect(out.platform.chat(out.teams.user("erik").id)).rejects.toThrow();
    expect(await out.platform.chat(out.teams.user("anna").id)).toMatchObject({
      external: out.teams.personal("anna").id,
    });
    await out.teams.install("erik");
    expect(await out.platform.chat(out.teams.user("erik").id)).toMatchObject({
      external: out.teams.personal("erik").id,
    });
  });

  test.each([
    { what: "a channel", of: "solbacken", to: "solbacken-ny" },
    { what: "a team", of: "Leverans", to: "Leveranser" },
  ])("$what is renamed", async ({ of, to }) => {
    out = await startWayOut();
    await out.teams.rename(of, to);
    expect(out.heard.lines).toEqual([`changed ${to}`]);
  });

  test("a channel is deleted and restored", async () => {
    out = await startWayOut();
    await out.teams.deleteChannel("solbacken");
    expect(out.heard.lines).toEqual(["lost solbacken: teams.advice.deleted"]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused" });
    await out.teams.restoreChannel("solbacken");
    expect(out.heard.lines.slice(1)).toEqual(["changed solbacken", "opened solbacken"]);
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("a team is archived and made active again", async () => {
    out = await startWayOut();
    await out.teams.archive("Leverans");
    expect(out.heard.lines).toEqual([
      "lost Leverans, solbacken, solbacken-delad, solbacken-privat: teams.advice.archived",
    ]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({
      outcome: "refused",
      advice: { say: "teams.advice.archived" },
    });
    await out.teams.unarchive("Leverans");
    expect(out.heard.lines).toContain("opened solbacken");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("a team is deleted", async () => {
    out = await startWayOut();
    await out.teams.deleteTeam("Leverans");
    expect(out.heard.lines).toEqual([
      "lost Leverans, solbacken, solbacken-delad, solbacken-privat: teams.advice.teamDeleted",
    ]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({
      outcome: "refused",
      advice: { say: "teams.advice.teamDeleted" },
    });
  });

  test("a deleted team is deleted for good: staff are told that nothing brings it back", async () => {
    out = await startWayOut();
    await out.teams.deleteTeam("Leverans");
    out.heard.lines.length = 0;
    for (const _again of [1, 2]) await out.teams.purgeTeam("Leverans");
    expect(out.heard.lines).toEqual([
      "lost Leverans, solbacken, solbacken-delad, solbacken-privat: teams.advice.teamHardDeleted",
    ]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ advice: { say: "teams.advice.teamHardDeleted" } });
  });

  test("a restored team brings back what was lost with it, and nothing that was gone before", async () => {
    out = await startWayOut();
    await out.teams.uninstall("solbacken-privat");
    await out.teams.deleteChannel("solbacken");
    out.heard.lines.length = 0;
    await out.teams.deleteTeam("Leverans");
    expect(out.heard.lines).toEqual(["lost Leverans, solbacken-delad: teams.advice.teamDeleted"]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ advice: { say: "teams.advice.deleted" } });
    expect(await out.deliver("solbacken-privat", "one")).toMatchObject({ advice: { say: "teams.advice.removed" } });
    out.heard.lines.length = 0;
    await out.teams.restoreTeam("Leverans");
    expect(out.heard.lines.filter((line) => line.startsWith("opened"))).toEqual([
      "opened Leverans",
      "opened solbacken-delad",
    ]);
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "refused" });
  });

  test("a channel that a send missed before its team's deletion was told comes back with the team", async () => {
    out = await startWayOut();
    const team = out.teams.team("Leverans");
    team.deleted = true;
    expect(await out.deliver("solbacken", "one")).toMatchObject({ advice: { say: "teams.advice.deleted" } });
    await out.teams.deleteTeam("Leverans");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ advice: { say: "teams.advice.teamDeleted" } });
    await out.teams.restoreTeam("Leverans");
    expect(await out.deliver("solbacken", "three")).toMatchObject({ outcome: "sent" });
  });

  test("an archived team's channel that is deleted stays so when the team is active again", async () => {
    out = await startWayOut();
    await out.teams.archive("Leverans");
    out.heard.lines.length = 0;
    await out.teams.deleteChannel("solbacken");
    expect(out.heard.lines).toEqual(["lost solbacken: teams.advice.deleted"]);
    await out.teams.unarchive("Leverans");
    expect(out.heard.lines).toContain("opened Leverans");
    expect(out.heard.lines).not.toContain("opened solbacken");
  });

  test("a deleted team is restored, however Teams spells that", async () => {
    out = await startWayOut();
    await out.teams.deleteTeam("Leverans");
    await out.teams.restoreTeam("Leverans");
    expect(out.heard.lines).toContain("opened solbacken");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("A1: a guest comes into a team: every project's channel there is looked at again, and its people are known", async () => {
    out = await startWayOut();
    await out.teams.addMember("karin", "Leverans");
    expect(out.heard.lines).toEqual(["changed solbacken (outsiders)", "peopled Anna Lind, Erik Holm, Karin Ek"]);
    await out.teams.removeMember("karin", "Leverans");
    expect(out.heard.lines.slice(2)).toEqual(["changed solbacken", "departed karin: solbacken"]);
  });

  test("A1: a channel that is shared with another tenant holds nothing internal from that moment, and when nobody else is left it is told", async () => {
    out = await startWayOut({ bound: ["solbacken-delad"] });
    for (const who of ["johan", "petra"]) await out.teams.removeMember(who, "solbacken-delad");
    expect(await out.deliver("solbacken-delad", text("2 h", "ledger"))).toMatchObject({ outcome: "sent" });
    out.heard.lines.length = 0;
    await out.teams.share("solbacken-delad", "Solbacken");
    expect(out.heard.lines).toEqual(["changed solbacken-delad (outsiders)"]);
    expect(await out.deliver("solbacken-delad", text("3 h", "ledger"))).toMatchObject({ outcome: "refused" });
    out.heard.lines.length = 0;
    await out.teams.unshare("solbacken-delad", "Solbacken");
    expect(out.heard.lines).toEqual(["changed solbacken-delad", "troubled solbacken-delad: teams.channel.closed"]);
  });

  test("a channel that has another id is found by the next thing said in it", async () => {
    out = await startWayOut();
    await out.teams.say("anna", "solbacken", "status");
    const from = out.teams.conversation("solbacken").id;
    const { id: to } = out.teams.move("solbacken");
    out.heard.lines.length = 0;
    await out.teams.say("anna", "solbacken", "status");
    expect(out.heard.lines).toContain(`renamed ${from} → ${to}`);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "sent" });
  });

  test("a group chat that only has the same topic is another one", async () => {
    out = await startWayOut();
    await out.teams.say("anna", "solbacken-kund", "status");
    out.teams.conversation("solbacken-kund").deleted = true;
    out.teams.addChat({ name: "solbacken-kund-2", members: ["karin", "johan"] }).name = "solbacken-kund";
    out.heard.lines.length = 0;
    const id = out.teams.conversations.at(-1)?.id ?? "";
    await out.teams.say("karin", id, "status");
    expect(out.heard.lines.filter((line) => line.startsWith("renamed"))).toEqual([]);
  });
});
