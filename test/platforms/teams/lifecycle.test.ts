import { afterEach, describe, expect, test } from "vitest";
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

  test("the bot is taken out of a team: staff hear of every channel once, nothing is tried any more, and it is all sent when it is back", async () => {
    out = await startWayOut({ bound: ["solbacken", "solbacken-privat"] });
    await out.teams.uninstall("Leverans");
    const told = out.heard.lines.filter((line) => line.startsWith("troubled"));
    expect([...told].sort()).toEqual([
      "troubled Leverans: teams.advice.removed",
      "troubled solbacken-delad: teams.advice.removed",
      "troubled solbacken-privat: teams.advice.removed",
      "troubled solbacken: teams.advice.removed",
    ]);
    const calls = out.teams.calls.length;
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused", advice: { say: "teams.advice.removed" } });
    expect(out.teams.calls).toHaveLength(calls);
    expect(await out.deliver("solbacken-kund", "another place")).toMatchObject({ outcome: "sent" });
    await out.teams.install("Leverans");
    expect(out.heard.lines).toContain("opened solbacken");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("the bot is taken out of a group chat", async () => {
    out = await startWayOut();
    await out.teams.uninstall("solbacken-kund");
    expect(out.heard.lines).toEqual(["troubled solbacken-kund: teams.advice.removed"]);
    expect(await out.deliver("solbacken-kund", "one")).toMatchObject({ outcome: "refused" });
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("somebody takes the app out for themselves: nobody is told, and their private chat is left alone", async () => {
    out = await startWayOut();
    await out.teams.uninstall("erik");
    expect(out.heard.lines).toEqual([]);
    await expect(out.platform.chat(out.teams.user("erik").id)).rejects.toThrow();
    expect(await out.platform.chat(out.teams.user("anna").id)).toMatchObject({ external: out.teams.personal("anna").id });
    await out.teams.install("erik");
    expect(await out.platform.chat(out.teams.user("erik").id)).toMatchObject({ external: out.teams.personal("erik").id });
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
    expect(out.heard.lines).toEqual(["troubled solbacken: teams.advice.deleted"]);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused" });
    await out.teams.restoreChannel("solbacken");
    expect(out.heard.lines.slice(1)).toEqual(["changed solbacken", "opened solbacken"]);
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("a team is archived and made active again", async () => {
    out = await startWayOut();
    await out.teams.archive("Leverans");
    expect(out.heard.lines).toContain("troubled solbacken: teams.advice.archived");
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused", advice: { say: "teams.advice.archived" } });
    await out.teams.unarchive("Leverans");
    expect(out.heard.lines).toContain("opened solbacken");
    expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
  });

  test("a team is deleted", async () => {
    out = await startWayOut();
    await out.teams.deleteTeam("Leverans");
    expect(out.heard.lines).toContain("troubled solbacken: teams.advice.deleted");
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "refused" });
  });

  test("A1: a guest comes into a team: every project's channel there is looked at again, and its people are known", async () => {
    out = await startWayOut();
    await out.teams.addMember("karin", "Leverans");
    expect(out.heard.lines).toEqual(["changed solbacken (outsiders)", "peopled Anna Lind, Erik Holm, Karin Ek"]);
    await out.teams.removeMember("karin", "Leverans");
    expect(out.heard.lines.slice(2)).toEqual(["changed solbacken"]);
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
